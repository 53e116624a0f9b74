import type { Finding, Problem } from '../../contract/check.ts';
import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { partOfWriter } from '../backup/repository/examine-file.ts';
import { verifyRepository } from '../backup/verify/verify-repository.ts';
import { Findings } from '../check/findings.ts';
import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import type { Job } from '../job.ts';
import { parseKit, type RecoveryKit } from '../recovery/kit.ts';
import { type KitAccess, leaveByKit, openByKit } from '../recovery/open-by-kit.ts';
import { readByKit } from '../recovery/read-by-kit.ts';
import { examineRestore } from '../restore/examine-restore.ts';
import { type FoundSnapshot, snapshotId } from '../restore/find-snapshot.ts';
import type { ReachedSource } from '../restore/reach-source.ts';
import type { Repository } from '../restore/repository-view.ts';
import { withIdentity } from '../restore/restore-files.ts';
import { restoreFound } from '../restore/restore-vault.ts';
import { type OpenVault, requireChangeable, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { compareLogs, compareRecords } from './compare-rows.ts';
import { withDrillFolder } from './drill-folder.ts';
import { type ProvedDocuments, proveDocuments } from './prove-documents.ts';
import { type ProvedVault, proveRestored } from './prove-restored.ts';
import type { Tally } from './tally.ts';

export interface WantedDrill {
  readonly source: ReachedSource;
  /** As `findSnapshot` takes it. */
  readonly snapshot: string;
  /** The text of the recovery key file. */
  readonly kitText: string;
}

/** What came of a drill: numbers, and no name of a client. Times in ms, moments in ms UTC. */
export interface DrillFacts {
  readonly passed: boolean;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly snapshot: {
    readonly id: string;
    readonly computer: string;
    readonly number: number;
    readonly at: number;
    /** Of its file. */
    readonly hash: string;
    /** Payloads of documents, and their bytes. */
    readonly documents: number;
    readonly bytes: number;
  };
  /** Silent for so long that backups which were cut off would look the same. */
  readonly isStale: boolean;
  /** What lies on the target and is in its place, in its length. */
  readonly repository: { readonly snapshots: number; readonly files: number; readonly bytes: number };
  /** From the first look at the target until the recovery key had opened the vault; null where it did not come so far. */
  readonly restoreMs: number | null;
  /** null where it did not come so far. */
  readonly proved: (ProvedVault & Omit<ProvedDocuments, 'beside'>) | null;
  /** Beside the vault that is worked in. */
  readonly beside: { readonly documents: Tally; readonly records: Tally; readonly entriesSince: number } | null;
  readonly findings: readonly Finding[];
}

/**
 * Restores a snapshot with the recovery key, as it would be after a disaster, into a folder that is there only for this; sees that
 * all of it opens and is what was signed, compares it with the vault that is worked in, and removes it again. What is wrong with
 * the backup is a finding; what keeps the drill from being made is an error.
 * @throws VaultError `not-authorised`; `recovery-key-wrong-vault`, `invalid-input`; `not-found` reason `snapshot`; `disk-full`;
 * `vault-in-use` reason `drill-running`; those of the target; `cancelled`. Progress in bytes, twice those of the documents.
 */
export async function runDrill(vault: OpenVault, wanted: WantedDrill, job: Job): Promise<DrillFacts> {
  requirePrivacyOfficer(vault);
  requireChangeable(vault);
  const kit = parseKit(wanted.kitText);
  try {
    if (kit.vault !== vault.id || kit.root !== vault.root) {
      throw new VaultError('recovery-key-wrong-vault', 'the recovery key is of another vault');
    }
    return await withDrillFolder(vault, (folder) => drill(vault, kit, wanted, folder, job));
  } finally {
    wipePostQuantumIdentity(kit.identity);
  }
}

async function drill(
  vault: OpenVault,
  kit: RecoveryKit,
  { source: { target, remembered }, snapshot }: WantedDrill,
  folder: string,
  job: Job,
): Promise<DrillFacts> {
  const { env, id, root } = vault;
  const findings = new Findings();
  const startedAt = env.clock.now();
  const repository: Repository = { target, vault: id, root, remembered, signal: job.signal };
  const quiet: Job = { signal: job.signal, report: () => undefined };
  const report = await verifyRepository(repository, root, { reads: 'names', remembered }, quiet);
  for (const { part, problem, what } of report.findings) findings.add(part, problem, what);
  const { found, inventory, isStale, isAcceptable, ...seen } = await examineRestore(
    { repository, snapshot },
    startedAt,
    quiet,
  );
  addOthers(findings, seen.findings);
  const { payloads, bytes } = found.snapshot.inventory;

  const watched = (from: number): Job => ({
    signal: job.signal,
    report: (done) => job.report(Math.min(from + done, 2 * bytes), 2 * bytes),
  });
  const ofBackup = (named: string) => (nameInRepository.test(named) ? partOfWriter(found.snapshot, named) : named);
  const restore = async () => {
    const restoring = { repository, keyOf: withIdentity(kit.identity), later: null, folder, inPlace: false };
    await restoreFound(env, { ...restoring, acceptFindings: true }, found, inventory, watched(0));
    return await openRestored(vault, folder, kit, found);
  };
  const part = `snapshots/${found.snapshot.number}`;
  const access = isAcceptable ? await unlessDamaged(findings, part, restore, ofBackup) : null;
  const opened = access && {
    restoreMs: env.clock.now() - startedAt,
    ...(await prove(vault, access, findings, watched(bytes))),
  };
  return {
    passed: findings.all.every((finding) => isNoDamage(finding)),
    startedAt,
    endedAt: env.clock.now(),
    snapshot: {
      id: snapshotId(found),
      computer: found.snapshot.computer,
      number: found.snapshot.number,
      at: found.snapshot.at,
      hash: found.hash,
      documents: payloads,
      bytes,
    },
    isStale,
    repository: {
      snapshots: report.writers.reduce((sum, { snapshots }) => sum + snapshots.length, 0),
      files: report.writers.reduce((sum, { files }) => sum + files, 0),
      bytes: report.writers.reduce((sum, writer) => sum + writer.bytes, 0),
    },
    restoreMs: opened?.restoreMs ?? null,
    proved: opened?.proved ?? null,
    beside: opened?.beside ?? null,
    findings: findings.all,
  };
}

async function openRestored(
  { env }: OpenVault,
  folder: string,
  kit: RecoveryKit,
  { snapshot }: FoundSnapshot,
): Promise<KitAccess> {
  const access = await openByKit(env, folder, kit, 'recover');
  if (snapshot.audit === null || access.log.head.position >= snapshot.audit.position) return access;
  leaveByKit(access);
  throw violated(`snapshots/${snapshot.number}`, 'the log ends before what the snapshot says');
}

async function prove(
  live: OpenVault,
  access: KitAccess,
  findings: Findings,
  job: Job,
): Promise<Pick<DrillFacts, 'proved' | 'beside'>> {
  try {
    const done = await unlessDamaged(findings, 'vault', () =>
      readByKit(access, job, async (read) => {
        const proved = await proveRestored(access, read, findings, job);
        const { beside: documents, ...contents } = await proveDocuments(read, live, findings, job);
        const records = await compareRecords(read.vault, live, findings, job);
        const entriesSince = compareLogs(read.vault, live, findings);
        return { proved: { ...proved, ...contents }, beside: { documents, records, entriesSince } };
      }),
    );
    return done ?? { proved: null, beside: null };
  } finally {
    leaveByKit(access);
  }
}

/** How a restore names what lies on the target: from the writer's folder on. */
const nameInRepository = /^(?:objects|packs|database|sealed|inventories|snapshots)\//;

/** Told of, and no damage: what others put there, and what a write left that was broken off. */
const standsInNoWay: ReadonlySet<Problem> = new Set<Problem>(['unknown-file', 'unfinished-write']);

/** That an earlier backup has more of the log says nothing here: it is compared with that of the vault that is worked in. */
function isNoDamage({ part, problem }: Finding): boolean {
  return standsInNoWay.has(problem) || (problem === 'vault-rolled-back' && part.startsWith('writers/'));
}

/** What is not as it was is what a drill is for. @returns null then. @throws what says nothing of the backup. */
async function unlessDamaged<Result>(
  findings: Findings,
  part: string,
  work: () => Promise<Result>,
  partOf: (named: string) => string = (named) => named,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (!isViolation(error)) throw error;
    const named = typeof error.details.part === 'string' ? error.details.part : part;
    findings.add(partOf(named), 'altered', error.message);
    return null;
  }
}

/** What two looks at the same target both found is told once. */
function addOthers(findings: Findings, others: readonly Finding[]): void {
  for (const { part, problem, what } of others) {
    if (findings.all.some((one) => one.part === part && one.problem === problem)) continue;
    findings.add(part, problem, what);
  }
}
