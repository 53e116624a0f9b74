import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRules } from '../../../../src-main/adapters/read-rules.ts';
import { isGarbageDue, planRetention } from '../../../../src-main/core/backup/prune/retention.ts';
import { RetentionRulesSchema } from '../../../../src-main/core/backup/prune/retention-rules.ts';
import type { Chain, ChainSnapshot } from '../../../../src-main/core/backup/verify/chain-faults.ts';
import {
  chainOf,
  dayMs,
  heartbeat,
  hourMs,
  kept,
  monday,
  named,
  rules,
  snapshot,
  snapshotsAt,
} from '../../../support/backup-chain.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const faultsOf = (chain: Chain, now: number) =>
  planRetention(chain, now, rules).faults.map(({ kind, first, last }) => `${kind} ${first}-${last}`);

describe('the snapshots that stay', () => {
  test('are all of the last day, the first of each day of two weeks, and the first of each week until two months', () => {
    const morning = 8 * hourMs;
    const days = Array.from({ length: 100 }, (_, day) => monday + (day - 99) * dayMs);
    const chain = chainOf(snapshotsAt(days.flatMap((day) => [day + morning, day + morning + 2 * hourMs])));
    const now = monday + morning + 2 * hourMs;
    const of = (number: number) => ({ day: Math.floor((number - 1) / 2) - 99, isFirst: number % 2 === 1 });
    const expected = chain.snapshots.flatMap(({ number, database }) => {
      const { day, isFirst } = of(number);
      if (day === 0) return [[number, number === 200 ? 'last' : 'recent']];
      if (day >= -13 && isFirst) return [[number, 'day']];
      const isMonday = day % 7 === 0;
      const base = database.on === null ? day : of(database.on).day;
      return isMonday && isFirst && base >= -61 ? [[number, 'week']] : [];
    });
    const result = kept(chain, now);
    const byAge = Object.entries(result).filter(([, because]) => because !== 'stood-on');
    // The second of the day before is just 24 hours old.
    expect(Object.fromEntries(byAge)).toEqual({ ...Object.fromEntries(expected), 198: 'recent' });
    expect(faultsOf(chain, now)).toEqual([]);
  });

  test('keep what they stand on, however old, and that what it stands on', () => {
    const snapshots = [
      snapshot(1, monday - 5 * dayMs),
      snapshot(2, monday - 5 * dayMs + 1000, 1),
      snapshot(3, monday - 5 * dayMs + 2000, 2),
      snapshot(4, monday - 5 * dayMs + 3000, 1),
      snapshot(5, monday, 3),
    ];
    expect(kept(chainOf(snapshots), monday)).toEqual({ 1: 'day', 2: 'stood-on', 3: 'stood-on', 5: 'last' });
  });

  test('may stand on one for the database and on another for the inventory', () => {
    const own = snapshot(4, monday, 2);
    const snapshots = [
      snapshot(1, monday - 80 * dayMs),
      snapshot(2, monday - 80 * dayMs + 1),
      snapshot(3, monday - 80 * dayMs + 2),
      { ...own, inventory: { ...own.inventory, on: 3 } },
    ];
    const chain = chainOf(snapshots, { acknowledged: { number: 4, at: monday } });
    expect(kept(chain, monday)).toEqual({ 2: 'stood-on', 3: 'stood-on', 4: 'last' });
  });

  test('of a week are gone as soon as what they stand on is older than two months', () => {
    const chain = (age: number) => {
      const old = [snapshot(1, monday - age), snapshot(2, monday - 55 * dayMs, 1)];
      return chainOf([...old, snapshot(3, monday - 30 * dayMs), snapshot(4, monday)]);
    };
    expect(kept(chain(62 * dayMs), monday)).toMatchObject({ 1: expect.any(String), 2: 'week' });
    expect(kept(chain(62 * dayMs + 1), monday)).toEqual({ 3: 'week', 4: 'last' });
  });

  test('are none of those that are garbage already, but what others stand on', () => {
    const snapshots = [snapshot(1, monday - 3 * hourMs), snapshot(2, monday - 2 * hourMs), snapshot(3, monday, 1)];
    expect(kept(chainOf(snapshots, { gone: [[1, 2]] }), monday)).toEqual({ 1: 'stood-on', 3: 'last' });
  });

  test('have the last one among them, whatever its age', () => {
    const now = monday + 400 * dayMs;
    const heartbeats = Array.from({ length: 400 }, (_, day) => monday + day * dayMs);
    expect(kept(chainOf([snapshot(1, monday - 1), snapshot(2, monday)], { heartbeats }), now)).toEqual({ 2: 'last' });
  });
});

describe('nothing goes', () => {
  const quiet = [snapshot(1, monday - 3 * dayMs), snapshot(2, monday - 3 * dayMs + 1), snapshot(3, monday)];
  const all = { 1: expect.any(String), 2: 'frozen', 3: 'last' };

  test('but when the chain is in order', () => {
    expect(kept(chainOf(quiet), monday)).toEqual({ 1: 'day', 3: 'last' });
  });

  test('while a number is missing that no garbage statement names, at the end as well', () => {
    const chain = chainOf(quiet.map((each) => ({ ...each, number: each.number + 4 })));
    expect(faultsOf(chain, monday)).toEqual(['missing 1-4']);
    expect(faultsOf({ ...chain, gone: [[2, 3]] }, monday)).toEqual(['missing 1-1', 'missing 4-4']);
    expect(
      faultsOf(
        {
          ...chain,
          gone: [
            [3, 4],
            [1, 2],
          ],
        },
        monday,
      ),
    ).toEqual([]);
    expect(faultsOf({ ...chain, gone: [[1, 4]], latest: 9 }, monday)).toEqual(['missing 8-9']);
    expect(kept(chainOf(quiet, { latest: 4 }), monday)).toEqual(all);
  });

  test('while two have the same number, or one number is far beyond the others', () => {
    expect(faultsOf(chainOf([...quiet, snapshot(3, monday - 1)]), monday)).toEqual(['twice 3-3']);
    const far = snapshot(9_999_999_999, monday);
    expect(faultsOf(chainOf([...quiet, far]), monday)).toEqual(['missing 4-9999999998']);
  });

  test('while the clock has gone back or ahead, but for the minutes that any clock is wrong', () => {
    const at = (time: number) => chainOf([...quiet, snapshot(4, time)]);
    expect(faultsOf(at(monday - 10 * 60_000), monday)).toEqual([]);
    expect(faultsOf(at(monday - 10 * 60_000 - 1), monday)).toEqual(['clock 4-4']);
    expect(faultsOf(at(monday + 10 * 60_000), monday)).toEqual([]);
    expect(faultsOf(at(monday + 10 * 60_000 + 1), monday)).toEqual(['clock 4-4']);
    const ahead = [snapshot(4, monday + hourMs), snapshot(5, monday + 2 * hourMs)];
    expect(faultsOf(chainOf([...quiet, ...ahead]), monday)).toEqual(['clock 4-4', 'clock 5-5']);
    expect(faultsOf(chainOf(quiet), monday - dayMs)).toEqual(['clock 3-3']);
    expect(kept(chainOf(quiet), monday - dayMs)).toMatchObject({ 2: 'frozen' });
  });

  test('when nothing was heard for longer than a month, before a snapshot or until now', () => {
    const late = monday + 31 * dayMs + 1;
    expect(faultsOf(chainOf([...quiet, snapshot(4, late)]), late)).toEqual(['clock 4-4']);
    expect(faultsOf(chainOf(quiet), late)).toEqual(['clock 3-3']);
    expect(faultsOf(chainOf(quiet), late - 1)).toEqual([]);
    expect(faultsOf(chainOf(quiet, { heartbeats: [monday + 9 * dayMs] }), late)).toEqual([]);
    // What lay between two that are left has gone in order.
    const thinned = chainOf([...quiet, snapshot(9, late)], { gone: [[4, 8]] });
    expect(faultsOf(thinned, late)).toEqual([]);
  });

  test('while one follows another snapshot than lies there, or a heartbeat tells of another or of later ones', () => {
    const follows = (previous: string) => chainOf([...quiet, { ...snapshot(4, monday), previous }]);
    expect(faultsOf(follows(quiet[2]?.sha256 ?? ''), monday)).toEqual([]);
    expect(faultsOf(follows(named('another')), monday)).toEqual(['fork 4-4']);
    const told = (of: ChainSnapshot) => ({ ...chainOf(quiet), heartbeats: [heartbeat(monday, of)] });
    expect(faultsOf(told(snapshot(3, monday)), monday)).toEqual([]);
    expect(faultsOf(told(snapshot(3, monday - 1)), monday)).toEqual(['fork 3-3']);
    expect(faultsOf(told(snapshot(5, monday)), monday)).toEqual(['missing 4-5']);
    const later = { ...chainOf(quiet), heartbeats: [heartbeat(monday + 62 * dayMs, snapshot(3, monday))] };
    expect(faultsOf(later, monday)).toEqual(['clock 3-3']);
    expect(faultsOf({ ...later, snapshots: [...quiet, snapshot(4, monday)] }, monday)).toEqual([
      'clock 4-4',
      'clock 3-3',
    ]);
  });

  test('while one stands on what is not there, or not before it', () => {
    expect(faultsOf(chainOf([...quiet, snapshot(5, monday, 4)], { gone: [[4, 4]] }), monday)).toEqual(['base 5-5']);
    expect(faultsOf(chainOf([...quiet, snapshot(4, monday, 4)]), monday)).toEqual(['base 4-4']);
    // Of what is garbage, and half removed, nothing has to be there, but for what one that stays stands on.
    const half = [snapshot(2, monday - dayMs, 1), snapshot(4, monday - dayMs + 1, 3), snapshot(5, monday, 4)];
    expect(faultsOf(chainOf(half.slice(0, 1), { gone: [[1, 2]] }), monday)).toEqual(['missing 3-3']);
    expect(faultsOf(chainOf(half, { gone: [[1, 4]] }), monday)).toEqual(['base 4-4']);
  });
});

describe('after the Privacy Officer has acknowledged it', () => {
  const acknowledged = { number: 4, at: monday };
  const old = [snapshot(1, monday - 3 * dayMs), snapshot(2, monday - 3 * dayMs + 1), snapshot(3, monday - 2 * dayMs)];

  test.each([
    ['a far future', monday + 5000 * dayMs],
    ['a far past', 0],
  ])('a snapshot of %s pushes none out, and goes itself two months later', (_, at) => {
    const snapshots = [...old, snapshot(4, at), snapshot(5, monday + hourMs)];
    const chain = chainOf(snapshots, { acknowledged });
    const now = monday + 2 * hourMs;
    expect(faultsOf(chain, now)).toEqual([]);
    expect(kept(chain, now)).toMatchObject({ 1: expect.any(String), 3: expect.any(String), 4: 'time-unclear' });
    const heartbeats = Array.from({ length: 64 }, (_none, day) => monday + day * dayMs);
    expect(kept(chainOf(snapshots, { acknowledged, heartbeats }), monday + 63 * dayMs)).toEqual({ 5: 'last' });
  });

  test('what is missing or double up to it stands in the way no more, and what comes later does', () => {
    const chain = chainOf([snapshot(2, monday), snapshot(2, monday), snapshot(4, monday, 3)], { acknowledged });
    expect(faultsOf(chain, monday)).toEqual([]);
    expect(faultsOf({ ...chain, latest: 6 }, monday)).toEqual(['missing 5-6']);
    const back = { ...chain, snapshots: [...chain.snapshots, snapshot(5, monday - hourMs)] };
    expect(faultsOf(back, monday)).toEqual(['clock 5-5']);
  });
});

describe('the rules of retention', () => {
  const folder = path.resolve('resources/rules');

  test('are data with a version, a date and a source', async () => {
    const read = await readRules(folder, 'backup-retention', RetentionRulesSchema);
    expect(read).toMatchObject({ keepAllHours: 24, keepDailyDays: 14, oldestDays: 62, garbageHours: 72 });
  });

  test('are refused when they would keep too little, and when they are damaged or not there', async () => {
    const refused = expect.objectContaining({ code: 'integrity-violated', details: { part: 'rules/backup.json' } });
    const temp = tempFolder();
    const read = () => readRules(temp.path, 'backup', RetentionRulesSchema);
    await expect(read()).rejects.toThrowError(refused);
    writeFileSync(temp.file('backup.json'), JSON.stringify({ ...rules, keepAllHours: 0 }));
    await expect(read()).rejects.toThrowError(refused);
    writeFileSync(temp.file('backup.json'), JSON.stringify(rules).slice(1));
    await expect(read()).rejects.toThrowError(refused);
    for (const wrong of [{ keepAllHours: 23 }, { garbageHours: 1 }, { oldestDays: 7 }, { more: 1 }, { source: '' }]) {
      expect(RetentionRulesSchema.safeParse({ ...rules, ...wrong }).success).toBe(false);
    }
  });

  test('let garbage go after three days by both clocks', () => {
    const due = (writer: number, target: number) => isGarbageDue(monday, { writer, target }, rules);
    const late = monday + 3 * dayMs;
    expect([due(late, late), due(late - 1, late), due(late, late - 1)]).toEqual([true, false, false]);
  });
});
