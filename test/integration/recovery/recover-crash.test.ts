import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { Environment } from '../../../src-main/core/vault/open-vault.ts';
import { nodeEnvironment } from '../../../src-main/worker/node-environment.ts';
import { chosen } from '../../support/chosen.ts';
import { dose } from '../../support/dose.ts';
import { codeOf } from '../../support/error-code.ts';
import { ownPassword, sharedOffice } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { snapshotsOf } from '../../support/snapshots.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
const office = sharedOffice({ Els: 'employee' });
const random = seededRandom(seedOfThisRun());

/** All in the long dose; always the first and the last. */
function someOf(copies: readonly string[]): Set<string> {
  return new Set([...copies.slice(0, 1), ...chosen(copies, dose(4, copies.length), random), ...copies.slice(-1)]);
}

/** Which of two passphrases opens what lies in a folder; everything in it must then be whole. */
async function passphraseOf(env: Environment, folder: string): Promise<string> {
  const failures: string[] = [];
  for (const [which, password] of [
    ['old', officerPassphrase],
    ['new', newPassphrase],
  ] as const) {
    try {
      const { vault, unfinished } = await openSession(env, folder, { name: officerName, password });
      const { findings } = await checkVault(vault, unwatched);
      expect({ unfinished, findings }).toEqual({ unfinished: [], findings: [] });
      await closeVault(vault);
      return which;
    } catch (error) {
      failures.push(codeOf(error));
    }
  }
  return failures.join(' ');
}

describe(`a break-glass that stops at any step (KLUIS_SEED=${random.seed})`, () => {
  test('leaves the state before or the state after it, on a computer of the vault', async () => {
    const { env, folder, kit } = office();
    const copies = snapshotsOf(env.files, dirname(folder));
    await recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
    const states: string[] = [];
    for (const copy of someOf(copies)) {
      const there = nodeEnvironment({ KLUIS_CONFIG_DIR: `${copy}/config` }, copy);
      states.push(await passphraseOf(there, `${copy}/vault`));
      const { vault } = await openSession(there, `${copy}/vault`, { name: 'Els', password: ownPassword });
      await closeVault(vault);
    }
    expect(new Set(states)).toEqual(new Set(['old', 'new']));
    expect(states).toEqual(states.toSorted((a, b) => b.localeCompare(a)));
  });

  test('leaves the state before or the state after it, on a computer that the vault never saw', async () => {
    const { folder, kit } = office();
    const home = dirname(folder);
    const newEnvironment = (at: string) => nodeEnvironment({ KLUIS_CONFIG_DIR: `${at}/new-config` }, at);
    const elsewhere = newEnvironment(home);
    const copies = snapshotsOf(elsewhere.files, home);
    await recover(elsewhere, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
    const states: string[] = [];
    for (const copy of someOf(copies)) {
      const known = nodeEnvironment({ KLUIS_CONFIG_DIR: `${copy}/config` }, copy);
      const here = await passphraseOf(newEnvironment(copy), `${copy}/vault`);
      const there = await passphraseOf(known, `${copy}/vault`);
      // On the new computer the old state is that it has no place.
      expect(here === 'new' ? 'new' : 'old').toBe(there);
      if (here !== 'new') expect(here).toMatch(/^keychain-entry-missing keychain-entry-missing$/);
      states.push(there);
    }
    expect(new Set(states)).toEqual(new Set(['old', 'new']));
  });
});
