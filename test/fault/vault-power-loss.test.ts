import { afterAll, beforeAll, expect, it } from 'vitest';
import { dose } from '../support/dose.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { copyOffice, createTrialOffice } from './create-trial-office.ts';
import { type OperationName, operationNames, writeImportedFiles } from './office-operations.ts';
import { crashStates } from './power-loss.ts';
import { record } from './recording.ts';
import { prepareTrial } from './trial.ts';
import { type Office, officeAt } from './trial-office.ts';

const seed = seedOfThisRun();

let folder: TempFolder;
let office: Office;

beforeAll(async () => {
  folder = openTempFolder();
  writeImportedFiles(folder.file('sources'));
  office = await createTrialOffice(folder.file('office'), 6);
});
afterAll(() => folder[Symbol.dispose]());

async function losePowerDuring(name: OperationName, instants: number): Promise<void> {
  const trial = await prepareTrial(name, office, folder);
  const recorded = copyOffice(trial.start, folder.file(`recorded ${name}`));
  const recording = record({ tree: recorded.base, ...trial.programAt(recorded) });
  expect([recording.stderr, recording.exitCode]).toEqual(['', 0]);
  const everyNth = Math.ceil(recording.operations.length / instants);
  for (const state of crashStates(recording, { seed, everyNth })) {
    using crashed = openTempFolder('kluis-crashed-');
    state.writeTo(crashed.path);
    expect(await trial.wrongAt(officeAt(crashed.path), state.reported), state.where).toEqual([]);
  }
}

describeWithTools(['recorder'], 'a power loss loses nothing that was reported, and leaves nothing half-done', () => {
  it.each(operationNames)('during: %s', async (name) => await losePowerDuring(name, dose(3, 40)), 1_200_000);
});
