import { z } from 'zod';
import { sessionCall } from './define.ts';
import { FolderReferenceSchema } from './folders.ts';
import { count, ErrorCodeSchema, id, ReasonSchema, timeMs } from './shapes.ts';

const sizeBytes = count;

/** A document by its id or its path within the folder: exactly, or, where only one is so called, whatever the case. */
export const DocumentReferenceSchema = z.string().min(1).max(8000);

const folder = FolderReferenceSchema;
const document = DocumentReferenceSchema;
const binned = z.strictObject({ at: timeMs, by: id, byName: z.string() }).nullable();

/**
 * Why something that was found was not taken: nothing is wrong with it, it is no document. `same-name`: another file of the
 * same folder was, whose name is the same in another normal form of Unicode. `recovery-key`: that of this very vault.
 */
const SkipReasonSchema = z.enum([
  'symbolic-link',
  'special-file',
  'own-vault',
  'name-not-utf8',
  'same-name',
  'recovery-key',
]);

/** What became of one file; `name` is its path within the folder. */
const ImportedFileSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('added'), name: z.string(), id, version: z.literal(1), sizeBytes }),
  z.strictObject({ outcome: z.literal('new-version'), name: z.string(), id, version: z.number().int(), sizeBytes }),
  /** Byte for byte the current version: nothing was added. */
  z.strictObject({ outcome: z.literal('unchanged'), name: z.string(), id, version: z.number().int(), sizeBytes }),
  z.strictObject({ outcome: z.literal('skipped'), name: z.string(), reason: SkipReasonSchema }),
  z.strictObject({ outcome: z.literal('failed'), name: z.string(), error: ErrorCodeSchema }),
]);

/** The longest base64 of what is shown, which is 20 MB at most. */
const bytes = z.string().max(27_000_000);

/**
 * A version as it is shown, by what its bytes are, never by its name alone: bytes in base64, of a text the beginning. `none` for
 * what is not shown, of which nothing is given.
 */
export const ReadDocumentSchema = z.strictObject({
  id,
  name: z.string(),
  version: z.number().int(),
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string(), cut: z.boolean() }),
    z.strictObject({
      kind: z.literal('image'),
      type: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
      bytes,
    }),
    z.strictObject({ kind: z.literal('pdf'), bytes }),
    z.strictObject({ kind: z.literal('none') }),
  ]),
});

export type ImportedFile = z.output<typeof ImportedFileSchema>;

/**
 * Documents in a folder. Times are in ms UTC, sizes in bytes of plaintext. What needs `write` is `not-authorised` without;
 * a name that means several documents is `invalid-input` with their ids in `details.candidates`.
 */
export const documentCalls = {
  /**
   * Imports files, and folders to the bottom with their structure; needs `write`. A name that exists becomes a new
   * version. Progress in bytes. What is wrong with a single file is told of that file; when the job itself cannot go on
   * (`cancelled`, `disk-full`), what was taken in so far stays, and `details.documents` of the error is how many that is.
   * @param paths absolute.
   */
  documentAdd: sessionCall(
    z.strictObject({ folder, paths: z.array(z.string().min(1)).min(1) }),
    z.strictObject({
      added: count,
      newVersions: count,
      unchanged: count,
      skipped: count,
      failed: count,
      files: z.array(ImportedFileSchema),
    }),
  ),
  /** By name; those in the bin only with `binned`. */
  documentList: sessionCall(
    z.strictObject({ folder, binned: z.boolean().default(false) }),
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        version: z.number().int(),
        sizeBytes,
        modifiedAt: timeMs,
        createdAt: timeMs,
        /** Who added the current version. */
        by: id,
        byName: z.string(),
        binned,
      }),
    ),
  ),
  /**
   * Writes a version, by default the current one, to a file, after its content and its author's signature are verified.
   * @param outPath absolute. @throws `file-exists` unless `overwrite`; `integrity-violated`. Progress in bytes.
   */
  documentGet: sessionCall(
    z.strictObject({
      folder,
      document,
      version: z.number().int().min(1).optional(),
      outPath: z.string().min(1),
      overwrite: z.boolean().default(false),
    }),
    z.strictObject({ id, name: z.string(), version: z.number().int(), sizeBytes, sha256: z.string() }),
  ),
  /**
   * A version, by default the current one, to be shown: verified as by `documentGet`, without a file. Logged when something is
   * shown. @throws `invalid-input` reason `too-large-to-show` above 20 MB; `integrity-violated`. Progress in bytes.
   */
  documentRead: sessionCall(
    z.strictObject({ folder, document, version: z.number().int().min(1).optional() }),
    ReadDocumentSchema,
  ),
  /** Newest first. */
  documentVersions: sessionCall(
    z.strictObject({ folder, document }),
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        number: z.number().int(),
        sizeBytes,
        modifiedAt: timeMs,
        addedAt: timeMs,
        sha256: z.string(),
        author: id,
        authorName: z.string(),
      }),
    ),
  ),
  /** A new path within the folder; needs `write`. @throws `name-taken`. */
  documentRename: sessionCall(
    z.strictObject({ folder, document, name: z.string() }),
    z.strictObject({ id, name: z.string() }),
  ),
  /** All versions, encrypted again for the other folder; needs `write` in both. Progress in bytes. @throws `name-taken`. */
  documentMove: sessionCall(
    z.strictObject({ folder, document, toFolder: FolderReferenceSchema }),
    z.strictObject({ id, name: z.string(), folder: id, versions: count }),
  ),
  /**
   * Into the bin for 30 days; with `definitive` erased at once, also from the bin, which asks a reason. Needs `write`.
   * @throws `invalid-input` for `definitive` without a reason.
   */
  documentRemove: sessionCall(
    z.strictObject({ folder, document, definitive: z.boolean().default(false), reason: ReasonSchema.optional() }),
    z.strictObject({ id, name: z.string(), definitive: z.boolean() }),
  ),
  /** Out of the bin; needs `write`. @throws `name-taken` when the name is in use again. */
  documentRestore: sessionCall(z.strictObject({ folder, document }), z.strictObject({ id, name: z.string() })),
  /**
   * Documents of all folders whose path, together with the name of their folder, holds every word of the text, whatever
   * the case and accents; last modified first.
   */
  documentFind: sessionCall(
    z.strictObject({ text: z.string().min(1).max(500), limit: z.number().int().min(1).max(10_000).default(100) }),
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        folder: id,
        folderName: z.string(),
        version: z.number().int(),
        sizeBytes,
        modifiedAt: timeMs,
      }),
    ),
  ),
};
