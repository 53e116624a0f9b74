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

  it('is one at a time: another sign-in ends the first', async () => {
    const first = await signIn();
    const second = await signIn();
    expect(second.session).not.toBe(first.session);
    expect(await host.call('folderList', {})).toMatchObject({ folders: [] });
  });

  it('is nobody after a sign-in that failed, also when somebody was', async () => {
    await signIn();
    const wrong = jobs.run(null, 'signIn', async (job) => {
      return await host.signIn({ vault: made.folder, name: officerName, password: 'wrong' }, job);
    });
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
    expect(host.signedIn).toBeNull();
  });
});
