import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openWithX25519 } from '../../src-main/core/crypto/age/seal.ts';
import { x25519IdentityFromRaw } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { eraseDocument } from '../../src-main/core/documents/erase-document.ts';
import { destroyFolder } from '../../src-main/core/folders/destroy-folder.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { blobOf } from '../../src-main/core/ports/row.ts';
import { restoreDocuments } from '../../src-main/core/restore/restore-documents.ts';
import { stepUp } from '../../src-main/core/vault/step-up.ts';
import { blankComputer } from '../support/backed-up.ts';
import { backup, folderTarget } from '../support/backup-office.ts';
import { copyFolder } from '../support/copy-folder.ts';
import { createOffice, folderFor, type Office } from '../support/office.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { officerPassphrase } from '../support/test-vault.ts';
import { type Insider, insiderOf, withDatabase } from './insider.ts';
import { addDocument } from './office.ts';
import { openEverything } from './opening.ts';

/** Words of a document that is erased, and of a client who is: her name, a note, a document's name and content. */
const erased = ['gewist-naam-31c7', 'gewist-inhoud-9d02', 'klant-naam-5be8', 'klant-notitie-a4f1', 'klant-inhoud-77d9'];
const [erasedName = '', erasedContent = '', client = '', clientNote = '', clientContent = ''] = erased;
/** Of what stays. */
const kept = ['blijft-naam-60ab', 'blijft-inhoud-2c4e', 'blijft-klant-19d7'];
const [keptName = '', keptContent = '', keptClient = ''] = kept;

/** What somebody has who has the computer that makes the backups, and reaches their target. */
interface Loot {
  /** The vault, with all else that lies on the computer below it. */
  readonly computer: string;
  readonly target: string;
}

function everythingOf(office: Office, target: string): Loot {
  const computer = tempFolder().file('loot');
  copyFolder(office.folder, computer);
  copyFolder(office.configFolder, join(computer, 'config'));
  copyFolder(join(dirname(target), 'memory'), join(computer, 'memory'));
  return { computer, target };
}

/** What everybody has in her memory who signs in with her password there, the Privacy Officer with her second one too. */
async function everybody(office: Office): Promise<Insider[]> {
  const insiders: Insider[] = [];
  for (const name of ['Wim', 'Ina']) insiders.push(await office.as(name, insiderOf));
  const officer = await office.asOfficer(async (vault) => {
    const insider = insiderOf(vault);
    const second = x25519IdentityFromRaw((await stepUp(vault, officerPassphrase)).secretKey);
    return { ...insider, identities: [...insider.identities, second] };
  });
  return [...insiders, officer];
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name: join(parentPath, name), bytes: readFileSync(join(parentPath, name)) }));

/** Payloads of the target, by themselves and out of packs. */
function payloadsIn({ target }: Loot): Buffer[] {
  return filesBelow(target).flatMap(({ name, bytes }) => {
    if (/objects\/..\/[0-9a-f]{64}$/.test(name)) return [bytes];
    if (!/packs\/..\/[0-9a-f]{64}$/.test(name)) return [];
    const directory = bytes.length - 12 - 48 * bytes.readUInt32BE(bytes.length - 12);
    return Array.from({ length: (bytes.length - 12 - directory) / 48 }, (_, index) => {
      const [offset, length] = [32, 40].map((at) => Number(bytes.readBigUInt64BE(directory + 48 * index + at)));
      return bytes.subarray(offset, (offset ?? 0) + (length ?? 0));
    });
  });
}

/** Every file of the target, and every header of a document that the vault has with every payload there, by every identity. */
function openedOnTarget(loot: Loot, insiders: readonly Insider[]): Buffer[] {
  const identities = insiders.flatMap((one) => [
    ...one.identities,
    one.computer,
    ...one.keys.map(({ identity }) => identity),
  ]);
  const [{ databaseKey = Buffer.alloc(0) } = {}] = insiders;
  const headers = withDatabase(loot.computer, databaseKey, (db) =>
    ['contents', 'message_contents'].flatMap((table) =>
      db.all(`SELECT header FROM ${table}`).map((row) => blobOf(row, 'header')),
    ),
  );
  const joined = payloadsIn(loot).flatMap((payload) => headers.map((header) => Buffer.concat([header, payload])));
  return [...filesBelow(loot.target).map(({ bytes }) => bytes), ...joined].flatMap((file) => {
    try {
      return openWithX25519(file, identities) ?? [];
    } catch {
      // No age file, or the header of another document.
      return [];
    }
  });
}

/** The words that are to be read anywhere, by any key that anybody has there, or by none. */
function readFrom(loot: Loot, insiders: readonly Insider[], words: readonly string[]): string[] {
  const opened = insiders.flatMap((insider) =>
    withDatabase(loot.computer, insider.databaseKey, (db) => openEverything(loot.computer, db, insider)).map(
      ({ plaintext }) => plaintext,
    ),
  );
  const lying = [...filesBelow(loot.computer), ...filesBelow(loot.target)].flatMap(({ name, bytes }) => [
    Buffer.from(name),
    bytes,
  ]);
  const all = [...opened, ...openedOnTarget(loot, insiders), ...lying];
  return words.filter((word) => all.some((bytes) => bytes.includes(word)));
}

/** Pages of a database that lie somewhere as they are on disk, where the key of the database opens them. */
function pagesLyingIn(folders: readonly string[], database: Buffer): number {
  const files = folders.flatMap(filesBelow);
  const middles = Array.from({ length: database.length / 4096 }, (_, page) =>
    database.subarray(4096 * page + 1024, 4096 * page + 1088),
  );
  return middles.filter((middle) => files.some(({ bytes }) => bytes.includes(middle))).length;
}

test('with all that the computer has that makes backups, and everybody’s password, but no recovery key, nothing of a snapshot is read that was erased since', async () => {
  const office = await createOffice({ Wim: 'employee', Ina: 'it-admin' });
  const home = tempFolder();
  const target = await folderTarget(home.file('target'));
  const memory = home.file('memory');
  await office.asOfficer(async (officer) => {
    const stays = await folderFor(officer, keptClient, { Wim: 'write' });
    const goes = await folderFor(officer, client, { Wim: 'write' });
    await addDocument(office, officer, stays, keptName, keptContent);
    await addDocument(office, officer, stays, erasedName, erasedContent);
    await addDocument(office, officer, goes, 'brief', clientContent);
    addNote(officer, goes, clientNote);
    await backup(officer, target, memory);
  });
  const lain = readFileSync(join(office.folder, 'vault.db'));
  expect(pagesLyingIn([office.folder], lain)).toBe(lain.length / 4096);
  expect(pagesLyingIn([home.file('target'), memory, office.configFolder], lain)).toBe(0);
  // While it is in the vault, all of it is read that way.
  expect(readFrom(everythingOf(office, home.file('target')), await everybody(office), [...erased, ...kept])).toEqual([
    ...erased,
    ...kept,
  ]);

  await office.as('Wim', (wim) => eraseDocument(wim, { folder: keptClient, document: erasedName }, 'asked for'));
  await office.asOfficer(async (officer) => {
    await destroyFolder(officer, client, 'asked for');
    await backup(officer, target, memory);
  });
  const loot = everythingOf(office, home.file('target'));
  // That it was erased is on the target too, without a name.
  expect(filesBelow(loot.target).filter(({ name }) => name.includes('/tombstones/')).length).toBeGreaterThanOrEqual(2);
  const insiders = await everybody(office);
  expect(readFrom(loot, insiders, [...erased, ...kept])).toEqual(kept);
  // The documents that stay are read out of the target itself.
  expect(openedOnTarget(loot, insiders).some((bytes) => bytes.includes(keptContent))).toBe(true);
  expect(payloadsIn(loot).length).toBeGreaterThanOrEqual(3);

  // The recovery key has it still.
  const wanted = {
    target,
    snapshot: '1',
    kitText: office.kit,
    folder: client,
    document: 'brief',
    to: home.file('back'),
  };
  await restoreDocuments(blankComputer(home, office.clock), wanted, unwatched);
  expect(readFileSync(home.file('back/brief'), 'utf8')).toContain(clientContent);
}, 120_000);
