import type { TargetPlace } from '../../../contract/targets.ts';

/** Where a target is, for people: nothing of it is secret. */
export function placeText(settings: TargetPlace): string {
  if (settings.kind === 'folder') return settings.path;
  if (settings.kind === 'sftp') {
    const { user, host, port, folder } = settings;
    return `${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${folder}`;
  }
  if (settings.kind === 'webdav') return `${settings.address} (${settings.user})`;
  const { address, bucket, prefix, accessKeyId } = settings;
  return `${address} ${[bucket, prefix].filter((part) => part !== '').join('/')} (${accessKeyId})`;
}
