import type { Finding } from '../../contract/check.ts';
import { Findings } from '../check/findings.ts';
import { needFixed, sizesIn } from './examine-snapshot.ts';
import { snapshotId } from './find-snapshot.ts';
import { isStale, type Repository, viewRepository } from './repository-view.ts';

interface ListedSnapshot {
  readonly id: string;
  readonly number: number;
  /** ms UTC, as all times here. */
  readonly at: number;
  readonly state: 'open' | 'locked' | 'after-crash';
  readonly documents: number;
  readonly bytes: number;
  /** Whether its database and its inventory, and all that those stand on, are there in their lengths. */
  readonly isWhole: boolean;
}

export interface ListedWriter {
  readonly computer: string;
  readonly isVouchedFor: boolean;
  readonly lastSignAt: number | null;
  /** Silent for so long that a chain which was cut off would look the same. */
  readonly isStale: boolean;
  /** Newest first. */
  readonly snapshots: readonly ListedSnapshot[];
}

/** What could be restored from a repository. Needs no key; payloads are not looked at. @throws VaultError of the target. */
export async function listSnapshots(
  repository: Repository,
  now: number,
): Promise<{ readonly writers: readonly ListedWriter[]; readonly findings: readonly Finding[] }> {
  const view = await viewRepository(repository);
  const writers: ListedWriter[] = [];
  for (const writer of view.writers) {
    const { computer, isVouchedFor, lastSignAt, snapshots } = writer;
    const sizes = await sizesIn(repository, { computer }, ['database', 'sealed', 'inventories']);
    const listed = snapshots.map((one): ListedSnapshot => {
      const { snapshot, others } = one;
      const { number, at, state, inventory } = snapshot;
      let isWhole = true;
      const missing = new Findings();
      const need = (name: string, sizeBytes: number) => {
        if (sizes.get(name) !== sizeBytes) isWhole = false;
      };
      needFixed({ snapshot, others }, need, missing);
      return {
        id: snapshotId({ ...one, writer }),
        number,
        at,
        state,
        documents: inventory.payloads,
        bytes: inventory.bytes,
        isWhole: isWhole && missing.all.length === 0,
      };
    });
    writers.push({ computer, isVouchedFor, lastSignAt, isStale: isStale(writer, now), snapshots: listed.reverse() });
  }
  return { writers, findings: view.findings };
}
