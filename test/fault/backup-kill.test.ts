import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { differencesOf, folderTarget, offeredBy, type Reported, wrongWith } from '../support/backup-office.ts';
import { dose } from '../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { BackupDays, type Dated, hourMs } from './backup-days.ts';
import { copyOffice, createTrialOffice } from './create-trial-office.ts';
import { killRepeatedly } from './kill.ts';
import { backUpOffice, expectRestorable } from './restored-office.ts';
import { asPerson, type Office, officeAt, people } from './trial-office.ts';

// These are 200 in the long suite: 80 of runs, 60 of prunes, 60 of restores.
const programOf = (name: string) => path.join(import.meta.dirname, `programs/${name}.ts`);
/** More than a round ever comes to. */
const runs = '1000';

/** So many rounds go on from what the one before left; then it begins anew, since every round reads all of it. */
const roundsOfOne = 12;

let home: TempFolder;
let start: Office;

beforeAll(async () => {
  home = openTempFolder();
  start = await createTrialOffice(home.file('start'), 10);
});
afterAll(() => home[Symbol.dispose]());

const DigestSchema = z.record(z.string(), z.string());

function reportedIn(text: string): Reported[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    const found = /^done (\d+) (.*)$/.exec(line);
    return found ? [{ number: Number(found[1]), digest: DigestSchema.parse(JSON.parse(found[2] ?? '')) }] : [];
  });
}

test.each([
  { of: 'the first runs', from: 'working', rounds: dose(1, 20) },
  { of: 'the runs behind one that went on from a kill', from: 'done ', rounds: dose(2, 60) },
])(
  'SIGKILL at a random instant of $of spoils no snapshot that was reported, and the next run finishes',
  async (kills) => {
    const seed = seedOfThisRun();
    const office = officeAt(home.file('round'));
    const kit = readFileSync(start.kit, 'utf8');
    let [last, silent, finished] = [0, 0, 0];
    await killRepeatedly({
      seed,
      rounds: kills.rounds,
      from: kills.from,
      // Some runs long.
      expectedMs: 1500,
      prepare: (round) => {
        if ((round - 1) % roundsOfOne === 0) {
          rmSync(office.base, { recursive: true, force: true });
          copyOffice(start, office.base);
          [last, silent] = [0, 0];
        }
        return {
          command: process.execPath,
          args: [programOf('backup-runs'), office.base, runs, String(seed + round)],
        };
      },
      verify: async ({ reported: text, wasKilled, stderr }) => {
        if (!wasKilled) throw new Error(`it ended by itself: ${stderr}`);
        const target = await folderTarget(path.join(office.base, 'target'));
        const reported = reportedIn(text);
        expect(await wrongWith(target, kit)).toEqual([]);
        expect(await differencesOf(target, kit, reported.slice(-2))).toEqual([]);
        for (const [index, { number }] of reported.entries()) {
          // Of each round one more may be there, of which the report did not come so far.
          expect(number - last).toBeGreaterThanOrEqual(1);
          expect(number - last).toBeLessThanOrEqual(index === 0 ? 2 + silent : 1);
          last = number;
        }
        silent = reported.length === 0 ? silent + 1 : 0;
        finished += reported.length;
      },
    });
    if (kills.from === 'done ') expect(finished).toBeGreaterThanOrEqual(kills.rounds);
  },
  3_600_000,
);

const DatedSchema = z.object({ number: z.number(), at: z.number(), digest: DigestSchema });

/** Two backups a day for some days, pruned: of the next day's some are due. */
async function livedDays(office: Office): Promise<Dated[]> {
  const days = await BackupDays.at(office);
  const made: Dated[] = [];
  await asPerson(days.env, office, people.officer, async ({ vault }) => {
    for (let run = 0; run < 12; run += 1) {
      days.wait(12 * hourMs);
      made.push(await days.backUp(vault, run));
      await days.prune(vault);
    }
  });
  return made;
}

test('SIGKILL at a random instant of a prune removes nothing that is needed, and the next run and prune finish', async () => {
  const seed = seedOfThisRun();
  const random = seededRandom(seed);
  const kit = readFileSync(start.kit, 'utf8');
  const lived = copyOffice(start, home.file('lived'));
  const before = await livedDays(lived);
  const office = officeAt(home.file('pruned'));
  let known: Dated[] = [];
  let [inPrunes, removed] = [0, 0];
  await killRepeatedly({
    seed,
    rounds: dose(2, 60),
    from: 'pruning',
    // A prune, and what comes behind it.
    expectedMs: 150,
    prepare: (round) => {
      if ((round - 1) % roundsOfOne === 0) {
        rmSync(office.base, { recursive: true, force: true });
        copyOffice(lived, office.base);
        known = [...before];
      }
      const args = [programOf('backup-prunes'), office.base, String(seed + round)];
      return { command: process.execPath, args };
    },
    verify: async ({ reported, wasKilled, stderr }) => {
      // Before the instants begin, it has gone on from the kill before with two runs.
      if (!wasKilled) throw new Error(`it ended by itself: ${stderr}`);
      const lines = reported.split('\n').slice(0, -1);
      if (lines.at(-1) === 'pruning') inPrunes += 1;
      for (const line of lines) {
        if (line.startsWith('done ')) known.push(DatedSchema.parse(JSON.parse(line.slice('done '.length))));
      }
      const days = await BackupDays.at(office);
      expect(await wrongWith(days.target, kit)).toEqual([]);
      const offered = await offeredBy(days.target, kit);
      const kept = known.filter(({ number }) => offered.has(number));
      const recent = known.filter(({ at }) => at > days.now() - 24 * hourMs).map(({ number }) => number);
      expect([...offered]).toEqual(expect.arrayContaining(recent));
      removed = Math.max(removed, known.length - kept.length);
      const sample = [...kept.slice(-1), ...kept.slice(random.below(kept.length)).slice(0, 1)];
      expect(await differencesOf(days.target, kit, sample)).toEqual([]);
    },
  });
  expect(removed).toBeGreaterThan(0);
  expect(inPrunes).toBeGreaterThanOrEqual(dose(0, 15));
}, 3_600_000);

test('SIGKILL at a random instant of a restore leaves no vault or a whole one, keeps the one of before, and the next try ends it', async () => {
  const seed = seedOfThisRun();
  const backedUp = await backUpOffice(start, home.file('backed up'));
  const office = officeAt(home.file('restored'));
  let [folder, begun] = ['', 0];
  await killRepeatedly({
    seed,
    rounds: dose(2, 60),
    from: 'working',
    expectedMs: 400,
    prepare: (round) => {
      rmSync(office.base, { recursive: true, force: true });
      copyOffice(backedUp, office.base);
      folder = round % 2 === 0 ? office.vault : path.join(office.base, 'elsewhere');
      const args = [programOf('backup-restores'), office.base, folder];
      return { command: process.execPath, args };
    },
    verify: async ({ reported, wasKilled, stderr }) => {
      if (!wasKilled && !reported.includes('done')) throw new Error(`it failed: ${stderr}`);
      if (readdirSync(office.base).some((name) => /restoring|elsewhere/.test(name))) begun += 1;
      await expectRestorable(office, backedUp, folder, reported);
    },
  });
  // Of two kills both may come before anything is there.
  expect(begun).toBeGreaterThanOrEqual(dose(0, 5));
}, 3_600_000);
