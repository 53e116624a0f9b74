import { VaultError } from '../../../contract/errors.ts';
import { systemCode, translateError } from '../../file-system/translate-error.ts';
import { damaged, full, refused, unreachable } from '../target-errors.ts';

/** What a disk that was pulled out, a share whose server is gone, or a file that another program holds answers. */
const gone = new Set([
  ...['EIO', 'ENXIO', 'ENODEV', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
  ...['ETIMEDOUT', 'ECONNRESET', 'ECONNREFUSED', 'EREMOTEIO', 'ENOMEDIUM', 'ENOENT', 'ENOTDIR', 'EBUSY'],
]);

/** What the file system says of a target, as an error of a target. */
export function folderError(error: unknown): VaultError {
  const told = error instanceof VaultError ? error : translateError(error, 'changing');
  const given = told.details.systemError;
  const systemError = typeof given === 'string' ? given : systemCode(error);
  if (told.code === 'disk-full') {
    return full(systemError === 'EFBIG' ? { systemError, reason: 'file-too-large' } : { systemError });
  }
  if (told.code === 'folder-read-only') return refused('permission', { systemError });
  if (told.code !== 'file-unreadable' && told.code !== 'internal') return told;
  if (gone.has(systemError)) return unreachable({ systemError });
  if (systemError === 'EACCES' || systemError === 'EPERM') return refused('permission', { systemError });
  return damaged('the file system answered otherwise than it should', { systemError });
}
