import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../src-main/adapters/sqlcipher/open-database.ts';
import { connectionPragmas, openingPragmas } from '../../../src-main/adapters/sqlcipher/pragmas.ts';
import { describeUnlessMissing } from '../../support/tools.ts';
import { handOver, uidWithoutRights } from '../../support/without-root-rights.ts';
import { startProcess } from './support/start-process.ts';
import { missingForTmpfs, mountTmpfs } from './support/tmpfs.ts';
import { codeOf, filledVaultFolder, vaultErrorOf, vaultFolder } from './support/vault-folder.ts';

describe('settings', () => {
  it.each([...openingPragmas, ...connectionPragmas])('$name reads back as $readBack', ({ name, readBack }) => {
    const db = vaultFolder().open({ create: true });
    expect(Object.values(db.get(`PRAGMA ${name}`) ?? {})).toEqual([readBack]);
    db.close();
  });

  it.each([
    ['page_size', 4096],
    ['busy_timeout', 0],
    ['auto_vacuum', 0],
    ['encoding', 'UTF-8'],
    // 0: the log is encrypted as SQLCipher does it.
    ['mc_legacy_wal', '0'],
  ])('%s is %s', (name, expected) => {
    const db = vaultFolder().open({ create: true });
    expect(Object.values(db.get(`PRAGMA ${name}`) ?? {})).toEqual([expected]);
    db.close();
  });

  it('also hold for a file that is opened again, after a crash with a log that is still to be read', async () => {
    const folder = vaultFolder();
    await startProcess('write-and-crash', folder.path, folder.key);
    expect(readdirSync(folder.path)).toContain('vault.db-wal');
    const db = folder.open();
    for (const { name, readBack } of [...openingPragmas, ...connectionPragmas]) {
      expect([name, ...Object.values(db.get(`PRAGMA ${name}`) ?? {})]).toEqual([name, readBack]);
    }
    expect(db.get('SELECT count(*) AS n FROM item')).toEqual({ n: 100 });
    // Shared memory does not work on network folders.
    expect(readdirSync(folder.path)).not.toContain('vault.db-shm');
    db.close();
  });
});

describe('a new file', () => {
  it('starts with the salt, is private, and leaves nothing beside it', () => {
    const folder = vaultFolder();
    const db = folder.open({ create: true });
    db.run('CREATE TABLE item (id INTEGER PRIMARY KEY) STRICT');
    expect(statSync(`${folder.databasePath}-wal`).mode & 0o777).toBe(0o600);
    db.close();
    expect(readdirSync(folder.path)).toEqual(['vault.db']);
    expect(statSync(folder.databasePath).mode & 0o777).toBe(0o600);
    expect(readFileSync(folder.databasePath).subarray(0, 16)).toEqual(folder.key.subarray(32));
  });

  it('never replaces one that is there, but takes over what a crash left empty', () => {
    const folder = filledVaultFolder(1);
    expect(codeOf(() => folder.open({ create: true }))).toBe('file-exists');
    const other = vaultFolder();
    writeFileSync(other.databasePath, '');
    other.open({ create: true }).close();
    other.open().close();
  });

  it('leaves the given key as it was', () => {
    const folder = vaultFolder();
    const before = Buffer.from(folder.key);
    folder.open({ create: true }).close();
    expect(folder.key).toEqual(before);
  });

  it('holds no plaintext, in the file or in its log', () => {
    const folder = vaultFolder();
    const db = folder.open({ create: true });
    db.run('CREATE TABLE zwaluwstaart (name TEXT) STRICT');
    db.run('INSERT INTO zwaluwstaart VALUES (?)', 'Mevrouw Kwetsbaar');
    const log = readFileSync(`${folder.databasePath}-wal`);
    db.close();
    for (const bytes of [log, readFileSync(folder.databasePath)]) {
      expect(bytes.length).toBeGreaterThan(4096);
      for (const text of ['Kwetsbaar', 'zwaluwstaart', 'SQLite format 3']) expect(bytes.includes(text)).toBe(false);
    }
  });
});

describe('what is refused', () => {
  it('another key, without harm to the file or its log', async () => {
    const folder = vaultFolder();
    await startProcess('write-and-crash', folder.path, folder.key);
    const before = readdirSync(folder.path).map((name) => readFileSync(`${folder.path}/${name}`).toString('base64'));
    const error = vaultErrorOf(() => openDatabase(folder.databasePath, randomBytes(48)));
    expect(error.code).toBe('integrity-violated');
    expect(error.details).toEqual({ part: 'vault.db' });
    const after = readdirSync(folder.path).map((name) => readFileSync(`${folder.path}/${name}`).toString('base64'));
    expect(after).toEqual(before);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('not a database')],
    ['random bytes', randomBytes(8192)],
    ['zeros', Buffer.alloc(8192)],
    ['a plain SQLite header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)])],
  ])('%s', (_, bytes) => {
    const folder = vaultFolder();
    writeFileSync(folder.databasePath, bytes);
    expect(codeOf(() => folder.open())).toBe('integrity-violated');
    expect(readFileSync(folder.databasePath)).toEqual(bytes);
  });

  it('a changed salt', () => {
    const folder = filledVaultFolder(1);
    const bytes = readFileSync(folder.databasePath);
    bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3);
    writeFileSync(folder.databasePath, bytes);
    expect(codeOf(() => folder.open())).toBe('integrity-violated');
  });

  it('a changed page, when it is read', () => {
    const folder = filledVaultFolder(100);
    const bytes = readFileSync(folder.databasePath);
    bytes.writeUInt8(bytes.readUInt8(20 * 4096 + 5) ^ 1, 20 * 4096 + 5);
    writeFileSync(folder.databasePath, bytes);
    const db = folder.open();
    expect(codeOf(() => db.all('SELECT * FROM item'))).toBe('integrity-violated');
    db.close();
  });

  it('no file, no folder, a relative path, a key of a wrong length', () => {
    const { path, key } = vaultFolder();
    expect(codeOf(() => openDatabase(`${path}/vault.db`, key))).toBe('integrity-violated');
    expect(codeOf(() => openDatabase(`${path}/none/vault.db`, key, { create: true }))).toBe('internal');
    expect(codeOf(() => openDatabase('vault.db', key))).toBe('internal');
    expect(codeOf(() => openDatabase(`${path}/vault.db`, key.subarray(0, 32), { create: true }))).toBe('internal');
    expect(readdirSync(path)).toEqual([]);
  });

  it('a file that is open: here, and in another process', async () => {
    const folder = filledVaultFolder(1);
    const db = folder.open();
    expect(codeOf(() => folder.open())).toBe('vault-in-use');
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('vault-in-use');
    db.close();
    const holder = await startProcess('hold-database', folder.path, folder.key);
    expect(holder.said).toBe('done');
    expect(codeOf(() => folder.open())).toBe('vault-in-use');
    await holder.kill();
    folder.open().close();
  });

  it('nothing, after the POSIX trap: a plain read in the holding process has dropped its locks', async () => {
    const folder = filledVaultFolder(1);
    const holder = await startProcess('hold-database-and-read-it-plainly', folder.path, folder.key);
    expect(holder.said).toBe('done');
    // Not wanted, but so it is: this is why `openDatabase` warns, and proof that the tests of locking can fail.
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('done');
  });
});

describeUnlessMissing(missingForTmpfs(), 'a disk that is full or read-only', () => {
  it('full while creating', () => {
    const folder = vaultFolder(mountTmpfs(16).path);
    writeFileSync(`${folder.path}/filler`, Buffer.alloc(16 * 1024));
    expect(codeOf(() => folder.open({ create: true }))).toBe('disk-full');
  });

  it('full while writing: the transaction is undone, what was reported stays, and there is work after room is made', () => {
    const folder = filledVaultFolder(100, mountTmpfs(2048).path);
    const db = folder.open();
    const fill = () =>
      db.transaction(() => {
        for (let id = 1000; id < 3000; id += 1) db.run('INSERT INTO item VALUES (?, ?)', id, randomBytes(2000));
      });
    expect(codeOf(fill)).toBe('disk-full');
    expect(db.get('SELECT count(*) AS n FROM item')).toEqual({ n: 100 });
    db.checkpoint();
    db.run('INSERT INTO item VALUES (?, ?)', 5000, randomBytes(2000));
    db.close();
    const again = folder.open();
    expect(again.get('SELECT count(*) AS n FROM item')).toEqual({ n: 101 });
    expect(again.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    again.close();
  });

  it('read-only', () => {
    const disk = mountTmpfs(2048);
    const folder = filledVaultFolder(10, disk.path);
    disk.makeReadOnly();
    expect(codeOf(() => folder.open())).toBe('folder-read-only');
    expect(codeOf(() => openDatabase(`${disk.path}/other.db`, folder.key, { create: true }))).toBe('folder-read-only');
  });
});

describe('a folder without the right to write', () => {
  it('is read-only: for a new file, for one that is there, and for a file that is read-only itself', async () => {
    const folder = filledVaultFolder(1);
    handOver(folder.path, folder.databasePath);
    const said = async (action: string) => (await startProcess(action, folder.path, folder.key, uidWithoutRights)).said;
    expect(await said('try-database')).toBe('done');
    chmodSync(folder.databasePath, 0o400);
    expect(await said('try-database')).toBe('folder-read-only');
    chmodSync(folder.databasePath, 0o600);
    chmodSync(folder.path, 0o500);
    onTestFinished(() => chmodSync(folder.path, 0o700));
    expect(await said('try-database')).toBe('folder-read-only');
    chmodSync(folder.path, 0o700);
    rmSync(folder.databasePath);
    chmodSync(folder.path, 0o500);
    expect(await said('try-new-database')).toBe('folder-read-only');
  });
});
