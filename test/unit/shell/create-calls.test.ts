import type { WebContents } from 'electron';
import { expect, it, vi } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { createCalls } from '../../../src-main/shell/calls/create.ts';
import type { Dialogs } from '../../../src-main/shell/dialogs.ts';
import { Handles } from '../../../src-main/shell/handles.ts';
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
    recoveryKeys: new Handles<string>(),
  });
  const wanted = { handle: 'h', office: 'o', officer: 'p', passphrase: null, keychain: 'file' } as const;
  const beginning = calls.createBegin(wanted, { signal: page.signal, onProgress: () => undefined });
  await expect(beginning).rejects.toMatchObject({ code: 'cancelled' });
  expect(ask).toHaveBeenLastCalledWith('createAbandon', { draft: 'd' });
  expect(() => drafts.folderOf('d')).toThrow(expect.objectContaining({ code: 'not-found' }));
});

it('the PDF of a kit does not stay in the memory of the shell, written or not', async () => {
  const printed: Buffer[] = [];
  const page = {
    printToPDF: async () => {
      const pdf = Buffer.from('%PDF- AGE-SECRET-KEY-PQ-1');
      printed.push(pdf);
      return await Promise.resolve(pdf);
    },
  } as unknown as WebContents;
  const sent: { readonly bytes: Uint8Array; readonly text: string }[] = [];
  const ask = vi.fn(async (_name: string, { pdf }: { readonly pdf: Uint8Array }) => {
    sent.push({ bytes: pdf, text: Buffer.from(pdf).toString() });
    if (sent.length === 2) throw new VaultError('file-exists', 'there is one');
    return await Promise.resolve({ file: '/home/kit.pdf' });
  });
  const vault = { ask } as unknown as VaultHost;
  const drafts = new KitDrafts(vault);
  drafts.begun('d', '/vault');
  const calls = createCalls({
    vault,
    vaults: {} as KnownVaults,
    dialogs: { saveAs: async () => await Promise.resolve('/home/kit.pdf') } as unknown as Dialogs,
    drafts,
    contents: () => page,
    texts: () => shellTexts.nl,
    recoveryKeys: new Handles<string>(),
  });
  const unwatched = { signal: new AbortController().signal, onProgress: () => undefined };
  expect(await calls.kitSavePdf({ draft: 'd' }, unwatched)).toEqual({ name: 'kit.pdf' });
  await expect(calls.kitSavePdf({ draft: 'd' }, unwatched)).rejects.toMatchObject({ code: 'file-exists' });
  expect(sent.map(({ text }) => text)).toEqual(Array(2).fill('%PDF- AGE-SECRET-KEY-PQ-1'));
  for (const bytes of [...printed, ...sent.map((one) => one.bytes)])
    expect(bytes.every((byte) => byte === 0)).toBe(true);
});

it('a recovery key is forgotten once it has done what it was given for, and not when that failed', async () => {
  let isWeak = true;
  const ask = vi.fn(async () => {
    if (isWeak) throw new VaultError('password-too-weak', 'too weak');
    return await Promise.resolve({ officer: { id: 'o', name: 'Petra' } });
  });
  const recoveryKeys = new Handles<string>();
  const calls = createCalls({
    vault: { ask } as unknown as VaultHost,
    vaults: { folderOf: () => '/vault', remember: () => undefined } as unknown as KnownVaults,
    dialogs: {} as Dialogs,
    drafts: new KitDrafts({} as unknown as VaultHost),
    contents: () => null,
    texts: () => shellTexts.nl,
    recoveryKeys,
  });
  const unwatched = { signal: new AbortController().signal, onProgress: () => undefined };
  const wanted = { handle: 'h', key: recoveryKeys.put('AGE-SECRET-KEY-PQ-1'), newPassphrase: 'p' };
  await expect(calls.recoverAccess(wanted, unwatched)).rejects.toMatchObject({ code: 'password-too-weak' });
  isWeak = false;
  await calls.recoverAccess(wanted, unwatched);
  expect(ask).toHaveBeenLastCalledWith(
    'recover',
    { vault: '/vault', kitText: 'AGE-SECRET-KEY-PQ-1', newPassphrase: 'p' },
    unwatched,
  );
  const forgotten = { code: 'not-found', details: { reason: 'forgotten' } };
  await expect(calls.recoverAccess(wanted, unwatched)).rejects.toMatchObject(forgotten);
  const check = { handle: 'h', key: recoveryKeys.put('AGE-SECRET-KEY-PQ-1') };
  await calls.kitCheck(check, unwatched);
  await expect(calls.kitCheck(check, unwatched)).rejects.toMatchObject(forgotten);
});
