import { expect, it, vi } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { backupRestoreCalls } from '../../../src-main/shell/calls/backup-restores.ts';
import type { Dialogs } from '../../../src-main/shell/dialogs.ts';
import { Handles } from '../../../src-main/shell/handles.ts';
import { shellTexts } from '../../../src-main/shell/texts.ts';
import type { VaultHost } from '../../../src-main/shell/vault-host.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const job = { signal: new AbortController().signal, onProgress: () => undefined };

function takingOut(restoreTicket: () => Promise<unknown>) {
  const asked: string[] = [];
  const ask = vi.fn(async (name: string) => {
    asked.push(name);
    if (name === 'restoreTicket') return await restoreTicket();
    return { computer: 'SERVER', to: '/out' };
  });
  const call = vi.fn(async (name: string) => {
    asked.push(name);
    throw new VaultError('not-authorised', 'a lock came meanwhile');
  });
  const dialogs = { saveAs: async () => '/out/ticket.json', chooseFolder: async () => tempFolder().path };
  const parts = {
    vault: { ask, call, requireSignedIn: () => ({ folder: '/vault' }) } as unknown as VaultHost,
    dialogs: dialogs as unknown as Dialogs,
    texts: () => shellTexts.nl,
    offers: new Handles<readonly string[]>(),
    requests: new Handles<string>(),
    recoveryKeys: new Handles<string>(),
  };
  const key = parts.recoveryKeys.put('AGE-SECRET-KEY');
  const common = { target: 'Stick', snapshot: '0'.repeat(64), key };
  const ticket = { ...common, request: parts.requests.put('{}'), fingerprint: 'AAAA' };
  const documents = { ...common, folder: 'f', document: null };
  return { asked, calls: backupRestoreCalls(parts), ticket, documents };
}

it('the log is told at once of a ticket and of documents that were taken out, also when that ended half way', async () => {
  const made = takingOut(async () => await Promise.resolve({ vault: 'v', file: '/out/ticket.json', findings: [] }));
  expect(await made.calls.ticketMake(made.ticket, job)).toMatchObject({ saved: 'ticket.json' });
  await made.calls.backupRestoreDocuments(made.documents, job);
  expect(made.asked.filter((name) => name === 'backupTell')).toHaveLength(2);
  const failed = takingOut(async () => {
    throw new VaultError('disk-full', 'behind the note');
  });
  await expect(failed.calls.ticketMake(failed.ticket, job)).rejects.toMatchObject({ code: 'disk-full' });
  expect(failed.asked.at(-1)).toBe('backupTell');
});
