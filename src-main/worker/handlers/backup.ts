import { resolve } from 'node:path';
import type { backupCalls } from '../../contract/backup.ts';
import type { BackupTargetStatus } from '../../contract/backup-status.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { Finding } from '../../contract/check.ts';
import { VaultError } from '../../contract/errors.ts';
import type { Snapshot } from '../../core/backup/repository/statements.ts';
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
import type { KnownTarget } from '../../core/backup/targets/kept-settings.ts';
import { knownStatus } from '../../core/backup/targets/known-status.ts';
import { placeText } from '../../core/backup/targets/place-text.ts';
import { setTarget } from '../../core/backup/targets/set-target.ts';
import { listBackups, rebuildIndexes, verifyTargets } from '../../core/backup/verify/inspect-targets.ts';
import type { Backups } from '../backups.ts';
import type { Handlers } from '../handler.ts';

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
    backupList: async ({ env, job }, { vault, target = null }) => ({
      targets: (await listBackups(env, resolve(vault), target, job)).map(({ target: of, seen }) => {
        if (seen instanceof VaultError)
          return { target: named(of), snapshots: [], findings: [], error: shownError(seen) };
        const snapshots = seen.snapshots.map((one) => ({ ...shownSnapshot(one), computer: one.computer }));
        return { target: named(of), snapshots, findings: seen.findings.map(shownFinding), error: null };
      }),
    }),
    backupVerify: async ({ env, job }, { vault, target = null, sample }) => {
      const wanted = { reference: target, reads: sample ? 'sample' : 'all' } as const;
      const inspected = await verifyTargets(env, resolve(vault), wanted, job);
      return {
        targets: inspected.map(({ target: of, seen }) => {
          if (seen instanceof VaultError)
            return { target: named(of), findings: [], writers: [], error: shownError(seen) };
          const writers = seen.writers.map((writer) => ({ ...writer, snapshots: writer.snapshots.length }));
          return { target: named(of), findings: seen.findings.map(shownFinding), writers, error: null };
        }),
      };
    },
    backupRebuildIndex: async ({ env, job }, { vault, target = null }) => ({
      targets: (await rebuildIndexes(env, resolve(vault), target, job)).map(({ target: of, seen }) =>
        seen instanceof VaultError
          ? { target: named(of), before: null, now: null, error: shownError(seen) }
          : { target: named(of), ...seen, error: null },
      ),
    }),
  };
}

function named({ id, name }: KnownTarget): { id: string; name: string } {
  return { id, name };
}

function shownStatus(status: BackupTargetStatus, now: number): CallOutput<'backupStatus'>['targets'][number] {
  const { goodAt, findings } = status;
  return { ...status, findings: findings.length, ageMs: goodAt === null ? null : Math.max(0, now - goodAt) };
}

function shownTried({ target, abilities, space }: TriedTarget): CallOutput<'backupTargetAdd'> {
  return { ...named(target), place: placeText(target.settings), abilities, space };
}

function shownRun({ target, outcome }: TargetRun): CallOutput<'backupRun'>['runs'][number] {
  if (outcome instanceof VaultError) {
    const nothing = { outcome: 'failed', snapshot: null, damaged: [], lostItsEnd: false } as const;
    return { ...nothing, damaged: [], target: named(target), error: shownError(outcome) };
  }
  return {
    target: named(target),
    outcome: outcome.isNew ? 'made' : 'unchanged',
    snapshot: shownSnapshot(outcome.snapshot),
    damaged: [...outcome.damaged.keys()],
    lostItsEnd: outcome.lostItsEnd,
    error: null,
  };
}

function shownSnapshot({ number, at, state, inventory: { payloads, bytes } }: Snapshot) {
  return { number, at, state, payloads, bytes };
}

function shownFinding({ part, problem, what }: Finding): Omit<Finding, 'about'> {
  return { part, problem, what };
}

function shownError({ code, details }: VaultError): Pick<VaultError, 'code' | 'details'> {
  return { code, details };
}
