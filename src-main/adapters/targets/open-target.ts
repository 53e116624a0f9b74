import { VaultError } from '../../contract/errors.ts';
import type { TargetCredentials, TargetSettings } from '../../contract/targets.ts';
import type { FileSystem } from '../../core/ports/file-system.ts';
import type { Target } from '../../core/ports/target.ts';
import { FolderTarget } from './folder/folder-target.ts';
import { S3Target } from './s3/s3-target.ts';
import { SftpTarget } from './sftp/sftp-target.ts';
import { type TimeLimits, usualTimeLimits } from './time-limits.ts';
import { TargetWithTransfers } from './transfers/target-with-transfers.ts';
import { ThreadTransfers } from './transfers/thread-transfers.ts';
import { WebdavTarget } from './webdav/webdav-target.ts';

/** The target of these settings. It connects with its first call. @throws VaultError `internal` for credentials of another kind. */
export function openTarget(
  settings: TargetSettings,
  credentials: TargetCredentials,
  fileSystem: FileSystem,
  limits: TimeLimits = usualTimeLimits,
): Target {
  if (settings.kind === 'folder') return new FolderTarget(settings, fileSystem, limits);
  if (settings.kind === 'sftp' && credentials.kind === 'sftp') {
    const transfers = new ThreadTransfers({ settings, credentials, limits });
    return new TargetWithTransfers(new SftpTarget(settings, credentials, limits), transfers);
  }
  if (settings.kind === 'webdav' && credentials.kind === 'webdav')
    return new WebdavTarget(settings, credentials, limits);
  if (settings.kind === 's3' && credentials.kind === 's3') return new S3Target(settings, credentials, limits);
  throw new VaultError('internal', 'these credentials are for another kind of target');
}
