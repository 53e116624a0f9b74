import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../src-main/core/vault/create-vault.ts';
import { chosen } from '../support/chosen.ts';
import { dose } from '../support/dose.ts';
import { codeOf } from '../support/error-code.ts';
import { describeWithSmallDisk, type SmallDisk, smallDisk } from '../support/full-disk.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { copyOffice, createTrialOffice } from './create-trial-office.ts';
import { type OperationName, operationNames, writeImportedFiles } from './office-operations.ts';
import { prepareTrial } from './trial.ts';
import { asPerson, environmentOf, newVaultIn, type Office, officeAt, people } from './trial-office.ts';

const seed = seedOfThisRun();
const random = seededRandom(seed);
const diskBytes = 48 * 2 ** 20;

let folder: TempFolder;
let office: Office;

beforeAll(async () => {
  folder = openTempFolder();
  writeImportedFiles(folder.file('sources'));
  office = await createTrialOffice(folder.file('office'), 20);
});
afterAll(() => folder[Symbol.dispose]());

/** Little room more often than much: between nothing and four MiB. */
const someRoom = (): number => Math.floor(2 ** (random.fraction() * 10)) * 4096 - 4096;

/** How often an operation came to its end, and how often the disk was full before. */
const outcomes = { done: 0, 'disk-full': 0 };

async function fillDuring(name: OperationName, rounds: number): Promise<void> {
  const trial = await prepareTrial(name, office, folder);
  const disk = smallDisk(diskBytes);
  for (let round = 1; round <= rounds; round += 1) {
    const at = copyOffice(trial.start, path.join(disk.path, 'office'));
    const room = someRoom();
    const where = `round ${round} of ${rounds}, room for ${room} bytes, seed ${seed}`;
    disk.fill(room);
    const reported: string[] = [];
    const outcome = await trial.run(at, (line) => reported.push(line)).then(() => 'done', codeOf);
    expect(['done', 'disk-full'], where).toContain(outcome);
    outcomes[outcome === 'done' ? 'done' : 'disk-full'] += 1;
    disk.empty();
    expect(await trial.wrongAt(at, reported.join('\n')), where).toEqual([]);
    rmSync(at.base, { recursive: true });
  }
}

async function createOn(disk: SmallDisk, at: Office): Promise<string> {
  disk.fill(someRoom());
  const env = environmentOf(at);
  const outcome = await createVault(env, newVaultIn(at, env)).then(async (vault) => {
    await closeVault(vault);
    return 'done';
  }, codeOf);
  disk.empty();
  return outcome;
}

describeWithSmallDisk('a disk that is full at a random point', () => {
  it.each(chosen(operationNames, dose(5, operationNames.length), random))(
    'during: %s loses nothing, says so, and works again with room',
    async (name) => {
      await fillDuring(name, dose(1, 12));
    },
    1_200_000,
  );

  it('was full during some of them, and not during all', async () => {
    // Of few it may be all by chance.
    for (let more = 0; more < 30 && Object.values(outcomes).includes(0); more += 1) {
      await fillDuring(operationNames[random.below(operationNames.length)] ?? 'import', 1);
    }
    for (const [outcome, times] of Object.entries(outcomes)) expect(times, outcome).toBeGreaterThan(0);
  });

  it('while a vault is created leaves none, and the same folder takes one with room', async () => {
    for (let round = 1; round <= dose(2, 10); round += 1) {
      const disk = smallDisk(diskBytes);
      const at = officeAt(path.join(disk.path, 'office'));
      mkdirSync(at.base);
      const outcome = await createOn(disk, at);
      expect(['done', 'disk-full'], `round ${round}, seed ${seed}`).toContain(outcome);
      const env = environmentOf(at);
      const whole = { ...at, kit: `${at.kit}.2` };
      if (outcome !== 'done') await closeVault(await createVault(env, newVaultIn(whole, env)));
      await asPerson(env, at, people.officer, async ({ vault }) => expect(vault.broken.size).toBe(0));
    }
  });
});
