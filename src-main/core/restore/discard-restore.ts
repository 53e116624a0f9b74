import type { FileSystem } from '../ports/file-system.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import { stagingOf } from './in-place.ts';
import { restoringMark } from './restore-files.ts';
import { clearUnfinished } from './unfinished-restore.ts';

/**
 * Removes what a restore that was broken off has left in a folder, or beside the one whose place it was to take. A folder that was
 * there before stays, and so does whatever a restore does not make.
 */
export async function discardRestore(files: FileSystem, folder: string, inPlace: boolean): Promise<void> {
  const made = inPlace ? stagingOf(folder) : folder;
  if (inPlace) await requireOwnFolder(files, made, 'restoring');
  if (!(await files.list(made)).includes(restoringMark)) return;
  await clearUnfinished(files, made);
  if (inPlace) await files.removeEmptyFolder(made);
}
