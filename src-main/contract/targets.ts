import { z } from 'zod';
import { PathSchema } from './shapes.ts';

/** Where backups go, as it is kept and shown. Nothing here is secret: what signs in is `TargetCredentials`. */

const HostSchema = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/);

const UserSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** A folder on a server, from where one is after signing in or from `/`. No `.` and no `..`. */
const ServerFolderSchema = z
  .string()
  .max(1000)
  .regex(/^\P{Cc}*$/u)
  .refine((path) => !path.split('/').some((segment) => segment === '.' || segment === '..'));

/** What a folder of S3 objects begins with; empty for the whole bucket. */
const PrefixSchema = z
  .string()
  .max(300)
  .regex(/^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$/);

const CertificateSchema = z
  .string()
  .max(20_000)
  .regex(/^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/);

/** This computer itself, to which nothing can listen in between. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** An address over TLS, or of this computer; without a password, a question or a mark in it. */
const AddressSchema = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    const isSafe = protocol === 'https:' || isLoopback(hostname);
    return isSafe && username === '' && password === '' && search === '' && hash === '';
  });

/** The key of an SSH server, as it was when the target was added. */
export const HostKeySchema = z.strictObject({
  /** As in the key itself: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`. */
  type: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** As `ssh-keygen -l` shows it. */
  fingerprint: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
});
export type HostKey = z.infer<typeof HostKeySchema>;

/** Whether the host is IPv4, as URLs have it, or IPv6. */
const isInNumbers = (address: string): boolean =>
  URL.canParse(address) && /^[\d.]+$|^\[/.test(new URL(address).hostname);

const S3SettingsSchema = z
  .strictObject({
    kind: z.literal('s3'),
    address: AddressSchema,
    region: z.string().regex(/^[a-z0-9-]{1,64}$/),
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    prefix: PrefixSchema,
    /** `path`: the bucket in the path of the address; `host`: in front of its host. */
    bucketIn: z.enum(['path', 'host']),
    accessKeyId: z.string().regex(/^[\x21-\x7e]{1,128}$/),
    /** How what must not be removed before a day is locked, where the bucket can. */
    lock: z.enum(['compliance', 'governance']).nullable(),
    certificate: CertificateSchema.nullable(),
  })
  // In front of an address in numbers there is no room for a name.
  .refine(({ address, bucketIn }) => bucketIn === 'path' || !isInNumbers(address));

const FolderPlaceSchema = z.strictObject({ kind: z.literal('folder'), path: PathSchema });

/** Places that are servers, which a window may name itself. */
export const ServerPlaceSchemas = [
  z.strictObject({
    kind: z.literal('sftp'),
    host: HostSchema,
    port: z.number().int().min(1).max(65_535),
    user: UserSchema,
    folder: ServerFolderSchema,
    /** null: nobody has looked at it yet. */
    hostKey: HostKeySchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('webdav'),
    address: AddressSchema,
    /** Basic authentication puts a colon behind it. */
    user: UserSchema.regex(/^[^:]*$/),
    /** Of a server with a certificate of its own making, as many a NAS has; null: signed by a public authority. */
    certificate: CertificateSchema.nullable(),
  }),
  S3SettingsSchema,
] as const;

export const TargetSettingsSchema = z.discriminatedUnion('kind', [
  FolderPlaceSchema.extend({
    /** What the marker in the folder says, by which a mount that is gone, or another stick, is told from this one. */
    marker: z.string().regex(/^[0-9a-f]{32}$/),
  }),
  ...ServerPlaceSchemas,
]);

export type TargetSettings = z.infer<typeof TargetSettingsSchema>;
/** A target as somebody names it, who need not know what is to be remembered of it. */
export const TargetPlaceSchema = z.discriminatedUnion('kind', [FolderPlaceSchema, ...ServerPlaceSchemas]);

export type TargetPlace = z.infer<typeof TargetPlaceSchema>;
export type TargetSettingsOf<Kind extends TargetSettings['kind']> = Extract<TargetSettings, { kind: Kind }>;

export const SecretTextSchema = z.string().min(1).max(1000);

/** What signs in, kept in the keychain and nowhere else. */
export const TargetCredentialsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder') }),
  z
    .strictObject({
      kind: z.literal('sftp'),
      password: SecretTextSchema.nullable(),
      /** In the format of OpenSSH or PEM, with its passphrase if it has one. */
      privateKey: z.string().min(1).max(20_000).nullable(),
      keyPassphrase: SecretTextSchema.nullable(),
    })
    .refine(({ password, privateKey }) => password !== null || privateKey !== null),
  z.strictObject({ kind: z.literal('webdav'), password: SecretTextSchema }),
  z.strictObject({ kind: z.literal('s3'), secretAccessKey: SecretTextSchema }),
]);

export type TargetCredentials = z.infer<typeof TargetCredentialsSchema>;
export type TargetCredentialsOf<Kind extends TargetCredentials['kind']> = Extract<TargetCredentials, { kind: Kind }>;

/** What a target was seen to do. */
export const TargetAbilitiesSchema = z.strictObject({
  /** `atomic`: of two that create one name exactly one does, whatever happens. `checked`: they may both, within moments. */
  createsOnce: z.enum(['atomic', 'checked']),
  /** `false`: a part of a file costs as much as all before it. */
  readsRanges: z.boolean(),
  /** `hidden`: a removed file is no longer seen, and kept by the server. `refused`: this account cannot remove. */
  removes: z.enum(['really', 'hidden', 'refused']),
  /** Files can be locked until a day. */
  locks: z.boolean(),
  /** What is created has been written to disk; `false`: the server has it, and says no more. */
  syncs: z.boolean(),
});

export type TargetAbilities = z.infer<typeof TargetAbilitiesSchema>;
