import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { Target } from '../../ports/target.ts';
import type { OpenVault } from '../../vault/open-vault.ts';
import type { VaultHere } from '../sources/vault-here.ts';
import { type KnownTarget, memoryOf } from '../targets/kept-settings.ts';
import { holdingMemory, withTarget } from '../targets/reach-target.ts';
import { keepTraits, readTraits } from '../targets/target-traits.ts';
import { acknowledgedOf } from '../verify/acknowledge.ts';
import type { OwnBackups } from '../verify/own-chain.ts';
import type { Pruning } from './plan-prune.ts';
import { type PruneReport, previewPrune, pruneBackups } from './prune.ts';
import { afterFailedPruning, afterPruning, readPruned, writePruned } from './prune-state.ts';
import { pruneRetired } from './remove-retired.ts';

/** What the Privacy Officer has acknowledged of a chain; `unknown` where nothing says so. */
type Acknowledged = Pruning['acknowledged'] | 'unknown';

/** @returns what the Privacy Officer has acknowledged of the backups of this computer on a target. @throws as `acknowledgedOf`. */
export function acknowledgedAt(vault: OpenVault, { id: target }: KnownTarget): Pruning['acknowledged'] {
  return acknowledgedOf(vault, { computer: vault.computer.id, target });
}

/**
 * Prunes the backups of this computer on a target without anybody asking, and keeps how it went for the status. While nobody is
 * signed in what was acknowledged is what this computer saw last. Where it never looked, or the vault is older than it remembers,
 * that is not known: then faults keep everything as it is, and are nobody's news.
 * @param vault open; null while nobody is signed in.
 * @throws VaultError as `pruneTarget`.
 */
export async function pruneByItself(
  here: VaultHere,
  target: KnownTarget,
  vault: OpenVault | null,
  job: Job,
): Promise<void> {
  const acknowledged = (): Acknowledged => {
    if (vault === null) return target.acknowledged === undefined ? 'unknown' : target.acknowledged;
    return vault.readOnly ? 'unknown' : acknowledgedAt(vault, target);
  };
  await holdingMemory(here, target.id, async () => {
    const report = await pruneTarget(here, target, acknowledged, job);
    if (vault !== null) await pruneRetired(vault, target, report, { isPreview: false, job });
  });
}

/**
 * Prunes, and keeps how it went. What it holds the memory of the target for is the caller's.
 * @throws VaultError those of `pruneBackups` and of the target, of which the state tells, but for `cancelled`.
 */
export async function pruneTarget(
  here: VaultHere,
  target: KnownTarget,
  acknowledged: () => Acknowledged,
  job: Job,
): Promise<PruneReport> {
  const { files, clock } = here.env;
  const memory = memoryOf(here, target.id);
  try {
    const known = acknowledged();
    const report = await withTarget(here, target, async (opened) => {
      return await pruneBackups(await pruningOf(here, target, opened, known, job));
    });
    if (known !== 'unknown' || report.faults.length === 0) {
      await writePruned(files, memory, afterPruning(report, clock.now()));
    }
    await keepRemoval(here, memory, report);
    return report;
  } catch (error) {
    const told = error instanceof VaultError ? error : new VaultError('internal', 'pruning failed', { cause: error });
    if (told.code !== 'cancelled') {
      await writePruned(files, memory, afterFailedPruning(await readPruned(files, memory), clock.now(), told));
    }
    throw error;
  }
}

/** What `pruneTarget` would do, without doing any of it. */
export async function previewTarget(
  here: VaultHere,
  target: KnownTarget,
  acknowledged: Pruning['acknowledged'],
  job: Job,
): Promise<PruneReport> {
  return await withTarget(here, target, async (opened) => {
    return await previewPrune(await pruningOf(here, target, opened, acknowledged, job));
  });
}

export function ownBackups(here: VaultHere, { id }: KnownTarget, target: Target, job: Job): OwnBackups {
  const { env, computer } = here;
  return { target, files: env.files, memory: memoryOf(here, id), vault: here.id, computer, job };
}

async function pruningOf(
  here: VaultHere,
  target: KnownTarget,
  opened: Target,
  known: Acknowledged,
  job: Job,
): Promise<Pruning> {
  const { clock, retentionRules } = here.env;
  const acknowledged = known === 'unknown' ? null : known;
  return { ...ownBackups(here, target, opened, job), clock, rules: await retentionRules(), acknowledged };
}

/** What a target does with what is removed may have been changed since it was tried. */
async function keepRemoval(
  { env: { files, clock } }: VaultHere,
  memory: string,
  { removed, hidden, refused }: PruneReport,
): Promise<void> {
  const { abilities } = await readTraits(files, memory);
  if (abilities === null || removed.files + refused === 0) return;
  const { at: _at, ...known } = abilities;
  const removes = refused > 0 ? 'refused' : hidden > 0 ? 'hidden' : 'really';
  await keepTraits(files, memory, { abilities: { ...known, removes } }, clock.now());
}
