import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeFileSystem } from '../../../../src-main/adapters/file-system/node-file-system.ts';
import type { Migration } from '../../../../src-main/adapters/sqlcipher/migrate.ts';
import { openDatabase } from '../../../../src-main/adapters/sqlcipher/open-database.ts';
import { openMigratedDatabase } from '../../../../src-main/adapters/sqlcipher/open-migrated-database.ts';
import { acquireVaultLock } from '../../../../src-main/adapters/sqlcipher/vault-lock.ts';
import { VaultError } from '../../../../src-main/contract/errors.ts';

/*
 * Another process, for the tests: node vault-process.ts <action> <folder> <key in hex>
 * It says on stdout `done`, or the code of its VaultError, and then waits to be killed, or ends by itself for `try-`.
 */
const [action = '', folder = '', keyHex = ''] = process.argv.slice(2);
const databasePath = join(folder, 'vault.db');
const lockPath = join(folder, 'lock');
const key = Buffer.from(keyHex, 'hex');

/** A connection that nobody refers to is closed by the garbage collector. */
const held: unknown[] = [];
const hold = <T>(resource: T): T => {
  held.push(resource);
  return resource;
};

/** What the test that starts this has made its file by. */
const firstStep: Migration = {
  id: 1,
  name: 'first',
  up(db) {
    db.run('CREATE TABLE item (id INTEGER PRIMARY KEY, body BLOB) STRICT');
    db.run('CREATE TABLE part (item INTEGER NOT NULL REFERENCES item (id)) STRICT');
  },
};

const crashingStep: Migration = {
  id: 2,
  name: 'crashes in the middle',
  up(db) {
    db.run('ALTER TABLE item ADD COLUMN colour TEXT');
    db.run("UPDATE item SET colour = 'red', body = randomblob(3000)");
    process.kill(process.pid, 'SIGKILL');
  },
};

const actions: Record<string, () => unknown> = {
  'hold-lock': () => acquireVaultLock(lockPath),
  'try-lock': () => acquireVaultLock(lockPath).release(),
  'hold-database': () => hold(openDatabase(databasePath, key)),
  'try-database': () => openDatabase(databasePath, key).close(),
  'try-new-database': () => openDatabase(databasePath, key, { create: true }).close(),
  // Everything is held while the file is copied over and over, through a descriptor opened before SQLite opens it.
  'hold-both-and-copy': async () => {
    // On purpose without keeping what it returns.
    acquireVaultLock(lockPath);
    const descriptor = await open(databasePath, 'r');
    const db = hold(openDatabase(databasePath, key));
    db.checkpoint();
    void (async () => {
      const buffer = Buffer.alloc(4096);
      for (let position = 0; ; position += buffer.length) {
        const { bytesRead } = await descriptor.read(buffer, 0, buffer.length, position);
        if (bytesRead === 0) position = -buffer.length;
        if (position === 0) global.gc?.();
        await sleep(1);
      }
    })();
  },
  // What must not be done: it shows that the tests above would notice.
  'hold-database-and-read-it-plainly': () => {
    const db = hold(openDatabase(databasePath, key));
    db.run('CREATE TABLE IF NOT EXISTS note (id INTEGER)');
    readFileSync(databasePath);
  },
  'write-and-crash': () => {
    const db = openDatabase(databasePath, key, { create: true });
    db.run('CREATE TABLE item (id INTEGER PRIMARY KEY, body BLOB) STRICT');
    for (let id = 1; id <= 100; id += 1) db.run('INSERT INTO item VALUES (?, randomblob(2000))', id);
    process.kill(process.pid, 'SIGKILL');
  },
  'crash-in-transaction': () => {
    const db = openDatabase(databasePath, key);
    db.transaction(() => {
      // More than the cache holds, so that part of it is in the log already.
      for (let id = 1000; id < 1100; id += 1) db.run('INSERT INTO item VALUES (?, randomblob(1000000))', id);
      process.kill(process.pid, 'SIGKILL');
    });
  },
  'crash-in-migration': () =>
    openMigratedDatabase(databasePath, key, {
      migrations: [firstStep, crashingStep],
      fileSystem: new NodeFileSystem(),
      clock: { now: () => Date.UTC(2026, 10, 21) },
    }),
};

let said = 'no such action';
try {
  const chosen = actions[action];
  if (chosen !== undefined) {
    await chosen();
    said = 'done';
  }
} catch (error) {
  said = error instanceof VaultError ? error.code : String(error);
}
process.stdout.write(`${said}\n`);
if (action.startsWith('hold-')) setInterval(() => undefined, 1000);
