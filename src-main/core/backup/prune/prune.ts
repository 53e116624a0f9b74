import { VaultError } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { statementBytes } from '../../crypto/statement.ts';
import { checkCancelled } from '../../job.ts';
import { garbageName, writerFolder } from '../repository/names.ts';
import type { NumberRun } from '../repository/number-runs.ts';
import { mostGarbageNames, signGarbage } from '../repository/statements.ts';
import { promoteNext, readNext } from '../runs/memory.ts';
import { createSnapshot } from '../runs/send-snapshot.ts';
import { contentOf } from '../streams/content.ts';
import { inLanes } from '../streams/in-lanes.ts';
import { extendLocks } from './extend-locks.ts';
import { type FullPlan, type PrunePlan, type Pruning, planPrune, type Tally, tally } from './plan-prune.ts';

/** Files that are removed at once. */
const lanes = 4;
/** A target that refuses so often lets nothing be removed, and is not asked for each of thousands. */
const mostRefusals = 10;
/** By the target's clock. What is younger may be another client's that is still at work. */
const unfinishedAfterMs = 24 * 60 * 60 * 1000;

/** What pruning has done or, as a preview, would do. */
export interface PruneReport extends PrunePlan {
  readonly removed: Tally;
  /** Of `removed`: what the target keeps for itself all the same. */
  readonly hidden: number;
  /** Of `due`: what the target did not let go, for it is locked or this account may not remove there. */
  readonly refused: number;
}

/** What `pruneBackups` would do, without doing any of it. */
export async function previewPrune(pruning: Pruning): Promise<PruneReport> {
  const plan = told(await planPrune(pruning));
  return { ...plan, removed: plan.due, hidden: 0, refused: 0 };
}

/**
 * Removes what was listed as garbage long enough ago, and lists what no snapshot that stays needs (docs/formats.md section
 * 15.7). Wherever it is broken off, the next one goes on.
 * @throws VaultError as `planPrune`.
 */
export async function pruneBackups(pruning: Pruning): Promise<PruneReport> {
  await finishSnapshot(pruning);
  const plan = await planPrune(pruning);
  // First, for it makes the room that a full target lacks for a statement.
  const removal = await removeDue(pruning, plan);
  const hasListed = await listGarbage(pruning, plan);
  await removeSpent(pruning, plan, removal, hasListed);
  if (plan.faults.length === 0 && plan.doClocksAgree) await removeUnfinished(pruning, plan);
  await extendLocks(pruning, plan);
  const removed = plan.garbage.due.filter((name) => !removal.left.has(name));
  return { ...told(plan), removed: tally(removed, plan.present), hidden: removal.hidden, refused: removal.left.size };
}

function told({
  own: _own,
  present: _present,
  garbage: _garbage,
  goneNumbers: _numbers,
  ...plan
}: FullPlan): PrunePlan {
  return plan;
}

/** What a killed run was about to create is created first: what it stands on counts, and the snapshot is there. */
async function finishSnapshot({ target, files, memory, vault, computer, job }: Pruning): Promise<void> {
  const next = await readNext(files, memory);
  if (next === null) return;
  await createSnapshot({ target, folder: writerFolder(vault, computer.id), job }, next);
  await promoteNext(files, memory, next);
}

/** @returns whether there was anything to list. */
async function listGarbage(pruning: Pruning, plan: FullPlan): Promise<boolean> {
  const { target, vault, computer, job } = pruning;
  const { fresh } = plan.garbage;
  if (fresh.length === 0 && !tellsOfMore(plan)) return false;
  const snapshots = plan.goneNumbers.map(([first, last]): [number, number] => [first, last]);
  // Later than any that is there, also when the clock was put right by a minute: the latest one stays, and tells of all.
  const at = Math.max(plan.clocks.writer, 1 + Math.max(0, ...plan.own.signed.garbage.map(({ payload }) => payload.at)));
  // Once also when there is nothing but numbers to tell.
  for (let start = 0; start === 0 || start < fresh.length; start += mostGarbageNames) {
    const names = fresh.slice(start, start + mostGarbageNames);
    const statement = signGarbage({ vault, computer: computer.id, at, snapshots, names }, computer.signing);
    const bytes = statementBytes(statement);
    const name = garbageName(at, sha256(bytes).toString('hex'));
    await target.create(`${plan.own.folder}/${name}`, contentOf(bytes), job.signal);
  }
  return true;
}

/** Whether snapshots do not stay any more of which no statement tells yet. */
function tellsOfMore({ goneNumbers, own }: FullPlan): boolean {
  const isTold = ([first, last]: NumberRun) => own.chain.gone.some(([from, to]) => from <= first && last <= to);
  return !goneNumbers.every(isTold);
}

interface Removal {
  /** What is due and still there. */
  readonly left: ReadonlySet<string>;
  readonly hidden: number;
}

async function removeDue({ target, job }: Pruning, { own, garbage }: FullPlan): Promise<Removal> {
  const left = new Set(garbage.due);
  let [hidden, refusals] = [0, 0];
  const remove = async (name: string) => {
    checkCancelled(job);
    const outcome = await unlessRefused(target.remove(`${own.folder}/${name}`, job.signal));
    if (outcome === null) {
      refusals += 1;
      return;
    }
    if (outcome === 'hidden') hidden += 1;
    left.delete(name);
    job.report(garbage.due.length - left.size, garbage.due.length);
  };
  const works = async function* () {
    for (const name of garbage.due) if (refusals < mostRefusals) yield () => remove(name);
  };
  await inLanes(works(), lanes);
  return { left, hidden };
}

/** The last statement stays, for it tells of all that is gone. */
async function removeSpent(
  { target, job }: Pruning,
  { own, garbage }: FullPlan,
  { left }: Removal,
  hasListed: boolean,
): Promise<void> {
  const names = own.signed.garbage.map(({ name }) => name).sort();
  const newest = hasListed ? null : names.at(-1);
  const spent = new Set(garbage.spent);
  for (const { name, payload } of own.signed.garbage) {
    if (!spent.has(name) || name === newest || payload.names.some((one) => left.has(one))) continue;
    await unlessRefused(target.remove(`${own.folder}/${name}`, job.signal));
  }
}

async function removeUnfinished({ target, job }: Pruning, { own, present, clocks }: FullPlan): Promise<void> {
  const folders = new Set(['garbage', 'tombstones']);
  for (const name of present.keys()) folders.add(name.slice(0, name.lastIndexOf('/')));
  const works = async function* () {
    for (const folder of folders) {
      yield async () => {
        checkCancelled(job);
        const olderThan = clocks.target - unfinishedAfterMs;
        await unlessRefused(target.removeUnfinished(`${own.folder}/${folder}`, olderThan, job.signal));
      };
    }
  };
  await inLanes(works(), lanes);
}

/** @returns null when the target does not let it be done: what is locked there, or where this account may not remove. */
async function unlessRefused<Result>(removal: Promise<Result>): Promise<Result | null> {
  try {
    return await removal;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'target-refused') return null;
    throw error;
  }
}
