import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { type Migration, migrate } from '../../../src-main/adapters/sqlcipher/migrate.ts';
import { migrations as releasedMigrations } from '../../../src-main/adapters/sqlcipher/migrations/index.ts';
import { openMigratedDatabase } from '../../../src-main/adapters/sqlcipher/open-migrated-database.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import type { Database } from '../../../src-main/core/ports/database.ts';
import { flipByte } from './support/flip-byte.ts';
import { startProcess } from './support/start-process.ts';
import { codeOf, type VaultFolder, vaultErrorOf, vaultFolder } from './support/vault-folder.ts';

const first: Migration = {
  id: 1,
  name: 'first',
  up(db) {
    db.run('CREATE TABLE item (id INTEGER PRIMARY KEY, body BLOB) STRICT');
    db.run('CREATE TABLE part (item INTEGER NOT NULL REFERENCES item (id)) STRICT');
    db.run('INSERT INTO item VALUES (1, zeroblob(10))');
    db.run('INSERT INTO part VALUES (1)');
  },
};
const second: Migration = {
  id: 5,
  name: 'second',
  up: (db) => {
    db.run("ALTER TABLE item ADD COLUMN colour TEXT DEFAULT 'red'");
  },
};
/** Rebuilds a table that another one refers to, as SQLite asks for when a column changes its type. */
const rebuilding: Migration = {
  id: 6,
  name: 'rebuilding',
  up(db) {
    db.run('CREATE TABLE item_new (id INTEGER PRIMARY KEY, body BLOB, size INTEGER NOT NULL) STRICT');
    db.run('INSERT INTO item_new SELECT id, body, length(body) FROM item');
    db.run('DROP TABLE item');
    db.run('ALTER TABLE item_new RENAME TO item');
  },
};

const step = (id: number, up: (db: Database) => unknown): Migration => ({ id, name: `step ${id}`, up });
const fail = (): never => {
  throw new VaultError('internal', 'stop');
};
const version = (db: Database) => db.get('PRAGMA user_version')?.user_version;
const schema = (db: Database) => db.all('SELECT sql FROM sqlite_schema ORDER BY name');

describe('migrate', () => {
  it('brings an empty file to the newest version, and does nothing the second time', () => {
    const db = vaultFolder().open({ create: true });
    expect(migrate(db, [first, second])).toEqual({ current: 0, wanted: 5 });
    const before = [version(db), schema(db), db.all('SELECT * FROM item')];
    expect(before[0]).toBe(5);
    expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(migrate(db, [first, second])).toEqual({ current: 5, wanted: 5 });
    expect([version(db), schema(db), db.all('SELECT * FROM item')]).toEqual(before);
    db.close();
  });

  it('runs only what is missing, and the result is that of running all at once', () => {
    const [stepwise, atOnce] = [vaultFolder().open({ create: true }), vaultFolder().open({ create: true })];
    for (const list of [[first], [first, second], [first, second, rebuilding]]) migrate(stepwise, list);
    migrate(atOnce, [first, second, rebuilding]);
    expect(schema(stepwise)).toEqual(schema(atOnce));
    expect(stepwise.get('SELECT size FROM item')).toEqual({ size: 10 });
    stepwise.close();
    atOnce.close();
  });

  it('refuses a file of a newer program and leaves it as it is', () => {
    const folder = vaultFolder();
    const db = folder.open({ create: true });
    migrate(db, [first, second]);
    const error = vaultErrorOf(() => migrate(db, [first]));
    expect([error.code, error.details]).toEqual(['vault-from-newer-program', { current: 5, wanted: 1 }]);
    expect(version(db)).toBe(5);
    db.close();
  });

  it.each([
    ['twice the same id', [first, first]],
    ['descending ids', [second, first]],
    ['an id below 1', [step(0, () => undefined)]],
    ['half an id', [step(1.5, () => undefined)]],
  ])('refuses a list with %s', (_, list) => {
    const db = vaultFolder().open({ create: true });
    expect(codeOf(() => migrate(db, list))).toBe('internal');
    expect(schema(db)).toEqual([]);
    db.close();
  });

  it.each<[string, (db: Database) => unknown, string]>([
    ['that throws', () => fail(), 'internal'],
    ['that leaves a reference to nothing', (db) => db.run('DELETE FROM item'), 'integrity-violated'],
    ['that breaks a constraint', (db) => db.run('INSERT INTO item VALUES (1, NULL)'), 'internal'],
  ])('undoes all steps because of one %s', (_, up, code) => {
    const db = vaultFolder().open({ create: true });
    migrate(db, [first]);
    const before = schema(db);
    expect(
      codeOf(() => migrate(db, [first, step(2, (d) => d.run('CREATE TABLE more (id INTEGER) STRICT')), step(3, up)])),
    ).toBe(code);
    expect([version(db), schema(db)]).toEqual([1, before]);
    expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(db.get('SELECT count(*) AS n FROM item')).toEqual({ n: 1 });
    db.close();
  });

  it('has ids that only grow in the list of this program', () => {
    const db = vaultFolder().open({ create: true });
    expect(migrate(db, releasedMigrations).wanted).toBe(releasedMigrations.at(-1)?.id);
    db.close();
  });
});

describe('openMigratedDatabase', () => {
  const copies = (folder: VaultFolder) => readdirSync(folder.path).filter((name) => name.includes('.before-'));
  const setting = (migrations: Migration[]) => ({
    migrations,
    fileSystem: new NodeFileSystem(),
    // One second before midnight in UTC, whatever the time zone of the machine.
    clock: { now: () => Date.UTC(2026, 10, 21, 23, 59, 59) },
  });
  const openAt = (folder: VaultFolder, ...list: Migration[]) =>
    openMigratedDatabase(folder.databasePath, folder.key, setting(list));

  async function atVersionOne(): Promise<VaultFolder> {
    const folder = vaultFolder();
    folder.open({ create: true }).close();
    (await openAt(folder, first)).close();
    return folder;
  }

  it('makes no copy of an empty file, nor when there is nothing to do', async () => {
    const folder = await atVersionOne();
    expect(copies(folder)).toEqual([]);
    (await openAt(folder, first)).close();
    expect(copies(folder)).toEqual([]);
  });

  it('keeps the file as it was beside it, with what was still in the log', async () => {
    const folder = await atVersionOne();
    const writer = folder.open();
    writer.run('INSERT INTO item VALUES (2, zeroblob(9000))');
    writer.close();
    const original = readFileSync(folder.databasePath);
    const db = await openAt(folder, first, second);
    expect(version(db)).toBe(5);
    db.close();
    const copyPath = `${folder.databasePath}.before-5-2026-11-21`;
    expect(copies(folder)).toEqual(['vault.db.before-5-2026-11-21']);
    expect(statSync(copyPath).mode & 0o777).toBe(0o600);
    expect(readFileSync(copyPath).equals(original)).toBe(true);
  });

  it('does not migrate a file with a damaged page, also a free one', async () => {
    const folder = await atVersionOne();
    const db = folder.open();
    for (let id = 2; id <= 100; id += 1) db.run('INSERT INTO item VALUES (?, randomblob(2000))', id);
    db.run('DELETE FROM item WHERE id > 1');
    db.close();
    flipByte(folder.databasePath, 40 * 4096 + 7);
    const damaged = { code: 'integrity-violated', details: { badPages: 1 } };
    await expect(openAt(folder, first, second)).rejects.toMatchObject(damaged);
    const unharmed = folder.open();
    expect(version(unharmed)).toBe(1);
    unharmed.close();
  });

  it.each([0, -1])('refuses a file whose number was set back, to %d, without a copy', async (number) => {
    const folder = await atVersionOne();
    const db = folder.open();
    db.run(`PRAGMA user_version=${number}`);
    db.close();
    const altered = { code: 'integrity-violated', details: { part: expect.stringMatching(/^vault\.db schema /) } };
    await expect(openAt(folder, first)).rejects.toMatchObject(altered);
    expect(copies(folder)).toEqual([]);
  });

  it('refuses a newer file without a copy, and lets go of it', async () => {
    const folder = await atVersionOne();
    (await openAt(folder, first, second)).close();
    await expect(openAt(folder, first)).rejects.toMatchObject({ code: 'vault-from-newer-program' });
    expect(copies(folder)).toHaveLength(1);
    folder.open().close();
  });

  it('leaves the old version after SIGKILL in the middle, and the copy; the next start goes on', async () => {
    const folder = await atVersionOne();
    const writer = folder.open();
    for (let id = 2; id < 500; id += 1) writer.run('INSERT INTO item VALUES (?, randomblob(3000))', id);
    writer.close();
    const crashed = await startProcess('crash-in-migration', folder.path, folder.key);
    expect([crashed.said, crashed.exitSignal()]).toEqual(['', 'SIGKILL']);
    expect(copies(folder)).toEqual(['vault.db.before-2-2026-11-21']);
    const db = await openAt(folder, first);
    expect(version(db)).toBe(1);
    expect(db.all('PRAGMA table_info(item)').map(({ name }) => name)).toEqual(['id', 'body']);
    expect(db.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
    const next = await openAt(folder, first, second);
    expect(version(next)).toBe(5);
    expect(next.get("SELECT count(*) AS n FROM item WHERE colour = 'red'")).toEqual({ n: 499 });
    next.close();
  });
});
