import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requireWholeLog } from '../../../src-main/adapters/sqlcipher/require-whole-log.ts';
import { crashStates } from '../../fault/power-loss.ts';
import { recordScript } from '../../fault/record-script.ts';
import { dose } from '../../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools } from '../../support/tools.ts';
import { startProcess } from './support/start-process.ts';
import { codeOf, type VaultFolder, vaultErrorOf, vaultFolder } from './support/vault-folder.ts';

const random = seededRandom(seedOfThisRun());
const frameBytes = 4096 + 24;

/** What a killed process left: a hundred commits in the log. */
async function withLog(): Promise<{ folder: VaultFolder; wal: string; size: number; lastCommit: number }> {
  const folder = vaultFolder();
  await startProcess('write-and-crash', folder.path, folder.key);
  const wal = `${folder.databasePath}-wal`;
  const bytes = readFileSync(wal);
  const commits: number[] = [];
  for (let start = 32; start < bytes.length; start += frameBytes) {
    if (bytes.readUInt32BE(start + 4) !== 0) commits.push(start + frameBytes);
  }
  return { folder, wal, size: bytes.length, lastCommit: commits.at(-2) ?? 0 };
}

function flip(path: string, position: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(position) ^ (1 << random.below(8)), position);
  writeFileSync(path, bytes);
}

describe(`a write-ahead log (KLUIS_SEED=${random.seed})`, () => {
  it('is whole after a crash, when it is not there, and when it is empty', async () => {
    const { folder, wal } = await withLog();
    expect(() => requireWholeLog(folder.databasePath)).not.toThrow();
    truncateSync(wal, 0);
    expect(() => requireWholeLog(folder.databasePath)).not.toThrow();
    rmSync(wal);
    expect(() => requireWholeLog(folder.databasePath)).not.toThrow();
  });

  it('of which the end was cut off is what a power cut leaves', async () => {
    const { folder, wal, size } = await withLog();
    for (let cut = size; cut > 0; cut = Math.floor(cut / 1.3)) {
      truncateSync(wal, cut);
      expect(() => requireWholeLog(folder.databasePath)).not.toThrow();
    }
  });

  it('with a flipped bit anywhere but in its last commit, which a power cut could have left, is refused and named', async () => {
    const { folder, wal, lastCommit } = await withLog();
    const whole = readFileSync(wal);
    for (let nth = 0; nth < dose(40, 400); nth += 1) {
      // All of the header but its sequence, which is another one when the log begins again.
      const position = nth < 12 ? nth : 16 + random.below(lastCommit - 16);
      flip(wal, position);
      expect([position, vaultErrorOf(() => requireWholeLog(folder.databasePath)).details.part]).toEqual([
        position,
        'vault.db-wal',
      ]);
      writeFileSync(wal, whole);
    }
  });

  it('that is damaged loses nothing of what SQLite would drop: with its bytes back, all is there', async () => {
    const { folder, wal } = await withLog();
    const whole = readFileSync(wal);
    flip(wal, 5000);
    expect(codeOf(() => requireWholeLog(folder.databasePath))).toBe('integrity-violated');
    writeFileSync(wal, whole);
    requireWholeLog(folder.databasePath);
    const db = folder.open();
    expect(db.get('SELECT count(*) AS n FROM item')).toEqual({ n: 100 });
    db.close();
  });
});

describeWithTools(['recorder'], 'what a power cut leaves', () => {
  it('is never taken for damage, at any instant, also where the log begins again', () => {
    const recording = recordScript(`
      import Database from 'better-sqlite3-multiple-ciphers';
      const db = new Database(dir + '/test.db');
      db.pragma("cipher='sqlcipher'"); db.pragma('legacy=4'); db.pragma(\`key="x'${'ab'.repeat(48)}'"\`);
      db.pragma('locking_mode=EXCLUSIVE'); db.pragma('journal_mode=WAL'); db.pragma('synchronous=FULL');
      db.pragma('wal_autocheckpoint=20');
      db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, filler BLOB)');
      const insert = db.prepare('INSERT INTO t (filler) VALUES (randomblob(6000))');
      for (let n = 1; n <= 25; n++) { insert.run(); report(String(n)); }
      db.close();
    `);
    const taken: string[] = [];
    for (const state of crashStates(recording, { seed: random.seed, everyNth: 1, randomPerOperation: dose(2, 10) })) {
      const folder = tempFolder();
      state.writeTo(folder.path);
      try {
        requireWholeLog(folder.file('test.db'));
      } catch {
        taken.push(state.where);
      }
    }
    expect(taken).toEqual([]);
  });
});
