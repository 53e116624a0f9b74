import { resolve } from 'node:path';
import type { archiveCalls } from '../../contract/archive.ts';
import { lockArchive, unlockArchive } from '../../core/archive/archive-session.ts';
import { listArchive } from '../../core/archive/list-archive.ts';
import { openArchivedDocument } from '../../core/archive/open-archived-document.ts';
import { readArchivedDocument } from '../../core/archive/read-archived-document.ts';
import { returnDocument } from '../../core/archive/return-document.ts';
import { sealDocuments } from '../../core/archive/seal-documents.ts';
import type { Handlers } from '../handler.ts';

export const archiveHandlers: Handlers<typeof archiveCalls> = {
  documentSeal: async ({ vault, job }, { folder, documents }) => await sealDocuments(vault, folder, documents, job),
  archiveUnlock: async ({ vault }, given) => ({ until: await unlockArchive(vault, given) }),
  archiveLock: async ({ vault }) => {
    lockArchive(vault);
    return {};
  },
  archiveList: async ({ vault }, { folder = null, password }) => await listArchive(vault, { folder, password }),
  archiveOpen: async ({ vault, job }, { outPath, version = null, ...request }) =>
    await openArchivedDocument(vault, request, { version, outPath: resolve(outPath) }, job),
  archiveRead: async ({ vault, job }, { version = null, ...request }) =>
    await readArchivedDocument(vault, request, version, job),
  archiveReturn: async ({ vault, job }, request) => await returnDocument(vault, request, job),
};
