import type { Finding } from '../../contract/check.ts';
import { type ErrorCode, isViolation, VaultError } from '../../contract/errors.ts';
import { storedHash } from '../audit/log.ts';
import { partOfWriter } from '../backup/repository/examine-file.ts';
import { Findings } from '../check/findings.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import type { Job } from '../job.ts';
import type { Database } from '../ports/database.ts';
import type { RecoveryKit } from '../recovery/kit.ts';
import type { KitAccess } from '../recovery/open-by-kit.ts';
import { type ReadByKit, readByKit } from '../recovery/read-by-kit.ts';
import type { Environment } from '../vault/open-vault.ts';
import type { FoundSnapshot } from './find-snapshot.ts';
import { withRebuiltDatabase } from './rebuild-database.ts';
import type { Repository, RepositoryView } from './repository-view.ts';
import { withIdentity } from './restore-files.ts';

/** A snapshot that has been rebuilt, to which others are compared. */
interface Rebuilt {
  /** When it was made, ms UTC. */
  readonly at: number;
  /** Its database, which is open. */
  readonly db: Database;
}

export interface ComparedWith extends Rebuilt {
  /** Whether also such count as were made before it and know what it does not: of a vault that went on otherwise. */
  readonly earlierToo: boolean;
}

/**
 * Reads of all snapshots those that say most of what is not known to one of them: the one with the longest log first, and then such
 * as that log does not know. A computer of the vault signs its own snapshots, and could sign last week's files as the newest: by its
 * time alone such a one would hide what was erased since. How long a log is shows when it is opened.
 * @param folder where they are rebuilt for a while, as `RebuildPlace` has it.
 * @param use called for each. `isLater`: whether it was made after the one that they are compared with.
 * @returns those that would say more than what was read, and are damaged. @throws VaultError those of the target and of `use`; `cancelled`.
 */
export async function readNewestSnapshots(
  { env, folder, kit }: { readonly env: Environment; readonly folder: string; readonly kit: RecoveryKit },
  { repository, view }: { readonly repository: Repository; readonly view: RepositoryView },
  compared: ComparedWith,
  job: Job,
  use: (read: ReadByKit, access: KitAccess, isLater: boolean) => Promise<void>,
): Promise<readonly Finding[]> {
  const { files, openPatched } = env;
  const restoring = { files, openPatched, target: repository.target, keyOf: withIdentity(kit.identity), job };
  const unread = new Findings();
  const isLater = ({ snapshot }: FoundSnapshot) => snapshot.at > compared.at;
  let waiting = byLength(view).filter((one) => !isCoveredBy(compared, one) && (compared.earlierToo || isLater(one)));
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    const { snapshot } = one;
    const wasLater = isLater(one);
    try {
      await withRebuiltDatabase({ env, folder, restoring }, one, kit, async (access) => {
        await readByKit(access, job, async (read) => await use(read, access, wasLater));
        waiting = waiting.filter((other) => !isCoveredBy({ at: snapshot.at, db: access.db }, other));
      });
    } catch (error) {
      if (!isOfItself(error)) throw error;
      unread.add(partOfWriter(snapshot, `snapshots/${snapshot.number}`), 'altered', 'it may know more, and is damaged');
    }
  }
  return unread.all;
}

/** The longest log first, as far as they say it themselves. */
function byLength({ writers }: RepositoryView): FoundSnapshot[] {
  const lengthOf = ({ snapshot }: FoundSnapshot) => snapshot.audit?.position ?? 0;
  return writers
    .flatMap((writer) => writer.snapshots.map((one): FoundSnapshot => ({ ...one, writer })))
    .sort((a, b) => lengthOf(b) - lengthOf(a) || b.snapshot.at - a.snapshot.at);
}

/**
 * Whether one that was rebuilt says all that another could. While a vault is locked its computer signs how much of the log it has seen
 * itself: there may be more in it, and what was made before it has no more.
 */
function isCoveredBy({ at, db }: Rebuilt, { snapshot }: FoundSnapshot): boolean {
  const { audit, state } = snapshot;
  const isInLog = audit === null || isHeadIn(db, audit);
  return isInLog && ((state === 'open' && audit !== null) || snapshot.at <= at);
}

/** Whether a log is the one that ended so, or goes on from it. @param head with its hash in base64. */
export function isHeadIn(
  db: Database,
  { position, hash }: { readonly position: number; readonly hash: string },
): boolean {
  return storedHash(db, position)?.equals(fromBase64(hash)) === true;
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
