import { blindedCommitId } from '../access/compartment-key.ts';
import { integerOf } from '../ports/row.ts';
import { type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import { commitKinds } from './log.ts';
import { type SeenCommit, writeCheckpoint } from './log-view.ts';

/** So many entries are verified at a sign-in before a checkpoint spares it: some milliseconds. */
const dueAfterEntries = 64;

/**
 * Signs a checkpoint when the log has grown. Of the commits of each compartment only the last one is still needed. Only
 * at the Privacy Officer's, who can tell which that is.
 */
export function writeDueCheckpoint(vault: OpenVault): void {
  if (vault.log.tailLength < dueAfterEntries || !knowsAllCompartments(vault)) return;
  const present = new Set(
    [...vault.compartments.values()].map((compartment) =>
      blindedCommitId(presentKeyOf(compartment), compartment.version).toString('hex'),
    ),
  );
  const keep = ({ kind, key }: SeenCommit) => kind !== commitKinds.compartment || present.has(key.toString('hex'));
  writeCheckpoint(vault.db, vault.id, vault.log, vault.user.author.signing, keep);
}

/** Without a key of a compartment, or while one is broken, its last commit looks like any other and would be dropped. */
function knowsAllCompartments(vault: OpenVault): boolean {
  const row = vault.db.get('SELECT count(*) AS number FROM compartments');
  return vault.broken.size === 0 && row !== undefined && integerOf(row, 'number') === vault.compartments.size;
}
