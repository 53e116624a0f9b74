import { expect, it, vi } from 'vitest';
import { createCalls } from '../../../src-main/shell/calls/create.ts';
import type { Dialogs } from '../../../src-main/shell/dialogs.ts';
import { KitDrafts } from '../../../src-main/shell/kit-drafts.ts';
import type { KnownVaults } from '../../../src-main/shell/known-vaults.ts';
import { shellTexts } from '../../../src-main/shell/texts.ts';
import type { VaultHost } from '../../../src-main/shell/vault-host.ts';

it('a kit that was made after its page had gone is shown to nobody, and its keys are wiped', async () => {
  const page = new AbortController();
  const begun = { draft: 'd', passphrase: null, kit: {} };
  const ask = vi.fn(async (name: string) => {
    // The page goes while the worker makes the keys.
    if (name === 'createBegin') page.abort();
    return await Promise.resolve(name === 'createBegin' ? begun : {});
  });
  const vault = { ask } as unknown as VaultHost;
  const drafts = new KitDrafts(vault);
  const calls = createCalls({
    vault,
    vaults: { folderOf: () => '/vault' } as unknown as KnownVaults,
    dialogs: {} as Dialogs,
    drafts,
    contents: () => null,
    texts: () => shellTexts.nl,
  });
  const wanted = { handle: 'h', office: 'o', officer: 'p', passphrase: null, keychain: 'file' } as const;
  const beginning = calls.createBegin(wanted, { signal: page.signal, onProgress: () => undefined });
  await expect(beginning).rejects.toMatchObject({ code: 'cancelled' });
  expect(ask).toHaveBeenLastCalledWith('createAbandon', { draft: 'd' });
  expect(() => drafts.folderOf('d')).toThrow(expect.objectContaining({ code: 'not-found' }));
});
