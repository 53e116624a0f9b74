import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { checkRefused } from '../../../src-main/core/check/check-refused.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { changePassword } from '../../../src-main/core/people/change-password.ts';
import { listAccounts } from '../../../src-main/core/people/list-users.ts';
import { resetUser } from '../../../src-main/core/people/reset-user.ts';
import {
  renewRecoveryCodes,
  secondFactorState,
  turnOffSecondFactor,
} from '../../../src-main/core/second-factor/change.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  turnOnSecondFactor,
} from '../../../src-main/core/second-factor/enrol.ts';
import { changeOfficeSettings } from '../../../src-main/core/settings/office-settings.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { unfoldedSignIns } from '../../../src-main/core/vault/sign-in-limits.ts';
import { firstPassword, type Office, ownPassword, sharedOffice } from '../../support/office.ts';
import { Authenticator, enrol } from '../../support/second-factor.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const step = 30_000;
const inFuture = 'Waterval-58-Schommel';

/** Anna has a second factor, and nobody is signed in. */
async function withSecondFactor(office: Office) {
  const anna = await office.open('Anna');
  const enrolled = await enrol(anna, ownPassword);
  await closeVault(anna);
  office.clock.advance(step);
  return enrolled;
}

function attempt({ env, folder }: Office, password: string, code?: string) {
  return openSession(env, folder, { name: 'Anna', password, code });
}

async function refusal(office: Office, password: string, code?: string): Promise<unknown> {
  return await attempt(office, password, code).then(
    ({ vault }) => closeVault(vault),
    (error: unknown) => error,
  );
}

const toldTo = async (officer: OpenVault, names: readonly string[]) =>
  (await listAudit(officer, { limit: 1000 }, unwatched)).filter(({ name }) => names.includes(name)).reverse();

describe('somebody with a second factor', () => {
  test('is asked for a code after the right password alone, and a wrong code is answered as a wrong password', async () => {
    const office = freshOffice();
    const { authenticator } = await withSecondFactor(office);
    const wrongPassword = await refusal(office, 'wrong', authenticator.code());
    expect(wrongPassword).toMatchObject({ code: 'sign-in-failed' });
    expect(await refusal(office, 'wrong')).toEqual(wrongPassword);
    expect(await refusal(office, ownPassword)).toMatchObject({ code: 'second-factor-needed', details: {} });
    expect(await refusal(office, ownPassword, '000000')).toEqual(wrongPassword);
    expect(await refusal(office, ownPassword, 'ABCDE-FGHJK')).toEqual(wrongPassword);
    const { vault, recoveryCodesLeft } = await attempt(office, ownPassword, authenticator.code());
    expect([secondFactorState(vault), vault.secondFactor, recoveryCodesLeft]).toEqual(['on', { codesLeft: 8 }, null]);
    await closeVault(vault);
  });

  test('signs in with each code once, and with none of before it', async () => {
    const office = freshOffice();
    const { authenticator } = await withSecondFactor(office);
    const code = authenticator.code();
    await closeVault((await attempt(office, ownPassword, code)).vault);
    expect(await refusal(office, ownPassword, code)).toMatchObject({ code: 'sign-in-failed' });
    expect(await refusal(office, ownPassword, authenticator.code(1))).toMatchObject({ code: 'sign-in-failed' });
    office.clock.advance(step);
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    // A clock that was a day ahead when she signed in: once it is right again, her codes are.
    office.clock.advance(24 * 60 * 60_000);
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    office.clock.advance(-24 * 60 * 60_000 + step);
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
  });

  test('waits like everybody after five failures, of which asking for the code is none by itself', async () => {
    const office = freshOffice();
    const { authenticator } = await withSecondFactor(office);
    for (let count = 0; count < 4; count += 1) await refusal(office, 'wrong');
    expect(await refusal(office, ownPassword)).toMatchObject({ code: 'second-factor-needed' });
    expect(await refusal(office, ownPassword, '000000')).toMatchObject({ code: 'sign-in-failed' });
    const locked = await refusal(office, ownPassword, authenticator.code());
    expect(locked).toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 30 } });
    office.clock.advance(31_000);
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    // What the log is told of the day: the wrong ones, not the question that she answered in the end.
    const { days: counts } = await unfoldedSignIns(office.env.files, `${office.folder}/spool/sign-in.json`);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(5);
  });

  test('leaves in the log who had her password before, and the failures of others', async () => {
    const office = freshOffice();
    const { authenticator } = await withSecondFactor(office);
    const day = 24 * 60 * 60_000;
    // Somebody who has her password tries it, that day and on the next, when somebody else fails too.
    for (let count = 0; count < 3; count += 1) await refusal(office, ownPassword);
    office.clock.advance(day);
    await refusal(office, ownPassword);
    for (let count = 0; count < 3; count += 1) {
      await openSession(office.env, office.folder, { name: 'Nobody', password: 'wrong' }).catch(() => undefined);
    }
    office.clock.advance(60_000);
    expect(await refusal(office, ownPassword)).toMatchObject({ code: 'second-factor-needed' });
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    const { days: counts } = await unfoldedSignIns(office.env.files, `${office.folder}/spool/sign-in.json`);
    expect(Object.values(counts)).toEqual([3, 4]);
    // Nor does she take back what was asked long before she signs in with a code at once.
    office.clock.advance(60_000);
    await refusal(office, ownPassword);
    office.clock.advance(60 * 60_000);
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    const later = await unfoldedSignIns(office.env.files, `${office.folder}/spool/sign-in.json`);
    expect(Object.values(later.days)).toEqual([3, 5]);
  });

  test('hides nobody who fails after the log was told that she had been asked', async () => {
    const office = freshOffice();
    const { authenticator } = await withSecondFactor(office);
    const toldOf = async () => {
      const session = await openSession(office.env, office.folder, { name: officerName, password: officerPassphrase });
      await closeVault(session.vault);
      return session.failedInOffice;
    };
    await refusal(office, ownPassword);
    expect(await toldOf()).toBe(1);
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    expect(await refusal(office, 'wrong')).toMatchObject({ code: 'sign-in-failed' });
    expect(await toldOf()).toBe(1);
  });

  test('who is asked and never answers waits too', async () => {
    const office = freshOffice();
    await withSecondFactor(office);
    for (let count = 0; count < 6; count += 1) {
      expect(await refusal(office, ownPassword)).toMatchObject({ code: 'second-factor-needed' });
    }
    expect(await refusal(office, ownPassword)).toMatchObject({ code: 'sign-in-locked-out' });
  });

  test('is not spared the code or the wait by the check of a vault that refuses sign-ins', async () => {
    const office = freshOffice();
    await withSecondFactor(office);
    const credentials = { name: 'Anna', password: ownPassword };
    const check = () => checkRefused(office.env, office.folder, credentials, unwatched);
    for (let count = 0; count < 4; count += 1) await refusal(office, ownPassword, '000000');
    const { checked, findings } = await check();
    expect([checked.pages, checked.records, findings]).toEqual([0, 0, []]);
    await expect(check()).rejects.toMatchObject({ code: 'sign-in-locked-out' });
    expect(await refusal(office, ownPassword)).toMatchObject({ code: 'sign-in-locked-out' });
  });

  test('spends a recovery code by signing in with it, and the log says so', async () => {
    const office = freshOffice();
    const { recoveryCodes } = await withSecondFactor(office);
    const [first = '', second = ''] = recoveryCodes;
    const signedIn = await attempt(office, ownPassword, first.toLowerCase());
    expect(signedIn.recoveryCodesLeft).toBe(7);
    await closeVault(signedIn.vault);
    expect(await refusal(office, ownPassword, first)).toMatchObject({ code: 'sign-in-failed' });
    const again = await attempt(office, ownPassword, second);
    expect(again.recoveryCodesLeft).toBe(6);
    await closeVault(again.vault);
    await office.asOfficer(async (officer) => {
      const told = await toldTo(officer, ['second-factor-on', 'recovery-code-used']);
      expect(told.map(({ name, facts }) => [name, facts.left])).toEqual([
        ['second-factor-on', undefined],
        ['recovery-code-used', 7],
        ['recovery-code-used', 6],
      ]);
      const anna = (await listAccounts(officer)).find(({ name }) => name === 'Anna');
      expect(anna).toMatchObject({ secondFactor: true, lastSignInAt: expect.any(Number) });
    });
  });

  test('keeps it when she changes her password, and takes another authenticator only with a code', async () => {
    const office = freshOffice();
    const { authenticator } = await withSecondFactor(office);
    const { vault } = await attempt(office, ownPassword, authenticator.code());
    await changePassword(vault, ownPassword, inFuture);
    await expect(beginSecondFactor(vault, { password: inFuture })).rejects.toMatchObject({
      code: 'second-factor-needed',
    });
    office.clock.advance(step);
    const { key } = await beginSecondFactor(vault, { password: inFuture, code: authenticator.code() });
    const next = new Authenticator(key, office.clock);
    confirmSecondFactor(vault, next.code());
    await turnOnSecondFactor(vault);
    await closeVault(vault);
    office.clock.advance(step);
    expect(await refusal(office, inFuture)).toMatchObject({ code: 'second-factor-needed' });
    expect(await refusal(office, inFuture, authenticator.code())).toMatchObject({ code: 'sign-in-failed' });
    await closeVault((await attempt(office, inFuture, next.code())).vault);
  });

  test('turns it off with password and code, and not where the office asks for one', async () => {
    const office = freshOffice();
    const { authenticator, recoveryCodes } = await withSecondFactor(office);
    const settings = { idleLockMinutes: 5, secondFactor: 'compulsory' } as const;
    await office.asOfficer((officer) => changeOfficeSettings(officer, settings));
    const bound = (await attempt(office, ownPassword, authenticator.code())).vault;
    office.clock.advance(step);
    const right = () => ({ password: ownPassword, code: authenticator.code() });
    await expect(turnOffSecondFactor(bound, right())).rejects.toMatchObject({ code: 'not-authorised' });
    const renewed = await renewRecoveryCodes(bound, right());
    expect(renewed.filter((code) => recoveryCodes.includes(code))).toEqual([]);
    await closeVault(bound);
    await office.asOfficer((officer) => {
      expect(secondFactorState(officer)).toBe('to-set-up');
      changeOfficeSettings(officer, { ...settings, secondFactor: 'optional' });
      expect(secondFactorState(officer)).toBe('off');
    });
    expect(await refusal(office, ownPassword, recoveryCodes[0])).toMatchObject({ code: 'sign-in-failed' });
    const free = (await attempt(office, ownPassword, renewed[0])).vault;
    const wrong = turnOffSecondFactor(free, { password: ownPassword, code: '000000' });
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
    office.clock.advance(step);
    await turnOffSecondFactor(free, right());
    expect(secondFactorState(free)).toBe('off');
    await closeVault(free);
    await closeVault(await office.open('Anna'));
  });

  test('loses it with a reset by the Privacy Officer', async () => {
    const office = freshOffice();
    await withSecondFactor(office);
    await office.asOfficer(async (officer) => {
      await resetUser(officer, 'Anna', firstPassword);
      const anna = (await listAccounts(officer)).find(({ name }) => name === 'Anna');
      expect(anna).toMatchObject({ state: 'provisional', secondFactor: false });
    });
    expect(await refusal(office, firstPassword)).toMatchObject({ code: 'account-not-activated' });
  });

  test('is asked by the slot that the log names, when a change of it was interrupted', async () => {
    const office = freshOffice();
    const file = `${office.folder}/vault.json`;
    const before: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const { authenticator } = await withSecondFactor(office);
    const after: unknown = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...Object(before), next: after }));
    expect(await refusal(office, ownPassword)).toMatchObject({ code: 'second-factor-needed' });
    expect(await refusal(office, ownPassword, '000000')).toMatchObject({ code: 'sign-in-failed' });
    await closeVault((await attempt(office, ownPassword, authenticator.code())).vault);
    expect(JSON.parse(readFileSync(file, 'utf8'))).not.toHaveProperty('next');
  });
});

describe('a second factor that is being set up', () => {
  test('counts for nothing before it was proved and turned on', async () => {
    const office = freshOffice();
    const anna = await office.open('Anna');
    expect(() => confirmSecondFactor(anna, '123456')).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        details: expect.objectContaining({ reason: 'no-code-confirmed' }),
      }),
    );
    await expect(beginSecondFactor(anna, { password: 'wrong' })).rejects.toMatchObject({ code: 'sign-in-failed' });
    const { otpauth, key } = await beginSecondFactor(anna, { password: ownPassword });
    expect(otpauth).toBe(
      `otpauth://totp/Dossierkluis:Anna%20(Kantoor%20Testdijk)?secret=${key.replaceAll(' ', '')}&issuer=Dossierkluis&algorithm=SHA1&digits=6&period=30`,
    );
    expect(() => confirmSecondFactor(anna, '12')).toThrow(
      expect.objectContaining({ details: { input: 'code', reason: 'wrong-code' } }),
    );
    const notConfirmed = { details: { reason: 'no-code-confirmed' } };
    await expect(turnOnSecondFactor(anna)).rejects.toMatchObject(notConfirmed);
    confirmSecondFactor(anna, new Authenticator(key, office.clock).code());
    await changePassword(anna, ownPassword, inFuture);
    // It would be written with the slot of the old password.
    await expect(turnOnSecondFactor(anna)).rejects.toMatchObject(notConfirmed);
    await closeVault(anna);
    await closeVault(await office.open('Anna', inFuture));
  });

  test('leaves no secret behind when she signs out', async () => {
    const office = freshOffice();
    const anna = await office.open('Anna');
    await beginSecondFactor(anna, { password: ownPassword });
    const { enrolment, personal } = anna;
    const secrets = [enrolment?.secret, enrolment?.present.inner, enrolment?.next.inner, personal?.recordKey];
    await closeVault(anna);
    for (const secret of secrets) expect(secret?.every((byte) => byte === 0)).toBe(true);
    expect(anna.enrolment).toBeUndefined();
  });
});
