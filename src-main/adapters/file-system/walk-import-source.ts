import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { legibleName } from '../../core/documents/document-name.ts';
import type { ImportEntry, ImportFile, SkippedEntry, SkipReason, WalkOptions } from '../../core/ports/import-source.ts';
import { isAbsence } from './translate-error.ts';

/** What is still to be visited. `skip` is set when its name alone decided. */
interface Pending {
  readonly path: string;
  readonly relativeName: string;
  readonly skip?: SkipReason;
}

/**
 * Everything to import from the given files and folders, folders to the bottom, in an order that depends on the names
 * only (byte by byte, not the language of the system). A given path that is a symbolic link is followed; links found
 * below are not. Never throws for what it meets: what cannot be imported comes as `skipped`, so that one bad entry does
 * not hold up ten thousand.
 */
export async function* walkImportSource(
  paths: readonly string[],
  { ownVault }: WalkOptions = {},
): AsyncGenerator<ImportEntry> {
  const vault = ownVault === undefined ? null : await realpath(ownVault);
  for (const [given, path] of paths.entries()) {
    // A stack of its own instead of recursion: the depth is the user's.
    const stack: Pending[] = [await followGiven(resolve(path))];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const found = next.skip ?? (isWithin(next.path, vault) ? 'own-vault' : await lookAt(next, given));
      if (Array.isArray(found)) for (const entry of found.reverse()) stack.push(entry);
      else if (typeof found === 'string') yield skipped(next.relativeName, found);
      else yield found;
    }
  }
}

async function followGiven(path: string): Promise<Pending> {
  const relativeName = basename(path);
  try {
    return { path: await realpath(path), relativeName };
  } catch (error) {
    return { path, relativeName, skip: isAbsence(error) ? 'not-found' : 'unreadable' };
  }
}

/** Both are real paths: no symbolic link leads past this. */
function isWithin(path: string, folder: string | null): boolean {
  return folder !== null && (path === folder || path.startsWith(folder + sep));
}

/** The file, or what lies in the folder, or why neither. */
async function lookAt(pending: Pending, given: number): Promise<ImportFile | Pending[] | SkipReason> {
  try {
    const found = await lstat(pending.path);
    const reason = reasonToSkip(found);
    if (reason !== null) return reason;
    if (found.isDirectory()) return await listFolder(pending);
    return { kind: 'file', path: pending.path, relativeName: pending.relativeName, given, sizeBytes: found.size };
  } catch (error) {
    return isAbsence(error) ? 'not-found' : 'unreadable';
  }
}

function reasonToSkip(found: Stats): SkipReason | null {
  if (found.isSymbolicLink()) return 'symbolic-link';
  return found.isFile() || found.isDirectory() ? null : 'special-file';
}

async function listFolder(folder: Pending): Promise<Pending[]> {
  // As bytes: read as text, a name that is not UTF-8 comes back as another name that does not exist.
  const names = await readdir(folder.path, { encoding: 'buffer' });
  return names.sort(Buffer.compare).map((bytes) => {
    const name = isUtf8(bytes) ? bytes.toString() : printable(bytes);
    const relativeName = folder.relativeName === '' ? name : `${folder.relativeName}/${name}`;
    const pending = { path: join(folder.path, name), relativeName };
    return isUtf8(bytes) ? pending : { ...pending, skip: 'name-not-utf8' };
  });
}

function skipped(relativeName: string, reason: SkipReason): SkippedEntry {
  return { kind: 'skipped', relativeName: legibleName(relativeName), reason };
}

/** Latin-1 is what such names mostly are, but nobody knows: ASCII as it is, every other byte as `\xNN`. */
function printable(name: Buffer): string {
  return [...name].map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('');
}
