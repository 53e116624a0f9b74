import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src-main/adapters/sqlcipher/open-database.ts';
import { dose } from '../support/dose.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, tempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { crashStates } from './power-loss.ts';
import { record } from './recording.ts';

const seed = seedOfThisRun();
const program = path.join(import.meta.dirname, 'programs/store.ts');

/** The highest number reported with this word, or undefined. */
function reportedNumber(reported: string, word: string): number | undefined {
  const numbers = [...reported.matchAll(new RegExp(`^${word} (\\d+)$`, 'gm'))].map((match) => Number(match[1]));
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

/** What a later start finds wrong with a store of which so much was reported as done. */
function faults(root: string, reported: string): string[] {
  const vault = path.join(root, 'office', 'vault');
  const objects = path.join(vault, 'objects', 'ab');
  const found: string[] = [];
  if (reported.includes('folder') && !existsSync(objects)) found.push('the folder is gone');

  const settings = path.join(vault, 'vault.json');
  const promised = reportedNumber(reported, 'json');
  const version = existsSync(settings) ? Number(readFileSync(settings, 'utf8').replace('version ', '')) : undefined;
  if (promised !== undefined && !(version !== undefined && version >= promised)) found.push(`settings ${version}`);
  if (Number.isNaN(version)) found.push('torn settings');

  if (!reported.includes('database')) return found;
  const database = openDatabase(path.join(vault, 'vault.db'), new Uint8Array(48).fill(7));
  const rows = database.all('SELECT n, name FROM object');
  database.close();
  const gone = reportedNumber(reported, 'gone') ?? 0;
  const expected = reportedNumber(reported, 'row') ?? 0;
  const numbers = rows.map(({ n }) => Number(n));
  for (let n = 1; n <= expected; n++) {
    // A row whose removal was not yet reported may be there or not.
    const mayBeRemoved = n % 4 === 1 && n + 3 <= expected;
    if (!numbers.includes(n) && !mayBeRemoved) found.push(`row ${n} is gone`);
    if (numbers.includes(n) && n % 4 === 1 && n <= gone) found.push(`row ${n} is back`);
  }
  for (const { n, name } of rows) {
    const file = path.join(objects, String(name));
    if (!existsSync(file)) found.push(`object of row ${n} is gone`);
    else if (createHash('sha256').update(readFileSync(file)).digest('hex') !== name) found.push(`object ${n} is torn`);
  }
  for (const name of existsSync(objects) ? readdirSync(objects) : []) {
    const isWhole =
      createHash('sha256')
        .update(readFileSync(path.join(objects, name)))
        .digest('hex') === name;
    if (!isWhole && !name.startsWith('.tmp-')) found.push('a torn object has its final name');
  }
  return found;
}

describeWithTools(['recorder'], 'power loss under the adapters', () => {
  it('keeps what was reported, and nothing torn, at every instant', () => {
    const tree = tempFolder();
    const recording = record({ tree: tree.path, command: process.execPath, args: [program, tree.path] });
    expect(recording.stderr).toBe('');
    expect(recording.stdout).toContain('closed');
    let states = 0;
    for (const state of crashStates(recording, { seed, randomPerOperation: dose(2, 20) })) {
      using folder = openTempFolder();
      state.writeTo(folder.path);
      expect(faults(folder.path, state.reported), state.where).toEqual([]);
      states += 1;
    }
    expect(states).toBeGreaterThan(100);
  });
});
