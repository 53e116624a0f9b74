import type { Finding } from '../../../contract/check.ts';
import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { Environment } from '../../vault/open-vault.ts';
import { writerFolder } from '../repository/names.ts';
import type { Snapshot } from '../repository/statements.ts';
import { readLast } from '../runs/memory.ts';
import { rebuiltMemory } from '../runs/rebuild-memory.ts';
import { type VaultHere, withVaultHere } from '../sources/vault-here.ts';
import { eachTarget, type TargetOutcome } from '../targets/each-target.ts';
import { type KnownTarget, memoryOf, readBackupSettings, targetsMeant } from '../targets/kept-settings.ts';
import { holdingMemory, withTarget } from '../targets/reach-target.ts';
import { foundAt, readState, writeVerified } from '../targets/target-state.ts';
import { type ReadRepository, readWriters } from './read-repository.ts';
import type { RememberedChain } from './verify-chain.ts';
import { type Reads, type RepositoryReport, verifyRepository } from './verify-repository.ts';

/*
 * What anybody may do with the targets of this computer who may use its account: nothing of it needs a key of the vault, and
 * nobody need be signed in.
 */

/** Snapshots as their writers signed them, those that are retired left out. */
export interface ListedBackups {
  readonly snapshots: readonly Snapshot[];
  readonly findings: readonly Finding[];
}

/** @param reference as in `targetsMeant`. @throws VaultError those of `withVaultHere`; `not-found`, `cancelled`. */
export async function listBackups(
  env: Environment,
  folder: string,
  reference: string | null,
  job: Job,
): Promise<readonly TargetOutcome<ListedBackups>[]> {
  return await inspectEach(env, folder, reference, job, async (here, target) => {
    const remembered = await rememberedOf(here, target);
    return await withRepository(here, target, job, async (repository) => {
      const { writers, findings } = await readWriters(repository, rootOf(here), remembered);
      const snapshots = writers.flatMap(({ chain }) =>
        chain.snapshots.filter(({ retired }) => !retired).map(({ payload }) => payload),
      );
      return { snapshots, findings };
    });
  });
}

/** As `listBackups`: whether all that snapshots need is there as it was written. */
export async function verifyTargets(
  env: Environment,
  folder: string,
  { reference, reads }: { readonly reference: string | null; readonly reads: Reads },
  job: Job,
): Promise<readonly TargetOutcome<RepositoryReport>[]> {
  return await inspectEach(env, folder, reference, job, async (here, target) => {
    return await verifyTarget(here, target, reads, job);
  });
}

/** As `verifyTargets`, of one. */
export async function verifyTarget(
  here: VaultHere,
  target: KnownTarget,
  reads: Reads,
  job: Job,
): Promise<RepositoryReport> {
  if (reads === 'all') await keepVerification(here, target, null);
  const remembered = await rememberedOf(here, target);
  const report = await withRepository(here, target, job, (repository) =>
    verifyRepository(repository, rootOf(here), { reads, remembered }, job),
  );
  if (reads === 'all') await keepVerification(here, target, report.findings);
  return report;
}

/**
 * As `listBackups`: this computer forgets what it remembers of a target, and begins with what lies there now.
 * @returns the numbers of the newest snapshot that it knew of and of the newest one there; null for none.
 */
export async function rebuildIndexes(
  env: Environment,
  folder: string,
  reference: string | null,
  job: Job,
): Promise<readonly TargetOutcome<{ readonly before: number | null; readonly now: number | null }>[]> {
  return await inspectEach(
    env,
    folder,
    reference,
    job,
    async (here, target) =>
      await holdingMemory(here, target.id, async (memory) => {
        const { files } = env;
        const before = (await readLast(files, memory))?.remembered.seen.number ?? null;
        const { id: vault, computer } = here;
        const rebuilt = await withTarget(here, target, async (opened) => {
          const reading = { target: opened, folder: writerFolder(vault, computer.id), vault, computer, job };
          return await rebuiltMemory({ ...reading, files, memory }, null);
        });
        if (rebuilt === null) await forgetSnapshots(here, target);
        return { before, now: rebuilt?.snapshot.number ?? null };
      }),
  );
}

async function inspectEach<Seen>(
  env: Environment,
  folder: string,
  reference: string | null,
  job: Job,
  inspect: (here: VaultHere, target: KnownTarget) => Promise<Seen>,
): Promise<readonly TargetOutcome<Seen>[]> {
  return await withVaultHere(env, folder, async (here) => {
    const targets = targetsMeant(await readBackupSettings(here), reference);
    return await eachTarget(targets, job, (target) => inspect(here, target));
  });
}

async function withRepository<Result>(
  here: VaultHere,
  target: KnownTarget,
  { signal }: Job,
  work: (repository: ReadRepository) => Promise<Result>,
): Promise<Result> {
  return await withTarget(here, target, (opened) => work({ target: opened, vault: here.id, signal }));
}

/** @throws VaultError `keychain-entry-missing` where nobody has signed in yet: then nothing can be verified from it. */
function rootOf({ computer }: VaultHere): string {
  if (computer.root !== null) return computer.root;
  throw new VaultError('keychain-entry-missing', 'nobody has signed in on this computer yet');
}

/** By computer, which is this one alone. */
async function rememberedOf(here: VaultHere, target: KnownTarget): Promise<ReadonlyMap<string, RememberedChain>> {
  const last = await readLast(here.env.files, memoryOf(here, target.id));
  if (last === null) return new Map();
  const { number, sha256: hash } = last.remembered.seen;
  return new Map([[here.computer.id, { number, hash }]]);
}

/** @param found null: it begins. */
async function keepVerification(here: VaultHere, target: KnownTarget, found: readonly Finding[] | null): Promise<void> {
  const { files, clock } = here.env;
  const memory = memoryOf(here, target.id);
  const now = clock.now();
  const { verified } = await readState(files, memory);
  const done = found === null ? (verified?.done ?? null) : { at: now, findings: foundAt(now, found) };
  await writeVerified(files, memory, { done, begunAt: found === null ? now : (verified?.begunAt ?? now) });
}

/** What is remembered of a target where nothing lies. */
async function forgetSnapshots(here: VaultHere, { id }: KnownTarget): Promise<void> {
  const { files } = here.env;
  const memory = memoryOf(here, id);
  for (const name of await files.list(memory)) {
    if (/^(?:(?:last|next)\.json|(?:pages|inventory|sent)-[0-9a-f]+)$/.test(name))
      await files.remove(`${memory}/${name}`);
  }
}
