import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src-main/adapters/sqlcipher/open-database.ts';
import { readLogHead } from '../../../src-main/core/audit/log.ts';
import { type Captured, captureLockedVault, captureOpenVault } from '../../../src-main/core/backup/sources/capture.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { objectsInUse } from '../../../src-main/core/documents/objects-in-use.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import type { FileBytes } from '../../../src-main/core/ports/file-system.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { allOf } from '../../support/byte-streams.ts';
import { copyFolder } from '../../support/copy-folder.ts';
import { folderFor, sharedOffice, writeNote } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({});
let office: ReturnType<typeof freshOffice>;

beforeEach(() => {
  office = freshOffice();
});

/** The whole database, with something else happening between its pieces. */
async function copied(file: FileBytes, between: () => unknown = () => undefined): Promise<Buffer> {
  const bytes = Buffer.alloc(file.sizeBytes);
  for (let position = 0; position < bytes.length; position += 65_536) {
    await file.readAt(bytes.subarray(position, position + 65_536), position);
    await between();
  }
  return bytes;
}

/** What a copy of the database says that there is. */
function contentOf(bytes: Buffer, vault: OpenVault) {
  const path = tempFolder().file('copy.db');
  writeFileSync(path, bytes);
  const db = openDatabase(path, vault.databaseKeys[0] ?? Buffer.alloc(0));
  try {
    expect(db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    return {
      audit: readLogHead(db),
      objects: objectsInUse(db),
      tombstones: db.all('SELECT lower(hex(id)) AS id FROM tombstones').map(({ id }) => id),
      vaultFile: Buffer.from(db.get("SELECT value FROM meta WHERE key = 'vault-file'")?.value as Uint8Array),
    };
  } finally {
    db.close();
  }
}

const filesOf = async ({ files }: Captured): Promise<Record<string, Buffer>> =>
  Object.fromEntries(await Promise.all(files.map(async ({ name, bytes }) => [name, await allOf(bytes())])));

async function importTo(vault: OpenVault, folder: string, name: string): Promise<void> {
  const source = tempFolder().file(name);
  writeFileSync(source, `content of ${name}`);
  await importDocuments(vault, folder, [source], unwatched);
}

const autocheckpoint = ({ db }: OpenVault) => Number(db.get('PRAGMA wal_autocheckpoint')?.wal_autocheckpoint);

describe('an open vault', () => {
  test('is captured at one instant, while its users go on writing', async () => {
    const vault = await office.open(officerName);
    const folder = await folderFor(vault, 'Jansen', {});
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await importTo(vault, folder, name);
    await eraseDocument(vault, { folder, document: 'c.txt' }, 'asked');
    const before = { audit: readLogHead(vault.db), objects: objectsInUse(vault.db) };
    const { captured, bytes } = await captureOpenVault(vault, async (captured) => {
      // More than what SQLite would empty the log for by itself, then what an office does.
      vault.db.run("INSERT INTO meta (key, value) VALUES ('ballast', zeroblob(20000000))");
      return { captured, bytes: await copied(captured.database, () => writeNote(vault, folder, 'meanwhile')) };
    });
    const found = contentOf(bytes, vault);
    expect(found).toMatchObject(before);
    expect({ audit: captured.audit, objects: captured.objects }).toEqual(before);
    expect(captured.objects.size).toBe(2);
    expect(captured.tombstones.map(({ id }) => id)).toEqual(found.tombstones);
    expect(captured.tombstones).toHaveLength(1);
    expect(readLogHead(vault.db).position).toBeGreaterThan(captured.audit.position);
    // From now on the log is emptied again.
    expect(autocheckpoint(vault)).toBe(4000);
    vault.db.checkpoint();
    expect(statSync(vault.paths.database).size).toBeGreaterThan(20_000_000);
    await closeVault(vault);
  });

  test('what is in the log before is in the copy', async () => {
    const vault = await office.open(officerName);
    const folder = await folderFor(vault, 'Jansen', {});
    writeNote(vault, folder, 'only in the log');
    expect(statSync(`${vault.paths.database}-wal`).size).toBeGreaterThan(0);
    const bytes = await captureOpenVault(vault, async ({ database }) => await copied(database));
    expect(contentOf(bytes, vault).audit).toEqual(vault.log.head);
    expect(bytes.equals(readFileSync(vault.paths.database))).toBe(true);
    await closeVault(vault);
  });

  test('who erases meanwhile does not wait, and the copy begins anew, without what was erased', async () => {
    const vault = await office.open(officerName);
    const folder = await folderFor(vault, 'Jansen', {});
    for (const name of ['a.txt', 'b.txt']) await importTo(vault, folder, name);
    let attempts = 0;
    const { objects, bytes } = await captureOpenVault(vault, async ({ database, objects }) => {
      attempts += 1;
      if (attempts === 1) await eraseDocument(vault, { folder, document: 'a.txt' }, 'asked');
      return { objects, bytes: await copied(database) };
    });
    expect(attempts).toBe(2);
    expect(objects.size).toBe(1);
    expect(contentOf(bytes, vault).audit).toEqual(vault.log.head);
    await closeVault(vault);
  });

  test('an attempt is void also when the file was changed after its last byte was read', async () => {
    const vault = await office.open(officerName);
    let attempts = 0;
    await captureOpenVault(vault, async ({ database }) => {
      attempts += 1;
      await copied(database);
      if (attempts === 1) vault.db.checkpoint();
    });
    expect(attempts).toBe(2);
    await closeVault(vault);
  });

  test('gives up when somebody is in the way each time', async () => {
    const vault = await office.open(officerName);
    let attempts = 0;
    const capturing = captureOpenVault(vault, async ({ database }) => {
      attempts += 1;
      vault.db.checkpoint();
      await copied(database);
    });
    await expect(capturing).rejects.toMatchObject({ code: 'file-changed-while-read' });
    expect(attempts).toBe(5);
    expect(autocheckpoint(vault)).toBe(4000);
    await closeVault(vault);
  });

  test('can be closed meanwhile: then there is no copy', async () => {
    const vault = await office.open(officerName);
    const capturing = captureOpenVault(vault, async ({ database }) => {
      await closeVault(vault);
      await copied(database);
    });
    await expect(capturing).rejects.toMatchObject({ code: 'cancelled' });
    await expect(captureOpenVault(vault, async () => undefined)).rejects.toMatchObject({ code: 'cancelled' });
    await office.asOfficer(() => undefined);
  });

  test('what fails in the use of it fails once, and leaves nothing behind', async () => {
    const vault = await office.open(officerName);
    const stop = new Error('stop');
    let attempts = 0;
    const capturing = captureOpenVault(vault, async () => {
      attempts += 1;
      throw stop;
    });
    await expect(capturing).rejects.toBe(stop);
    expect(attempts).toBe(1);
    expect(autocheckpoint(vault)).toBe(4000);
    await captureOpenVault(vault, async () => undefined);
    await closeVault(vault);
  });

  test('is never captured between two steps of a change of vault.json', async () => {
    const opened = await office.open(officerName);
    const { files } = opened.env;
    let steps = 0;
    let atFirstStep: () => void = () => undefined;
    const firstStep = new Promise<void>((resolve) => {
      atFirstStep = resolve;
    });
    // Slow where it matters: each of the two writes of the file takes as long as a capture does.
    const slow: typeof files.replace = async (path, bytes) => {
      await files.replace.call(files, path, bytes);
      steps += 1;
      atFirstStep();
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    const slowFiles = new Proxy(files, {
      get: (target, name) => {
        const value: unknown = name === 'replace' ? slow : Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const vault: OpenVault = { ...opened, env: { ...opened.env, files: slowFiles } };
    const changing = addUser(vault, { name: 'Els', role: 'employee', newPassword: 'Eerste-Keer-4711' });
    await firstStep;
    const { found, bytes } = await captureOpenVault(opened, async (captured) => {
      return { found: await filesOf(captured), bytes: await copied(captured.database) };
    });
    await changing;
    expect(steps).toBe(2);
    const { vaultFile } = contentOf(bytes, vault);
    expect(found['vault.json']?.equals(vaultFile)).toBe(true);
    await closeVault(vault);
  });

  test('has its other files with it: those of a ceremony, and messages, but not who failed to sign in', async () => {
    const vault = await office.open(officerName);
    const { spool, root, recovery } = vault.paths;
    const message = `${'0f'.repeat(16)}.age`;
    writeFileSync(join(spool, message), 'a message');
    writeFileSync(join(spool, `${'1f'.repeat(16)}.age`), Buffer.alloc(1024 * 1024 + 1));
    writeFileSync(join(spool, 'sign-in.json'), '{}');
    writeFileSync(join(spool, 'notes.txt'), 'no message');
    mkdirSync(join(spool, `${'2f'.repeat(16)}.age`));
    symlinkSync('/etc/hostname', join(spool, `${'3f'.repeat(16)}.age`));
    writeFileSync(`${recovery}.next`, 'next recovery');
    const found = await captureOpenVault(vault, filesOf);
    expect(Object.keys(found).sort()).toEqual(
      ['recovery.age', 'recovery.age.next', 'root.age', `spool/${message}`, 'vault.json'].sort(),
    );
    expect(found['root.age']?.equals(readFileSync(root))).toBe(true);
    expect(found['recovery.age']?.equals(readFileSync(recovery))).toBe(true);
    expect(found['recovery.age.next']?.toString()).toBe('next recovery');
    expect(found[`spool/${message}`]?.toString()).toBe('a message');
    renameSync(root, `${root}.away`);
    await expect(captureOpenVault(vault, filesOf)).rejects.toMatchObject({
      code: 'integrity-violated',
      details: { part: 'root.age' },
    });
    await closeVault(vault);
  });
});

describe('a vault that nobody has open', () => {
  const captureIt = async (folder = office.folder) =>
    await captureLockedVault(office.env, folder, async (captured) => {
      const { state, database } = captured;
      return { state, bytes: await copied(database), found: await filesOf(captured) };
    });

  test('is captured without any key, as it lies there', async () => {
    const { state, bytes, found } = await captureIt();
    expect(state).toBe('locked');
    expect(bytes.equals(readFileSync(join(office.folder, 'vault.db')))).toBe(true);
    expect(Object.keys(found).sort()).toEqual(['recovery.age', 'root.age', 'vault.json']);
    expect(found['vault.json']?.equals(readFileSync(join(office.folder, 'vault.json')))).toBe(true);
  });

  test('that its program left open by a crash has its log with it, and comes back with all that it knew', async () => {
    const vault = await office.open(officerName);
    const folder = await folderFor(vault, 'Jansen', {});
    writeNote(vault, folder, 'only in the log');
    const head = vault.log.head;
    const home = tempFolder();
    copyFolder(office.folder, home.file('vault'));
    const key = Buffer.from(vault.databaseKeys[0] ?? '');
    await closeVault(vault);
    const { state, bytes, found } = await captureIt(home.file('vault'));
    expect(state).toBe('after-crash');
    const log = found['vault.db-wal'] ?? Buffer.alloc(0);
    expect(sha256(log)).toEqual(sha256(readFileSync(home.file('vault/vault.db-wal'))));
    writeFileSync(home.file('back.db'), bytes);
    writeFileSync(home.file('back.db-wal'), log);
    const db = openDatabase(home.file('back.db'), key);
    expect(readLogHead(db)).toEqual(head);
    db.close();
  });

  test('is refused while somebody has it open, and keeps everybody out while it is captured', async () => {
    const vault = await office.open(officerName);
    await expect(captureIt()).rejects.toMatchObject({ code: 'vault-in-use' });
    await closeVault(vault);
    await captureLockedVault(office.env, office.folder, async () => {
      await expect(office.open(officerName)).rejects.toMatchObject({ code: 'vault-in-use' });
    });
    const failing = captureLockedVault(office.env, office.folder, async () => {
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await office.asOfficer(() => undefined);
  });

  test('a folder without a vault stays as it is; a link in the place of the database is named', async () => {
    const empty = tempFolder();
    await expect(captureIt(empty.path)).rejects.toMatchObject({ code: 'vault-not-found' });
    expect(existsSync(empty.file('lock'))).toBe(false);
    const database = join(office.folder, 'vault.db');
    renameSync(database, `${database}.away`);
    symlinkSync(`${database}.away`, database);
    await expect(captureIt()).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'vault.db' } });
    rmSync(database);
    await expect(captureIt()).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'vault.db' } });
  });
});
