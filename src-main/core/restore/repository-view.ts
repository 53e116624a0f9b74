import type { Finding } from '../../contract/check.ts';
import { ancestry } from '../backup/repository/ancestors.ts';
import type { Snapshot } from '../backup/repository/statements.ts';
import { clockToleranceMs } from '../backup/verify/chain-faults.ts';
import { type ReadRepository, readWriters } from '../backup/verify/read-repository.ts';
import type { RememberedChain } from '../backup/verify/verify-chain.ts';

/** A repository, and what is known of it by whoever wants something back. */
export interface Repository extends ReadRepository {
  /** base64 of the root that everything is verified from. */
  readonly root: string;
  /** By computer: the newest snapshot that was seen, where somebody has seen one. */
  readonly remembered: ReadonlyMap<string, RememberedChain>;
}

/** A snapshot that its writer signed, and has not retired. */
export interface ViewedSnapshot {
  readonly snapshot: Snapshot;
  /** SHA-256 of its file. */
  readonly hash: string;
  /** What it may stand on, by number; also those that are there only because others stand on them. */
  readonly others: ReadonlyMap<number, Snapshot>;
}

export interface ViewedWriter {
  readonly computer: string;
  /** False when nobody vouches for it: then nothing of it counts. */
  readonly isVouchedFor: boolean;
  /** When the writer signed something last, in ms UTC; null when it never has. */
  readonly lastSignAt: number | null;
  /** By number. */
  readonly snapshots: readonly ViewedSnapshot[];
}

export interface RepositoryView {
  readonly writers: readonly ViewedWriter[];
  readonly findings: readonly Finding[];
}

/** All that writers have signed, verified from the root. @throws VaultError those of the target. */
export async function viewRepository(repository: Repository): Promise<RepositoryView> {
  const { writers, findings } = await readWriters(repository, repository.root, repository.remembered);
  return {
    findings,
    writers: writers.map(({ computer, writer, chain }) => {
      const othersOf = ancestry(chain.snapshots);
      const signed = [...chain.snapshots, ...chain.heartbeats, ...chain.garbage].map(({ payload }) => payload.at);
      return {
        computer,
        isVouchedFor: writer !== null,
        lastSignAt: signed.length === 0 ? null : Math.max(...signed),
        snapshots: chain.snapshots
          .filter(({ retired }) => !retired)
          .map(({ payload, sha256 }) => ({
            snapshot: payload,
            hash: sha256,
            others: othersOf(payload),
          })),
      };
    }),
  };
}

/** A writer says daily that it is there; one day may be a day off. */
const staleAfterMs = 2 * 24 * 60 * 60 * 1000;

/**
 * True when the writer has been silent for so long that a chain which was cut off cleanly would look the same: whoever remembers
 * nothing can tell that by nothing but its age, which one that is of a time to come does not tell either.
 */
export function isStale({ lastSignAt }: ViewedWriter, now: number): boolean {
  return lastSignAt === null || now - lastSignAt > staleAfterMs || lastSignAt > now + clockToleranceMs;
}
