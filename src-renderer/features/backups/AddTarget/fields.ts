import type { WindowInput } from '../../../../src-main/contract/window/calls.ts';
import type { CallError } from '../../../client/client.ts';

/** A place for backups as calls take it. */
type Place = WindowInput<'restoreConnect'>;
export type TargetKind = Place['place']['kind'];

/** The kinds of targets, with the texts that say which it is and what for. */
export const targetKinds = [
  ['folder', 'kindFolder', 'kindFolderWhat'],
  ['sftp', 'kindSftp', 'kindSftpWhat'],
  ['webdav', 'kindWebdav', 'kindWebdavWhat'],
  ['s3', 'kindS3', 'kindS3What'],
] as const satisfies readonly (readonly [TargetKind, string, string])[];

export const kindCalled = (name: string): TargetKind => targetKinds.find(([kind]) => kind === name)?.[0] ?? 'folder';

/** Something that was chosen by a dialog, which the window knows by its handle. */
interface Chosen {
  readonly handle: string;
  readonly name: string;
}

/** What is filled in, of whatever kind the target becomes. */
export interface TargetFields {
  readonly name: string;
  readonly kind: TargetKind;
  readonly folder: Chosen | null;
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly password: string;
  readonly serverFolder: string;
  readonly key: Chosen | null;
  readonly keyPassphrase: string;
  readonly address: string;
  readonly certificate: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  /** Of a bucket: what comes there is locked. */
  readonly lock: boolean;
}

export const emptyFields: TargetFields = {
  name: '',
  kind: 'folder',
  folder: null,
  host: '',
  port: '22',
  user: '',
  password: '',
  serverFolder: 'dossierkluis',
  key: null,
  keyPassphrase: '',
  address: 'https://',
  certificate: '',
  region: 'eu-central-1',
  bucket: '',
  prefix: '',
  lock: false,
};

/** The key that a server showed. */
export interface HostKey {
  readonly type: string;
  readonly fingerprint: string;
}

/** Whether there is enough to try it with. */
export const isFilledIn = (fields: TargetFields): boolean => fields.name.trim() !== '' && isPlaceFilledIn(fields);

/** As `isFilledIn`, for a place without a name. */
export function isPlaceFilledIn(fields: TargetFields): boolean {
  const { kind, folder, host, user, password, key, address, bucket } = fields;
  if (kind === 'folder') return folder !== null;
  if (user.trim() === '') return false;
  if (kind === 'sftp') return host.trim() !== '' && (password !== '' || key !== null);
  return URL.canParse(address) && password !== '' && (kind === 'webdav' || bucket.trim() !== '');
}

/** What is asked of the program. @param hostKey the key of the server that was accepted. */
export const wantedTarget = (fields: TargetFields, hostKey: HostKey | null): WindowInput<'backupTargetAdd'> => ({
  name: fields.name.trim(),
  ...wantedPlace(fields, hostKey),
});

/** As `wantedTarget`, for a place without a name. */
export function wantedPlace(fields: TargetFields, hostKey: HostKey | null): Place {
  const { kind, password, key, keyPassphrase } = fields;
  const secrets = {
    password: kind === 'folder' || password === '' ? null : password,
    key: kind === 'sftp' && key !== null ? key.handle : null,
    keyPassphrase: kind === 'sftp' && keyPassphrase !== '' ? keyPassphrase : null,
  };
  return { place: placeOf(fields, hostKey), ...secrets };
}

function placeOf(fields: TargetFields, hostKey: HostKey | null): Place['place'] {
  const { kind, folder, user, address } = fields;
  const certificate = fields.certificate.trim() === '' ? null : fields.certificate;
  switch (kind) {
    case 'folder':
      return { kind, handle: folder?.handle ?? '' };
    case 'sftp': {
      const { host, port, serverFolder } = fields;
      return { kind, host: host.trim(), port: Number(port), user: user.trim(), folder: serverFolder.trim(), hostKey };
    }
    case 'webdav':
      return { kind, address: address.trim(), user: user.trim(), certificate };
    case 's3': {
      const { region, bucket, prefix } = fields;
      return {
        kind,
        address: address.trim(),
        region: region.trim(),
        bucket: bucket.trim(),
        prefix: prefix.trim(),
        bucketIn: 'path',
        accessKeyId: user.trim(),
        lock: fields.lock ? 'governance' : null,
        certificate,
      };
    }
  }
}

/** The key that a server shows of which nobody has said yet that it is the right one. */
export function keyShownBy(error: CallError | null): HostKey | null {
  const { hostKeyType: type, fingerprint } = error?.details ?? {};
  if (error?.code !== 'target-host-key-unknown' || typeof type !== 'string') return null;
  return typeof fingerprint === 'string' ? { type, fingerprint } : null;
}
