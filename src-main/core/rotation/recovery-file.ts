import { sha256 } from '../crypto/binding.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { type RecoverySecrets, sealRecoveryFile } from '../recovery/recovery-files.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type Directory, permittedRecoveryFiles } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** Writes what is to take the place of `recovery.age`. @returns its SHA-256, in hexadecimal. */
export async function layNextRecovery(
  { env, paths, id, directory }: OpenVault,
  secrets: RecoverySecrets,
): Promise<string> {
  const file = await sealRecoveryFile(id, secrets, directory.recovery);
  await env.files.replace(paths.nextRecovery, file);
  return hashOf(file);
}

/** Takes `recovery.age.next` into its place when the directory permits it, and removes it. Does nothing when there is none. */
export async function takeNextRecovery({ env, paths, directory }: OpenVault): Promise<void> {
  const next = await env.files.read(paths.nextRecovery);
  if (next === null) return;
  if (permittedRecoveryFiles(directory).includes(hashOf(next))) await env.files.replace(paths.recovery, next);
  await env.files.remove(paths.nextRecovery);
}

/**
 * Steps 1 and 2 of a rotation (docs/formats.md section 5): another `recovery.age`, permitted beside the one that is there.
 * One that is missing or damaged is only replaced.
 * @returns the SHA-256 of the file that is there then, in hexadecimal.
 */
export async function replaceRecoveryFile(
  vault: OpenVault,
  secrets: RecoverySecrets,
  tell: (change: Change) => void,
): Promise<string> {
  const next = await layNextRecovery(vault, secrets);
  const present = await recoveryInPlace(vault);
  changeVault(vault, (change) => {
    change.setDirectory((directory) =>
      present === null ? permitting(directory, next) : permitting(directory, present, next),
    );
    tell(change);
  });
  await takeNextRecovery(vault);
  return next;
}

/** The SHA-256 of the `recovery.age` that is there; null when there is none that the directory permits. */
export async function recoveryInPlace({ env, paths, directory }: OpenVault): Promise<string | null> {
  const hash = await hashOfFile(env.files, paths.recovery);
  return hash !== null && permittedRecoveryFiles(directory).includes(hash) ? hash : null;
}

/** The directory with these as the only files that `recovery.age` may be. */
export function permitting(directory: Directory, recovery: string, nextRecovery?: string): Directory {
  const { root } = directory.files;
  return { ...directory, files: nextRecovery === undefined ? { root, recovery } : { root, recovery, nextRecovery } };
}

async function hashOfFile(files: FileSystem, path: string): Promise<string | null> {
  const bytes = await files.read(path);
  return bytes && hashOf(bytes);
}

function hashOf(file: Uint8Array): string {
  return sha256(file).toString('hex');
}
