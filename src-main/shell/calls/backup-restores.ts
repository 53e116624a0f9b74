import path from 'node:path';
import { notFound } from '../../contract/error-reasons.ts';
import type { Dialogs } from '../dialogs.ts';
import { requireOutsideVaults } from '../export-documents.ts';
import { safeName } from '../export-names.ts';
import type { Handles } from '../handles.ts';
import { readSmallText } from '../small-text.ts';
import type { ShellTexts } from '../texts.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';
import { kept } from './kept.ts';

/** The request of a computer is a few lines. */
const largestRequest = 10_000;

export interface BackupRestoreParts {
  readonly vault: VaultHost;
  readonly dialogs: Dialogs;
  readonly texts: () => ShellTexts;
  /** Paths of dropped files. */
  readonly offers: Handles<readonly string[]>;
  /** Requests of computers that were read from a file. */
  readonly requests: Handles<string>;
  /** The texts of recovery keys that were given. */
  readonly recoveryKeys: Handles<string>;
}

/** Tickets, and documents out of the backups of the vault that the Privacy Officer is signed in to. */
export function backupRestoreCalls({
  vault,
  dialogs,
  texts,
  offers,
  requests,
  recoveryKeys,
}: BackupRestoreParts): SomeCalls<'backupMoments' | 'ticketChooseRequest' | 'ticketMake' | 'backupRestoreDocuments'> {
  // Nothing is signed in for them: what the log is not told now, the next sign-in here tells.
  const thenTold = async <Done>(work: Promise<Done>): Promise<Done> => {
    try {
      return await work;
    } finally {
      await vault.call('backupTell', {}).catch(() => undefined);
    }
  };
  const sourceOf = (target: string) => ({ by: 'name', vault: vault.requireSignedIn().folder, target }) as const;
  return {
    backupMoments: async ({ target }, job) =>
      await vault.ask('restoreList', { source: sourceOf(target), kitText: null }, job),
    ticketChooseRequest: async ({ offer }) => {
      const file = offer === null ? await dialogs.chooseFile('openRestoreRequest', []) : droppedFile(offers, offer);
      if (file === null) return null;
      const request = await readSmallText(file, largestRequest);
      return { ...(await vault.ask('restoreRequestRead', { request })), handle: requests.put(request) };
    },
    ticketMake: async ({ target, snapshot, request: handle, fingerprint, key }, job) => {
      const request = kept(requests, handle, 'request');
      const kitText = kept(recoveryKeys, key, 'recovery key');
      const { computer } = await vault.ask('restoreRequestRead', { request });
      const outPath = await dialogs.saveAs('saveTicket', `${texts().ticketFileName} ${safeName(computer)}.json`);
      if (outPath === null) return null;
      const wanted = { source: sourceOf(target), snapshot, request, fingerprint, kitText, outPath };
      const { vault: _vault, file, ...made } = await thenTold(vault.ask('restoreTicket', wanted, job));
      return { ...made, saved: path.basename(file) };
    },
    backupRestoreDocuments: async ({ target, key, ...wanted }, job) => {
      const kitText = kept(recoveryKeys, key, 'recovery key');
      const to = await dialogs.chooseFolder('restoreFolder', 'restoreHere');
      if (to === null) return null;
      await requireOutsideVaults(to);
      const asked = { ...wanted, source: sourceOf(target), kitText, to };
      const restored = await thenTold(vault.ask('restoreDocuments', asked, job));
      return { ...restored, to: path.basename(to) };
    },
  };
}

/** @throws VaultError `not-found` for a drop that is gone. */
function droppedFile(offers: Handles<readonly string[]>, offer: string): string {
  const [file] = offers.take(offer) ?? [];
  if (file === undefined) throw notFound('request', 'offer', 'no such drop (any more)');
  return file;
}
