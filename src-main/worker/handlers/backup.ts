import { resolve } from 'node:path';
import type { backupCalls } from '../../contract/backup.ts';
import type { BackupTargetStatus } from '../../contract/backup-status.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { Finding } from '../../contract/check.ts';
import type { Snapshot } from '../../core/backup/repository/statements.ts';
import type { BackupRun } from '../../core/backup/runs/run-backup.ts';
import { type RunHere, runLocked, runOpen, type TargetRun } from '../../core/backup/runs/run-targets.ts';
import { tellBackups } from '../../core/backup/runs/tell-backups.ts';
import {
  addTarget,
  listTargets,
  removeTarget,
  requireBackupKeeper,
  type TriedTarget,
  testTarget,
} from '../../core/backup/targets/change-targets.ts';
import { knownStatus } from '../../core/backup/targets/known-status.ts';
import { placeText } from '../../core/backup/targets/place-text.ts';
import { setTarget } from '../../core/backup/targets/set-target.ts';
import {
  type ListedBackups,
  listBackups,
  rebuildIndexes,
  verifyTargets,
} from '../../core/backup/verify/inspect-targets.ts';
import type { RepositoryReport } from '../../core/backup/verify/verify-repository.ts';
import type { Backups } from '../backups.ts';
import type { Handlers } from '../handler.ts';
import { named, shownOutcome } from './shown-target.ts';

export function backupHandlers(backups: Backups): Handlers<typeof backupCalls> {
  const runHere: RunHere = (vault, target, job) => backups.runNow(vault, target, job);
  return {
    backupTargetAdd: async ({ vault, job }, wanted) => shownTried(await addTarget(vault, wanted, job)),
    backupTargetList: async ({ vault }) =>
      (await listTargets(vault)).map((target) => {
        return { ...named(target), kind: target.settings.kind, place: placeText(target.settings) };
      }),
    backupTargetTest: async ({ vault, job }, { target }) => shownTried(await testTarget(vault, target, job)),
    backupTargetSet: async ({ vault, job }, { target, ...changes }) =>
      shownTried(await setTarget(vault, target, changes, job)),
    backupTargetRemove: async ({ vault }, { target }) => named(await removeTarget(vault, target)),
    backupRun: async ({ vault, job }, { target = null }) => {
      requireBackupKeeper(vault);
      return { runs: (await runOpen(vault, target, job, runHere)).map(shownRun) };
    },
    backupTell: async ({ vault }) => ({ told: await tellBackups(vault) }),
    backupRunLocked: async ({ env, job }, { vault, target = null }) => ({
      runs: (await runLocked(env, resolve(vault), target, job, runHere)).map(shownRun),
    }),
    backupWatch: async ({ env }, { vault }) => {
      await backups.watch(env, resolve(vault));
      return {};
    },
    backupStatus: async ({ env }, { vault }) => {
      const now = env.clock.now();
      const live = await backups.status(env, resolve(vault));
      const { targets } = live ?? { targets: await knownStatus(env, resolve(vault)) };
      return { targets: targets.map((target) => shownStatus(target, now)) };
    },
    backupList: async ({ env, job }, { vault, target = null }) => {
      const show = ({ snapshots, findings }: ListedBackups) => ({
        snapshots: snapshots.map((one) => ({ ...shownSnapshot(one), computer: one.computer })),
        findings: findings.map(shownFinding),
      });
      const listed = await listBackups(env, resolve(vault), target, job);
      return { targets: listed.map((one) => shownOutcome(one, show, { snapshots: [], findings: [] })) };
    },
    backupVerify: async ({ env, job }, { vault, target = null, sample }) => {
      const wanted = { reference: target, reads: sample ? 'sample' : 'all' } as const;
      const show = ({ findings, writers }: RepositoryReport) => ({
        findings: findings.map(shownFinding),
        writers: writers.map((writer) => ({ ...writer, snapshots: writer.snapshots.length })),
      });
      const verified = await verifyTargets(env, resolve(vault), wanted, job);
      return { targets: verified.map((one) => shownOutcome(one, show, { findings: [], writers: [] })) };
    },
    backupRebuildIndex: async ({ env, job }, { vault, target = null }) => {
      const rebuilt = await rebuildIndexes(env, resolve(vault), target, job);
      return { targets: rebuilt.map((one) => shownOutcome(one, (numbers) => numbers, { before: null, now: null })) };
    },
  };
}

function shownStatus(status: BackupTargetStatus, now: number): CallOutput<'backupStatus'>['targets'][number] {
  const { goodAt, findings } = status;
  return { ...status, findings: findings.length, ageMs: goodAt === null ? null : Math.max(0, now - goodAt) };
}

function shownTried({ target, abilities, space }: TriedTarget): CallOutput<'backupTargetAdd'> {
  return { ...named(target), place: placeText(target.settings), abilities, space };
}

function shownRun(run: TargetRun): CallOutput<'backupRun'>['runs'][number] {
  const show = ({ isNew, snapshot, damaged, lostItsEnd }: BackupRun) => ({
    outcome: isNew ? ('made' as const) : ('unchanged' as const),
    snapshot: shownSnapshot(snapshot),
    damaged: [...damaged.keys()],
    lostItsEnd,
  });
  return shownOutcome(run, show, { outcome: 'failed' as const, snapshot: null, damaged: [], lostItsEnd: false });
}

function shownSnapshot({ number, at, state, inventory: { payloads, bytes } }: Snapshot) {
  return { number, at, state, payloads, bytes };
}

function shownFinding({ part, problem, what }: Finding): Omit<Finding, 'about'> {
  return { part, problem, what };
}
