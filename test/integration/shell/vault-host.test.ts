import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { Jobs } from '../../../src-main/shell/jobs.ts';
import { VaultHost } from '../../../src-main/shell/vault-host.ts';
import { createTestVault, officerName, officerPassphrase, type TestVault } from '../../support/test-vault.ts';

describe('the session that the window has', () => {
  let made: TestVault;
  let host: VaultHost;
  const failed = vi.fn();
  const jobs = new Jobs(() => undefined);
  beforeEach(async () => {
    made = await createTestVault();
    await closeVault(made.officer);
    vi.stubEnv('KLUIS_CONFIG_DIR', made.configFolder);
    host = new VaultHost(failed);
  });
  afterEach(async () => {
    await host.close();
    vi.unstubAllEnvs();
    expect(failed).not.toHaveBeenCalled();
  });

  const signIn = async () =>
    await jobs.run(null, 'signIn', async (job) => {
      return await host.signIn({ vault: made.folder, name: officerName, password: officerPassphrase }, job);
    });

  it('is nobody before a sign-in, and again after it ended', async () => {
    await expect(host.call('folderList', {})).rejects.toMatchObject({ code: 'not-authorised' });
    await signIn();
    expect(host.signedIn).toMatchObject({ folder: made.folder, role: 'privacy-officer', user: { name: officerName } });
    expect(await host.call('folderList', {})).toMatchObject({ folders: [] });
    await host.signOut();
    expect(host.signedIn).toBeNull();
    await expect(host.call('folderList', {})).rejects.toMatchObject({ code: 'not-authorised' });
  });

  it('waits for the vault to be closed before it signs in again, however soon', async () => {
    await signIn();
    const ending = host.signOut();
    expect(host.signedIn).toBeNull();
    const again = signIn();
    await ending;
    expect(await again).toMatchObject({ user: { name: officerName } });
  });

  it('is one at a time: a lock comes between two people', async () => {
    await signIn();
    await expect(signIn()).rejects.toMatchObject({ code: 'not-authorised' });
    expect(await host.call('folderList', {})).toMatchObject({ folders: [] });
    await host.signOut();
    await signIn();
  });

  it('is one at a time, also when a second sign-in is asked while the first is under way', async () => {
    const [first, second] = await Promise.allSettled([signIn(), signIn()]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'not-authorised' } });
  });

  it('is nobody when the program locked while she was signing in, and the vault is free again', async () => {
    const pending = signIn();
    expect(host.isSigningIn).toBe(true);
    await host.signOut();
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
    expect(host.signedIn).toBeNull();
    await signIn();
    expect(host.signedIn).not.toBeNull();
  });

  it('is nobody after a sign-in that failed', async () => {
    const wrong = jobs.run(null, 'signIn', async (job) => {
      return await host.signIn({ vault: made.folder, name: officerName, password: 'wrong' }, job);
    });
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
    expect(host.signedIn).toBeNull();
    expect(host.isSigningIn).toBe(false);
  });
});
