import path from 'node:path';
import { notFound } from '../../contract/error-reasons.ts';
import type { Dialogs } from '../dialogs.ts';
import { safeName } from '../export-names.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';

/** The opened archive: by the worker's calls without a password, which it takes while the archive is open. */
export function archiveCalls(
  vault: VaultHost,
  dialogs: Dialogs,
): SomeCalls<'archiveList' | 'archiveExport' | 'archiveReturn'> {
  return {
    archiveList: async (input, job) => await vault.call('archiveList', input, job),
    archiveExport: async (input, job) => {
      const { documents } = await vault.call('archiveList', { folder: input.folder });
      const found = documents.find(({ id, name }) => id === input.document || name === input.document);
      if (found === undefined) throw notFound('archived-document', 'document', 'no such document in the archive');
      const file = await dialogs.saveAs('saveDocument', safeName(path.posix.basename(found.name)));
      if (file === null) return null;
      await vault.call('archiveOpen', { ...input, document: found.id, outPath: file }, job);
      return { name: path.basename(file) };
    },
    archiveReturn: async (input, job) => await vault.call('archiveReturn', input, job),
  };
}
