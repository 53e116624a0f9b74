import { z } from 'zod';
import { IdSchema, Sha256Schema, TimeSchema } from '../vault/schemas.ts';

const SizeSchema = z.int().min(0);

/**
 * The body of a record of type `folder` (docs/formats.md section 8). `emptyBinAt`: when the first document in its bin is to be
 * erased; absent while the bin is empty.
 */
export const FolderBodySchema = z.strictObject({
  name: z.string().min(1).max(1000),
  kind: z.enum(['client', 'personnel']),
  createdAt: TimeSchema,
  emptyBinAt: TimeSchema.optional(),
});
export type FolderBody = z.infer<typeof FolderBodySchema>;
export type FolderKind = FolderBody['kind'];

/**
 * The body of a record of type `document`; `name` is its path within the folder, with `/`. `versions`: the ids of its rows
 * of `contents`, oldest first; the last one has the number `current`.
 */
export const DocumentBodySchema = z.strictObject({
  name: z.string().min(1).max(8000),
  current: z.int().min(1),
  versions: z.array(IdSchema).min(1),
  createdAt: TimeSchema,
  binned: z.strictObject({ at: TimeSchema, by: IdSchema }).nullable(),
  size: SizeSchema,
  modifiedAt: z.int(),
});
export type DocumentBody = z.infer<typeof DocumentBodySchema>;

/** The body of a row of `contents`, type `version`. */
export const VersionBodySchema = z.strictObject({
  document: IdSchema,
  number: z.int().min(1),
  size: SizeSchema,
  modifiedAt: z.int(),
  addedAt: TimeSchema,
  sha256: Sha256Schema,
  fileKey: z.base64().length(24),
});
export type VersionBody = z.infer<typeof VersionBodySchema>;

/** The body of a record of type `note`. */
export const NoteBodySchema = z.strictObject({ text: z.string().max(100_000), createdAt: TimeSchema });
export type NoteBody = z.infer<typeof NoteBodySchema>;

/** The body of a message of type `archived-document`. */
export const ArchivedDocumentSchema = z.strictObject({
  folder: IdSchema,
  name: z.string().min(1).max(8000),
  versions: z.array(VersionBodySchema.omit({ document: true })).min(1),
  sealedAt: TimeSchema,
});
export type ArchivedDocument = z.infer<typeof ArchivedDocumentSchema>;
