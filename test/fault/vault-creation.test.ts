import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { unwatched } from '../../src-main/core/job.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../src-main/core/vault/create-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { dose } from '../support/dose.ts';
import { codeOf } from '../support/error-code.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, tempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { killRepeatedly } from './kill.ts';
import { leftovers, letTimePass } from './office-state.ts';
import { crashStates } from './power-loss.ts';
import { record } from './recording.ts';
import { environmentOf, handlers, newVaultIn, type Office, officeAt, people } from './trial-office.ts';

const seed = seedOfThisRun();
const program = path.join(import.meta.dirname, 'programs/create-vault.ts');

/** What is wrong with what an interrupted creation left; at the end there is a vault in the folder in any case. */
async function wrongAfterCreation(office: Office, reported: string): Promise<string[]> {
  const env = environmentOf(office);
  letTimePass(office);
  if (!existsSync(path.join(office.vault, 'vault.json'))) {
    if (reported.includes('done')) return ['the vault that was reported is not there'];
    const signedIn = await openSession(env, office.vault, people.officer).then(() => 'opened', codeOf);
    if (signedIn !== 'vault-not-found') return [`without vault.json: ${signedIn}`];
    // The kit of a vault that never was stays: nobody but its owner throws a recovery key away.
    const kit = path.join(office.base, 'another-recovery-key.txt');
    const again = { ...office, kit };
    const created = await createVault(env, newVaultIn(again, env)).then(closeVault, codeOf);
    if (created !== undefined) return [`a second creation in the same folder: ${created}`];
    return await wrongWithWholeVault(again);
  }
  return await wrongWithWholeVault(office);
}

async function wrongWithWholeVault(office: Office): Promise<string[]> {
  return [...(await wrongWhenOpened(office)), ...leftovers(office)];
}

async function wrongWhenOpened(office: Office): Promise<string[]> {
  if (!existsSync(office.kit)) return ['a vault without its recovery key'];
  const { vault, unfinished } = await openSession(environmentOf(office), office.vault, people.officer);
  try {
    const { findings } = await handlers.check({ vault, job: unwatched }, {});
    return [...unfinished.map(({ step }) => step), ...findings.map(({ part, what }) => `${part}: ${what}`)];
  } finally {
    await closeVault(vault);
  }
}

it('killed at a random instant leaves no vault or a whole one, and does not stand in the way of the next', async () => {
  const folder = tempFolder();
  const office = officeAt(folder.file('office'));
  await killRepeatedly({
    seed,
    rounds: dose(3, 60),
    from: 'working',
    prepare: () => {
      rmSync(office.base, { recursive: true, force: true });
      mkdirSync(office.base);
      return { command: process.execPath, args: [program, office.base] };
    },
    verify: async ({ reported }) => {
      expect(await wrongAfterCreation(office, reported)).toEqual([]);
    },
  });
}, 900_000);

describeWithTools(['recorder'], 'power loss while a vault is created', () => {
  it('leaves no vault or a whole one, at instants from the first to the last, and does not stand in the way of the next', async () => {
    const tree = tempFolder();
    const recording = record({ tree: tree.path, command: process.execPath, args: [program, tree.path] });
    expect(recording.stderr).toBe('');
    let states = 0;
    for (const state of crashStates(recording, { seed, everyNth: dose(40, 3) })) {
      using folder = openTempFolder();
      state.writeTo(folder.path);
      const office = officeAt(folder.path);
      expect(await wrongAfterCreation(office, state.reported), state.where).toEqual([]);
      states += 1;
    }
    expect(states).toBeGreaterThan(dose(10, 100));
  }, 900_000);
});
