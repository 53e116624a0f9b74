import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dose } from '../support/dose.ts';
import { launcher } from '../support/kluis.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { copyOffice, createTrialOffice } from './create-trial-office.ts';
import { killRepeatedly } from './kill.ts';
import { type OperationName, writeImportedFiles } from './office-operations.ts';
import { prepareTrial } from './trial.ts';
import { folders, namesIn, type Office, officeAt, people } from './trial-office.ts';

const seed = seedOfThisRun();

let folder: TempFolder;
let office: Office;

beforeAll(async () => {
  folder = openTempFolder();
  writeImportedFiles(folder.file('sources'));
  // More rows than one batch of sealing again takes, in the long suite.
  office = await createTrialOffice(folder.file('office'), dose(40, 600));
});
afterAll(() => folder[Symbol.dispose]());

async function killDuring(name: OperationName, rounds: number): Promise<void> {
  const trial = await prepareTrial(name, office, folder);
  const at = officeAt(folder.file('round'));
  await killRepeatedly({
    seed,
    rounds,
    from: 'working',
    prepare: () => {
      rmSync(at.base, { recursive: true, force: true });
      copyOffice(trial.start, at.base);
      return trial.programAt(at);
    },
    verify: async ({ reported, wasKilled, stderr }) => {
      if (!wasKilled && !reported.includes('closed')) throw new Error(`it failed: ${stderr}`);
      expect(await trial.wrongAt(at, reported)).toEqual([]);
    },
  });
}

/** The program as people run it, with its worker thread. */
async function killCommandLine(rounds: number): Promise<void> {
  const trial = await prepareTrial('import', office, folder);
  const at = officeAt(folder.file('round'));
  const passwordFile = folder.file('password');
  writeFileSync(passwordFile, people.employee.password, { mode: 0o600 });
  const signIn = ['--user', people.employee.name, '--password-file', passwordFile];
  await killRepeatedly({
    seed,
    rounds,
    prepare: () => {
      rmSync(at.base, { recursive: true, force: true });
      copyOffice(trial.start, at.base);
      const args = [launcher, 'doc', 'add', folders.few, ...namesIn(folder.file('sources/small')), ...signIn];
      const env = { KLUIS_VAULT: at.vault, KLUIS_CONFIG_DIR: at.config };
      return { command: process.execPath, args, env };
    },
    verify: async ({ wasKilled }) => {
      expect(await trial.wrongAt(at, wasKilled ? '' : 'done small')).toEqual([]);
    },
  });
}

// So often killed, and once more before: the first round of each shows how long the work takes, and that it does what
// it should. The first six are 300 in the long suite.
describe('SIGKILL at a random instant loses nothing that was reported, and leaves nothing half-done', () => {
  it.each<OperationName>(['import', 'seal', 'revoke', 'disable', 'own password', 'passphrase'])(
    'during: %s',
    async (name) => await killDuring(name, dose(3, 50)),
  );

  it.each<OperationName>([
    'move',
    'remove',
    'destroy',
    'return',
    'grant',
    'add',
    'activate',
    'reset',
    'recover',
    'sign-in',
    'migrate',
  ])('during: %s', async (name) => await killDuring(name, dose(1, 12)));

  it('during: kluis doc add', async () => await killCommandLine(dose(2, 25)));
}, 1_200_000);
