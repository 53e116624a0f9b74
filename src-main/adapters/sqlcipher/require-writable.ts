import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { violated } from '../../contract/errors.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';
import type { FilePart } from './sqlite-errors.ts';

/**
 * Asks first, since SQLite would open a read-only file, and on failing to lock it would only speak of a disk error.
 * Opens no descriptor.
 *
 * @throws VaultError `folder-read-only` when the file or its folder may not be written, `integrity-violated` naming `part` without a file.
 */
export function requireWritable(path: string, part: FilePart): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    // For the log beside it.
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    if (isAbsence(error)) {
      throw violated(part, `${part}: there is no such file`);
    }
    throw translateError(error, 'changing');
  }
}
