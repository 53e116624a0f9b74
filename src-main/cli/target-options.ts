import { VaultError } from '../contract/errors.ts';
import { fill } from '../contract/messages/index.ts';
import { type HostKey, HostKeySchema, type TargetCredentials, type TargetPlace } from '../contract/targets.ts';
import type { CommandContext, OptionsOf } from './command.ts';
import { type PlaceKind, type PlaceOptions, placeGiven, placeOptions, targetPlace } from './target-place.ts';
import { UsageError } from './usage-error.ts';

/** What signs in to a target, and what its server is known by. */
export const signInOptions = {
  'target-password-file': { label: 'F' },
  'key-file': { label: 'F' },
  'key-password-file': { label: 'F' },
  'host-key': { label: 'SHA256:…' },
  certificate: { label: 'F' },
} as const;

/** The options by which a command is told of a target that this computer need not know. */
export const targetOptions = { ...placeOptions, ...signInOptions } as const;

type TargetOptions = OptionsOf<typeof targetOptions>;

/** Of those that not every kind of target has. */
const kindsOf: Readonly<Partial<Record<keyof TargetOptions, readonly PlaceKind[]>>> = {
  'target-user': ['sftp', 'webdav', 's3'],
  'target-password-file': ['sftp', 'webdav', 's3'],
  'key-file': ['sftp'],
  'key-password-file': ['sftp'],
  'host-key': ['sftp'],
  certificate: ['webdav', 's3'],
  bucket: ['s3'],
  region: ['s3'],
  prefix: ['s3'],
  'bucket-in': ['s3'],
  lock: ['s3'],
};

export interface GivenTarget {
  readonly place: TargetPlace;
  readonly credentials: TargetCredentials;
  /** The fingerprint that the server is to have; null when none was given. */
  readonly hostKey: string | null;
}

type Asking = Pick<
  CommandContext,
  'texts' | 'canAsk' | 'question' | 'secretFrom' | 'secretTextFrom' | 'secretAsked' | 'textFrom'
>;

/** Reads what signs in from its files, or asks for it. @throws UsageError. */
export async function targetGiven(context: Asking, options: TargetOptions): Promise<GivenTarget> {
  const { kind } = placeGiven(options);
  for (const [option, of] of Object.entries(kindsOf)) {
    const values: Readonly<Record<string, unknown>> = options;
    if (values[option] !== undefined && !of.includes(kind))
      throw new UsageError('option-not-of-kind', { option, kind });
  }
  const { certificate } = options;
  const place = targetPlace(
    options,
    certificate === undefined ? null : await context.textFrom(certificate, '--certificate'),
  );
  return { place, credentials: await credentialsFor(context, place, options), hostKey: options['host-key'] ?? null };
}

async function credentialsFor(
  context: Asking,
  { kind }: TargetPlace,
  options: TargetOptions & PlaceOptions,
): Promise<TargetCredentials> {
  const passwordFile = options['target-password-file'];
  const password = async () =>
    passwordFile === undefined
      ? await context.secretAsked(context.texts.prompts['target-password'])
      : await context.secretFrom(passwordFile, 'target-password-file');
  if (kind === 'folder') return { kind };
  if (kind === 'webdav') return { kind, password: await password() };
  if (kind === 's3') return { kind, secretAccessKey: await password() };
  const [keyFile, keyPasswordFile] = [options['key-file'], options['key-password-file']];
  return {
    kind,
    privateKey: keyFile === undefined ? null : await context.secretTextFrom(keyFile, 'key-file'),
    keyPassphrase:
      keyPasswordFile === undefined ? null : await context.secretFrom(keyPasswordFile, 'key-password-file'),
    // A server may ask for both, and with a key alone it asks for nothing else.
    password: keyFile !== undefined && passwordFile === undefined ? null : await password(),
  };
}

/**
 * Calls with the place; when its server shows a key that nobody has accepted, and the one who gives the command says that it
 * is the right one, once more with that. @throws what `call` does, and so `target-host-key-unknown` when it is not.
 */
export async function withHostKey<Result>(
  context: Asking,
  { place, hostKey }: GivenTarget,
  call: (place: TargetPlace) => Promise<Result>,
): Promise<Result> {
  if (place.kind !== 'sftp') return await call(place);
  return await withAcceptedKey(context, hostKey, (accepted) => call({ ...place, hostKey: accepted }));
}

/** As `withHostKey`. @param expected the fingerprint that was given. @param call with null while no key was accepted. */
export async function withAcceptedKey<Result>(
  context: Asking,
  expected: string | null,
  call: (accepted: HostKey | null) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(null);
  } catch (error) {
    const shown = keyShownIn(error);
    if (shown === null || !(await isRightKey(context, shown, expected))) throw error;
    return await call(shown);
  }
}

function keyShownIn(error: unknown): HostKey | null {
  if (!(error instanceof VaultError) || error.code !== 'target-host-key-unknown') return null;
  const { fingerprint, hostKeyType: type } = error.details;
  return HostKeySchema.safeParse({ type, fingerprint }).data ?? null;
}

async function isRightKey(
  { texts, canAsk, question }: Asking,
  shown: { readonly type: string; readonly fingerprint: string },
  expected: string | null,
): Promise<boolean> {
  if (expected !== null) return expected === shown.fingerprint;
  if (!canAsk()) return false;
  const answer = await question(fill(texts.prompts['host-key'], shown));
  return answer.trim().toLowerCase() === texts.prompts['yes-word'];
}
