import { storedHash } from '../audit/log.ts';
import type { Findings } from '../check/findings.ts';
import { idBytes } from '../crypto/bytes.ts';
import { checkCancelled, type Job, turnOfOthers } from '../job.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { rowsOf } from '../records/rows-of.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type Tally, tallied } from './tally.ts';

/** Rows that are gone through before other calls have their turn. */
const rowsAtOnce = 500;

/**
 * Every record of a restored vault beside the one that is worked in: what has not been written since has the same hash.
 * @throws VaultError `cancelled`.
 */
export async function compareRecords(
  restored: OpenVault,
  live: OpenVault,
  findings: Findings,
  job: Job,
): Promise<Tally> {
  const beside = tallied();
  let done = 0;
  for (const { id: compartment } of restored.compartments.values()) {
    for (const row of rowsOf(restored.db, 'records', compartment)) {
      const id = idOf(row, 'id');
      findings.attempt(`vault records ${id}`, () => {
        const sql = 'SELECT version, epoch, hash FROM records WHERE id = ? AND compartment = ?';
        const there = live.db.get(sql, idBytes(id), idBytes(compartment));
        if (!there) beside.gone += 1;
        else if (integerOf(there, 'version') !== integerOf(row, 'version')) beside.changed += 1;
        // Sealed again under a newer key, which changes nothing that it says.
        else if (integerOf(there, 'epoch') !== integerOf(row, 'epoch')) beside.changed += 1;
        else if (blobOf(there, 'hash').equals(blobOf(row, 'hash'))) beside.same += 1;
        else findings.add(`records ${id}`, 'altered', 'another row of the same version than the vault has');
      });
      done += 1;
      if (done % rowsAtOnce !== 0) continue;
      checkCancelled(job);
      await turnOfOthers();
    }
  }
  return beside;
}

/** That the log of the vault that is worked in begins with that of the restored one. @returns how many entries it has more. */
export function compareLogs(restored: OpenVault, live: OpenVault, findings: Findings): number {
  const { position, hash } = restored.log.head;
  const there = findings.attempt(`vault audit log ${position}`, () => storedHash(live.db, position));
  if (there === null) findings.add('vault', 'vault-rolled-back', 'its log ends before that of the backup');
  else if (!there.equals(hash)) findings.add(`audit log ${position}`, 'altered', 'not as the log of the vault goes on');
  return Math.max(0, live.log.head.position - position);
}
