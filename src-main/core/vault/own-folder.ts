import { violated } from '../../contract/errors.ts';
import type { FileSystem } from '../ports/file-system.ts';

/**
 * Before files in it are swept, or listed to be removed: a symbolic link in the folder's place would have them removed
 * somewhere else (docs/formats.md section 3). An absent one has nothing to remove.
 * @throws VaultError `integrity-violated` naming `part`.
 */
export async function requireOwnFolder(files: FileSystem, path: string, part: string): Promise<void> {
  const found = await files.look(path);
  if (found === null || found.kind === 'folder') return;
  const what = found.kind === 'link' ? 'a symbolic link where a folder of the vault was' : 'not a folder';
  throw violated(part, what);
}
