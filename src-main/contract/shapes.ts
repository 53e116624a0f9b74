import { z } from 'zod';

/** What several calls speak of. */

export const RoleSchema = z.enum(['privacy-officer', 'office-manager', 'employee', 'it-admin']);

/** A path of this computer. */
export const PathSchema = z.string().min(1).max(4096);

const NewNameSchema = z.string().trim().min(1).max(200);

/** What a vault is made of. */
export const NewVaultSchema = z.strictObject({
  vault: PathSchema,
  office: NewNameSchema,
  officer: NewNameSchema,
  /** null: one is generated and given back, once. */
  passphrase: z.string().max(1000).nullable(),
  keychain: z.enum(['os', 'file']),
});

/** Ceremonies that are still to come. */
export const PendingSchema = z.array(z.enum(['rotate-database-key', 'rotate-office-secret']));
