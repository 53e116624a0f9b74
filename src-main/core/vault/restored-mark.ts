import { z } from 'zod';
import { VaultError, violated } from '../../contract/errors.ts';
import { parseJson } from '../crypto/statement.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { VaultPaths } from './open-vault.ts';
import { IdSchema, PositionSchema, Sha256Schema, TimeSchema } from './schemas.ts';

/** Of a folder beside the vault, as a restore names what it sets aside, and no other. */
export const FolderNameSchema = z.string().regex(/^[^/\\]+\.set-aside-\d{4}-\d{2}-\d{2}(?:-\d+)?$/);

const RestoredMarkSchema = z.strictObject({
  format: z.literal(1),
  vault: IdSchema,
  snapshot: z.strictObject({
    computer: IdSchema,
    number: z.int().min(1),
    at: TimeSchema,
    /** Of its file. */
    hash: Sha256Schema,
    /** The last entry of the log then; null where the one who made the backup did not know. */
    position: PositionSchema.nullable(),
  }),
  restoredAt: TimeSchema,
  /** The name of the folder that the vault of before was set aside in. */
  setAside: FolderNameSchema.nullable(),
  /** What the ticket knew of later states, sealed to the recovery recipient. */
  later: z.base64().nullable(),
});
/**
 * Says of a vault that it was restored, and that the Privacy Officer has not finished that yet (docs/formats.md section 15.10): it
 * may still have who was erased, disabled or struck off since.
 */
export type RestoredMark = z.infer<typeof RestoredMarkSchema>;

export function restoredMarkBytes(mark: RestoredMark): Buffer {
  return Buffer.from(JSON.stringify(RestoredMarkSchema.parse(mark)), 'utf8');
}

/** @returns null where there is none. @throws VaultError `integrity-violated` part `restored.json`. */
export async function readRestoredMark(
  files: Pick<FileSystem, 'read'>,
  { restored }: Pick<VaultPaths, 'restored'>,
): Promise<RestoredMark | null> {
  const bytes = await files.read(restored);
  if (bytes === null) return null;
  const parsed = RestoredMarkSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw violated('restored.json', 'not what a restore writes');
  return parsed.data;
}

/** Whatever lies there keeps everybody out. @throws VaultError `vault-restored`. */
export async function requireFinished(
  files: Pick<FileSystem, 'look'>,
  { restored }: Pick<VaultPaths, 'restored'>,
): Promise<void> {
  if ((await files.look(restored)) === null) return;
  throw new VaultError('vault-restored', 'a restored vault that nobody has finished');
}
