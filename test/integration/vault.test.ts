import { describe, expect, test } from 'vitest';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { createTestVault, officerName, officerPassphrase } from '../support/test-vault.ts';

describe('a new vault', () => {
  test('opens for its Privacy Officer, whatever the case and spaces of the name', async () => {
    const { env, folder, officer } = await createTestVault();
    await closeVault(officer);
    const { vault } = await signIn(env, folder, {
      name: `  ${officerName.toUpperCase()} `,
      password: officerPassphrase,
    });
    expect(vault.user.role).toBe('privacy-officer');
    expect(vault.broken.size).toBe(0);
    expect(vault.readOnly).toBe(false);
    await closeVault(vault);
  });

  test('answers an unknown name as a wrong password', async () => {
    const { env, folder, officer } = await createTestVault();
    await closeVault(officer);
    const wrong = signIn(env, folder, { name: officerName, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
    const unknown = signIn(env, folder, { name: 'nobody', password: 'wrong' });
    await expect(unknown).rejects.toMatchObject({ code: 'sign-in-failed', message: 'wrong name or password' });
  });

  test('is let go only when its database is closed', async () => {
    const { officer } = await createTestVault();
    const { db, lock } = officer;
    const ended: string[] = [];
    const watched = {
      ...officer,
      db: {
        ...db,
        close: () => {
          ended.push('database');
          db.close();
        },
      },
      lock: {
        release: () => {
          ended.push('lock');
          lock.release();
        },
      },
    };
    await closeVault(watched);
    expect(ended).toEqual(['database', 'lock']);
  });
});
