import { dirname } from 'node:path';
import { z } from 'zod';
import { VaultError, violated } from '../../contract/errors.ts';
import { sha256 } from '../crypto/binding.ts';
import { PasswordCostSchema } from '../crypto/password.ts';
import { parseJson, StatementSchema, unverifiedPayload } from '../crypto/statement.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { type VaultPaths, vaultPaths } from './open-vault.ts';
import { HybridRecipientSchema, IdSchema, MailboxSchema, PositionSchema, Sha256Schema } from './schemas.ts';

const Base64FileSchema = z.base64().max(1 << 20);

export const SlotSchema = z.strictObject({ salt: z.base64().length(24), sealed: Base64FileSchema });
export type Slot = z.infer<typeof SlotSchema>;

const contentShape = {
  format: z.literal(1),
  vault: IdSchema,
  kdf: PasswordCostSchema,
  slots: z.record(Sha256Schema, SlotSchema),
  databaseKeys: z.record(IdSchema, Base64FileSchema),
  computers: z.record(IdSchema, Base64FileSchema),
  recipients: StatementSchema,
  certificates: z.array(StatementSchema).min(1),
};

/** One whole content of `vault.json` (docs/formats.md section 4). */
export const VaultFileContentSchema = z.strictObject(contentShape);
export type VaultFileContent = z.infer<typeof VaultFileContentSchema>;

const VaultFileSchema = z.strictObject({ ...contentShape, next: VaultFileContentSchema.optional() });

/** What lies on disk: the content, and between the steps of a change the content that follows it. */
export interface VaultFile {
  readonly content: VaultFileContent;
  readonly next: VaultFileContent | null;
}

/** What the Privacy Officer certifies for those who write without a sign-in. */
export const RecipientsSchema = z.strictObject({
  kind: z.literal('recipients'),
  vault: IdSchema,
  position: PositionSchema,
  recovery: HybridRecipientSchema,
  inbox: MailboxSchema,
});

export function contentBytes(content: VaultFileContent): Buffer {
  return Buffer.from(JSON.stringify(content), 'utf8');
}

export function contentHash(content: VaultFileContent): Buffer {
  return sha256(contentBytes(content));
}

/**
 * @throws VaultError `vault-not-found`, `vault-from-newer-program` (a format number above ours), `integrity-violated`
 * part `vault.json`, also where it is gone and the database is there.
 */
export async function readVaultFile(files: FileSystem, path: string): Promise<VaultFile> {
  const bytes = await files.read(path);
  if (bytes === null) throw await absentVaultFile(files, vaultPaths(dirname(path)));
  const json = parseJson(bytes);
  const format = z.looseObject({ format: z.int() }).safeParse(json);
  if (format.success && format.data.format > 1) {
    throw new VaultError('vault-from-newer-program', 'vault.json has a newer format', {
      details: { format: format.data.format },
    });
  }
  const parsed = VaultFileSchema.safeParse(json);
  if (!parsed.success) {
    throw violated('vault.json', 'vault.json does not fit its schema');
  }
  const { next, ...content } = parsed.data;
  requireOneVault(content);
  if (next) requireOneVault(next);
  return { content, next: next ?? null };
}

/** A creation that was broken off, whose mark is there, has a database before it has this file. */
async function absentVaultFile(files: FileSystem, { database, creation }: VaultPaths): Promise<VaultError> {
  if ((await files.look(database)) === null || (await files.look(creation)) !== null) {
    return new VaultError('vault-not-found', 'no vault.json in this folder');
  }
  return violated('vault.json', 'there is no such file');
}

/** An altered id would lead to another vault's keys, or to none. @throws VaultError `integrity-violated`. */
export function requireOneVault({ vault, recipients, certificates }: VaultFileContent): void {
  for (const statement of [recipients, ...certificates]) {
    const payload = z.looseObject({ vault: z.string() }).safeParse(unverifiedPayload(statement));
    if (!payload.success || payload.data.vault !== vault) {
      throw violated('vault.json vault', 'parts of vault.json are of different vaults');
    }
  }
}

export async function writeVaultFile(files: FileSystem, path: string, file: VaultFile): Promise<void> {
  const whole = file.next === null ? file.content : { ...file.content, next: file.next };
  await files.replace(path, Buffer.from(JSON.stringify(whole), 'utf8'));
}

/** Names the parts of `found` that differ from the official content, for an error that tells what was altered. */
export function differingParts(found: VaultFileContent, official: VaultFileContent): string[] {
  const parts: string[] = [];
  for (const map of ['slots', 'databaseKeys', 'computers'] as const) {
    const keys = new Set([...Object.keys(found[map]), ...Object.keys(official[map])]);
    for (const key of keys) {
      if (JSON.stringify(found[map][key]) !== JSON.stringify(official[map][key]))
        parts.push(`vault.json ${map} ${key}`);
    }
  }
  for (const part of ['kdf', 'recipients', 'certificates', 'vault'] as const) {
    if (JSON.stringify(found[part]) !== JSON.stringify(official[part])) parts.push(`vault.json ${part}`);
  }
  return parts.length === 0 ? ['vault.json'] : parts;
}
