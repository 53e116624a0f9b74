import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { FileSystem } from '../../core/ports/file-system.ts';
import type { Keychain } from '../../core/ports/keychain.ts';
import { systemCode } from '../file-system/translate-error.ts';
import { requireEntryName, requireSecretFits } from './entry-rules.ts';

/**
 * One file of mode 0600 for each entry, in a folder of mode 0700: no protection beyond what the account itself has, so
 * only by explicit choice. On Windows the modes say nothing (there the folder's access list does) and are not checked.
 */
export class FileKeychain implements Keychain {
  readonly kind = 'file';
  readonly #folder: string;
  readonly #fileSystem: FileSystem;

  constructor(folder: string, fileSystem: FileSystem) {
    this.#folder = folder;
    this.#fileSystem = fileSystem;
  }

  async read(name: string): Promise<Uint8Array | null> {
    requireEntryName(name);
    if (!(await this.#isFolderThere())) return null;
    await using file = await openIfThere(join(this.#folder, name));
    if (file === null) return null;
    requirePrivate(await file.stat(), 'file');
    return new Uint8Array(await file.readFile());
  }

  async write(name: string, secret: Uint8Array): Promise<void> {
    requireEntryName(name);
    requireSecretFits(secret);
    if (!(await this.#isFolderThere())) await this.#fileSystem.makeFolder(this.#folder);
    await this.#fileSystem.replace(join(this.#folder, name), secret);
  }

  async remove(name: string): Promise<void> {
    requireEntryName(name);
    if (await this.#isFolderThere()) await this.#fileSystem.remove(join(this.#folder, name));
  }

  async #isFolderThere(): Promise<boolean> {
    await using folder = await openIfThere(this.#folder);
    if (folder === null) return false;
    requirePrivate(await folder.stat(), 'folder');
    return true;
  }
}

/** Not through a symbolic link, which somebody else may have put there, and without waiting at a named pipe. */
async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return null;
    throw refusal('cannot-be-opened', { systemError: code || 'none' });
  }
}

function requirePrivate(found: Stats, expected: 'file' | 'folder'): void {
  if (expected === 'file' ? !found.isFile() : !found.isDirectory()) throw refusal(`not-a-${expected}`);
  if (process.getuid === undefined) return;
  const mode = (found.mode & 0o777).toString(8);
  if ((found.mode & 0o077) !== 0) throw refusal('not-private', { of: expected, mode });
  if (found.uid !== process.getuid()) throw refusal('not-private', { of: expected, owner: found.uid });
}

function refusal(reason: string, details: Record<string, string | number> = {}): VaultError {
  return new VaultError('file-unreadable', `the keychain file was refused: ${reason}`, {
    details: { reason, ...details },
  });
}
