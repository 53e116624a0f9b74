import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { VaultClient } from '../worker/vault-client.ts';
import type { Calendar } from './calendar.ts';
import { Desk, type Place } from './desk.ts';
import { adviserAtWork, openFolders, reviewAccess } from './office-work.ts';
import { advisers, type DemoPerson, everybody, firstPassword, officeName, officer } from './people.ts';

/** An office to look around in, closed, and who can sign in to it. */
export interface DemoOffice {
  /** The vault's folder. */
  readonly vault: string;
  /** The Privacy Officer first. */
  readonly people: readonly DemoPerson[];
}

/**
 * Makes an office that never was, by the calls that everybody has: eight people, forty clients, six hundred documents, and
 * what happens between them. Most of its twenty seconds or so go into the keys of eight passwords.
 * @param client a worker in the calendar's scene, whose keychain files (`KLUIS_CONFIG_DIR`) lie in a folder of the
 * demonstration's own as well.
 * @param folder absolute, empty or not there yet; whoever made it removes it when the program ends.
 * @throws VaultError as the calls do.
 */
export async function makeDemoOffice(client: VaultClient, folder: string, calendar: Calendar): Promise<DemoOffice> {
  const place: Place = { client, folder, vault: path.join(folder, officeName), calendar };
  const others = everybody.filter((person) => person !== officer);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  calendar.turnTo(42, 9);
  await client.call('createVault', null, {
    vault: place.vault,
    office: officeName,
    officer: officer.name,
    passphrase: officer.password,
    keychain: 'file',
    recoveryKeyOut: path.join(folder, 'herstelsleutel.txt'),
  });
  await addPeople(place, others);
  await openFolders(place);
  for (const number of advisers.keys()) await adviserAtWork(place, number);
  await reviewAccess(place);
  calendar.catchUp();
  return { vault: place.vault, people: everybody };
}

/** Accounts, each activated by its person, so that everybody can sign in. */
async function addPeople(place: Place, people: readonly DemoPerson[]): Promise<void> {
  await Desk.of(place, officer, async (desk) => {
    for (const { name, role } of people) {
      await desk.call('userAdd', { name, role, newPassword: firstPassword });
    }
  });
  for (const { name, password } of people) {
    const { client, vault } = place;
    await client.call('userActivate', null, { vault, name, password: firstPassword, newPassword: password });
  }
}
