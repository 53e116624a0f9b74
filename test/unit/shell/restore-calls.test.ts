import { expect, it, vi } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import type { RestoreSource } from '../../../src-main/contract/restore.ts';
import { restoreCalls } from '../../../src-main/shell/calls/restore.ts';
import type { Dialogs } from '../../../src-main/shell/dialogs.ts';
import { Handles } from '../../../src-main/shell/handles.ts';
import type { KnownVaults } from '../../../src-main/shell/known-vaults.ts';
import { shellTexts } from '../../../src-main/shell/texts.ts';
import type { VaultHost } from '../../../src-main/shell/vault-host.ts';

const job = { signal: new AbortController().signal, onProgress: () => undefined };

function restoring(restoreVault: () => Promise<unknown>) {
  const ask = vi.fn(async (name: string) => (name === 'restoreVault' ? await restoreVault() : {}));
  const remember = vi.fn();
  const parts = {
    vault: { ask } as unknown as VaultHost,
    vaults: { folderOf: () => '/vault', remember } as unknown as KnownVaults,
    dialogs: {} as Dialogs,
    texts: () => shellTexts.nl,
    places: new Handles<string>(),
    keys: new Handles<string>(),
    recoveryKeys: new Handles<string>(),
    tickets: new Handles<string>(),
    sources: new Handles<RestoreSource>(),
  };
  const source = parts.sources.put({
    by: 'place',
    place: { kind: 'folder', path: '/b' },
    credentials: { kind: 'folder' },
  });
  const by = { kind: 'recovery-key', handle: parts.recoveryKeys.put('AGE-SECRET-KEY') } as const;
  const wanted = { source, by, snapshot: '0'.repeat(64), place: 'h', inPlace: false, acceptFindings: false };
  return { ask, remember, parts, wanted, calls: restoreCalls(parts) };
}

it('what a restore wrote goes when it is stopped, and stays for the next try when the disk is full', async () => {
  for (const [code, calls] of [
    ['cancelled', ['restoreVault', 'restoreDiscard']],
    ['disk-full', ['restoreVault']],
  ] as const) {
    const {
      ask,
      remember,
      wanted,
      calls: shell,
    } = restoring(async () => {
      throw new VaultError(code, 'on its way');
    });
    await expect(shell.restoreRun(wanted, job)).rejects.toMatchObject({ code });
    expect(ask.mock.calls.map(([name]) => name)).toEqual(calls);
    expect(remember).not.toHaveBeenCalled();
  }
});

it('a vault is known here only once it is restored, and its path is not told', async () => {
  const nothing = restoring(async () => await Promise.resolve({ restored: null }));
  await nothing.calls.restoreRun(nothing.wanted, job);
  expect(nothing.remember).not.toHaveBeenCalled();
  const done = restoring(async () => await Promise.resolve({ restored: { folder: '/vault', setAside: null } }));
  expect(await done.calls.restoreRun(done.wanted, job)).toEqual({ restored: { setAside: null } });
  expect(done.remember).toHaveBeenCalledWith('/vault');
});

it('a handle that was forgotten means nothing, and nothing is asked of the vault', async () => {
  const { ask, wanted, parts, calls } = restoring(async () => await Promise.resolve({ restored: null }));
  parts.recoveryKeys.clear();
  await expect(calls.restoreRun(wanted, job)).rejects.toMatchObject({
    code: 'not-found',
    details: { reason: 'forgotten' },
  });
  expect(ask).not.toHaveBeenCalled();
});
