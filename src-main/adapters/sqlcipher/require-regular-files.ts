import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { violated } from '../../contract/errors.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';

/** What SQLite opens beside a database when it is there. */
const besides = ['', '-wal', '-shm', '-journal'];

/**
 * Before anything opens a database: a pipe in the place of one of its files would wait for a writer for ever, in a call
 * that nothing can interrupt, and a symbolic link would lead out of the vault. Opens no descriptor.
 * @param path of the database or of the lock.
 * @throws VaultError `integrity-violated` naming the file.
 */
export function requireRegularFiles(path: string): void {
  for (const beside of besides) requireRegularFile(`${path}${beside}`);
}

function requireRegularFile(path: string): void {
  if (isRegularOrAbsent(path)) return;
  const part = basename(path);
  throw violated(part, `${part}: not a regular file`);
}

function isRegularOrAbsent(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch (error) {
    if (isAbsence(error)) return true;
    throw translateError(error, 'reading');
  }
}
