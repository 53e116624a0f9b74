import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { withAnotherMigration } from '../../support/another-migration.ts';
import { dose } from '../../support/dose.ts';
import type { Office } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { filesOf, filledOffice, findingsOf } from './support.ts';

const office = filledOffice();
const random = seededRandom(seedOfThisRun());
const flipsOfFile = dose(4, 60);

/**
 * One bit of a byte, by another process: in this one, closing a file that SQLite has open would drop its locks.
 * @returns what puts it back.
 */
function flip(path: string, position: number): () => void {
  const bytes = readFileSync(path);
  const was = bytes.readUInt8(position);
  const write = (value: number) => {
    const script = `printf '\\${value.toString(8).padStart(3, '0')}' | dd of="$0" bs=1 seek=${position} conv=notrunc status=none`;
    if (spawnSync('sh', ['-c', script, path]).status !== 0) throw new Error('dd failed');
  };
  write(was ^ (1 << random.below(8)));
  return () => write(was);
}

/** What sign-in says, or where it succeeds what check finds: the parts that are named. */
async function namedParts(here: Office): Promise<string[]> {
  let vault: OpenVault;
  try {
    vault = await here.open(officerName);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    expect(error.code).toBe('integrity-violated');
    return [String(error.details.part)];
  }
  try {
    return await findingsOf(vault);
  } finally {
    await closeVault(vault);
  }
}

/** How the parts of each file begin; those of the database have the names of its tables. */
const beginnings: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^vault\.json$/, () => 'vault.json'],
  [/^(root|recovery)\.age$/, (name) => name],
  [/^objects\//, (name) => `objects ${name.slice('objects/ab/'.length)}`],
  [/^spool\//, (name) => name],
];
const othersThanTheDatabase = /^(vault\.json|root\.age|recovery\.age|objects |spool\/|lock)/;

function isIn(name: string, part: string): boolean {
  const known = beginnings.find(([pattern]) => pattern.test(name));
  return known ? part.startsWith(known[1](name)) : !othersThanTheDatabase.test(part);
}

describe(`a flipped bit (KLUIS_SEED=${random.seed})`, () => {
  test('anywhere in any file of a vault is found, and the file is named', {
    timeout: dose(120_000, 900_000),
  }, async () => {
    const missed: string[] = [];
    for (const name of filesOf(office())) {
      for (let nth = 0; nth < flipsOfFile; nth += 1) {
        const here = office();
        const path = join(here.folder, name);
        const { size } = statSync(path);
        if (size === 0) break;
        const position = random.below(size);
        flip(path, position);
        const named = await namedParts(here);
        if (!named.some((part) => isIn(name, part))) missed.push(`${name} at ${position}: ${named.join('; ')}`);
      }
    }
    expect(missed).toEqual([]);
  });

  test('in a file that is there only while somebody works is found as well', async () => {
    const here = office();
    const officer = await here.open(officerName);
    for (const name of ['lock.info', 'vault.json', 'root.age', 'recovery.age']) {
      const path = join(here.folder, name);
      const undo = flip(path, random.below(statSync(path).size));
      const found = await findingsOf(officer);
      expect(found.filter((part) => part.startsWith(name))).not.toEqual([]);
      undo();
    }
    expect(await findingsOf(officer)).toEqual([]);
    await closeVault(officer);
  });

  test('in a copy of the database from before a migration is found', async () => {
    const here = office();
    const credentials = { name: officerName, password: officerPassphrase };
    const { vault: officer } = await openSession(withAnotherMigration(here.env), here.folder, credentials);
    const [copy = ''] = filesOf(here).filter((name) => name.startsWith('vault.db.before-'));
    expect(existsSync(join(here.folder, copy))).toBe(true);
    expect(await findingsOf(officer)).toEqual([]);
    flip(join(here.folder, copy), random.below(statSync(join(here.folder, copy)).size));
    expect(await findingsOf(officer)).toEqual([`${copy}: altered`]);
    await closeVault(officer);
  });
});
