import { z } from 'zod';
import { type Statement, signStatement } from '../crypto/statement.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { Change } from './change.ts';
import { officerStatement, storedStatements, storeStatements } from './officer-statements.ts';
import type { OpenVault } from './open-vault.ts';
import { FolderNameSchema } from './restored-mark.ts';
import { IdSchema, PositionSchema, TimeSchema } from './schemas.ts';

/** In the table `meta`: the last restore of this vault that was finished (docs/formats.md section 15.10). */
export const lastRestoreKey = 'last-restore';

const LastRestoreSchema = z.strictObject({
  kind: z.literal('last-restore'),
  vault: IdSchema,
  /** When the backup was made that the vault went back to, and when that was finished. */
  backupAt: TimeSchema,
  at: TimeSchema,
  /** The name of the folder that the vault of before was set aside in. */
  setAside: FolderNameSchema.nullable(),
  from: PositionSchema,
});
export type LastRestore = z.infer<typeof LastRestoreSchema>;

/** Keeps, for everybody who signs in, that the vault was restored; by the Privacy Officer, within a change. */
export function keepLastRestore(
  { id: vault, db, user }: OpenVault,
  { at, position }: Change,
  restore: Pick<LastRestore, 'backupAt' | 'setAside'>,
): void {
  const payload = LastRestoreSchema.parse({ kind: 'last-restore', vault, at, from: position, ...restore });
  const statement: Statement = signStatement(payload, [user.author.signing]);
  storeStatements(db, lastRestoreKey, [statement]);
}

type Vault = Pick<OpenVault, 'db' | 'id' | 'chain'>;

/** @returns null where there was none. @throws VaultError `integrity-violated` for what the Privacy Officer did not sign. */
export function readLastRestore({ db, id: vault, chain }: Vault): LastRestore | null {
  const [statement] = storedStatements(db, lastRestoreKey);
  if (!statement) return null;
  return officerStatement(statement, { key: lastRestoreKey, kind: 'last-restore', vault, chain }, LastRestoreSchema);
}

/** As `readLastRestore`, null also for what she did not sign: nothing relies on it, and a check tells of it. */
export function lastRestoreOf(vault: Vault): LastRestore | null {
  return unlessViolated(() => readLastRestore(vault));
}
