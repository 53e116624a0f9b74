import { type ErrorCode, VaultError } from '../../contract/errors.ts';

const fullDisk = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refusedChange = new Set(['EROFS', 'EACCES', 'EPERM']);
const refusedReading = new Set(['EACCES', 'EPERM', 'EIO', 'ELOOP', 'EISDIR', 'ENXIO']);

/** The code that the operating system gave, such as `ENOENT`; an empty string for any other error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** True when the path leads nowhere: no such name, or something on the way is not a folder. */
export function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error));
}

/**
 * The VaultError for what the operating system said. The original is not kept as `cause`: Node writes the path into
 * its message, and a path may hold a client's name.
 */
export function translateError(error: unknown, doing: 'reading' | 'changing'): VaultError {
  if (error instanceof VaultError) return error;
  const systemError = systemCode(error);
  const details = { systemError: systemError || 'none', doing };
  return new VaultError(codeFor(systemError, doing), `the file system refused: ${systemError || 'unknown error'}`, {
    details,
  });
}

function codeFor(systemError: string, doing: 'reading' | 'changing'): ErrorCode {
  if (fullDisk.has(systemError)) return 'disk-full';
  if (doing === 'changing' && refusedChange.has(systemError)) return 'folder-read-only';
  if (doing === 'reading' && refusedReading.has(systemError)) return 'file-unreadable';
  return 'internal';
}
