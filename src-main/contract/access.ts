import { z } from 'zod';
import { sessionCall } from './define.ts';
import { FolderReferenceSchema } from './folders.ts';
import { ResealedSchema, UserReferenceSchema } from './people.ts';
import { FolderKindSchema, id, RightsSchema } from './shapes.ts';

const who = { folder: FolderReferenceSchema, user: UserReferenceSchema };

/** Access lists of folders, kept by the Privacy Officer alone. */
export const accessCalls = {
  /**
   * Grants a folder, or changes the rights or the end of a grant.
   * @param endsAt ms UTC, in the future; without it the grant lasts until it is revoked.
   * @throws `invalid-input` for an IT administrator; for a personnel folder and anybody but an office manager; for the
   * Privacy Officer herself, who has every folder.
   */
  folderGrant: sessionCall(
    z.strictObject({ ...who, rights: RightsSchema, endsAt: z.number().int().min(0).optional() }),
    z.strictObject({ id, name: z.string(), user: id, rights: RightsSchema, endsAt: z.number().int().nullable() }),
  ),
  /** Privacy Officer only: the folders that somebody has, by name. */
  accessOfPerson: sessionCall(
    z.strictObject({ user: UserReferenceSchema }),
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        kind: FolderKindSchema,
        rights: RightsSchema,
        since: z.number().int(),
        endsAt: z.number().int().nullable(),
      }),
    ),
  ),
  /** Privacy Officer only: new keys for a folder, and all of it sealed again under them. Progress in rows. */
  folderRekey: sessionCall(
    z.strictObject({ folder: FolderReferenceSchema, reason: z.string().trim().min(1).max(2000) }),
    z.strictObject({ id, name: z.string(), resealed: ResealedSchema }),
  ),
  /** Ends a grant and re-keys the folder. Progress in rows. @throws `not-found` when there is no such grant. */
  folderRevoke: sessionCall(
    z.strictObject(who),
    z.strictObject({ id, name: z.string(), user: id, resealed: ResealedSchema }),
  ),
};
