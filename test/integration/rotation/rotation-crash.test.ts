import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { rotateKeys } from '../../../src-main/core/rotation/rotations.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { nodeEnvironment } from '../../../src-main/worker/node-environment.ts';
import { chosen } from '../../support/chosen.ts';
import { dose } from '../../support/dose.ts';
import { type Office, ownPassword, sharedOffice } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { snapshotsOf } from '../../support/snapshots.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
const office = sharedOffice({ Els: 'employee' });
const random = seededRandom(seedOfThisRun());

/** A copy of an office for each instant of a rotation at which a process could end, in order. */
async function copiesDuringRotation(here: Office): Promise<string[]> {
  const home = dirname(here.folder);
  const rekeying = tempFolder('kluis-rekeying-');
  const officer = await here.open(officerName);
  const copies = snapshotsOf(here.env.files, home);
  // The file of the database is rekeyed without the others' getting a turn: progress is all that tells of it.
  const report: Job['report'] = () => {
    const copy = rekeying.file(String(copies.length));
    expect(spawnSync('cp', ['-a', home, copy]).status).toBe(0);
    copies.push(copy);
  };
  await rotateKeys(officer, { ...unwatched, report });
  await closeVault(officer);
  return copies;
}

async function openAs(copy: string, name: string, password: string) {
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: `${copy}/config` }, copy);
  return await openSession(env, `${copy}/vault`, { name, password });
}

const kitFindings = async (copy: string, kit: string) => {
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: `${copy}/config` }, copy);
  return (await checkRecovery(env, `${copy}/vault`, kit, unwatched)).findings;
};

/** The Privacy Officer's next sign-in, with what is left for her to do, and what is wrong then. */
async function endOf(copy: string, passphrase: string, kit: string) {
  const { vault, unfinished } = await openAs(copy, officerName, passphrase);
  const { findings } = await checkVault(vault, unwatched);
  const { pending, files } = vault.directory;
  const end = { unfinished, findings, pending, next: files.nextRecovery, keys: vault.databaseKeys.length };
  await closeVault(vault);
  const left = readdirSync(`${copy}/vault`).filter((name) => /^\.tmp|\.next$/.test(name));
  return { ...end, left, kit: await kitFindings(copy, kit) };
}
const wellEnded = { unfinished: [], findings: [], pending: [], next: undefined, keys: 1, left: [], kit: [] };

describe(`a rotation that stops at any step (KLUIS_SEED=${random.seed})`, () => {
  test('leaves a vault that the kit and everybody open, and ends at the Privacy Officer’s next sign-in', async () => {
    const here = office();
    const copies = await copiesDuringRotation(here);
    expect(copies.length).toBeGreaterThan(20);
    for (const copy of chosen(copies, dose(5, copies.length), random)) {
      expect(await kitFindings(copy, here.kit), copy).toEqual([]);
      const { vault, unfinished } = await openAs(copy, 'Els', ownPassword);
      expect({ copy, unfinished, findings: (await checkVault(vault, unwatched)).findings }).toEqual({
        copy,
        unfinished: [],
        findings: [],
      });
      await closeVault(vault);
      expect(await kitFindings(copy, here.kit), copy).toEqual([]);
      expect({ copy, ...(await endOf(copy, officerPassphrase, here.kit)) }).toEqual({ copy, ...wellEnded });
      await closeVault((await openAs(copy, 'Els', ownPassword)).vault);
    }
  }, 600_000);

  test('ends too when the Privacy Officer is the first, or comes in by emergency access', async () => {
    const here = office();
    const copies = await copiesDuringRotation(here);
    for (const [index, copy] of chosen(copies, dose(4, copies.length), random).entries()) {
      if (index % 2 === 0) {
        expect({ copy, ...(await endOf(copy, officerPassphrase, here.kit)) }).toEqual({ copy, ...wellEnded });
      } else {
        const env = nodeEnvironment({ KLUIS_CONFIG_DIR: `${copy}/config` }, copy);
        const wanted = { folder: `${copy}/vault`, kitText: here.kit, newPassphrase, keychain: 'file' } as const;
        expect({ copy, pending: (await recover(env, wanted, unwatched)).pending }).toEqual({ copy, pending: [] });
        expect({ copy, ...(await endOf(copy, newPassphrase, here.kit)) }).toEqual({ copy, ...wellEnded });
      }
      await closeVault((await openAs(copy, 'Els', ownPassword)).vault);
    }
  }, 600_000);
});
