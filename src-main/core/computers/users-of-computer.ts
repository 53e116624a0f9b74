import { auditIdentities, openDetail, storedDetailOf } from '../audit/details.ts';
import { turnOfOthers } from '../job.ts';
import type { DirectoryComputer, DirectoryUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** What tells that its author's keys were in the memory of the computer that it names. */
const usedThere: ReadonlySet<string> = new Set(['vault-created', 'recovered', 'signed-in', 'user-activated']);
const batchRows = 500;

/**
 * Everybody in the office who, by the log, may have used a computer: who signed in there since it has its place, and who
 * activated her account somewhere that the log does not tell. Only as the Privacy Officer.
 * @throws VaultError `integrity-violated` when she cannot read what the log was told.
 */
export async function usersOfComputer(
  vault: OpenVault,
  { id, from }: Pick<DirectoryComputer, 'id' | 'from'>,
): Promise<DirectoryUser[]> {
  const found = new Set<string>();
  const identities = auditIdentities(vault);
  const end = vault.log.head.position;
  for (let first = from; first <= end; first += batchRows) {
    const rows = vault.db.all(
      `SELECT position, number, subject, sealed FROM audit_details
       WHERE position BETWEEN ? AND ? AND sealed IS NOT NULL ORDER BY position, number`,
      first,
      Math.min(end, first + batchRows - 1),
    );
    for (const row of rows) {
      const { sealed, ...stored } = storedDetailOf(row);
      const detail = sealed === null ? null : openDetail(vault, identities, { ...stored, sealed });
      // What is wrong with a detail is told where the log is verified.
      if (detail === null || typeof detail === 'string' || !usedThere.has(detail.action)) continue;
      const { computer } = detail.facts;
      if (computer === id || computer === undefined) found.add(detail.claim.author);
    }
    await turnOfOthers();
  }
  return vault.directory.users.filter((user) => user.state !== 'disabled' && found.has(user.id));
}
