import { VaultError } from '../../../contract/errors.ts';
import { checkCancelled, type Job } from '../../job.ts';
import { timeOf } from '../../ports/row.ts';
import type { Target } from '../../ports/target.ts';
import type { OpenVault } from '../../vault/open-vault.ts';
import { type FileKind, writerFolder } from '../repository/names.ts';
import { inLanes } from '../streams/in-lanes.ts';
import type { KnownTarget } from '../targets/kept-settings.ts';
import { withTarget } from '../targets/reach-target.ts';
import { listed } from '../verify/read-repository.ts';
import type { PruneReport } from './prune.ts';

const dayMs = 24 * 60 * 60 * 1000;
const lanes = 4;

/** First what offers a backup to anybody; last who vouches for it, without whom all the rest would be a finding. */
const order: readonly FileKind[] = [
  ...(['heartbeats', 'snapshots', 'garbage', 'inventories', 'sealed', 'database'] as const),
  ...(['packs', 'objects', 'tombstones', 'writer'] as const),
];

/**
 * Removes what computers left on a target that the Privacy Officer struck off, once the last backup that they can have made is older
 * than any may be: nobody else prunes those. Their age is that of her entry in the log. Not while there are no own backups there,
 * anything is wrong with these, or the clocks differ.
 * @param isPreview counts, and removes nothing. @returns the report with that.
 * @throws VaultError those of the target, `cancelled`.
 */
export async function pruneRetired(
  vault: OpenVault,
  known: KnownTarget,
  report: PruneReport,
  { isPreview, job }: { readonly isPreview: boolean; readonly job: Job },
): Promise<PruneReport> {
  const { faults, doClocksAgree, clocks, snapshots } = report;
  if (vault.readOnly || faults.length > 0 || !doClocksAgree || snapshots.length === 0) return report;
  const { oldestDays } = await vault.env.retentionRules();
  const writers = struckOffBefore(vault, Math.min(clocks.writer, clocks.target) - oldestDays * dayMs);
  if (writers.length === 0) return report;
  return await withTarget(vault, known, async (target) => {
    const [removed, more] = [{ ...report.removed }, { hidden: 0, refused: 0 }];
    for (const writer of writers) {
      for (const kind of order) {
        const folder = writerFolder(vault.id, writer);
        const files = await listed({ target, signal: job.signal }, folder, kind);
        const works = async function* () {
          for (const { name, sizeBytes } of files) {
            yield async () => {
              checkCancelled(job);
              const became = isPreview ? 'removed' : await removeFrom(target, `${folder}/${name}`, job);
              if (became === 'refused') {
                more.refused += 1;
                return;
              }
              if (became === 'hidden') more.hidden += 1;
              removed.files += 1;
              removed.bytes += sizeBytes;
            };
          }
        };
        await inLanes(works(), lanes);
      }
    }
    return { ...report, removed, hidden: report.hidden + more.hidden, refused: report.refused + more.refused };
  });
}

function struckOffBefore({ db, directory, computer }: OpenVault, time: number): string[] {
  return directory.computers.flatMap(({ id, state, until }) => {
    if (state !== 'struck-off' || until === null || id === computer.id) return [];
    const entry = db.get('SELECT at FROM audit WHERE position = ?', until);
    return entry && timeOf(entry, 'at') <= time ? [id] : [];
  });
}

async function removeFrom(target: Target, name: string, { signal }: Job): Promise<'removed' | 'hidden' | 'refused'> {
  try {
    return await target.remove(name, signal);
  } catch (error) {
    if (error instanceof VaultError && error.code === 'target-refused') return 'refused';
    throw error;
  }
}
