import type { Clock } from '../../ports/clock.ts';
import { type NumberRun, runsOutside } from '../repository/number-runs.ts';
import type { Snapshot } from '../repository/statements.ts';
import { SentJournal } from '../runs/sent-journal.ts';
import { type ChainFault, type ChainSnapshot, clockToleranceMs, highestNumber } from '../verify/chain-faults.ts';
import { type OwnBackups, type OwnChain, readOwnChain } from '../verify/own-chain.ts';
import { findGarbage, presentFiles } from './find-garbage.ts';
import { type GarbagePlan, planGarbage } from './garbage-plan.ts';
import { type KeptBecause, planRetention } from './retention.ts';
import type { RetentionRules } from './retention-rules.ts';

export interface Pruning extends OwnBackups {
  readonly clock: Clock;
  readonly rules: RetentionRules;
  /** The Privacy Officer's word about this chain. */
  readonly acknowledged: { readonly number: number; readonly at: number } | null;
}

/** Files, and how long they are together. */
export interface Tally {
  readonly files: number;
  readonly bytes: number;
}

/** What becomes of a snapshot, and by which rule; `because` is null for one that goes. */
interface PrunedSnapshot {
  readonly number: number;
  /** ms UTC. */
  readonly at: number;
  readonly state: Snapshot['state'];
  readonly because: KeptBecause | null;
}

/** What pruning does or, as a preview, would do. */
export interface PrunePlan {
  /** While there are any, nothing goes until the Privacy Officer has acknowledged them. */
  readonly faults: readonly ChainFault[];
  /** What time it is, ms UTC. */
  readonly clocks: { readonly writer: number; readonly target: number };
  /** Nothing goes either while these two clocks do not agree. */
  readonly doClocksAgree: boolean;
  /** The highest number that anything tells of. */
  readonly highest: number;
  /** By number; those that are garbage already are not among them. */
  readonly snapshots: readonly PrunedSnapshot[];
  /** What is listed as garbage now, what waits, since it was listed not long ago, and what goes now. */
  readonly listed: Tally;
  readonly waiting: Tally & { readonly until: number | null };
  readonly due: Tally;
}

/** A plan with all that carrying it out takes. */
export interface FullPlan extends PrunePlan {
  readonly own: OwnChain;
  readonly present: ReadonlyMap<string, number>;
  readonly garbage: GarbagePlan;
  /** The numbers of all snapshots that do not stay. */
  readonly goneNumbers: readonly NumberRun[];
}

const dayMs = 24 * 60 * 60 * 1000;
const nothing: GarbagePlan = { fresh: [], waiting: [], waitingUntil: null, due: [], spent: [] };

/**
 * What pruning the backups of this computer on a target would do. Changes nothing.
 * @throws VaultError of the target, `cancelled`; `integrity-violated`, `not-found` when an inventory that a kept snapshot needs is
 * not as it was: then nobody can tell what is garbage.
 */
export async function planPrune(pruning: Pruning): Promise<FullPlan> {
  const { target, clock, rules, acknowledged, job } = pruning;
  const own = await readOwnChain(pruning, acknowledged);
  const clocks = { writer: clock.now(), target: await target.now(job.signal) };
  const doClocksAgree = Math.abs(clocks.writer - clocks.target) <= clockToleranceMs;
  const { faults, verdicts } = planRetention(own.chain, clocks.writer, rules);
  const present = await presentFiles({ target, folder: own.folder, job });
  const isFrozen = faults.length > 0 || !doClocksAgree || verdicts.length === 0;
  const kept = verdicts.filter(({ because }) => because !== null);
  const garbage = isFrozen ? nothing : await garbageNow(pruning, own, present, { clocks, kept });
  const byItself = kept.filter(({ because }) => because !== 'stood-on').map(({ snapshot }) => snapshot.number);
  const newest = Math.max(0, ...byItself);
  return {
    faults,
    clocks,
    doClocksAgree,
    highest: highestNumber(own.chain),
    snapshots: verdicts.flatMap(({ snapshot, because }) => shown(own, snapshot, because)),
    listed: tally(garbage.fresh, present),
    waiting: { ...tally(garbage.waiting, present), until: garbage.waitingUntil },
    due: tally(garbage.due, present),
    own,
    present,
    garbage,
    goneNumbers: isFrozen
      ? []
      : runsOutside(
          [1, newest],
          byItself.map((number): NumberRun => [number, number]),
        ),
  };
}

async function garbageNow(
  { target, files, memory, rules, job }: Pruning,
  { folder, signed, chain }: OwnChain,
  present: ReadonlyMap<string, number>,
  { clocks, kept }: Pick<PrunePlan, 'clocks'> & { readonly kept: readonly { readonly snapshot: ChainSnapshot }[] },
): Promise<GarbagePlan> {
  const stays = new Set(kept.map(({ snapshot }) => snapshot.sha256));
  const { sent } = await SentJournal.open(files, memory);
  const garbage = await findGarbage({ target, folder, job }, present.keys(), {
    kept: signed.snapshots.flatMap(({ payload, ...file }) => (stays.has(file.sha256) ? [{ ...payload, ...file }] : [])),
    snapshots: chain.snapshots,
    heartbeats: chain.heartbeats,
    heartbeatsFrom: clocks.writer - rules.oldestDays * dayMs,
    sent: sent.values(),
  });
  return planGarbage({ present: new Set(present.keys()), garbage }, signed.garbage, clocks, rules);
}

function shown({ signed }: OwnChain, { number, sha256, at }: ChainSnapshot, because: KeptBecause | null) {
  const found = signed.snapshots.find((one) => one.sha256 === sha256);
  if (!found || found.retired) return [];
  return [{ number, at, state: found.payload.state, because }];
}

export function tally(names: readonly string[], present: ReadonlyMap<string, number>): Tally {
  return { files: names.length, bytes: names.reduce((sum, name) => sum + (present.get(name) ?? 0), 0) };
}
