import { z } from 'zod';
import { type ErrorCode, errorCodes } from './errors.ts';

/** What several calls speak of. */

export const id = z.string();
/** A moment: ms UTC. */
export const timeMs = z.number().int();
export const count = z.number().int().min(0);
export const bytes = z.number().int().min(0);

export const RoleSchema = z.enum(['privacy-officer', 'office-manager', 'employee', 'it-admin']);

export const RightsSchema = z.enum(['read', 'write']);

export const FolderKindSchema = z.enum(['client', 'personnel']);

/** `os`: the operating system's own. */
export const KeychainKindSchema = z.enum(['os', 'file']);

export const ErrorCodeSchema = z.custom<ErrorCode>(
  (code) => typeof code === 'string' && Object.hasOwn(errorCodes, code),
);

/** As typed, right or wrong. */
export const PasswordSchema = z.string().max(1000);

/** Why something was done, for the log. */
export const ReasonSchema = z.string().trim().min(1).max(2000);

/** Of the program and what it writes. */
export const LanguageSchema = z.enum(['nl', 'en']);

/** A path of this computer. */
export const PathSchema = z.string().min(1).max(4096);

const NewNameSchema = z.string().trim().min(1).max(200);

/** What a vault is made of. */
export const NewVaultSchema = z.strictObject({
  vault: PathSchema,
  office: NewNameSchema,
  officer: NewNameSchema,
  /** null: one is generated and given back, once. */
  passphrase: PasswordSchema.nullable(),
  keychain: KeychainKindSchema,
});

/** Ceremonies that are still to come. */
export const PendingSchema = z.array(z.enum(['rotate-database-key', 'rotate-office-secret']));
