import type { pruneCalls } from '../../contract/backup-prune.ts';
import type { CallOutput } from '../../contract/calls.ts';
import { VaultError } from '../../contract/errors.ts';
import type { PruneReport } from '../../core/backup/prune/prune.ts';
import { acknowledgeTarget, pruneTargets } from '../../core/backup/prune/prune-targets.ts';
import type { ChainFault } from '../../core/backup/verify/chain-faults.ts';
import type { Handlers } from '../handler.ts';

export const pruneHandlers: Handlers<typeof pruneCalls> = {
  backupPrune: async ({ vault, job }, { target: reference = null, preview: isPreview }) => ({
    targets: (await pruneTargets(vault, { reference, isPreview }, job)).map(({ target: { id, name }, outcome }) => {
      const target = { id, name };
      if (!(outcome instanceof VaultError)) return { target, pruned: shown(outcome), error: null };
      return { target, pruned: null, error: { code: outcome.code, details: outcome.details } };
    }),
  }),
  backupAcknowledge: async ({ vault, job }, { target: reference, upTo: number }) => {
    const { target, faults } = await acknowledgeTarget(vault, { reference, number }, job);
    return { target: { id: target.id, name: target.name }, upTo: number, faults: faults.map(shownFault) };
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
