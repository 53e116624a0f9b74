import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sodium from 'sodium-native';
import { describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { changePassword } from '../../src-main/core/people/change-password.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { dose } from '../support/dose.ts';
import { type Office, ownPassword, sharedOffice } from '../support/office.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { openElsewhere } from './vault-process.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee', 'Omar Voorbeeld': 'employee' });
const wrong = 'Niet-het-goede-1';

/** What it costs to be refused, and what one is told. */
async function refusalOf(office: Office, name: string, password: string) {
  const argon2 = vi.spyOn(sodium, 'crypto_pwhash_async');
  try {
    const error = await signIn(office.env, office.folder, { name, password }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof VaultError)) throw new Error(`not refused: ${String(error)}`);
    const { code, message, details } = error;
    const calls = argon2.mock.calls.map(([key, , , passes, memoryBytes]) => [key.byteLength, passes, memoryBytes]);
    return { code, message, details, argon2: calls, noted: statSync(limitsOf(office)).size };
  } finally {
    argon2.mockRestore();
  }
}

const limitsOf = ({ folder }: Office) => `${folder}/spool/sign-in.json`;

async function withDisabledUser(): Promise<Office> {
  const office = freshOffice();
  await office.asOfficer(async (officer) => await disableUser(officer, 'Omar Voorbeeld'));
  return office;
}

/** Eva's password is changed in the database, and `vault.json` is as it was written before that. */
async function withUnfinishedChange(): Promise<Office> {
  const office = await withDisabledUser();
  const { vault } = await signIn(office.env, office.folder, { name: 'Eva Testman', password: ownPassword });
  const { replace } = vault.env.files;
  const replaced = vi.spyOn(vault.env.files, 'replace').mockImplementation(async (path, bytes) => {
    await replace.call(vault.env.files, path, bytes);
    if (path === vault.paths.vaultFile) cpSync(path, `${path}.first`, { force: false });
  });
  await changePassword(vault, ownPassword, 'Grindpad-tulband-58-Veer');
  replaced.mockRestore();
  await closeVault(vault);
  cpSync(`${office.folder}/vault.json.first`, `${office.folder}/vault.json`);
  expect(JSON.parse(readFileSync(`${office.folder}/vault.json`, 'utf8'))).toHaveProperty('next');
  return office;
}

/** Each of the three as the first attempt after the same past. */
async function threeRefusals(office: Office) {
  const refusals = [];
  for (const [name, password] of [
    ['Niemand Bekend', wrong],
    ['Omar Voorbeeld', ownPassword],
    ['Eva Testman', wrong],
  ] as const) {
    rmSync(limitsOf(office), { force: true });
    refusals.push(await refusalOf(office, name, password));
  }
  return refusals;
}

describe('an unknown name, a disabled account and a wrong password', () => {
  it('cost the same work and get the same answer', async () => {
    const [unknown, disabled, wrongPassword] = await threeRefusals(await withDisabledUser());
    expect(unknown).toMatchObject({ code: 'sign-in-failed', argon2: [[32, 3, 64 * 2 ** 20]] });
    expect(disabled).toEqual(unknown);
    expect(wrongPassword).toEqual(unknown);
  });

  it('do so too while a change of vault.json waits to be finished', async () => {
    const office = await withUnfinishedChange();
    const [unknown, disabled, wrongPassword] = await threeRefusals(office);
    expect(unknown?.argon2).toHaveLength(2);
    expect(disabled).toEqual(unknown);
    expect(wrongPassword).toEqual(unknown);
  });

  it('have to wait alike where the password is that of before a change that waits to be finished', async () => {
    const office = await withUnfinishedChange();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await refusalOf(office, 'Eva Testman', ownPassword)).code).toBe('sign-in-failed');
    }
    expect((await refusalOf(office, 'Eva Testman', ownPassword)).code).toBe('sign-in-locked-out');
    office.clock.advance(31_000);
    await closeVault(await office.open('Eva Testman', 'Grindpad-tulband-58-Veer'));
  });

  it('have to wait alike after five failures', async () => {
    const office = await withDisabledUser();
    const answers = [];
    for (const name of ['Niemand Bekend', 'Omar Voorbeeld', 'Eva Testman']) {
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        expect((await refusalOf(office, name, wrong)).code).toBe('sign-in-failed');
      }
      const { noted: _size, details, ...answer } = await refusalOf(office, name, wrong);
      // The clock goes on between the fifth failure and the question.
      expect(details.waitSeconds).toBeLessThanOrEqual(30);
      expect(details.waitSeconds).toBeGreaterThan(15);
      answers.push(answer);
    }
    expect(answers[0]).toMatchObject({ code: 'sign-in-locked-out', argon2: [] });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

describe('the wait after failures', () => {
  const eva = { name: 'Eva Testman', password: ownPassword };

  it('is still there after a restart, for the right password too, and ends with its time', async () => {
    const office = freshOffice();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const { answer } = openElsewhere('once', office, { ...eva, password: wrong });
      expect(await answer).toMatchObject({ code: 'sign-in-failed' });
    }
    expect(await openElsewhere('once', office, eva).answer).toMatchObject({ code: 'sign-in-locked-out' });
    office.clock.advance(31_000);
    const { vault } = await signIn(office.env, office.folder, eva);
    await closeVault(vault);
    // A success takes the count back.
    expect(await openElsewhere('once', office, { ...eva, password: wrong }).answer).toMatchObject({
      code: 'sign-in-failed',
    });
  });

  it('is counted on the disk before the work that tells whether the guess was right', async () => {
    const office = freshOffice();
    const failures = () => /"failures":(\d+)/.exec(readFileSync(limitsOf(office), 'utf8'))?.[1];
    const { crypto_pwhash_async: work } = sodium;
    const noted: (string | undefined)[] = [];
    const argon2 = vi.spyOn(sodium, 'crypto_pwhash_async').mockImplementation((...given) => {
      noted.push(failures());
      work.apply(sodium, given);
    });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await expect(signIn(office.env, office.folder, { ...eva, password: wrong })).rejects.toThrow();
    }
    argon2.mockRestore();
    expect(noted).toEqual(['1', '2', '3']);
  });

  it('is not spared by killing the program during its work', async () => {
    const seed = seedOfThisRun();
    const random = seededRandom(seed);
    for (let round = 1; round <= dose(1, 20); round += 1) {
      const office = freshOffice();
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        const before = existsSync(limitsOf(office)) ? statSync(limitsOf(office)).ino : 0;
        const guess = openElsewhere('once', office, { ...eva, password: wrong });
        while (!existsSync(limitsOf(office)) || statSync(limitsOf(office)).ino === before) await sleep(1);
        await sleep(random.fraction() * 100);
        await guess.kill();
      }
      const answer = await openElsewhere('once', office, eva).answer;
      expect(answer.code, `round ${round}, seed ${seed}`).toBe('sign-in-locked-out');
    }
  }, 900_000);

  it('is not made longer by asking during it', async () => {
    const office = freshOffice();
    for (let attempt = 1; attempt <= 5; attempt += 1) await refusalOf(office, eva.name, wrong);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect((await refusalOf(office, eva.name, wrong)).details).toEqual({ waitSeconds: 30 });
    }
  });
});
