import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileSystem } from '../../../core/ports/file-system.ts';
import { damaged, unreachable } from '../target-errors.ts';
import { folderError } from './folder-error.ts';

/** Begins with a dot, so that it is no name of a backup's file. */
const markerName = '.dossierkluis-target';
const markerText = /^([0-9a-f]{32})\n$/;
const longestMarkerBytes = 64;

export const markerPath = (folder: string): string => join(folder, markerName);

/**
 * Finds the marker in a folder that is a target, of this vault or of another one.
 * @param ifAbsent `make` lays one, in a folder that becomes a target.
 * @returns what `TargetSettings` keep of it. @throws VaultError as every call of a target.
 */
export async function markFolder(
  fileSystem: FileSystem,
  folder: string,
  ifAbsent: 'make' | 'refuse' = 'make',
): Promise<string> {
  try {
    const found = await readMarker(fileSystem, folder);
    if (found !== null) return found;
    if (ifAbsent === 'refuse') throw unreachable({ reason: 'place-missing' });
    const marker = randomBytes(16).toString('hex');
    await fileSystem.create(markerPath(folder), Buffer.from(`${marker}\n`));
    return marker;
  } catch (error) {
    throw folderError(error);
  }
}

/** @throws VaultError `target-unreachable` when what is mounted there now is nothing, or something else. */
export async function requireMarker(fileSystem: FileSystem, folder: string, marker: string): Promise<void> {
  const found = await readMarker(fileSystem, folder);
  if (found === null) throw unreachable({ systemError: 'ENOENT' });
  if (found !== marker) throw unreachable({ reason: 'other-medium' });
}

async function readMarker(fileSystem: FileSystem, folder: string): Promise<string | null> {
  // Looked at before it is read: on somebody else's stick it may be of any length.
  const found = await fileSystem.look(markerPath(folder));
  const isShort = found?.kind === 'file' && found.sizeBytes <= longestMarkerBytes;
  const bytes = isShort ? await fileSystem.read(markerPath(folder)) : null;
  if (found !== null && !isShort) throw damaged('the marker of the folder is not one');
  if (bytes === null) return null;
  const marker = markerText.exec(Buffer.from(bytes).toString('latin1'))?.[1];
  if (marker === undefined) throw damaged('the marker of the folder is not one');
  return marker;
}
