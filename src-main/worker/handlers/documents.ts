import { resolve } from 'node:path';
import type { documentCalls, ImportedFile } from '../../contract/documents.ts';
import { invalidInput } from '../../contract/error-reasons.ts';
import { binDocument, restoreDocument } from '../../core/documents/bin.ts';
import { eraseDocument } from '../../core/documents/erase-document.ts';
import { findDocuments } from '../../core/documents/find-documents.ts';
import { getDocument } from '../../core/documents/get-document.ts';
import { importDocuments } from '../../core/documents/import-documents.ts';
import { listDocuments, listVersions } from '../../core/documents/list-documents.ts';
import { moveDocument } from '../../core/documents/move-document.ts';
import { readDocument } from '../../core/documents/read-document.ts';
import { renameDocument } from '../../core/documents/rename-document.ts';
import type { Handlers } from '../handler.ts';

export const documentHandlers: Handlers<typeof documentCalls> = {
  documentAdd: async ({ vault, job }, { folder, paths }) => {
    const given = paths.map((path) => resolve(path));
    const files = await importDocuments(vault, folder, given, job);
    const count = (outcome: ImportedFile['outcome']) => files.filter((file) => file.outcome === outcome).length;
    return {
      added: count('added'),
      newVersions: count('new-version'),
      unchanged: count('unchanged'),
      skipped: count('skipped'),
      failed: count('failed'),
      files,
    };
  },
  documentList: async ({ vault }, { folder, binned }) => await listDocuments(vault, folder, binned),
  documentGet: async ({ vault, job }, { folder, document, version, outPath, overwrite }) =>
    await getDocument(
      vault,
      { folder, document },
      { version: version ?? null, outPath: resolve(outPath), overwrite },
      job,
    ),
  documentRead: async ({ vault, job }, { version = null, ...reference }) =>
    await readDocument(vault, reference, version, job),
  documentVersions: async ({ vault }, reference) => await listVersions(vault, reference),
  documentRename: async ({ vault }, { folder, document, name }) =>
    await renameDocument(vault, { folder, document }, name),
  documentMove: async ({ vault, job }, { folder, document, toFolder }) =>
    await moveDocument(vault, { folder, document }, toFolder, job),
  documentRemove: async ({ vault }, { folder, document, definitive, reason }) => {
    if (!definitive) return { ...(await binDocument(vault, { folder, document })), definitive };
    if (reason === undefined) {
      throw invalidInput('reason-missing', 'reason', 'erasing asks for a reason');
    }
    return { ...(await eraseDocument(vault, { folder, document }, reason)), definitive };
  },
  documentRestore: async ({ vault }, reference) => await restoreDocument(vault, reference),
  documentFind: async ({ vault }, { text, limit }) => await findDocuments(vault, text, limit),
};
