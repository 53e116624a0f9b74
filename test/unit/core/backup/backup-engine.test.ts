import { beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src-main/contract/check.ts';
import { type ErrorCode, VaultError } from '../../../../src-main/contract/errors.ts';
import { BackupEngine } from '../../../../src-main/core/backup/engine/backup-engine.ts';
import type { LaneSurroundings } from '../../../../src-main/core/backup/engine/target-lane.ts';
import { afterFailedPruning } from '../../../../src-main/core/backup/prune/prune-state.ts';
import {
  afterFailedRun,
  afterGoodRun,
  foundAt,
  noState,
  type TargetState,
} from '../../../../src-main/core/backup/targets/target-state.ts';
import { type Job, unwatched } from '../../../../src-main/core/job.ts';
import { dayMs, hourMs, monday } from '../../../support/backup-chain.ts';

const secondMs = 1000;
const minuteMs = 60_000;
interface LaneRun {
  readonly number: number;
  readonly findings: readonly Finding[];
}

const finding = { part: 'packs/ab', problem: 'altered', what: 'not as it was sent', about: null } as const;

/** The outside of an engine, with runs that end when a test says so. */
class Outside {
  now = monday + 9 * hourMs;
  /** Of the log; null while nobody is signed in. */
  position: number | null = 1;
  /** What runs do, by target; without anything they end well at once. */
  readonly runs = new Map<string, (job: Job) => Promise<LaneRun>>();
  readonly verifies = new Map<string, (job: Job) => Promise<LaneRun['findings']>>();
  /** The targets of all runs, in their order. */
  readonly begun: string[] = [];
  readonly verified: string[] = [];
  /** What prunings do, by target; without anything they end at once. */
  readonly prunes = new Map<string, (job: Job) => Promise<void>>();
  /** When they were begun. */
  readonly prunedAt: number[] = [];
  /** Under way; no status tells of them. */
  pruning = 0;
  /** As many runs were under way to one target at once. */
  mostAtOnce = 0;
  #atOnce = 0;
  changes = 0;
  /** As they lie on disk, whatever becomes of the engine. */
  readonly #states = new Map<string, TargetState>();

  around(): LaneSurroundings<LaneRun> {
    return {
      clock: { now: () => this.now },
      spread: () => 0.5,
      state: async (target) => this.#state(target),
      position: () => this.position,
      run: (target, job) => this.#run(target, job),
      verify: (target, job) => this.verify(target, job),
      prune: (target, job) => this.#prune(target, job),
      changed: () => {
        this.changes += 1;
      },
    };
  }

  #state(target: string): TargetState {
    return this.#states.get(target) ?? noState;
  }

  async #run(target: string, job: Job): Promise<LaneRun> {
    this.begun.push(target);
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    try {
      await Promise.resolve();
      const run = (await this.runs.get(target)?.(job)) ?? this.good;
      const kept = { at: this.now, tookMs: 0, number: run.number, findings: run.findings };
      this.#states.set(target, afterGoodRun(this.#state(target), kept));
      return run;
    } catch (error) {
      const isKept = error instanceof VaultError && error.code !== 'cancelled' && error.code !== 'vault-in-use';
      if (isKept) this.#states.set(target, afterFailedRun(this.#state(target), { at: this.now, jitter: 0, error }));
      throw error;
    } finally {
      this.#atOnce -= 1;
    }
  }

  /** Also by hand, as somebody does beside the engine. */
  async verify(target: string, job: Job = unwatched): Promise<void> {
    this.verified.push(target);
    const state = this.#state(target);
    this.#states.set(target, { ...state, verified: { done: state.verified?.done ?? null, begunAt: this.now } });
    const findings = (await this.verifies.get(target)?.(job)) ?? [];
    const done = { at: this.now, findings: foundAt(this.now, findings) };
    this.#states.set(target, { ...this.#state(target), verified: { done, begunAt: this.now } });
  }

  async #prune(target: string, job: Job): Promise<void> {
    this.prunedAt.push(this.now);
    this.pruning += 1;
    try {
      await this.prunes.get(target)?.(job);
      const done = { at: this.now, faults: [], doClocksAgree: true, refused: 0 };
      this.#states.set(target, { ...this.#state(target), pruned: { done, failed: null } });
    } catch (error) {
      if (!(error instanceof VaultError) || error.code === 'cancelled') throw error;
      const state = this.#state(target);
      this.#states.set(target, { ...state, pruned: afterFailedPruning(state.pruned, this.now, error) });
      throw error;
    } finally {
      this.pruning -= 1;
    }
  }

  readonly good: LaneRun = { number: 7, findings: [] };

  fails(target: string, code: ErrorCode): void {
    this.runs.set(target, () => Promise.reject(new VaultError(code, 'as the test has it')));
  }

  works(target: string): void {
    this.runs.delete(target);
  }
}

let outside: Outside;
let engine: BackupEngine<LaneRun>;
const one = [{ id: 'stick', name: 'The stick' }];

/** Lets time go by as the program does: it looks every few seconds, and what has begun can end. */
async function pass(ms: number, everyMs = ms > 2 * hourMs ? 5 * minuteMs : 5 * secondMs): Promise<void> {
  for (let passed = 0; passed < ms; passed += everyMs) {
    outside.now += everyMs;
    await engine.look();
    await idle();
  }
}

/** Until nothing is under way but what waits for the test. */
async function idle(): Promise<void> {
  const isPruning = () => outside.pruning > 0 && !held.has('pruning');
  while (isPruning() || !engine.status().targets.every(({ activities }) => activities.every(isHeld))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const held = new Set<string>();
const isHeld = ({ what }: { readonly what: string }) => held.has(what);

const statusOf = (id: string) => engine.status().targets.find((target) => target.id === id);

async function begin(targets = one): Promise<void> {
  engine = new BackupEngine(outside.around());
  await engine.setTargets(targets);
  await engine.look();
  await idle();
}

beforeEach(() => {
  outside = new Outside();
  held.clear();
});

describe('the engine', () => {
  test('begins with a run, gathers what changes for less than a minute, and rests while nothing does', async () => {
    await begin();
    expect(outside.begun).toEqual(['stick']);
    // Whether all was noticed before the first look is not known.
    await pass(minuteMs);
    outside.begun.length = 0;
    await pass(10 * minuteMs);
    expect(outside.begun).toEqual([]);
    for (let change = 2; change <= 8; change += 1) {
      outside.position = change;
      await pass(5 * secondMs);
    }
    expect(outside.begun).toEqual([]);
    expect(statusOf('stick')?.changedAt).toBe(outside.now - 30 * secondMs);
    await pass(15 * secondMs);
    expect(outside.begun).toEqual(['stick']);
    expect(statusOf('stick')).toMatchObject({ goodAt: outside.now, changedAt: null, failed: null, alerts: [] });
  });

  test('runs every hour while somebody is signed in, and once a day while nobody is', async () => {
    await begin();
    await pass(minuteMs);
    outside.begun.length = 0;
    await pass(hourMs);
    expect(outside.begun).toEqual(['stick']);
    outside.position = null;
    await pass(5 * hourMs);
    expect(outside.begun).toEqual(['stick']);
    // To half past midnight, by its own spread.
    await pass(10 * hourMs);
    expect(outside.begun).toEqual(['stick', 'stick']);
  });

  test('what is changed during a run is sent by the next one, at its time', async () => {
    await begin();
    await pass(minuteMs);
    outside.begun.length = 0;
    const run = Promise.withResolvers<LaneRun>();
    outside.runs.set('stick', () => run.promise);
    held.add('backup');
    outside.position = 2;
    await pass(minuteMs);
    expect(statusOf('stick')?.activities).toMatchObject([{ what: 'backup' }]);
    expect(statusOf('stick')?.nextRunAt).toBeNull();
    outside.position = 3;
    await pass(10 * secondMs);
    const noticed = outside.now - 5 * secondMs;
    held.clear();
    run.resolve(outside.good);
    outside.works('stick');
    await idle();
    expect(statusOf('stick')?.changedAt).toBe(noticed);
    await pass(50 * secondMs);
    expect(outside.begun).toEqual(['stick', 'stick']);
  });

  test('a target that is slow delays no other', async () => {
    const slow = Promise.withResolvers<LaneRun>();
    outside.runs.set('slow', () => slow.promise);
    held.add('backup');
    await begin([
      { id: 'slow', name: 'Slow' },
      { id: 'quick', name: 'Quick' },
    ]);
    for (let change = 2; change <= 5; change += 1) {
      outside.position = change;
      await pass(minuteMs);
    }
    expect(outside.begun.filter((target) => target === 'slow')).toHaveLength(1);
    expect(outside.begun.filter((target) => target === 'quick').length).toBeGreaterThanOrEqual(5);
    held.clear();
    slow.resolve(outside.good);
    await idle();
  });

  test('an absent target is tried again, ever more seldom, and how old the last good run is stays known', async () => {
    await begin();
    await pass(minuteMs);
    const goodAt = statusOf('stick')?.goodAt;
    outside.fails('stick', 'target-unreachable');
    outside.position = 2;
    outside.begun.length = 0;
    await pass(hourMs);
    // After 45 s, then 1, 2, 4, 8, 16 minutes after the one before.
    expect(outside.begun).toHaveLength(6);
    expect(statusOf('stick')).toMatchObject({ goodAt, failed: { inARow: 6, code: 'target-unreachable' } });
    await pass(2 * dayMs);
    expect(statusOf('stick')?.alerts).toEqual(['too-old']);
    // The program is started anew meanwhile.
    await engine.stop();
    outside.begun.length = 0;
    await begin();
    expect(statusOf('stick')).toMatchObject({ goodAt, alerts: ['too-old'] });
    expect(outside.begun).toEqual([]);
    outside.works('stick');
    await pass(hourMs);
    expect(statusOf('stick')).toMatchObject({ failed: null, alerts: [], changedAt: null });
    expect(outside.begun.length).toBeGreaterThan(0);
  });

  test('a vault that is opened, closed or in use by another program meanwhile is no failure of the target', async () => {
    await begin();
    await pass(minuteMs);
    for (const code of ['cancelled', 'vault-in-use'] as const) {
      outside.fails('stick', code);
      outside.position = (outside.position ?? 0) + 1;
      await pass(minuteMs);
      outside.begun.length = 0;
      expect(statusOf('stick')).toMatchObject({ failed: null });
      expect(statusOf('stick')?.changedAt).not.toBeNull();
      outside.works('stick');
      await pass(20 * secondMs);
      expect(outside.begun).toEqual(['stick']);
      expect(statusOf('stick')?.changedAt).toBeNull();
    }
  });

  test('what was not as it was sent is an alert, until everything was read and is in order', async () => {
    await begin();
    outside.runs.set('stick', () => Promise.resolve({ ...outside.good, findings: [finding] }));
    outside.position = 2;
    await pass(minuteMs);
    outside.works('stick');
    outside.position = 3;
    await pass(minuteMs);
    expect(statusOf('stick')).toMatchObject({ alerts: ['verification-failed'], failed: null });
    expect(statusOf('stick')?.findings.map(({ part }) => part)).toEqual(['packs/ab']);
    await engine.stop();
    await begin();
    expect(statusOf('stick')?.alerts).toEqual(['verification-failed']);
    await outside.verify('stick');
    await engine.refresh();
    expect(statusOf('stick')).toMatchObject({ alerts: [], findings: [], verifiedAt: outside.now });
  });

  test('reads everything once a week, beside the runs', async () => {
    await begin();
    outside.position = null;
    await pass(7 * dayMs - 10 * minuteMs);
    expect(outside.verified).toEqual([]);
    const reading = Promise.withResolvers<[]>();
    outside.verifies.set('stick', () => reading.promise);
    held.add('verification');
    await pass(15 * minuteMs);
    expect(outside.verified).toEqual(['stick']);
    outside.begun.length = 0;
    outside.position = 2;
    await pass(minuteMs);
    expect(outside.begun).toEqual(['stick']);
    held.clear();
    reading.resolve([]);
    await idle();
    expect(statusOf('stick')?.verifiedAt).toBe(outside.now);
    await pass(hourMs);
    expect(outside.verified).toEqual(['stick']);
  });

  test('prunes once a day, and not while the backups themselves fail', async () => {
    await begin();
    const begunAt = outside.now;
    await pass(3 * dayMs + hourMs, minuteMs);
    expect(outside.prunedAt.map((at) => Math.round((at - begunAt) / hourMs))).toEqual([24, 48, 72]);
    expect(statusOf('stick')?.pruning).toEqual({ at: outside.prunedAt.at(-1), heldBy: null, failed: null });
    outside.fails('stick', 'target-unreachable');
    await pass(2 * dayMs);
    expect(outside.prunedAt).toHaveLength(3);
    outside.works('stick');
    await pass(2 * hourMs);
    expect(outside.prunedAt).toHaveLength(4);
  });

  test('a pruning that fails is told of, tried again an hour later, and fails no run', async () => {
    await begin();
    outside.prunes.set('stick', () => Promise.reject(new VaultError('target-unreachable', 'gone meanwhile')));
    await pass(dayMs + 10 * minuteMs, minuteMs);
    expect(outside.prunedAt).toHaveLength(1);
    const [at] = outside.prunedAt;
    expect(statusOf('stick')).toMatchObject({
      failed: null,
      pruning: { at: null, heldBy: null, failed: { at, code: 'target-unreachable', reason: null } },
    });
    outside.prunes.delete('stick');
    await pass(hourMs, minuteMs);
    expect(outside.prunedAt).toHaveLength(2);
    expect(statusOf('stick')?.pruning).toEqual({ at: outside.prunedAt[1], heldBy: null, failed: null });
  });

  test('a pruning gives way to a run, ends with the engine, and goes on later', async () => {
    await begin();
    const untilAborted = (job: Job) =>
      new Promise<never>((_, reject) => {
        job.signal.addEventListener('abort', () => reject(new VaultError('cancelled', 'gave way')));
      });
    outside.prunes.set('stick', untilAborted);
    held.add('pruning');
    await pass(dayMs + minuteMs, minuteMs);
    expect([outside.pruning, outside.prunedAt.length]).toEqual([1, 1]);
    // What nobody waits for is no activity.
    expect(statusOf('stick')?.activities).toEqual([]);
    outside.begun.length = 0;
    outside.position = 2;
    await pass(minuteMs);
    expect([outside.begun, outside.pruning]).toEqual([['stick'], 0]);
    expect(statusOf('stick')?.pruning).toEqual({ at: null, heldBy: null, failed: null });
    // No run of the hour comes meanwhile.
    outside.position = null;
    await pass(hourMs, minuteMs);
    expect([outside.pruning, outside.prunedAt.length]).toEqual([1, 2]);
    await engine.stop();
    expect(outside.pruning).toBe(0);
  });

  test('a run that is asked for comes at once, behind one that is under way, and tells its caller why it failed', async () => {
    await begin();
    outside.begun.length = 0;
    const reports: number[] = [];
    outside.runs.set('stick', async (job) => {
      job.report(3, 4);
      return outside.good;
    });
    const first = engine.runNow('stick', { ...unwatched, report: (done) => reports.push(done) });
    const second = engine.runNow('stick', unwatched);
    expect(await first).toEqual(outside.good);
    expect(await second).toEqual(outside.good);
    expect(outside.begun).toEqual(['stick', 'stick']);
    expect(outside.mostAtOnce).toBe(1);
    expect(reports).toEqual([3]);
    outside.fails('stick', 'target-full');
    await expect(engine.runNow('stick', unwatched)).rejects.toMatchObject({ code: 'target-full' });
    await expect(engine.runNow('another', unwatched)).rejects.toMatchObject({ code: 'not-found' });
    expect(statusOf('stick')?.failed).toMatchObject({ code: 'target-full', inARow: 1 });
  });

  test('stops at once, also towards a target that is no more, and begins nothing afterwards', async () => {
    const untilAborted = (job: Job) =>
      new Promise<never>((_, reject) => {
        job.signal.addEventListener('abort', () => reject(new VaultError('cancelled', 'stopped')));
      });
    outside.runs.set('stick', untilAborted);
    held.add('backup');
    await begin();
    await engine.setTargets([]);
    expect(engine.status().targets).toEqual([]);
    await engine.setTargets(one);
    await engine.look();
    await idle();
    expect(outside.begun).toEqual(['stick', 'stick']);
    await engine.stop();
    await engine.look();
    expect(outside.begun).toEqual(['stick', 'stick']);
  });

  test('a clock that is a day wrong, ahead or back, keeps no run away', async () => {
    await begin();
    outside.now += dayMs;
    await pass(minuteMs);
    outside.position = 2;
    await pass(minuteMs);
    outside.now -= dayMs;
    outside.begun.length = 0;
    await pass(minuteMs);
    expect(outside.begun).toEqual(['stick']);
    outside.position = 3;
    await pass(minuteMs);
    expect(outside.begun).toEqual(['stick', 'stick']);
    outside.fails('stick', 'target-unreachable');
    outside.position = 4;
    await pass(minuteMs);
    outside.now -= dayMs;
    outside.works('stick');
    await pass(minuteMs);
    expect(statusOf('stick')).toMatchObject({ failed: null, changedAt: null });
  });
});
