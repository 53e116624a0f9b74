import type { Finding } from '../../contract/check.ts';
import { type ErrorCode, isViolation, VaultError } from '../../contract/errors.ts';
import { storedHash } from '../audit/log.ts';
import { partOfWriter } from '../backup/repository/examine-file.ts';
import { Findings } from '../check/findings.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import type { Job } from '../job.ts';
import type { RecoveryKit } from '../recovery/kit.ts';
import type { KitAccess } from '../recovery/open-by-kit.ts';
import { type ReadByKit, readByKit } from '../recovery/read-by-kit.ts';
import type { Environment } from '../vault/open-vault.ts';
import type { FoundSnapshot } from './find-snapshot.ts';
import { withRebuiltDatabase } from './rebuild-database.ts';
import type { Repository, RepositoryView } from './repository-view.ts';
import { withIdentity } from './restore-files.ts';

/**
 * Reads of the snapshots that were made after a moment those that say most: the one with the longest log first, and then such as that
 * log does not know. A computer of the vault signs its own snapshots, and could sign last week's files as the newest: by its time
 * alone such a one would hide what was erased since. How long a log is shows when it is opened.
 * @param folder where they are rebuilt for a while, as `RebuildPlace` has it.
 * @param after ms UTC: older ones are not looked at.
 * @param use called for each, the longest log first.
 * @returns those that would say more than what was read, and are damaged. @throws VaultError those of the target and of `use`; `cancelled`.
 */
export async function readNewestSnapshots(
  { env, folder, kit }: { readonly env: Environment; readonly folder: string; readonly kit: RecoveryKit },
  { repository, view }: { readonly repository: Repository; readonly view: RepositoryView },
  after: number,
  job: Job,
  use: (read: ReadByKit, access: KitAccess) => Promise<void>,
): Promise<readonly Finding[]> {
  const { files, openPatched } = env;
  const restoring = { files, openPatched, target: repository.target, keyOf: withIdentity(kit.identity), job };
  const unread = new Findings();
  let waiting = laterThan(view, after);
  let hasRead = false;
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    // Whoever made it did not know how long its log was: it is asked where nothing else says anything.
    if (hasRead && one.snapshot.audit === null) continue;
    try {
      await withRebuiltDatabase({ env, folder, restoring }, one, kit, async (access) => {
        await readByKit(access, job, async (read) => await use(read, access));
        waiting = waiting.filter((other) => !isKnownTo(access, other));
      });
      hasRead = true;
    } catch (error) {
      if (!isOfItself(error)) throw error;
      const { snapshot } = one;
      unread.add(partOfWriter(snapshot, `snapshots/${snapshot.number}`), 'altered', 'a newer backup that is damaged');
    }
  }
  return unread.all;
}

function laterThan({ writers }: RepositoryView, after: number): FoundSnapshot[] {
  const lengthOf = ({ snapshot }: FoundSnapshot) => snapshot.audit?.position ?? 0;
  return writers
    .flatMap((writer) => writer.snapshots.map((one): FoundSnapshot => ({ ...one, writer })))
    .filter(({ snapshot }) => snapshot.at > after)
    .sort((a, b) => lengthOf(b) - lengthOf(a) || b.snapshot.at - a.snapshot.at);
}

/** Whether the log that is open goes on from the one of a snapshot. */
function isKnownTo({ db }: KitAccess, { snapshot: { audit } }: FoundSnapshot): boolean {
  return audit !== null && storedHash(db, audit.position)?.equals(fromBase64(audit.hash)) === true;
}

/** What is wrong with one source of what is known, and says nothing of the others. */
export function isOfItself(error: unknown): boolean {
  return isViolation(error) || (error instanceof VaultError && ofItself.has(error.code));
}

const ofItself: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not-found',
  'file-unreadable',
  'target-damaged',
  'recovery-key-wrong-vault',
  'vault-not-found',
  'vault-in-use',
  'vault-from-older-program',
  'vault-from-newer-program',
]);
