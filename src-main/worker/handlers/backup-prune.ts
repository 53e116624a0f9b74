import type { pruneCalls } from '../../contract/backup-prune.ts';
import type { CallOutput } from '../../contract/calls.ts';
import type { PruneReport } from '../../core/backup/prune/prune.ts';
import { acknowledgeTarget, pruneTargets } from '../../core/backup/prune/prune-targets.ts';
import type { ChainFault } from '../../core/backup/verify/chain-faults.ts';
import type { Handlers } from '../handler.ts';
import { named, shownOutcome } from './shown-target.ts';

export const pruneHandlers: Handlers<typeof pruneCalls> = {
  backupPrune: async ({ vault, job }, { target: reference = null, preview: isPreview }) => {
    const pruned = await pruneTargets(vault, { reference, isPreview }, job);
    const show = (report: PruneReport) => ({ pruned: shown(report) });
    return { targets: pruned.map((one) => shownOutcome(one, show, { pruned: null })) };
  },
  backupAcknowledge: async ({ vault, job }, { target: reference, upTo: number }) => {
    const { target, faults } = await acknowledgeTarget(vault, { reference, number }, job);
    return { target: named(target), upTo: number, faults: faults.map(shownFault) };
  },
};

type Pruned = NonNullable<CallOutput<'backupPrune'>['targets'][number]['pruned']>;

function shown({ faults, clocks, doClocksAgree, highest, snapshots, ...report }: PruneReport): Pruned {
  const { listed, waiting, removed, hidden, refused } = report;
  return {
    faults: faults.map(shownFault),
    upTo: highest,
    clocks: { computer: Math.round(clocks.writer), target: Math.round(clocks.target), agree: doClocksAgree },
    snapshots: [...snapshots],
    listed,
    waiting,
    removed,
    hidden,
    refused,
  };
}

function shownFault({ kind, first, last }: ChainFault): Pruned['faults'][number] {
  return { kind, first, last };
}
