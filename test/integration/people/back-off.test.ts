import { describe, expect, test } from 'vitest';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { ownPassword, sharedOffice } from '../../support/office.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });

describe('failed sign-ins', () => {
  test.each(['Anna', 'Nobody'])(
    'of %s are answered after a wait from the fifth on, and no restart spares it',
    async (name) => {
      const { env, folder, clock } = freshOffice();
      const attempt = (password: string) =>
        openSession(env, folder, { name, password }).catch((error: unknown) => error);
      for (let count = 0; count < 5; count += 1)
        expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-failed' });
      // Nothing is kept in memory between two attempts: each opens and closes the vault.
      expect(await attempt(ownPassword)).toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 30 } });
      clock.advance(29_000);
      expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-locked-out' });
      clock.advance(1001);
      expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-failed' });
      expect(await attempt('wrong')).toMatchObject({ code: 'sign-in-locked-out', details: { waitSeconds: 60 } });
    },
  );

  test('of one name do not make another wait, and end with a success', async () => {
    const { env, folder, open } = freshOffice();
    const wrong = () => openSession(env, folder, { name: 'Anna', password: 'wrong' }).catch((error: unknown) => error);
    for (let count = 0; count < 4; count += 1) await wrong();
    await closeVault(await open('Anna'));
    for (let count = 0; count < 4; count += 1) expect(await wrong()).toMatchObject({ code: 'sign-in-failed' });
    await closeVault(await open('Anna'));
  });
});
