import { z } from 'zod';
import { bind } from '../crypto/binding.ts';
import { deriveKey, seal, tryUnseal, wipe } from '../crypto/sealing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { type Computer, openOfficeSecret } from './computer.ts';
import type { Environment, OpenVault, VaultPaths } from './open-vault.ts';
import { TimeSchema } from './schemas.ts';
import type { VaultFileContent } from './vault-file.ts';

const HolderSchema = z.strictObject({ computer: z.string().min(1).max(200), since: TimeSchema });
export type Holder = z.infer<typeof HolderSchema>;

/** Writes on which computer the vault is open, and not by whom or under which account: whoever comes second has proven nothing yet (docs/formats.md section 10). */
export async function noteHolder(env: Environment, vault: OpenVault): Promise<void> {
  const holder: Holder = { computer: env.machine.host, since: env.clock.now() };
  const key = deriveKey(vault.officeSecret, vault.id, 'lock-info');
  const sealed = seal(key, bind(vault.id, 'lock-info'), Buffer.from(JSON.stringify(holder), 'utf8'));
  wipe(key);
  await env.files.replace(vault.paths.lockInfo, sealed);
}

/**
 * Where a vault is open, by the place of a computer that is not in it.
 * @returns null when nobody noted it, or not for this office secret.
 * @throws VaultError those of `openOfficeSecret`.
 */
export async function presentHolder(
  files: FileSystem,
  paths: VaultPaths,
  { vault, computers }: VaultFileContent,
  computer: Computer,
): Promise<Holder | null> {
  const officeSecret = openOfficeSecret(vault, computers, computer);
  try {
    return await readHolder(files, paths, vault, officeSecret);
  } finally {
    wipe(officeSecret);
  }
}

/** @returns null when nobody noted it, or not for this office secret. */
export async function readHolder(
  files: FileSystem,
  paths: VaultPaths,
  vault: string,
  officeSecret: Uint8Array,
): Promise<Holder | null> {
  const sealed = await files.read(paths.lockInfo);
  if (sealed === null) return null;
  const key = deriveKey(officeSecret, vault, 'lock-info');
  const plaintext = tryUnseal(key, bind(vault, 'lock-info'), sealed);
  wipe(key);
  const parsed = plaintext === null ? null : HolderSchema.safeParse(parseJson(plaintext));
  return parsed?.success ? parsed.data : null;
}
