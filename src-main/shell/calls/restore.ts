import path from 'node:path';
import { notFound } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import type { RestoreSource } from '../../contract/restore.ts';
import type { WindowInput } from '../../contract/window/calls.ts';
import type { Dialogs } from '../dialogs.ts';
import type { Handles } from '../handles.ts';
import { isUnfinishedRestore, type KnownVaults } from '../known-vaults.ts';
import type { ShellTexts } from '../texts.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';
import { type ChosenForTargets, targetMeant } from './chosen-target.ts';
import { kept } from './kept.ts';

export interface RestoreParts extends ChosenForTargets {
  readonly vault: VaultHost;
  readonly vaults: KnownVaults;
  readonly dialogs: Dialogs;
  readonly texts: () => ShellTexts;
  readonly recoveryKeys: Handles<string>;
  /** The files of tickets. */
  readonly tickets: Handles<string>;
  /** Places where backups lie, with what signs in there. */
  readonly sources: Handles<RestoreSource>;
}

type OpenedBy = WindowInput<'restoreVerdict'>['by'];

/** Getting a vault back from its backups where nobody is signed in. */
export function restoreCalls(
  parts: RestoreParts,
): SomeCalls<
  | 'restoreTicketChoose'
  | 'restoreConnect'
  | 'restoreMoments'
  | 'restoreVerify'
  | 'restoreChoosePlace'
  | 'restoreVerdict'
  | 'restoreRun'
  | 'restoreRequestSave'
> {
  const { vault, vaults, dialogs, texts, recoveryKeys, tickets, sources } = parts;
  const openedBy = ({ kind, handle }: OpenedBy) =>
    kind === 'ticket'
      ? { kind, path: kept(tickets, handle, 'ticket') }
      : { kind, kitText: kept(recoveryKeys, handle, 'recovery key') };
  return {
    restoreTicketChoose: async () => {
      const file = await dialogs.chooseFile('openTicket', []);
      if (file === null) return null;
      const read = await vault.ask('restoreTicketRead', { path: file });
      return { handle: tickets.put(file), name: path.basename(file), ...read };
    },
    restoreConnect: async (chosen, job) => {
      const source: RestoreSource = { by: 'place', ...targetMeant(chosen, parts) };
      const { vaults: ids } = await vault.ask('restoreVaults', { source }, job);
      if (ids.length === 0) throw notFound('repository', 'place', 'no backups there');
      return { source: sources.put(source), vaults: ids };
    },
    restoreMoments: async ({ source, key }, job) =>
      await vault.ask(
        'restoreList',
        { source: kept(sources, source, 'source'), kitText: kept(recoveryKeys, key, 'recovery key') },
        job,
      ),
    restoreVerify: async ({ source, key }, job) =>
      await vault.ask(
        'restoreVerify',
        { source: kept(sources, source, 'source'), kitText: kept(recoveryKeys, key, 'recovery key') },
        job,
      ),
    restoreChoosePlace: async () => {
      const folder = await dialogs.chooseFolder('chooseRestorePlace', 'choose');
      if (folder === null) return null;
      const { handle, label, isVault, empty } = vaults.chosen(folder);
      return { handle, label, isVault, isFree: empty || isUnfinishedRestore(folder) };
    },
    restoreVerdict: async ({ source, by, snapshot }, job) =>
      await vault.ask('restoreExamine', { source: kept(sources, source, 'source'), by: openedBy(by), snapshot }, job),
    restoreRun: async ({ source, by, place, inPlace, ...wanted }, job) => {
      const folder = vaults.folderOf(place);
      const asked = { ...wanted, source: kept(sources, source, 'source'), by: openedBy(by), folder, inPlace };
      try {
        const { restored, ...outcome } = await vault.ask('restoreVault', asked, job);
        if (restored === null) return { ...outcome, restored };
        vaults.remember(folder);
        const { folder: _, ...told } = restored;
        return { ...outcome, restored: told };
      } catch (error) {
        // Whoever stops it wants nothing of it to stay; a program that ends has no time for that.
        if (error instanceof VaultError && error.code === 'cancelled') {
          await vault.ask('restoreDiscard', { folder, inPlace });
        }
        throw error;
      }
    },
    restoreRequestSave: async ({ keychain }) => {
      const file = await dialogs.saveAs('saveRestoreRequest', `${texts().restoreRequestFileName}.json`);
      if (file === null) return null;
      const { fingerprint } = await vault.ask('restoreRequest', { keychain, outPath: file });
      return { saved: path.basename(file), fingerprint };
    },
  };
}
