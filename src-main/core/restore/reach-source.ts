import type { RestoreSource } from '../../contract/restore.ts';
import { readLast } from '../backup/runs/memory.ts';
import { withVaultHere } from '../backup/sources/vault-here.ts';
import { memoryOf, readBackupSettings, targetMeant } from '../backup/targets/kept-settings.ts';
import { withTarget } from '../backup/targets/reach-target.ts';
import { settingsOfPlace } from '../backup/targets/target-of-place.ts';
import type { RememberedChain } from '../backup/verify/verify-chain.ts';
import type { Target } from '../ports/target.ts';
import type { Environment } from '../vault/open-vault.ts';

/** Backups within reach. */
export interface ReachedSource {
  readonly target: Target;
  /** By computer: the newest snapshot that this computer has seen there. */
  readonly remembered: ReadonlyMap<string, RememberedChain>;
}

/**
 * Works with the target on which backups lie, and closes it.
 * @throws VaultError those of the target and of `work`; for one that is known by name also those of `withVaultHere`, and `not-found`.
 */
export async function withSource<Result>(
  env: Environment,
  source: RestoreSource,
  work: (reached: ReachedSource) => Promise<Result>,
): Promise<Result> {
  if (source.by === 'name') return await withKnownTarget(env, source.vault, source.target, work);
  const settings = await settingsOfPlace(env, source.place, 'refuse');
  const target = env.openTarget(settings, source.credentials);
  try {
    return await work({ target, remembered: new Map() });
  } finally {
    await target.close();
  }
}

async function withKnownTarget<Result>(
  env: Environment,
  folder: string,
  name: string,
  work: (reached: ReachedSource) => Promise<Result>,
): Promise<Result> {
  return await withVaultHere(env, folder, async (here) => {
    const known = targetMeant(await readBackupSettings(here), name);
    const last = await readLast(env.files, memoryOf(here, known.id));
    const seen = last?.remembered.seen;
    const remembered = new Map(seen ? [[here.computer.id, { number: seen.number, hash: seen.sha256 }]] : []);
    return await withTarget(here, known, async (target) => await work({ target, remembered }));
  });
}
