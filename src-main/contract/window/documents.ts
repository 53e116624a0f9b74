import { z } from 'zod';
import { archiveCalls } from '../archive.ts';
import { DocumentReferenceSchema, documentCalls } from '../documents.ts';
import { FolderReferenceSchema } from '../folders.ts';
import { forwarded, windowCall } from './define.ts';
import { handle, nothing, SavedSchema } from './shapes.ts';

const folder = FolderReferenceSchema;
const documents = z.array(DocumentReferenceSchema).min(1).max(10_000);
const version = z.number().int().min(1).optional();
const { documentAdd, documentFind, documentList, documentMove, documentRemove, documentRename, documentRestore } =
  documentCalls;
const { archiveList, archiveReturn, archiveUnlock } = archiveCalls;
const importErrors = ['file-changed-while-read', 'file-unreadable'] as const;
const moved = { changes: ['documents', 'folders', 'log'], errors: ['name-taken'] } as const;

/** Documents. Files come in by dialog or by drop and go out by dialog: the window never names a path. */
export const documentWindowCalls = {
  documentList: forwarded(documentList),
  documentVersions: forwarded(documentCalls.documentVersions),
  documentRead: forwarded(documentCalls.documentRead, { changes: ['log'] }),
  documentFind: forwarded(documentFind),
  documentRename: forwarded(documentRename, moved),
  documentMove: forwarded(documentMove, moved),
  documentRemove: forwarded(documentRemove, moved),
  documentRestore: forwarded(documentRestore, moved),
  /** Null when the dialog was cancelled. */
  addByDialog: windowCall(
    z.strictObject({ folder, kind: z.enum(['files', 'directory']) }),
    documentAdd.output.nullable(),
    {
      changes: ['documents', 'folders', 'log'],
      errors: importErrors,
    },
  ),
  /** @param offer what the preload gave for a drop; good once, for ten minutes. */
  addOffer: windowCall(z.strictObject({ folder, offer: handle }), documentAdd.output, {
    changes: ['documents', 'folders', 'log'],
    errors: importErrors,
  }),
  /** One document to a file, several into a directory, by their paths in the folder. Null when it was cancelled. */
  exportDocuments: windowCall(
    z.strictObject({ folder, documents, version }),
    z
      .strictObject({
        name: z.string(),
        saved: z.number().int().min(0),
        failed: z.array(z.strictObject({ id: z.string(), name: z.string(), error: z.string() })),
      })
      .nullable(),
    { changes: ['log'], errors: ['file-exists'] },
  ),
  /** Seals after eight seconds, in which `sealCancel` takes it back; a lock takes it back too. Event `seal` tells the end. */
  sealSchedule: windowCall(z.strictObject({ folder, documents }), z.strictObject({ id: handle, at: z.number().int() })),
  /** False when it was too late. */
  sealCancel: windowCall(z.strictObject({ id: handle }), z.strictObject({ cancelled: z.boolean() })),
  /** Seals what waits in a folder at once: the user has left the screen. */
  sealNow: windowCall(z.strictObject({ folder }), nothing),
  archiveUnlock: forwarded(archiveUnlock, {
    caller: 'officer',
    changes: ['archive', 'log'],
    errors: ['sign-in-failed', 'sign-in-locked-out'],
  }),
  archiveLock: forwarded(archiveCalls.archiveLock, { caller: 'officer', changes: ['archive'] }),
  archiveList: windowCall(z.strictObject({ folder: folder.optional() }), archiveList.output, {
    caller: 'officer',
    errors: ['archive-closed'],
  }),
  archiveRead: forwarded(archiveCalls.archiveRead, {
    caller: 'officer',
    changes: ['log'],
    errors: ['archive-closed'],
  }),
  archiveExport: windowCall(z.strictObject({ folder, document: DocumentReferenceSchema, version }), SavedSchema, {
    caller: 'officer',
    changes: ['log'],
    errors: ['archive-closed', 'file-exists'],
  }),
  archiveReturn: windowCall(z.strictObject({ folder, document: DocumentReferenceSchema }), archiveReturn.output, {
    caller: 'officer',
    changes: ['archive', 'documents', 'folders', 'log'],
    errors: ['archive-closed', 'name-taken'],
  }),
};
