import { z } from 'zod';
import { sessionCall } from './define.ts';
import { FolderKindSchema, id, ReasonSchema, RightsSchema, timeMs } from './shapes.ts';

/** A folder by its id or its name: exactly, or, where only one is so called, whatever the case. */
export const FolderReferenceSchema = z.string().min(1).max(1000);

const FolderEventSchema = z.enum([
  'folder-created',
  'document-added',
  'version-added',
  'document-binned',
  'note-added',
  'access-given',
  'access-ended',
]);

/**
 * Client and personnel folders. Times are in ms UTC. A folder that one has no key of is `not-found`, whether it exists or
 * not; a name that means several folders is `invalid-input` with their ids in `details.candidates`.
 */
export const folderCalls = {
  /** Privacy Officer only. @throws `name-taken`. */
  folderCreate: sessionCall(
    z.strictObject({ name: z.string(), kind: FolderKindSchema.default('client') }),
    z.strictObject({ id, name: z.string(), kind: FolderKindSchema, createdAt: timeMs }),
  ),
  /**
   * Every folder that one has a key of, by name. `broken`: compartments that are not in the state of their last commit, so
   * that nothing of them can be shown.
   */
  folderList: sessionCall(
    z.strictObject({}),
    z.strictObject({
      folders: z.array(
        z.strictObject({ id, name: z.string(), kind: FolderKindSchema, createdAt: timeMs, rights: RightsSchema }),
      ),
      broken: z.array(id),
    }),
  ),
  /** Needs `write`. @throws `name-taken`, `not-authorised`. */
  folderRename: sessionCall(
    z.strictObject({ folder: FolderReferenceSchema, name: z.string() }),
    z.strictObject({ id, name: z.string() }),
  ),
  /**
   * Who may read or write the folder besides the Privacy Officer, past members included: `until` is when that ended,
   * `endsAt` when it is going to end. For all members.
   */
  folderMembers: sessionCall(
    z.strictObject({ folder: FolderReferenceSchema }),
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        rights: RightsSchema,
        since: timeMs,
        until: timeMs.nullable(),
        endsAt: timeMs.nullable(),
      }),
    ),
  ),
  /** Privacy Officer only: erases the folder with all documents, its archive and its notes. */
  folderDestroy: sessionCall(
    z.strictObject({ folder: FolderReferenceSchema, reason: ReasonSchema }),
    z.strictObject({ id, documents: z.number().int(), archived: z.number().int() }),
  ),
  /** Needs `write`. */
  noteAdd: sessionCall(
    z.strictObject({ folder: FolderReferenceSchema, text: z.string().min(1).max(100_000) }),
    z.strictObject({ id, createdAt: timeMs }),
  ),
  /**
   * Beside `folderList`, for it takes longer: how much there is and who else has it. `people`: members and the Privacy
   * Officer; `since`: when the one who asks was given it, null for the Privacy Officer.
   */
  folderSummaries: sessionCall(
    z.strictObject({}),
    z.array(
      z.strictObject({
        id,
        documents: z.number().int().min(0),
        changedAt: timeMs.nullable(),
        people: z.number().int().min(1),
        since: timeMs.nullable(),
      }),
    ),
  ),
  /** What happened in the folder, newest first, from its own records: what every member can read. */
  folderHistory: sessionCall(
    z.strictObject({
      folder: FolderReferenceSchema,
      before: timeMs.optional(),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    z.array(
      z.strictObject({
        id: z.string(),
        /** The document, note or person concerned. */
        name: z.string(),
        what: FolderEventSchema,
        at: timeMs,
        by: id.nullable(),
        byName: z.string().nullable(),
        document: id.nullable(),
        version: z.number().int().nullable(),
      }),
    ),
  ),
  /** Oldest first. */
  noteList: sessionCall(
    z.strictObject({ folder: FolderReferenceSchema }),
    z.array(z.strictObject({ id, text: z.string(), createdAt: timeMs, author: id, authorName: z.string() })),
  ),
};
