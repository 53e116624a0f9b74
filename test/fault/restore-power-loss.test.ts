import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dose } from '../support/dose.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeWithTools } from '../support/tools.ts';
import { copyOffice, createTrialOffice } from './create-trial-office.ts';
import { crashStates } from './power-loss.ts';
import { record } from './recording.ts';
import { type BackedUpOffice, backUpOffice, expectRestorable } from './restored-office.ts';
import { officeAt } from './trial-office.ts';

const program = path.join(import.meta.dirname, 'programs/backup-restores.ts');
const seed = seedOfThisRun();

let home: TempFolder;
let start: BackedUpOffice;

beforeAll(async () => {
  home = openTempFolder();
  start = await backUpOffice(await createTrialOffice(home.file('office'), 6), home.file('start'));
});
afterAll(() => home[Symbol.dispose]());

describeWithTools(['recorder'], 'a power loss', () => {
  test.each(['elsewhere', 'vault'])(
    'during a restore into %s leaves no vault or a whole one, keeps the one of before, and the next try ends it',
    async (name) => {
      const recorded = copyOffice(start, home.file(`recorded ${name}`));
      const recording = record({
        tree: recorded.base,
        command: process.execPath,
        args: [program, recorded.base, path.join(recorded.base, name)],
        // Without `sync`: each file is then synced by itself, which is what the recording shows.
        env: { PATH: home.file('no programs') },
      });
      expect([recording.stderr, recording.exitCode]).toEqual(['', 0]);
      const lookAt = { seed, everyNth: Math.ceil(recording.operations.length / dose(3, 25)) };
      for (const state of crashStates(recording, lookAt)) {
        using crashed = openTempFolder('kluis-crashed-');
        state.writeTo(crashed.path);
        const office = officeAt(crashed.path);
        await expectRestorable(office, start, path.join(office.base, name), state.reported);
      }
    },
    1_200_000,
  );
});
