import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll } from 'vitest';
import { z } from 'zod';
import { grantFolder } from '../../src-main/core/access/folder-access.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { activateUser } from '../../src-main/core/people/activate-user.ts';
import { addUser } from '../../src-main/core/people/add-user.ts';
import { findPresentUser } from '../../src-main/core/people/find-user.ts';
import { NoteBodySchema } from '../../src-main/core/records/bodies.ts';
import { readRecord } from '../../src-main/core/records/open-row.ts';
import { changeVault } from '../../src-main/core/vault/change.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { compartmentOf, type Environment, type OpenVault } from '../../src-main/core/vault/open-vault.ts';
import type { Rights, Role } from '../../src-main/core/vault/schemas.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { copyFolder } from './copy-folder.ts';
import { runFolder } from './run-folder.ts';
import { openTempFolder, type TempFolder, tempFolder } from './temp-folder.ts';
import { createTestVault, officerName, officerPassphrase, type TestVault, testClock } from './test-vault.ts';

/** What the Privacy Officer hands out, and what its user chooses at her first sign-in. */
export const firstPassword = 'Eerste-Keer-4711';
export const ownPassword = 'Regenjas-47-Tulpveld';

/** A vault with people in it, nobody signed in. */
export interface Office extends Omit<TestVault, 'officer' | 'switchTo'> {
  /** Ids by name. */
  readonly people: ReadonlyMap<string, string>;
  /** Signs in as the worker does. */
  open(name: string, password?: string): Promise<OpenVault>;
  /** Signs somebody in for some work, and out again. */
  as<Result>(name: string, work: (vault: OpenVault) => Result | Promise<Result>): Promise<Result>;
  asOfficer<Result>(work: (vault: OpenVault) => Result | Promise<Result>): Promise<Result>;
}

/** An office whose people are activated and certified, with `ownPassword` each. */
export async function createOffice(people: Readonly<Record<string, Role>>, home?: TempFolder): Promise<Office> {
  const { officer, switchTo: _switch, ...vault } = await createTestVault({}, home);
  const ids = new Map<string, string>();
  for (const [name, role] of Object.entries(people)) {
    const { id } = await addUser(officer, { name, role, newPassword: firstPassword });
    ids.set(name, id);
  }
  await closeVault(officer);
  const office = officeOf({ ...vault, people: ids });
  for (const name of ids.keys()) {
    await activateUser(office.env, office.folder, { name, password: firstPassword, newPassword: ownPassword });
  }
  if (ids.size > 0) await office.asOfficer(() => undefined);
  return office;
}

function officeOf(vault: Omit<Office, 'open' | 'as' | 'asOfficer'>): Office {
  const open = async (name: string, password = name === officerName ? officerPassphrase : ownPassword) =>
    (await openSession(vault.env, vault.folder, { name, password })).vault;
  const as: Office['as'] = async (name, work) => {
    const opened = await open(name);
    try {
      return await work(opened);
    } finally {
      await closeVault(opened);
    }
  };
  return { ...vault, open, as, asOfficer: (work) => as(officerName, work) };
}

/** The same office, vault and keychain, in a folder of its own. */
export function copyOffice(office: Office, home: TempFolder = tempFolder()): Office {
  copyFolder(dirname(office.folder), home.path);
  const [folder, configFolder] = [home.file('vault'), home.file('config')];
  const clock = testClock();
  const env: Environment = { ...nodeEnvironment({ KLUIS_CONFIG_DIR: configFolder }, home.path), clock };
  return officeOf({ ...office, folder, configFolder, env, clock });
}

/**
 * For the top of a test file: gives every test a copy of its own of an office that is made once in a run of the tests, which
 * saves them the seconds that activation takes.
 */
export function sharedOffice(people: Readonly<Record<string, Role>>): () => Office {
  let made: Office | null = null;
  beforeAll(async () => {
    made = await officeOfRun(people);
  });
  return () => {
    if (made === null) throw new Error('only inside a test');
    return copyOffice(made);
  };
}

/** What is kept of an office beside its files, which lie in `home`. */
const MadeSchema = z.object({ home: z.string(), kit: z.string(), people: z.array(z.tuple([z.string(), z.string()])) });

/** Made by whoever asks first for one with these people; not to be changed. */
async function officeOfRun(people: Readonly<Record<string, Role>>): Promise<Office> {
  const digest = createHash('sha256').update(JSON.stringify(people)).digest('hex');
  const kept = join(runFolder(), `office-${digest}`);
  if (!existsSync(kept)) await makeOffice(people, kept);
  const { home, kit, people: ids } = MadeSchema.parse(JSON.parse(readFileSync(join(kept, 'made.json'), 'utf8')));
  const [folder, configFolder] = [join(kept, home, 'vault'), join(kept, home, 'config')];
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: configFolder }, kept);
  return officeOf({ folder, configFolder, env, clock: testClock(), kit, people: new Map(ids) });
}

async function makeOffice(people: Readonly<Record<string, Role>>, kept: string): Promise<void> {
  using whole = openTempFolder('office-', dirname(kept));
  const home = openTempFolder('home-', whole.path);
  const { kit, people: ids } = await createOffice(people, home);
  writeFileSync(whole.file('made.json'), JSON.stringify({ home: basename(home.path), kit, people: [...ids] }));
  try {
    renameSync(whole.path, kept);
  } catch (error) {
    // Another worker was faster: what it made is as good.
    if (!existsSync(kept)) throw error;
  }
}

/** The environment of another operating system account, or another computer, that reaches the same vault. */
export function otherComputer(office: Office, name: string): Environment {
  const home = tempFolder();
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: join(home.path, 'config') }, home.path);
  return { ...env, clock: office.clock, machine: { ...env.machine, name } };
}

/** A new folder granted to some by name. @returns its id. */
export async function folderFor(
  officer: OpenVault,
  name: string,
  grants: Readonly<Record<string, Rights>>,
  kind: 'client' | 'personnel' = 'client',
): Promise<string> {
  const { id } = await createFolder(officer, { name, kind });
  for (const [user, rights] of Object.entries(grants)) {
    const { id: grantee } = findPresentUser(officer.directory, user);
    grantFolder(officer, { id, kind }, grantee, { rights, endsAt: null });
  }
  return id;
}

/** A record of the signed-in user's in a folder. @returns its id. */
export function writeNote(vault: OpenVault, folder: string, text: string): string {
  return changeVault(vault, (change) => {
    const id = change.insertRecord(folder, 'note', { text, createdAt: change.at });
    change.tell('note-added', { folder, record: id }, id);
    return id;
  });
}

/** The text of a record as the signed-in user reads it with her keys. */
export function readNote(vault: OpenVault, folder: string, id: string): string | undefined {
  return readRecord(vault, compartmentOf(vault, folder), id, 'note', NoteBodySchema)?.body.text;
}
