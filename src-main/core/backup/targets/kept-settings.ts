import { notFound } from '../../../contract/error-reasons.ts';
import type { TargetSettings } from '../../../contract/targets.ts';
import { normalisedName } from '../../vault/slots.ts';
import type { VaultHere } from '../sources/vault-here.ts';
import { type BackupSettings, readSettings, settingsBytes } from './settings.ts';

export type KeptSettings = BackupSettings<TargetSettings>;
export type KnownTarget = KeptSettings['targets'][number];

/** What signs the settings, and where they lie. */
type Here = Pick<VaultHere, 'env' | 'id' | 'computer'>;

const fileOf = ({ env, id }: Pick<Here, 'env' | 'id'>) => `${env.backupFolder(id)}/settings.json`;

/** What this computer has to do with a target, and remembers of it (docs/formats.md section 15.8). */
export function memoryOf({ env, id }: Pick<VaultHere, 'env' | 'id'>, target: string): string {
  return `${env.backupFolder(id)}/${target}`;
}

/**
 * Where the backups of this computer go; nowhere while nobody has said.
 * @throws VaultError `integrity-violated` part `backup-settings` when this computer did not write it.
 */
export async function readBackupSettings(here: Here): Promise<KeptSettings> {
  const { env, id, computer } = here;
  const bytes = await env.files.read(fileOf(here));
  return bytes === null ? { targets: [], writer: null } : readSettings(id, bytes, computer, env.targetSchemas.settings);
}

/** Whether there are any, by whatever keys. */
export async function hasBackupSettings(here: Pick<Here, 'env' | 'id'>): Promise<boolean> {
  return (await here.env.files.look(fileOf(here))) !== null;
}

export async function writeBackupSettings(here: Here, settings: KeptSettings): Promise<void> {
  const { env, id, computer } = here;
  await env.files.makeFolder(env.backupFolder(id));
  await env.files.replace(fileOf(here), settingsBytes(id, settings, computer, env.targetSchemas.settings));
}

/** A target by its id, or else its name. @throws VaultError `not-found`. */
export function targetMeant({ targets }: KeptSettings, reference: string): KnownTarget {
  const name = normalisedName(reference);
  const found = targets.find(({ id }) => id === reference) ?? targets.find((one) => normalisedName(one.name) === name);
  if (found) return found;
  throw notFound('target', 'target', 'no such target of this computer');
}

/** As `targetMeant`; all of them for null. @throws VaultError `not-found` also where there is none at all. */
export function targetsMeant(settings: KeptSettings, reference: string | null): readonly KnownTarget[] {
  if (reference !== null) return [targetMeant(settings, reference)];
  if (settings.targets.length > 0) return settings.targets;
  throw notFound('any-target', 'target', 'nobody has said where backups go');
}
