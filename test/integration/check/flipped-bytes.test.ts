import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMachineSettings } from '../../../src-main/adapters/machine-settings.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { layNextRecovery, permitting, recoveryInPlace } from '../../../src-main/core/rotation/recovery-file.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { type OpenVault, vaultPaths } from '../../../src-main/core/vault/open-vault.ts';
import { readRestoredMark, restoredMarkBytes } from '../../../src-main/core/vault/restored-mark.ts';
import { slotId } from '../../../src-main/core/vault/slots.ts';
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

  test('in the name of a slot is told whoever cannot be signed in, with any name', async () => {
    const here = office();
    const id = await here.asOfficer((vault) => slotId(vault.id, vault.officeSecret, 'everyday', officerName));
    const path = join(here.folder, 'vault.json');
    const other = `${id.startsWith('0') ? 1 : 0}${id.slice(1)}`;
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(id, other));
    const altered = { code: 'integrity-violated', details: { part: `vault.json slots ${other}` } };
    for (const [name, password] of [[officerName], ['Els', 'wrong'], ['Nobody']] as const) {
      await expect(here.open(name, password)).rejects.toMatchObject(altered);
    }
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

  test('in what a rotation has laid ready is found, and it does not come into its place', async () => {
    const here = office();
    const officer = await here.open(officerName);
    const { databaseKeys, officeSecret } = officer;
    const present = await recoveryInPlace(officer);
    const next = await layNextRecovery(officer, { databaseKeys, officeSecret });
    changeVault(officer, (change) => {
      change.setDirectory((directory) => permitting(directory, present ?? '', next));
      change.tell('document-exported', {});
    });
    expect(await findingsOf(officer)).toEqual([]);
    const [place, laid, foreign] = ['recovery.age', 'recovery.age.next', 'root.age.next'].map((name) =>
      join(here.folder, name),
    );
    if (!place || !laid || !foreign) throw new Error('three files');
    flip(laid, random.below(statSync(laid).size));
    expect(await findingsOf(officer)).toEqual(['recovery.age.next: altered']);
    // This version lays none of these ready: whatever is in it.
    writeFileSync(foreign, 'something');
    expect((await findingsOf(officer)).sort()).toEqual(['recovery.age.next: altered', 'root.age.next: unknown-file']);
    await closeVault(officer);
    const before = readFileSync(place);
    await here.as('Els', () => undefined);
    expect([existsSync(laid), readFileSync(place).equals(before)]).toEqual([false, true]);
    expect((await checkRecovery(here.env, here.folder, here.kit, unwatched)).findings).toEqual([]);
  });

  test('in the mark of a restored vault lets nobody in, and is found but for another value of the same kind', async () => {
    const here = office();
    const paths = vaultPaths(here.folder);
    const snapshot = { computer: 'a'.repeat(32), number: 7, at: 1, hash: 'b'.repeat(64), position: 20 };
    const bytes = restoredMarkBytes({
      ...{ format: 1, vault: 'c'.repeat(32), snapshot, restoredAt: 2 },
      ...{ setAside: 'vault.set-aside-2026-01-01', later: Buffer.alloc(30).toString('base64') },
    });
    const values = [...bytes.toString().matchAll(/(?<=:)("[^"]*"|\d+)/g)].map(
      ({ index, 0: text }) => [index, index + text.length] as const,
    );
    const found = new Set<number>();
    for (const [position, byte] of bytes.entries()) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[position] = byte ^ (1 << bit);
        const reading = readRestoredMark({ read: async () => flipped }, paths);
        const read = await reading.catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'integrity-violated', details: { part: 'restored.json' } });
          found.add(position);
          return null;
        });
        if (read === null) continue;
        expect([read.format, values.some(([from, to]) => position > from - 1 && position < to)]).toEqual([1, true]);
      }
    }
    expect(found.size).toBeGreaterThan(bytes.length / 2);
    writeFileSync(paths.restored, bytes);
    flip(paths.restored, random.below(bytes.length));
    await expect(here.open(officerName)).rejects.toMatchObject({ code: 'vault-restored' });
  });

  test('in the settings of this account is found, but for one that makes of a vault’s id another one', async () => {
    const here = office();
    const path = join(here.configFolder, 'settings.json');
    const bytes = readFileSync(path);
    const [vault = ''] = Object.keys((await readMachineSettings(here.configFolder, here.env.files)).vaults);
    const id = bytes.indexOf(vault);
    const isInId = (position: number) => position >= id && position < id + vault.length;
    const read = async (content: Buffer) => {
      writeFileSync(path, content);
      return await readMachineSettings(here.configFolder, here.env.files);
    };
    const passed: number[] = [];
    for (const [position, byte] of bytes.entries()) {
      const flipped = Buffer.from(bytes);
      flipped[position] = byte ^ (1 << random.below(8));
      const settings = await read(flipped).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'file-unreadable', details: { reason: 'settings-damaged' } });
        return null;
      });
      if (settings === null) continue;
      passed.push(position);
      expect([isInId(position), Object.keys(settings.vaults)]).toEqual([true, [expect.not.stringContaining(vault)]]);
    }
    expect(passed.length).toBeLessThan(bytes.length / 2);
    // Which this account then has no keys of: nothing in the file says more.
    const other = Buffer.from(bytes);
    other[id] = (bytes[id] ?? 0) === 0x30 ? 0x31 : 0x30;
    expect((await read(other)).vaults).not.toHaveProperty(vault);
    await expect(here.open(officerName)).rejects.toMatchObject({ code: 'keychain-entry-missing' });
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
