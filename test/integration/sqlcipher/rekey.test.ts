import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/adapters/sqlcipher/open-database.ts';
import { withPagesToVerify } from '../../../src-main/adapters/sqlcipher/open-vault-database.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { describeWithSmallDisk, smallDisk } from '../../support/full-disk.ts';
import { startProcess } from './support/start-process.ts';
import { codeOf, filledVaultFolder, type VaultFolder } from './support/vault-folder.ts';

const noReport = () => undefined;

function open(folder: VaultFolder, key: Uint8Array = folder.key) {
  return withPagesToVerify(openDatabase(folder.databasePath, key), folder.databasePath, key);
}

const contentOf = (db: ReturnType<typeof open>) => db.all('SELECT id, body FROM item ORDER BY id');

describe('a database that gets another key', () => {
  it('has the same content under it, every page of it, and none under the former one', async () => {
    const folder = filledVaultFolder(500);
    const next = randomBytes(48);
    const db = open(folder);
    db.run('DELETE FROM item WHERE id > 400');
    db.run('INSERT INTO item VALUES (1000, ?)', Buffer.from('only in the log'));
    const before = contentOf(db);
    const pages = Number(db.get('PRAGMA page_count')?.page_count);
    const formerFile = readFileSync(folder.databasePath);
    const seen: [number, number | null][] = [];
    db.rekey(next, (done, total) => seen.push([done, total]));
    expect(contentOf(db)).toEqual(before);
    expect(await db.verifyPages(unwatched)).toEqual({ pages, badPages: [] });
    expect(seen.at(-1)).toEqual([3 * pages, 3 * pages]);
    // It goes on as it was opened, with what was set for it.
    expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(db.get('PRAGMA secure_delete')).toEqual({ secure_delete: 1 });
    db.run('INSERT INTO item VALUES (1001, ?)', Buffer.from('written since'));
    db.close();
    const file = readFileSync(folder.databasePath);
    expect(file.subarray(0, 16)).toEqual(next.subarray(32));
    expect(statSync(folder.databasePath).mode & 0o777).toBe(0o600);
    for (let at = 0; at < file.length; at += 4096) {
      expect(file.subarray(at, at + 4096).equals(formerFile.subarray(at, at + 4096))).toBe(false);
    }
    expect(readdirSync(folder.path)).toEqual(['vault.db']);
    expect(codeOf(() => open(folder))).toBe('integrity-violated');
    const again = open(folder, next);
    expect(contentOf(again)).toHaveLength(before.length + 1);
    again.close();
  });

  it('keeps every other process out afterwards', async () => {
    const folder = filledVaultFolder(20);
    const next = randomBytes(48);
    const db = open(folder);
    db.rekey(next, noReport);
    expect((await startProcess('try-database', folder.path, next)).said).toBe('vault-in-use');
    db.close();
    expect((await startProcess('try-database', folder.path, next)).said).toBe('done');
  });

  it('tells who was copying the former file to begin anew, and is copied as it is now then', async () => {
    const folder = filledVaultFolder(50);
    const next = randomBytes(48);
    const db = open(folder);
    const copying = db.whileStill(async (file) => {
      await file.readAt(Buffer.alloc(4096), 0);
      db.rekey(next, noReport);
      await file.readAt(Buffer.alloc(4096), 4096);
    });
    await expect(copying).rejects.toMatchObject({ code: 'file-changed-while-read' });
    const salt = Buffer.alloc(16);
    await db.whileStill(async (file) => await file.readAt(salt, 0));
    expect(salt).toEqual(next.subarray(32));
    db.close();
  });

  it('stays as it was, and open, under the key that it had, when a page of it is damaged', () => {
    const folder = filledVaultFolder(50);
    const db = open(folder);
    const script = `printf '\\252' | dd of="$0" bs=1 seek=${20 * 4096 + 100} conv=notrunc status=none`;
    expect(spawnSync('sh', ['-c', script, folder.databasePath]).status).toBe(0);
    const file = readFileSync(folder.databasePath);
    expect(codeOf(() => db.rekey(randomBytes(48), noReport))).toBe('integrity-violated');
    expect(db.get('SELECT count(*) AS n FROM sqlite_schema')).toEqual({ n: 1 });
    db.close();
    expect(readFileSync(folder.databasePath).equals(file)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['vault.db']);
  });

  it('takes no key of another length, which would be a password', () => {
    const folder = filledVaultFolder(20);
    const db = open(folder);
    for (const length of [0, 32, 47, 49]) {
      expect(
        codeOf(() => db.rekey(randomBytes(length), noReport)),
        String(length),
      ).toBe('internal');
    }
    expect(contentOf(db)).toHaveLength(20);
    db.close();
    expect(readdirSync(folder.path)).toEqual(['vault.db']);
  });
});

describeWithSmallDisk('a database that gets another key on a full disk', () => {
  it('stays as it was, and open, and leaves nothing behind', () => {
    const disk = smallDisk(4 * 2 ** 20);
    const folder = filledVaultFolder(300, disk.path);
    const db = open(folder);
    const before = contentOf(db);
    for (const left of [0, 100_000, 700_000]) {
      disk.fill(left);
      expect(
        codeOf(() => db.rekey(randomBytes(48), noReport)),
        String(left),
      ).toBe('disk-full');
      expect(contentOf(db)).toEqual(before);
      disk.empty();
      expect(readdirSync(folder.path).filter((name) => !name.startsWith('vault.db'))).toEqual([]);
    }
    db.rekey(randomBytes(48), noReport);
    expect(contentOf(db)).toEqual(before);
    db.close();
  });
});
