import { z } from 'zod';
import { sessionCall } from './define.ts';
import { DocumentReferenceSchema, ReadDocumentSchema } from './documents.ts';
import { FolderReferenceSchema } from './folders.ts';
import { id, PasswordSchema, ReasonSchema, timeMs } from './shapes.ts';

const sizeBytes = z.number().int().min(0);
const folder = FolderReferenceSchema;
/** An archived document by its id, which is the one it had in the folder, or by its path when it was sealed. */
const document = DocumentReferenceSchema;

/**
 * The sealed archive of a folder: whoever may write in the folder seals into it, only the Privacy Officer opens it, with
 * her passphrase asked again (`sign-in-failed` and `sign-in-locked-out` as at a sign-in), by each call or by
 * `archiveUnlock` for a time. Times in ms UTC, sizes in bytes of plaintext.
 */
export const archiveCalls = {
  /**
   * Moves documents with all their versions into the archive, encrypted anew: all of them or none. Needs `write`.
   * Progress in bytes. @throws `integrity-violated` when a document is not what its author added; `cancelled`.
   */
  documentSeal: sessionCall(
    z.strictObject({ folder, documents: z.array(DocumentReferenceSchema).min(1) }),
    z.array(z.strictObject({ id, name: z.string(), versions: z.number().int().min(1) })),
  ),
  /**
   * Privacy Officer only: opens the archive for 15 minutes, or until `archiveLock` or the end of the session. Meanwhile the
   * other calls need neither password nor reason: this reason is logged with each.
   */
  archiveUnlock: sessionCall(
    z.strictObject({ reason: ReasonSchema, password: PasswordSchema }),
    z.strictObject({ until: timeMs }),
  ),
  /** Closes the archive and wipes its keys. Idempotent. */
  archiveLock: sessionCall(z.strictObject({}), z.strictObject({})),
  /** Privacy Officer only. By folder and name. Logged, for it shows names. @throws `archive-closed` without a password. */
  archiveList: sessionCall(
    z.strictObject({ folder: folder.optional(), password: PasswordSchema.optional() }),
    z.strictObject({
      documents: z.array(
        z.strictObject({
          id,
          name: z.string(),
          folder: id,
          folderName: z.string(),
          sealedAt: timeMs,
          sealedBy: id,
          sealedByName: z.string(),
          version: z.number().int(),
          sizeBytes,
          modifiedAt: timeMs,
          versions: z.array(
            z.strictObject({ number: z.number().int(), sizeBytes, modifiedAt: timeMs, addedAt: timeMs }),
          ),
        }),
      ),
      /** Archived documents that are not what was sealed, or not there; `folder` is null where that cannot be told. */
      broken: z.array(z.strictObject({ id, folder: id.nullable(), problem: z.enum(['missing', 'altered']) })),
    }),
  ),
  /**
   * Privacy Officer only: writes a version, by default the newest, to a file. The log has the reason before the file is
   * there. Progress in bytes. @param outPath absolute. @throws `file-exists`, `integrity-violated`.
   */
  archiveOpen: sessionCall(
    z.strictObject({
      folder,
      document,
      reason: ReasonSchema.optional(),
      password: PasswordSchema.optional(),
      outPath: z.string().min(1),
      version: z.number().int().min(1).optional(),
    }),
    z.strictObject({ id, name: z.string(), version: z.number().int(), sizeBytes, sha256: z.string() }),
  ),
  /**
   * Privacy Officer only, while the archive is open: a version, by default the newest, to be shown, as by `documentRead`. The
   * log has the reason before it is given. @throws `archive-closed`.
   */
  archiveRead: sessionCall(
    z.strictObject({ folder, document, version: z.number().int().min(1).optional() }),
    ReadDocumentSchema,
  ),
  /**
   * Privacy Officer only: back into the folder, all versions encrypted anew. Progress in bytes.
   * @throws `name-taken` when the folder has another document of that path now.
   */
  archiveReturn: sessionCall(
    z.strictObject({ folder, document, reason: ReasonSchema.optional(), password: PasswordSchema.optional() }),
    z.strictObject({ id, name: z.string(), folder: id, versions: z.number().int().min(1) }),
  ),
};
