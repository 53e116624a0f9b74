import type { Finding } from '../../contract/check.ts';
import { violated } from '../../contract/errors.ts';
import type { Inventory } from '../backup/repository/inventory.ts';
import type { Job } from '../job.ts';
import { doubtsAbout } from './doubts.ts';
import { examineSnapshot } from './examine-snapshot.ts';
import { type FoundSnapshot, findSnapshot } from './find-snapshot.ts';
import { isStale, type Repository, viewRepository } from './repository-view.ts';

/** What can be said of a backup, and of the repository that it lies in, before anything is written. */
export interface Standing {
  readonly findings: readonly Finding[];
  /** When the writer of the snapshot signed something last, in ms UTC, and whether that is long ago. */
  readonly lastSignAt: number | null;
  readonly isStale: boolean;
  /** Whether the caller may accept what was found: not what the snapshot itself lacks, nor what was seen newer from here. */
  readonly isAcceptable: boolean;
}

export interface ExaminedRestore extends Standing {
  readonly found: FoundSnapshot;
  /** null where the snapshot is not whole. */
  readonly inventory: Inventory | null;
}

/**
 * Examines a repository and one snapshot of it by what was signed and what lies there; opens nothing.
 * @param wanted its snapshot as `findSnapshot` takes it. @throws VaultError `not-found` reason `snapshot`, or `integrity-violated` where what is
 * wrong leaves none; those of the target; `cancelled`.
 */
export async function examineRestore(
  { repository, snapshot }: { readonly repository: Repository; readonly snapshot: string },
  now: number,
  job: Job,
): Promise<ExaminedRestore> {
  const view = await viewRepository(repository);
  const [finding] = view.findings;
  // What is wrong tells more than that there is no such snapshot.
  if (finding && view.writers.every(({ snapshots }) => snapshots.length === 0)) {
    throw violated(finding.part, finding.what);
  }
  const found = findSnapshot(view, snapshot);
  const examined = await examineSnapshot(repository, found, job);
  const isAcceptable =
    examined.findings.length === 0 && !view.findings.some(({ problem }) => problem === 'backups-rolled-back');
  return {
    found,
    inventory: examined.inventory,
    findings: [...view.findings, ...doubtsAbout(found, now), ...examined.findings],
    lastSignAt: found.writer.lastSignAt,
    isStale: isStale(found.writer, now),
    isAcceptable,
  };
}
