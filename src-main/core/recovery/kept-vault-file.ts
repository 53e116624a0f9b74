import { z } from 'zod';
import { isViolation } from '../../contract/errors.ts';
import { commitKinds } from '../audit/log.ts';
import { commitBody, seenCommit } from '../audit/log-view.ts';
import { sha256 } from '../crypto/binding.ts';
import { noBytes } from '../crypto/bytes.ts';
import { defaultPasswordCost, isRaisedCost, type PasswordCost } from '../crypto/password.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf } from '../ports/row.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { Authority } from '../vault/author-check.ts';
import { sealOfficeSecret } from '../vault/computer.ts';
import { sealDatabaseKeys } from '../vault/database-keys.ts';
import { type Directory, presentKey } from '../vault/directory.ts';
import { type SlotContext, slotsSealedFor } from '../vault/slots.ts';
import {
  contentBytes,
  requireOneVault,
  type Slot,
  SlotSchema,
  type VaultFile,
  type VaultFileContent,
  VaultFileContentSchema,
} from '../vault/vault-file.ts';
import { verifiedVaultFileCommit } from '../vault/verify-vault.ts';

/** What is left of the official content of `vault.json`; who signs in can commit to anything in its place. */
export interface KeptVaultFile {
  /** Null where no vault could be opened by it. */
  readonly content: VaultFileContent | null;
  /** Those that have the shape of one. */
  readonly slots: Readonly<Record<string, Slot>>;
  /** What they may be sealed for, the cost to go on with first. */
  readonly costs: readonly [PasswordCost, ...PasswordCost[]];
}

const LooseContentSchema = z.looseObject({
  slots: z.record(z.string(), z.unknown()).catch({}),
  kdf: z
    .looseObject({ memoryBytes: z.int().min(0), passes: z.int().min(0) })
    .nullable()
    .catch(null),
});

/** As the database keeps it, else as the file has it: the one whose hash the last change signed. */
export function keptVaultFile(
  db: Database,
  authority: Authority,
  directory: Directory,
  file: VaultFile | null,
): KeptVaultFile {
  const bytes = officialBytes(db, authority, directory, file);
  const json = bytes && parseJson(bytes);
  const { slots = {}, kdf = null } = LooseContentSchema.safeParse(json).data ?? {};
  const shaped = Object.entries(slots).flatMap(([id, slot]): [string, Slot][] => {
    const parsed = /^[0-9a-f]{64}$/.test(id) ? SlotSchema.safeParse(slot) : null;
    return parsed?.success ? [[id, parsed.data]] : [];
  });
  const cost: PasswordCost | null = kdf && { ...defaultPasswordCost, memoryBytes: kdf.memoryBytes, passes: kdf.passes };
  const parsed = VaultFileContentSchema.safeParse(json);
  const content = parsed.success && isOfOneVault(parsed.data, authority.vault) ? parsed.data : null;
  // The cost of before it was raised is not kept anywhere, but no program has asked another one.
  const costs: KeptVaultFile['costs'] =
    content && !isRaisedCost(content.kdf)
      ? [content.kdf, defaultPasswordCost]
      : [defaultPasswordCost, ...(cost ? [cost] : [])];
  return { content, slots: Object.fromEntries(shaped), costs };
}

function officialBytes(
  db: Database,
  authority: Authority,
  directory: Directory,
  file: VaultFile | null,
): Buffer | null {
  return unlessViolated(() => {
    const seen = seenCommit(authority.log, commitKinds.vaultFile, noBytes);
    const row = db.get("SELECT value FROM meta WHERE key = 'vault-file'");
    if (!seen) return null;
    const { hash } = verifiedVaultFileCommit(authority, directory, commitBody(db, seen), seen.position);
    const found = [file?.content, file?.next].flatMap((content) => (content ? [contentBytes(content)] : []));
    return [...(row ? [blobOf(row, 'value')] : []), ...found].find((bytes) => sha256(bytes).equals(hash)) ?? null;
  });
}

function isOfOneVault(content: VaultFileContent, vault: string): boolean {
  try {
    requireOneVault(content);
    return content.vault === vault;
  } catch (error) {
    if (isViolation(error)) return false;
    throw error;
  }
}

/** All that does not hang on passwords, made anew from what the Privacy Officer signed; of the slots those that open. */
export function remadeParts(
  context: Omit<SlotContext, 'cost'>,
  directory: Directory,
  databaseKeys: readonly Buffer[],
  { slots, costs: [kdf, ...others] }: KeptVaultFile,
): Pick<VaultFileContent, 'kdf' | 'slots' | 'databaseKeys' | 'computers'> {
  const { vault, officeSecret } = context;
  const users = directory.users.filter(({ state }) => state !== 'disabled');
  const computers = directory.computers.filter(({ state }) => state === 'active');
  return {
    kdf,
    slots: slotsSealedFor({ ...context, cost: kdf }, slots, others),
    databaseKeys: Object.fromEntries(
      users.map((user) => [user.id, sealDatabaseKeys(databaseKeys, presentKey(user).recipient)]),
    ),
    computers: Object.fromEntries(
      computers.map(({ id, recipient }) => [id, sealOfficeSecret(vault, officeSecret, recipient)]),
    ),
  };
}
