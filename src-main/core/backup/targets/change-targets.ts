import { isAbsolute, relative, resolve, sep } from 'node:path';
import { invalidInput } from '../../../contract/error-reasons.ts';
import { VaultError } from '../../../contract/errors.ts';
import type { TargetAbilities, TargetCredentials, TargetPlace, TargetSettings } from '../../../contract/targets.ts';
import { base64, newId } from '../../crypto/bytes.ts';
import type { Job } from '../../job.ts';
import type { TargetSpace } from '../../ports/target.ts';
import { changeVault } from '../../vault/change.ts';
import { isPrivacyOfficer, type OpenVault, requireChangeable } from '../../vault/open-vault.ts';
import { shownName } from '../../vault/shown-name.ts';
import { normalisedName } from '../../vault/slots.ts';
import { ownWriterFile } from '../sources/backup-source.ts';
import { type KnownTarget, memoryOf, readBackupSettings, targetMeant, writeBackupSettings } from './kept-settings.ts';
import { clearCredentials, storeCredentials, withTarget } from './reach-target.ts';
import { settingsOfPlace } from './target-of-place.ts';
import { keepTraits } from './target-traits.ts';

export interface NewTarget {
  readonly name: string;
  readonly place: TargetPlace;
  readonly credentials: TargetCredentials;
}

/** A target, and what it was seen to do. */
export interface TriedTarget {
  readonly target: KnownTarget;
  readonly abilities: TargetAbilities;
  /** null when it does not say. */
  readonly space: TargetSpace | null;
}

/** @throws VaultError `not-authorised` for everybody but those who look after the backups. */
export function requireBackupKeeper(vault: OpenVault): void {
  if (isPrivacyOfficer(vault) || vault.user.role === 'it-admin') return;
  throw new VaultError('not-authorised', 'only the Privacy Officer and the IT administrator may do this');
}

/** Where the backups of this computer go. @throws VaultError `not-authorised`, `integrity-violated` part `backup-settings`. */
export async function listTargets(vault: OpenVault): Promise<readonly KnownTarget[]> {
  requireBackupKeeper(vault);
  return (await readBackupSettings(vault)).targets;
}

/**
 * Adds a place to which this computer backs the vault up from now on, once it was seen to do what is asked of it. Logged before
 * it is kept.
 * @throws VaultError `not-authorised`, `name-taken`, `invalid-input`; as every call of a target, `target-host-key-unknown` with
 * the key that somebody has to accept.
 */
export async function addTarget(vault: OpenVault, wanted: NewTarget, job: Job): Promise<TriedTarget> {
  requireBackupKeeper(vault);
  requireChangeable(vault);
  const name = newName((await readBackupSettings(vault)).targets, wanted.name);
  const { place, credentials } = wanted;
  if (place.kind === 'folder') await requireOutside(vault, resolve(place.path));
  const id = newId();
  const settings: TargetSettings = await settingsOfPlace(vault.env, place, 'make');
  const tried = await tryTarget(vault, { id, name, settings }, credentials, job);
  if (place.kind !== 'folder') await storeCredentials(vault, id, credentials);
  changeVault(vault, (change) =>
    change.tell('backup-target-added', {
      target: id,
      targetName: name,
      computer: vault.computer.id,
      targetKind: place.kind,
    }),
  );
  // Read again: another call may have changed them while the target was tried.
  const { targets, writer } = await readBackupSettings(vault);
  const vouched = ownWriterFile(vault);
  await writeBackupSettings(vault, {
    targets: [...targets, tried.target],
    writer: vouched === null ? writer : base64(vouched),
  });
  await keepTried(vault, tried);
  return tried;
}

/** Tries a target that is known. @throws VaultError as every call of a target; `not-found`, `not-authorised`. */
export async function testTarget(vault: OpenVault, reference: string, job: Job): Promise<TriedTarget> {
  requireBackupKeeper(vault);
  const target = targetMeant(await readBackupSettings(vault), reference);
  const tried = await withTarget(vault, target, async (opened) => {
    const abilities = await opened.probe(job.signal);
    return { target, abilities, space: await opened.space(job.signal) };
  });
  await keepTried(vault, tried);
  return tried;
}

/**
 * Nothing goes there any more from this computer; what lies there stays. @throws VaultError `not-authorised`, `not-found`.
 */
export async function removeTarget(vault: OpenVault, reference: string): Promise<KnownTarget> {
  requireBackupKeeper(vault);
  const target = targetMeant(await readBackupSettings(vault), reference);
  changeVault(vault, (change) =>
    change.tell('backup-target-removed', {
      target: target.id,
      targetName: target.name,
      computer: vault.computer.id,
    }),
  );
  const { targets, writer } = await readBackupSettings(vault);
  await writeBackupSettings(vault, { targets: targets.filter(({ id }) => id !== target.id), writer });
  await clearCredentials(vault, target.id);
  await forgetMemory(vault, target.id);
  return target;
}

function newName(targets: readonly KnownTarget[], wanted: string): string {
  const name = shownName(wanted);
  if (targets.every((target) => normalisedName(target.name) !== normalisedName(name))) return name;
  throw new VaultError('name-taken', 'another target is called so', { details: { input: 'name' } });
}

/** What is to outlive the vault does not lie in it. */
async function requireOutside({ env, paths }: OpenVault, path: string): Promise<void> {
  const vault = (await env.files.realPath(paths.folder)) ?? paths.folder;
  const within = relative(vault, (await env.files.realPath(path)) ?? path);
  if (within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within)) return;
  throw invalidInput('target-in-vault', 'folder', "the vault's own folder");
}

/** Whether it does what is asked of one. @throws VaultError as every call of a target; `invalid-input` reason `no-object-lock`. */
export async function tryTarget(
  { env }: OpenVault,
  target: KnownTarget,
  credentials: TargetCredentials,
  { signal }: Job,
): Promise<TriedTarget> {
  const { settings } = target;
  const opened = env.openTarget(settings, credentials);
  try {
    const abilities = await opened.probe(signal);
    // A lock that nobody keeps would be worse than none.
    if (opened.lock && !abilities.locks) throw invalidInput('no-object-lock', 'lock', 'the target locks nothing');
    return { target, abilities, space: await opened.space(signal) };
  } finally {
    await opened.close();
  }
}

/** For the status. */
export async function keepTried(vault: OpenVault, { target, abilities, space }: TriedTarget): Promise<void> {
  const { files, clock } = vault.env;
  await keepTraits(files, memoryOf(vault, target.id), { abilities, space }, clock.now());
}

/** As if this computer had never been there. */
export async function forgetMemory(vault: Pick<OpenVault, 'env' | 'id'>, target: string): Promise<void> {
  const { files } = vault.env;
  const memory = memoryOf(vault, target);
  for (const name of await files.list(memory)) await files.remove(`${memory}/${name}`, { syncFolder: false });
  await files.removeEmptyFolder(memory);
}
