import { notFound } from '../../contract/error-reasons.ts';
import type { Dialogs } from '../dialogs.ts';
import { exportDocuments } from '../export-documents.ts';
import type { Handles } from '../handles.ts';
import type { SealSchedule } from '../seal-schedule.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';

export interface DocumentParts {
  readonly vault: VaultHost;
  readonly dialogs: Dialogs;
  /** Paths of dropped files. */
  readonly offers: Handles<readonly string[]>;
  readonly seals: SealSchedule;
}

/** Documents in and out by dialogs and drops, and sealing with its eight seconds. */
export function documentCalls({
  vault,
  dialogs,
  offers,
  seals,
}: DocumentParts): SomeCalls<
  'addByDialog' | 'addOffer' | 'exportDocuments' | 'sealSchedule' | 'sealCancel' | 'sealNow'
> {
  return {
    addByDialog: async ({ folder, kind }, job) => {
      const paths =
        kind === 'files'
          ? await dialogs.chooseFiles('chooseFiles', 'add')
          : [await dialogs.chooseFolder('chooseFolder', 'add')].filter((chosen) => chosen !== null);
      return paths.length === 0 ? null : await vault.call('documentAdd', { folder, paths }, job);
    },
    addOffer: async ({ folder, offer }, job) => {
      const paths = offers.take(offer);
      if (paths === undefined) throw notFound('document', 'offer', 'no such drop (any more)');
      return await vault.call('documentAdd', { folder, paths: [...paths] }, job);
    },
    exportDocuments: async (wish, job) => await exportDocuments(vault, dialogs, wish, job),
    sealSchedule: async (wish) => seals.schedule(wish),
    sealCancel: async ({ id }) => ({ cancelled: seals.cancel(id) }),
    sealNow: async ({ folder }) => {
      await seals.now(folder);
      return {};
    },
  };
}
