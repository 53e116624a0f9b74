import { type ErrorCode, isViolation, VaultError } from '../../contract/errors.ts';
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
 * Reads the newest snapshot that the recovery key opens. One that is damaged says nothing; the one before it says most of the same.
 * @param folder where it is rebuilt for a while, as `RebuildPlace` has it.
 * @param after ms UTC: older ones are not looked at.
 * @returns null where there is none. @throws VaultError those of the target and of `use`; `cancelled`.
 */
export async function readNewestSnapshot<Result>(
  { env, folder, kit }: { readonly env: Environment; readonly folder: string; readonly kit: RecoveryKit },
  { repository, view }: { readonly repository: Repository; readonly view: RepositoryView },
  after: number,
  job: Job,
  use: (read: ReadByKit, access: KitAccess) => Promise<Result>,
): Promise<Result | null> {
  const later = view.writers
    .flatMap((writer) => writer.snapshots.map((one): FoundSnapshot => ({ ...one, writer })))
    .filter(({ snapshot }) => snapshot.at > after)
    .sort((a, b) => b.snapshot.at - a.snapshot.at);
  const { files, openPatched } = env;
  const restoring = { files, openPatched, target: repository.target, keyOf: withIdentity(kit.identity), job };
  for (const one of later) {
    try {
      return await withRebuiltDatabase({ env, folder, restoring }, one, kit, async (access) =>
        readByKit(access, job, async (read) => await use(read, access)),
      );
    } catch (error) {
      if (!isOfItself(error)) throw error;
    }
  }
  return null;
}

/** What is wrong with one source of what is known, and says nothing of the others. */
export function isOfItself(error: unknown): boolean {
  return isViolation(error) || (error instanceof VaultError && ofItself.has(error.code));
}

const ofItself: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'not-found',
  'file-unreadable',
  'recovery-key-wrong-vault',
  'vault-not-found',
  'vault-in-use',
  'vault-from-older-program',
  'vault-from-newer-program',
]);
