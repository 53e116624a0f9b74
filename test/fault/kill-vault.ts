import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
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

/** An office for the tests of one file, to be killed in again and again. */
export function shareOffice(): void {
  beforeAll(async () => {
    folder = openTempFolder();
    writeImportedFiles(folder.file('sources'));
    // More rows than one batch of sealing again takes, in the long suite.
    office = await createTrialOffice(folder.file('office'), dose(40, 600));
  });
  afterAll(() => folder[Symbol.dispose]());
}

/** Kills the program in so many rounds at a random instant of one kind of work, and looks at what is left after each. */
export async function killDuring(name: OperationName, rounds: number): Promise<void> {
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
export async function killCommandLine(rounds: number): Promise<void> {
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
