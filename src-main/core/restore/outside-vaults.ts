import { dirname } from 'node:path';
import { invalidInput } from '../../contract/error-reasons.ts';
import type { FileSystem } from '../ports/file-system.ts';

/**
 * That what is written in the clear into a folder comes into no vault, whose copies and backups would have it. Symbolic links are
 * followed first. @throws VaultError `invalid-input` reason `out-in-vault`.
 */
export async function requireOutsideVaults(
  files: Pick<FileSystem, 'realPath' | 'look'>,
  folder: string,
): Promise<void> {
  let place = await realPlace(files, folder);
  for (;;) {
    if ((await files.look(`${place}/vault.json`)) !== null)
      throw invalidInput('out-in-vault', 'to', "a vault's folder");
    if (dirname(place) === place) return;
    place = dirname(place);
  }
}

/** Of a folder that is not there yet the one that it would be made in. */
async function realPlace(files: Pick<FileSystem, 'realPath'>, folder: string): Promise<string> {
  const found = await files.realPath(folder);
  if (found !== null || dirname(folder) === folder) return found ?? folder;
  return await realPlace(files, dirname(folder));
}
