import { type TargetPlace, TargetPlaceSchema } from '../contract/targets.ts';
import type { OptionsOf } from './command.ts';
import { UsageError } from './usage-error.ts';

/** The options that say where backups lie. */
export const placeOptions = {
  folder: { label: 'DIR' },
  sftp: { label: 'USER@HOST[:PORT]/FOLDER' },
  webdav: { label: 'URL' },
  s3: { label: 'URL' },
  'target-user': { label: 'NAME' },
  bucket: { label: 'BUCKET' },
  region: { label: 'REGION' },
  prefix: { label: 'PREFIX' },
  'bucket-in': { values: ['path', 'host'] },
  lock: { values: ['compliance', 'governance'] },
} as const;

export type PlaceOptions = OptionsOf<typeof placeOptions>;
export type PlaceKind = TargetPlace['kind'];

const kinds = ['folder', 'sftp', 'webdav', 's3'] as const satisfies readonly PlaceKind[];

/** The one of the four that was given. @throws UsageError. */
export function placeGiven(options: PlaceOptions): { readonly kind: PlaceKind; readonly value: string } {
  const [kind, ...others] = kinds.filter((one) => options[one] !== undefined);
  if (kind === undefined || others.length > 0) throw new UsageError('one-place');
  return { kind, value: options[kind] ?? '' };
}

/** @param certificate what `--certificate` holds. @throws UsageError. */
export function targetPlace(options: PlaceOptions, certificate: string | null): TargetPlace {
  const { kind, value } = placeGiven(options);
  const parsed = TargetPlaceSchema.safeParse(placeOf(kind, value, options, certificate));
  if (!parsed.success) throw new UsageError(`not-a-place-${kind}`, { value });
  return parsed.data;
}

/** As it is written, not yet known to be one. */
function placeOf(kind: PlaceKind, value: string, options: PlaceOptions, certificate: string | null): unknown {
  if (kind === 'folder') return { kind, path: value };
  if (kind === 'sftp') return sftpPlace(value, options['target-user']);
  const { address, user } = addressOf(value);
  const account = options['target-user'] ?? user;
  if (account === null) throw new UsageError('option-missing', { option: 'target-user' });
  if (kind === 'webdav') return { kind, address, user: account, certificate };
  if (options.bucket === undefined) throw new UsageError('option-missing', { option: 'bucket' });
  return {
    kind,
    address,
    region: options.region ?? 'us-east-1',
    bucket: options.bucket,
    prefix: options.prefix ?? '',
    bucketIn: options['bucket-in'] ?? 'path',
    accessKeyId: account,
    lock: options.lock ?? null,
    certificate,
  };
}

/** `user@host:port/folder`; the folder counts from where one is after signing in, behind a second slash from the root. */
function sftpPlace(value: string, userBeside: string | undefined) {
  const slash = value.indexOf('/');
  const authority = slash < 0 ? value : value.slice(0, slash);
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? userBeside : authority.slice(0, at);
  if (user === undefined) throw new UsageError('option-missing', { option: 'target-user' });
  if (user.includes(':')) throw new UsageError('password-in-place');
  const [, inBrackets, host = inBrackets, port] =
    /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(authority.slice(at + 1)) ?? [];
  const folder = slash < 0 ? '' : value.slice(slash + 1);
  return { kind: 'sftp', host, port: Number(port ?? 22), user, folder, hostKey: null };
}

/** An address without the user that may stand in it. */
function addressOf(value: string): { readonly address: string; readonly user: string | null } {
  if (!URL.canParse(value)) return { address: value, user: null };
  const url = new URL(value);
  if (url.password !== '') throw new UsageError('password-in-place');
  const user = url.username === '' ? null : decoded(url.username);
  url.username = '';
  return { address: url.href, user };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
