import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { Environment } from '../../../src-main/core/vault/open-vault.ts';
import { beginAttempt } from '../../../src-main/core/vault/sign-in-limits.ts';
import { ownPassword, sharedOffice } from '../../support/office.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });

const slotOf = (name: string) => createHash('sha256').update(name).digest('hex');
const attemptsAt = ({ files }: Environment, folder: string) => {
  return (name: string, now: number) => beginAttempt(files, `${folder}/spool/sign-in.json`, slotOf(name), now);
};

describe('failed sign-ins', () => {
  test.each(['Anna', 'Nobody'])(
    'of %s are answered after a wait from the fifth on, and no restart spares it',
    async (name) => {
      const { env: made, folder } = freshOffice();
      // A clock that stands still: on a busy machine a second goes by in an attempt.
      let now = made.clock.now();
      const env: Environment = { ...made, clock: { now: () => now } };
      const attempt = (password: string) =>
        openSession(env, folder, { name, password }).catch((error: unknown) => error);
      for (let count = 0; count < 5; count += 1)
        expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-failed' });
      // Nothing is kept in memory between two attempts: each opens and closes the vault.
      expect(await attempt(ownPassword)).toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 30 } });
      now += 29_999;
      expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 1 } });
      now += 1;
      expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-failed' });
      expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 60 } });
    },
  );

  test('double the wait each time, up to a quarter of an hour', async () => {
    const { env, folder } = freshOffice();
    const attempt = attemptsAt(env, folder);
    let now = env.clock.now();
    for (let count = 0; count < 5; count += 1) await attempt('a', now);
    for (const waitSeconds of [30, 60, 120, 240, 480, 900, 900]) {
      const early = attempt('a', now + waitSeconds * 1000 - 1);
      await expect(early).rejects.toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 1 } });
      now += waitSeconds * 1000;
      await attempt('a', now);
    }
  });

  test('keep nobody out whose clock was set back', async () => {
    const { env, folder } = freshOffice();
    const attempt = attemptsAt(env, folder);
    const now = env.clock.now();
    for (let count = 0; count < 5; count += 1) await attempt('a', now);
    await expect(attempt('a', now)).rejects.toMatchObject({ code: 'sign-in-locked-out' });
    await attempt('a', now - 60 * 60 * 1000);
  });

  test('are not forgotten for those of others, of which the latest thousand are known', async () => {
    const { env, folder } = freshOffice();
    const attempt = attemptsAt(env, folder);
    const now = env.clock.now();
    const others = Array.from({ length: 1000 }, (_, number) => [slotOf(`other ${number}`), { failures: 1, lastAt: 1 }]);
    const known = { days: {}, slots: Object.fromEntries(others) };
    writeFileSync(`${folder}/spool/sign-in.json`, JSON.stringify(known));
    for (let count = 0; count < 5; count += 1) for (const name of ['a', 'b']) await attempt(name, now);
    for (const name of ['a', 'b']) {
      await expect(attempt(name, now)).rejects.toMatchObject({ code: 'sign-in-locked-out' });
    }
    const { slots } = JSON.parse(readFileSync(`${folder}/spool/sign-in.json`, 'utf8'));
    expect(Object.keys(slots)).toHaveLength(1000);
  });

  test('that make a name wait are kept before those of a thousand others that were tried once after it', async () => {
    const { env, folder } = freshOffice();
    const attempt = attemptsAt(env, folder);
    const now = env.clock.now();
    for (let count = 0; count < 5; count += 1) await attempt('a', now);
    const path = `${folder}/spool/sign-in.json`;
    const known = JSON.parse(readFileSync(path, 'utf8'));
    const others = Array.from({ length: 1000 }, (_, number) => [
      slotOf(`other ${number}`),
      { failures: 1, lastAt: now + 1 },
    ]);
    writeFileSync(path, JSON.stringify({ ...known, slots: { ...known.slots, ...Object.fromEntries(others) } }));
    await attempt('b', now + 2);
    await expect(attempt('a', now + 3)).rejects.toMatchObject({ code: 'sign-in-locked-out' });
  });

  test('are none of hers whose password was right when something else kept her out', async () => {
    const office = freshOffice();
    const path = `${office.folder}/vault.json`;
    const whole = readFileSync(path, 'utf8');
    const content = JSON.parse(whole);
    writeFileSync(
      path,
      JSON.stringify({ ...content, certificates: [...content.certificates, ...content.certificates] }),
    );
    for (let count = 0; count < 6; count += 1) {
      await expect(office.open('Anna')).rejects.toMatchObject({ code: 'integrity-violated' });
    }
    writeFileSync(path, whole);
    await closeVault(await office.open('Anna'));
  });

  test('of others stay counted where a sign-in with the right password fails at its very end', async () => {
    const { env, folder, open } = freshOffice();
    const guess = openSession(env, folder, { name: 'Nobody', password: 'wrong' });
    await expect(guess).rejects.toMatchObject({ code: 'sign-in-failed' });
    mkdirSync(`${folder}/lock.info`);
    await expect(open('Anna')).rejects.toThrow();
    const { days } = JSON.parse(readFileSync(`${folder}/spool/sign-in.json`, 'utf8'));
    expect(Object.values(days)).toEqual([1]);
  });

  test('of one name do not make another wait, and end with a success', async () => {
    const { env, folder, open } = freshOffice();
    const wrong = () => openSession(env, folder, { name: 'Anna', password: 'wrong' }).catch((error: unknown) => error);
    for (let count = 0; count < 4; count += 1) await wrong();
    await closeVault(await open('Anna'));
    for (let count = 0; count < 4; count += 1) expect(await wrong()).toMatchObject({ code: 'sign-in-failed' });
    await closeVault(await open('Anna'));
  });
});
