import { VaultError } from '../../contract/errors.ts';
import { blindedCommitId } from '../access/compartment-key.ts';
import { integerOf } from '../ports/row.ts';
import { type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import { EntryAuthors } from './entry-authors.ts';
import { commitKinds, readCommits } from './log.ts';
import { type SeenCommit, writeCheckpoint } from './log-view.ts';

/** So many entries are verified at a sign-in before a checkpoint spares it: some milliseconds. */
const dueAfterEntries = 64;

/**
 * Signs a checkpoint when the log has grown. Of the commits of each compartment only the last one is still needed. Only
 * at the Privacy Officer's, who can tell which that is.
 * @throws VaultError `integrity-violated` part `audit log <position>` for an entry by somebody who might not make it: nothing
 * is signed over it.
 */
export function writeDueCheckpoint(vault: OpenVault): void {
  if (vault.log.tailLength < dueAfterEntries || !knowsAllCompartments(vault)) return;
  requireEntitledAuthors(vault);
  const present = new Set(
    [...vault.compartments.values()].map((compartment) =>
      blindedCommitId(presentKeyOf(compartment), compartment.version).toString('hex'),
    ),
  );
  const keep = ({ kind, key }: SeenCommit) => kind !== commitKinds.compartment || present.has(key.toString('hex'));
  writeCheckpoint(vault.db, vault.id, vault.log, vault.user.author.signing, keep);
}

/** Whoever has the database key can append an entry; a signature over it would make it good. */
function requireEntitledAuthors(vault: OpenVault): void {
  const last = vault.log.head.position;
  const positions = Array.from({ length: vault.log.tailLength }, (_, index) => last - index);
  const commits = positions.flatMap((position) =>
    readCommits(vault.db, position).map((commit) => ({ commit, position })),
  );
  new EntryAuthors(vault).verify(last - vault.log.tailLength + 1, last, commits, (position, problem) => {
    const part = `audit log ${position}`;
    throw new VaultError('integrity-violated', `${part}: ${problem}`, { details: { part, position } });
  });
}

/** Without a key of a compartment, or while one is broken, its last commit looks like any other and would be dropped. */
function knowsAllCompartments(vault: OpenVault): boolean {
  const row = vault.db.get('SELECT count(*) AS number FROM compartments');
  return vault.broken.size === 0 && row !== undefined && integerOf(row, 'number') === vault.compartments.size;
}
