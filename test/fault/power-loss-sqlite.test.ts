import { existsSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, it } from 'vitest';
import { seedOfThisRun } from '../support/seed.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { type CrashState, crashStates } from './power-loss.ts';
import { recordScript } from './record-script.ts';

const seed = seedOfThisRun();
const key = `x'${'ab'.repeat(48)}'`;

const commits = (synchronous: string): string => `
  import Database from 'better-sqlite3-multiple-ciphers';
  const db = new Database(dir + '/test.db');
  db.pragma("cipher='sqlcipher'"); db.pragma('legacy=4'); db.pragma(\`key="${key}"\`);
  db.pragma('locking_mode=EXCLUSIVE'); db.pragma('journal_mode=WAL'); db.pragma('synchronous=${synchronous}');
  db.pragma('wal_autocheckpoint=20');
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, filler BLOB)');
  const insert = db.prepare('INSERT INTO t (filler) VALUES (randomblob(6000))');
  for (let n = 1; n <= 25; n++) { insert.run(); report(String(n)); }
  db.close();
`;

/** The rows in the database that a crash left, or undefined when it does not open. */
function rowsAfter(state: CrashState): number | undefined {
  const folder = tempFolder();
  state.writeTo(folder.path);
  if (!existsSync(folder.file('test.db'))) return undefined;
  try {
    const db = new Database(folder.file('test.db'), { fileMustExist: true, timeout: 0 });
    db.pragma("cipher='sqlcipher'");
    db.pragma('legacy=4');
    db.pragma(`key="${key}"`);
    db.pragma('locking_mode=EXCLUSIVE');
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') return undefined;
    const count = db.prepare('SELECT count(*) AS n FROM t').get()?.n;
    db.close();
    return Number(count);
  } catch {
    return undefined; // damaged, or the table is not there
  }
}

/** The crash states after which a reported row is missing. */
function losses(synchronous: string, everyNth: number): string[] {
  const lost: string[] = [];
  const recording = recordScript(commits(synchronous));
  expect(recording.operations.filter(({ kind }) => kind === 'write').length).toBeGreaterThan(50);
  for (const state of crashStates(recording, { seed, everyNth, randomPerOperation: 2 })) {
    const promised = state.reported.split('\n').length - 1;
    if (promised > 0 && (rowsAfter(state) ?? -1) < promised) lost.push(state.where);
  }
  return lost;
}

describeWithTools(['recorder'], 'power loss under SQLite', () => {
  it('synchronous=FULL keeps every reported commit, at every instant', () => {
    expect(losses('FULL', 1)).toEqual([]);
  });

  it.each(['NORMAL', 'OFF'])('synchronous=%s does not, and the replayer shows it', (synchronous) => {
    expect(losses(synchronous, 5).length).toBeGreaterThan(0);
  });
});
