import type { Finding } from '../../contract/check.ts';
import { partOfWriter } from '../backup/repository/examine-file.ts';
import { clockToleranceMs } from '../backup/verify/chain-faults.ts';
import { Findings } from '../check/findings.ts';
import type { FoundSnapshot } from './find-snapshot.ts';

/**
 * What speaks against a snapshot although its computer signed it, which could sign last week's files under today's date: that it is
 * of a time to come, or has less of the log than an earlier one.
 * @param now ms UTC.
 */
export function doubtsAbout(found: FoundSnapshot, now: number): readonly Finding[] {
  const { at, number, state, audit } = found.snapshot;
  const findings = new Findings();
  if (at > now + clockToleranceMs) {
    const part = partOfWriter(found.snapshot, `snapshots/${number}`);
    findings.add(part, 'clock-went-back', 'later than now, by the clock of this computer');
  }
  // While a vault is locked its computer says how much of the log it has seen, which is less where others have written.
  if (state === 'open' && audit !== null) addOlderContent(found, audit.position, findings);
  return findings.all;
}

/** @param position of the last entry that the snapshot has. @param findings are added to. */
export function addOlderContent(
  { snapshot, writer: { snapshots } }: FoundSnapshot,
  position: number,
  findings: Findings,
): void {
  // Of the same computer: behind a restore it is another one to its backups, with a log that begins from the older state.
  const hasMore = snapshots.some(
    ({ snapshot: { at, audit } }) => at < snapshot.at - clockToleranceMs && audit !== null && audit.position > position,
  );
  if (!hasMore) return;
  const part = partOfWriter(snapshot, `snapshots/${snapshot.number}`);
  if (findings.all.some((one) => one.part === part && one.problem === 'vault-rolled-back')) return;
  findings.add(part, 'vault-rolled-back', 'an earlier backup has more of the log');
}
