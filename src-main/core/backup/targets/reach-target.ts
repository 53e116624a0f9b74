import { invalidInput } from '../../../contract/error-reasons.ts';
import { VaultError, violated } from '../../../contract/errors.ts';
import type { TargetCredentials } from '../../../contract/targets.ts';
import { wipe } from '../../crypto/sealing.ts';
import { parseJson } from '../../crypto/statement.ts';
import type { Keychain } from '../../ports/keychain.ts';
import type { Target } from '../../ports/target.ts';
import type { VaultHere } from '../sources/vault-here.ts';
import { type KnownTarget, memoryOf } from './kept-settings.ts';
import { lockedUntil, lockingTarget } from './locking-target.ts';

/** The name of the keychain entry with what signs in to a target. */
function entryOfTarget(vault: string, target: string): string {
  return `${vault}.target.${target}`;
}

/** @throws VaultError `invalid-input` for a key that is too long for the keychain; those of the keychain. */
export async function storeCredentials(
  { keychain, id }: Pick<VaultHere, 'keychain' | 'id'>,
  target: string,
  credentials: TargetCredentials,
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(credentials), 'utf8');
  try {
    await keychain.write(entryOfTarget(id, target), bytes);
  } catch (error) {
    // Its only length that differs much is that of a private key.
    const isTooLong = error instanceof VaultError && error.details.largestBytes !== undefined;
    throw isTooLong ? invalidInput('key-too-large', 'key-file', 'too long for the keychain') : error;
  } finally {
    wipe(bytes);
  }
}

export async function clearCredentials(
  { keychain, id }: Pick<VaultHere, 'keychain' | 'id'>,
  target: string,
): Promise<void> {
  await keychain.remove(entryOfTarget(id, target));
}

/** From one keychain of this computer to another, in which they are before they leave the first. @throws VaultError of both. */
export async function moveCredentials(
  from: Keychain,
  { keychain, id }: Pick<VaultHere, 'keychain' | 'id'>,
  target: string,
): Promise<void> {
  const entry = entryOfTarget(id, target);
  const bytes = await from.read(entry);
  if (bytes === null) return;
  try {
    await keychain.write(entry, bytes);
  } finally {
    wipe(bytes);
  }
  await from.remove(entry);
}

/**
 * Works with a target of this computer, and closes it.
 * @throws VaultError `target-refused` when the keychain has nothing any more that signs in; those of `work`.
 */
export async function withTarget<Result>(
  here: Pick<VaultHere, 'env' | 'keychain' | 'id'>,
  { id, settings }: KnownTarget,
  work: (target: Target) => Promise<Result>,
): Promise<Result> {
  const credentials = settings.kind === 'folder' ? { kind: settings.kind } : await readCredentials(here, id);
  const { clock, openTarget, retentionRules } = here.env;
  const target = openTarget(settings, credentials);
  try {
    if (target.lock === undefined) return await work(target);
    const rules = await retentionRules();
    return await work(lockingTarget(target, () => lockedUntil(clock.now(), rules)));
  } finally {
    await target.close();
  }
}

/** @throws VaultError `target-refused` reason `no-credentials`, `integrity-violated`. */
export async function readCredentials(
  { env, keychain, id: vault }: Pick<VaultHere, 'env' | 'keychain' | 'id'>,
  target: string,
): Promise<TargetCredentials> {
  const bytes = await keychain.read(entryOfTarget(vault, target));
  if (bytes === null) {
    throw new VaultError('target-refused', 'nothing in the keychain to sign in with', {
      details: { reason: 'no-credentials' },
    });
  }
  const parsed = env.targetSchemas.credentials.safeParse(parseJson(bytes));
  wipe(bytes);
  if (!parsed.success) throw violated('keychain', 'keychain entry altered');
  return parsed.data;
}

/**
 * Keeps other programs of this computer from what it remembers of a target meanwhile: two that make a snapshot at once would give
 * it one number.
 * @throws VaultError `vault-in-use`, reason `backup-running`; those of `work`.
 */
export async function holdingMemory<Result>(
  here: Pick<VaultHere, 'env' | 'id'>,
  target: string,
  work: (memory: string) => Promise<Result>,
): Promise<Result> {
  const memory = memoryOf(here, target);
  await here.env.files.makeFolder(memory);
  const lock = lockOf(here, memory);
  try {
    return await work(memory);
  } finally {
    lock.release();
  }
}

function lockOf({ env }: Pick<VaultHere, 'env'>, memory: string): { release(): void } {
  try {
    return env.store.lock(`${memory}/lock`);
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'vault-in-use') throw error;
    throw new VaultError('vault-in-use', 'another program makes a backup there', {
      details: { reason: 'backup-running' },
      cause: error,
    });
  }
}
