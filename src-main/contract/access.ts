import { z } from 'zod';
import { sessionCall } from './define.ts';
import { FolderReferenceSchema } from './folders.ts';
import { ResealedSchema, UserReferenceSchema } from './people.ts';

const id = z.string();
const rights = z.enum(['read', 'write']);
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
    z.strictObject({ ...who, rights, endsAt: z.number().int().min(0).optional() }),
    z.strictObject({ id, name: z.string(), user: id, rights, endsAt: z.number().int().nullable() }),
  ),
  /** Ends a grant and re-keys the folder. Progress in rows. @throws `not-found` when there is no such grant. */
  folderRevoke: sessionCall(
    z.strictObject(who),
    z.strictObject({ id, name: z.string(), user: id, resealed: ResealedSchema }),
  ),
};
