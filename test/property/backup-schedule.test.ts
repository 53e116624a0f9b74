import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backOffMs,
  nextPruning,
  nextRun,
  nextVerification,
  type TargetHistory,
} from '../../src-main/core/backup/engine/schedule.ts';
import { dayMs, hourMs, monday } from '../support/backup-chain.ts';
import { dose } from '../support/dose.ts';

const runs = { numRuns: dose(200, 5000) };
const secondMs = 1000;
const minuteMs = 60_000;

const never: TargetHistory = {
  since: null,
  goodAt: null,
  tookMs: 0,
  failed: null,
  verifiedAt: null,
  verifyBegunAt: null,
  prunedAt: null,
};
const unit = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);
/** Also by a clock that was a year ahead. */
const time = fc.integer({ min: monday - 400 * dayMs, max: monday + 400 * dayMs });
const failed = fc.record({ at: time, inARow: fc.integer({ min: 1, max: 2000 }), jitter: unit });
const history: fc.Arbitrary<TargetHistory> = fc.record({
  since: fc.option(time),
  goodAt: fc.option(time),
  tookMs: fc.nat(2 * hourMs),
  failed: fc.option(failed),
  verifiedAt: fc.option(time),
  verifyBegunAt: fc.option(time),
  prunedAt: fc.option(time),
});
const vault = fc.record({ changedAt: fc.option(time), isOpen: fc.boolean() });

describe('the time of the next run', () => {
  test('is never further than a day and an hour away, whatever the clock said before', () => {
    fc.assert(
      fc.property(history, vault, unit, (past, present, spread) => {
        expect(nextRun(past, present, monday, spread).at).toBeLessThanOrEqual(monday + dayMs + hourMs);
      }),
      runs,
    );
  });

  test('leaves a change time to be gathered, and a run as quick as the last one time to end within a minute', () => {
    fc.assert(
      fc.property(fc.nat(50 * secondMs), fc.nat(hourMs - 1), unit, (tookMs, beforeMs, spread) => {
        const goodAt = monday + 12 * hourMs;
        const changedAt = goodAt + beforeMs;
        const { at } = nextRun({ ...never, goodAt, tookMs }, { changedAt, isOpen: true }, changedAt, spread);
        // The hour may come before.
        expect(at).toBeGreaterThanOrEqual(Math.min(goodAt + hourMs, changedAt + 5 * secondMs));
        expect(at + Math.min(tookMs, 45 * secondMs) + 5 * secondMs).toBeLessThanOrEqual(changedAt + minuteMs);
      }),
      runs,
    );
  });

  test('backs off from a minute up to an hour, longer after each failure, and whatever is new does not shorten it', () => {
    fc.assert(
      fc.property(failed, vault, unit, (failure, present, spread) => {
        const waitMs = backOffMs(failure);
        expect(waitMs).toBeGreaterThanOrEqual(minuteMs);
        expect(waitMs).toBeLessThanOrEqual(hourMs);
        expect(backOffMs({ ...failure, inARow: failure.inARow + 1 })).toBeGreaterThanOrEqual(waitMs);
        const now = failure.at + 1;
        const due = nextRun({ ...never, goodAt: now, failed: failure }, present, now, spread);
        expect(due).toEqual({ at: failure.at + waitMs, because: 'retry' });
      }),
      runs,
    );
    expect(backOffMs({ inARow: 1, jitter: 0 })).toBe(minuteMs);
    expect(backOffMs({ inARow: 100, jitter: 0.999 })).toBeGreaterThan(59 * minuteMs);
  });

  test('comes at once for a target that has had none, and for one whose last was in the future', () => {
    fc.assert(
      fc.property(vault, unit, time, (present, spread, goodAt) => {
        expect(nextRun(never, present, monday, spread)).toEqual({ at: monday, because: 'first' });
        fc.pre(goodAt > monday);
        expect(nextRun({ ...never, goodAt }, present, monday, spread).at).toBeLessThanOrEqual(monday);
      }),
      runs,
    );
  });

  test('of a verification is a week after the last, and six hours after one that was broken off', () => {
    const since = monday;
    const week = 7 * dayMs;
    expect(nextVerification(never, monday)).toBeNull();
    expect(nextVerification({ ...never, since }, since)).toBe(since + week);
    const verifiedAt = since + week;
    expect(nextVerification({ ...never, since, verifiedAt, verifyBegunAt: verifiedAt - 1 }, verifiedAt)).toBe(
      verifiedAt + week,
    );
    const verifyBegunAt = verifiedAt + week;
    const brokenOff = { ...never, since, verifiedAt, verifyBegunAt };
    expect(nextVerification(brokenOff, verifyBegunAt)).toBe(verifyBegunAt + 6 * hourMs);
    // By a clock that is right again: at once.
    expect(nextVerification(brokenOff, monday - dayMs)).toBe(monday - dayMs);
  });
});

describe('the time of the next pruning', () => {
  test('is a day after the last or the first run, and an hour after one that did not end', () => {
    const since = monday;
    expect(nextPruning(never, null, monday)).toBeNull();
    expect(nextPruning({ ...never, since }, null, since)).toBe(since + dayMs);
    const prunedAt = since + 3 * dayMs;
    expect(nextPruning({ ...never, since, prunedAt }, prunedAt - 1, prunedAt)).toBe(prunedAt + dayMs);
    const begunAt = prunedAt + dayMs;
    expect(nextPruning({ ...never, since, prunedAt }, begunAt, begunAt)).toBe(begunAt + hourMs);
    // By a clock that is right again: at once.
    expect(nextPruning({ ...never, since, prunedAt }, begunAt, monday - dayMs)).toBe(monday - dayMs);
  });
});

/** What happens at one moment of a simulated week. */
interface Moment {
  readonly afterMs: number;
  readonly what: 'change' | 'sign-in' | 'sign-out' | 'gone' | 'back';
}

const moment: fc.Arbitrary<Moment> = fc.record({
  afterMs: fc.oneof(fc.nat(5 * minuteMs), fc.nat(5 * hourMs)),
  what: fc.constantFrom('change', 'change', 'change', 'change', 'sign-in', 'sign-out', 'gone', 'back'),
});

describe('a week of runs', () => {
  test('has each change within a minute while the target is there, within an hour of its return, and a run each day', () => {
    const tickMs = 5 * secondMs;
    fc.assert(
      fc.property(
        fc.array(moment, { minLength: 1, maxLength: 60 }),
        fc.nat(8 * secondMs),
        unit,
        (moments, tookMs, spread) => {
          let past: TargetHistory = never;
          let [isThere, isOpen, at] = [true, true, monday];
          let changes: number[] = [];
          let backAt = monday;
          let made = 0;
          const pending = [...moments];
          let nextAt = monday + (pending[0]?.afterMs ?? 0);
          const days = new Set<number>();
          const goneDays = new Set<number>();
          const end = monday + moments.reduce((sum, { afterMs }) => sum + afterMs, 0) + 2 * hourMs;
          while (at < end) {
            while (pending[0] && nextAt <= at) {
              const { what } = pending[0];
              pending.shift();
              if (what === 'change' && isOpen) changes.push(nextAt);
              if (what === 'gone') isThere = false;
              if (what === 'back' && !isThere) [isThere, backAt] = [true, nextAt];
              if (what === 'sign-in' || what === 'sign-out') isOpen = what === 'sign-in';
              nextAt += pending[0]?.afterMs ?? 0;
            }
            const noticed = changes.filter((change) => change <= at);
            const changedAt =
              noticed[0] === undefined ? null : Math.ceil((noticed[0] - monday) / tickMs) * tickMs + monday;
            if (!isThere) goneDays.add(Math.floor(at / dayMs));
            const due = nextRun(past, { changedAt, isOpen }, at, spread);
            if (due.at > at) {
              at = Math.min(end, Math.max(at + tickMs, Math.min(due.at, pending[0] ? nextAt : end)));
              at = Math.ceil((at - monday) / tickMs) * tickMs + monday;
              continue;
            }
            made += 1;
            const endsAt = at + tookMs;
            if (isThere) {
              for (const change of noticed) {
                const limitMs = change >= backAt && past.failed === null ? minuteMs : hourMs + minuteMs;
                expect(endsAt - Math.max(change, backAt)).toBeLessThanOrEqual(limitMs);
              }
              changes = changes.filter((change) => change > at);
              past = { ...past, since: past.since ?? endsAt, goodAt: endsAt, tookMs, failed: null };
              days.add(Math.floor(endsAt / dayMs));
            } else {
              past = { ...past, failed: { at: endsAt, inARow: (past.failed?.inARow ?? 0) + 1, jitter: spread } };
            }
            at = Math.ceil((endsAt - monday + 1) / tickMs) * tickMs + monday;
          }
          for (let day = Math.floor(monday / dayMs); day < Math.floor((end - 2 * hourMs) / dayMs); day += 1) {
            expect(days.has(day) || goneDays.has(day)).toBe(true);
          }
          // No run follows the other without a reason.
          expect(made).toBeLessThanOrEqual(2 + (end - monday) / (40 * secondMs));
        },
      ),
      { numRuns: dose(60, 3000) },
    );
  });
});
