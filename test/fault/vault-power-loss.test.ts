import { afterAll, beforeAll, expect, it } from 'vitest';
import { chosen } from '../support/chosen.ts';
import { dose } from '../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { copyOffice, createTrialOffice } from './create-trial-office.ts';
import { type OperationName, operationNames, writeImportedFiles } from './office-operations.ts';
import { type CrashState, crashStates } from './power-loss.ts';
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

/** Every so many of the states, chosen by the seed. */
function* someOf(states: Iterable<CrashState>, every: number): Generator<CrashState> {
  let number = 0;
  for (const state of states) if (number++ % every === seed % every) yield state;
}

async function losePowerDuring(name: OperationName): Promise<void> {
  const trial = await prepareTrial(name, office, folder);
  const recorded = copyOffice(trial.start, folder.file(`recorded ${name}`));
  const recording = record({ tree: recorded.base, ...trial.programAt(recorded) });
  expect([recording.stderr, recording.exitCode]).toEqual(['', 0]);
  const lookAt = async (state: CrashState) => {
    using crashed = openTempFolder('kluis-crashed-');
    state.writeTo(crashed.path);
    expect(await trial.wrongAt(officeAt(crashed.path), state.reported), state.where).toEqual([]);
  };
  // There is one state without what was not synced for each time that something was, some fifty: these tell the most.
  const synced = crashStates(recording, { seed, variants: ['nothing-unsynced'] });
  for (const state of someOf(synced, dose(32, 1))) await lookAt(state);
  const everyNth = Math.ceil(recording.operations.length / dose(1, 20));
  for (const state of crashStates(recording, { seed, everyNth, variants: ['everything', 'random'] })) {
    await lookAt(state);
  }
}

describeWithTools(['recorder'], 'a power loss loses nothing that was reported, and leaves nothing half-done', () => {
  it.each(chosen(operationNames, dose(4, operationNames.length), seededRandom(seed)))(
    'during: %s',
    async (name) => await losePowerDuring(name),
    1_200_000,
  );
});
