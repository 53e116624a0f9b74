import { invalidInput } from '../../../contract/error-reasons.ts';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetCredentials, TargetSettings, TargetSettingsOf } from '../../../contract/targets.ts';
import type { Job } from '../../job.ts';
import { changeVault } from '../../vault/change.ts';
import { type Environment, type OpenVault, requireChangeable } from '../../vault/open-vault.ts';
import { keepTried, requireBackupKeeper, type TriedTarget, tryTarget } from './change-targets.ts';
import { readBackupSettings, targetMeant, writeBackupSettings } from './kept-settings.ts';
import { readCredentials, storeCredentials } from './reach-target.ts';
import { settingsOfPlace } from './target-of-place.ts';

/** What signs in to a target, or what it is known by, that is another from now on; null: as it is. */
export interface TargetChanges {
  /** For S3 the id of the access key. */
  readonly user: string | null;
  /** For S3 the secret key. */
  readonly password: string | null;
  /** A new key has the passphrase that is given along, or none. */
  readonly privateKey: string | null;
  readonly keyPassphrase: string | null;
  readonly certificate: string | null;
  /** Of SFTP. `unseen`: whichever the server shows is told, as for a new target. */
  readonly hostKey: TargetSettingsOf<'sftp'>['hostKey'] | 'unseen';
  /** Of a folder: the stick or disk that is there now is taken for the target. */
  readonly acceptMedium: boolean;
}

/**
 * Gives a target other credentials, or accepts another key or certificate of its server or another medium in its place, once it was
 * seen to work with them. Where it is stays as it is. Logged before it is kept.
 * @throws VaultError `not-authorised`, `not-found`; `invalid-input` reason `wrong-form` for what such a target does not have; as
 * every call of a target, `target-host-key-unknown` with the key that somebody has to accept.
 */
export async function setTarget(
  vault: OpenVault,
  reference: string,
  changes: TargetChanges,
  job: Job,
): Promise<TriedTarget> {
  requireBackupKeeper(vault);
  requireChangeable(vault);
  const { env, computer } = vault;
  const known = targetMeant(await readBackupSettings(vault), reference);
  const settings = env.targetSchemas.settings.safeParse(await changedSettings(env, known.settings, changes));
  if (!settings.success) throw notOfSuch('target');
  const before =
    known.settings.kind === 'folder' ? { kind: known.settings.kind } : await knownCredentials(vault, known.id);
  const credentials = env.targetSchemas.credentials.safeParse(changedCredentials(known.settings, before, changes));
  if (!credentials.success) throw notOfSuch('target-password-file');
  const target = { ...known, settings: settings.data };
  const tried = await tryTarget(vault, target, credentials.data, job);
  changeVault(vault, (change) =>
    change.tell('backup-target-changed', { target: target.id, targetName: target.name, computer: computer.id }),
  );
  if (credentials.data.kind !== 'folder') await storeCredentials(vault, target.id, credentials.data);
  // Read again: another call may have changed them while the target was tried.
  const { targets, writer } = await readBackupSettings(vault);
  await writeBackupSettings(vault, { targets: targets.map((one) => (one.id === target.id ? target : one)), writer });
  await keepTried(vault, tried);
  return tried;
}

/** Nothing of one that has none any more. */
async function knownCredentials(vault: OpenVault, target: string): Promise<TargetCredentials | null> {
  try {
    return await readCredentials(vault, target);
  } catch (error) {
    if (error instanceof VaultError && error.details.reason === 'no-credentials') return null;
    throw error;
  }
}

async function changedSettings(env: Environment, known: TargetSettings, changes: TargetChanges): Promise<unknown> {
  const { user, certificate, hostKey, acceptMedium } = changes;
  if (known.kind === 'folder') {
    const isMore = [user, changes.password, certificate, hostKey].some((one) => one !== null);
    if (isMore || !acceptMedium) throw notOfSuch('target');
    return await settingsOfPlace(env, { kind: 'folder', path: known.path }, 'make');
  }
  if (acceptMedium) throw notOfSuch('accept-medium');
  if (known.kind === 'sftp') {
    if (certificate !== null) throw notOfSuch('certificate');
    const accepted = hostKey === 'unseen' ? null : (hostKey ?? known.hostKey);
    return { ...known, user: user ?? known.user, hostKey: accepted };
  }
  if (hostKey !== null) throw notOfSuch('host-key');
  const trusted = { certificate: certificate ?? known.certificate };
  if (known.kind === 'webdav') return { ...known, ...trusted, user: user ?? known.user };
  return { ...known, ...trusted, accessKeyId: user ?? known.accessKeyId };
}

/** Without what cannot be done without: the schema refuses it. */
function changedCredentials(
  { kind }: TargetSettings,
  known: TargetCredentials | null,
  { password, privateKey, keyPassphrase }: TargetChanges,
): unknown {
  if (kind === 'sftp') {
    const before = known?.kind === kind ? known : null;
    return {
      kind,
      password: password ?? before?.password ?? null,
      privateKey: privateKey ?? before?.privateKey ?? null,
      keyPassphrase: keyPassphrase ?? (privateKey === null ? (before?.keyPassphrase ?? null) : null),
    };
  }
  if (privateKey !== null || keyPassphrase !== null) throw notOfSuch('key-file');
  if (password === null) return known;
  return kind === 's3' ? { kind, secretAccessKey: password } : { kind, password };
}

function notOfSuch(input: string): VaultError {
  return invalidInput('wrong-form', input, 'not for such a target');
}
