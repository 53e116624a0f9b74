import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NeededNames } from '../../src-main/core/backup/prune/needed-names.ts';
import { planRetention } from '../../src-main/core/backup/prune/retention.ts';
import type { Inventory } from '../../src-main/core/backup/repository/inventory.ts';
import { inventoryDelta } from '../../src-main/core/backup/repository/inventory-delta.ts';
import type { Chain, ChainSnapshot } from '../../src-main/core/backup/verify/chain-faults.ts';
import { chainOf, dayMs, hourMs, monday, named, rules, snapshot } from '../support/backup-chain.ts';
import { dose } from '../support/dose.ts';
import { inventoryIn } from '../support/inventory-texts.ts';

const runs = { numRuns: dose(150, 5000) };

/** What one snapshot after the other is like: how long after the one before, on which, and which payloads it has. */
interface Step {
  readonly afterMs: number;
  readonly databaseBack: number;
  readonly inventoryBack: number;
  readonly payloads: readonly number[];
}

const minutes = fc.integer({ min: 1, max: 240 }).map((count) => count * 60_000);
const days = fc.integer({ min: 1, max: 30 }).map((count) => count * dayMs + 12_345);
const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.oneof({ weight: 3, arbitrary: minutes }, { weight: 2, arbitrary: fc.constant(dayMs) }, days),
  // 0 for a base.
  databaseBack: fc.nat(6),
  inventoryBack: fc.nat(6),
  payloads: fc.uniqueArray(fc.nat(15), { maxLength: 12 }),
});
const steps = fc.array(step, { minLength: 1, maxLength: 40 });
const lateness = fc.integer({ min: 0, max: 24 * 60 }).map((count) => count * 60_000);

/** Every second in a pack of two. */
const place = (payload: number) => ({
  sha256: named(`payload ${payload}`),
  length: payload + 1,
  pack: payload % 2 === 0 ? null : named(`pack ${payload >> 2}`),
  offset: payload % 2 === 0 ? 0 : payload * 100,
});

/** Standing on any that was before. */
function historyOf(all: readonly Step[]): ChainSnapshot[] {
  return historyBy(all, (_, number, back) => (back === 0 || number - back < 1 ? null : number - back));
}

/** As the program makes them: standing on the one before, or on one that this stands on. */
function orderlyHistoryOf(all: readonly Step[]): ChainSnapshot[] {
  return historyBy(all, (chain, _, back) => chain.at(-back) ?? null);
}

function historyBy(
  all: readonly Step[],
  choose: (chain: readonly number[], number: number, back: number) => number | null,
): ChainSnapshot[] {
  let at = monday - 200 * dayMs;
  let [databases, inventories]: [readonly number[], readonly number[]] = [[], []];
  return all.map(({ afterMs, databaseBack, inventoryBack }, index) => {
    const number = index + 1;
    at += afterMs;
    const made = snapshot(number, at, databaseBack === 0 ? null : choose(databases, number, databaseBack));
    const on = inventoryBack === 0 ? null : choose(inventories, number, inventoryBack);
    databases = [...databases.slice(0, databases.indexOf(made.database.on ?? 0) + 1), number];
    inventories = [...inventories.slice(0, inventories.indexOf(on ?? 0) + 1), number];
    return { ...made, inventory: { ...made.inventory, on } };
  });
}

const inventoriesOf = (all: readonly Step[]): Inventory[] =>
  all.map(({ payloads }) => inventoryIn(payloads.map(place)));

/** What a snapshot needs by docs/formats.md section 15.6, read off word by word. */
function needsOf(number: number, history: readonly ChainSnapshot[], inventories: readonly Inventory[]): string[] {
  const own = history[number - 1];
  if (!own) return [`snapshot ${number}`];
  const files = (from: ChainSnapshot, which: 'database' | 'inventory'): ChainSnapshot[] => {
    const on = from[which].on;
    const base = on === null ? undefined : history[on - 1];
    return base ? [from, ...files(base, which)] : [from];
  };
  return [...files(own, 'database'), ...files(own, 'inventory')]
    .flatMap((each) => [
      `snapshots/${String(each.number).padStart(10, '0')}-${each.sha256}`,
      `writer/${each.writer}`,
      `sealed/${each.sealed.file}`,
      `database/${each.database.file}`,
      `inventories/${each.inventory.file}`,
    ])
    .concat(
      [...(inventories[number - 1] ?? [])].map(({ sha256, pack }) =>
        pack === null ? `objects/${sha256.slice(0, 2)}/${sha256}` : `packs/${pack.slice(0, 2)}/${pack}`,
      ),
    );
}

const staying = (chain: Chain, now: number): ChainSnapshot[] =>
  planRetention(chain, now, rules).verdicts.flatMap(({ snapshot: each, because }) => (because === null ? [] : [each]));
const numbersOf = (snapshots: readonly ChainSnapshot[]) => snapshots.map(({ number }) => number);
const lastAt = (history: readonly ChainSnapshot[]) => history.at(-1)?.at ?? 0;

describe('retention', () => {
  test('calls nothing garbage that a snapshot which stays needs, and all that none needs', () => {
    fc.assert(
      fc.property(steps, lateness, (all, late) => {
        const history = historyOf(all);
        const inventories = inventoriesOf(all);
        const kept = staying(chainOf(history), lastAt(history) + late);
        const needed = new NeededNames(kept);
        expect(() => needed.has('objects/x')).toThrowError(expect.objectContaining({ code: 'internal' }));
        for (const { number, inventory } of kept) {
          const [own, base] = [inventories[number - 1], inventories[(inventory.on ?? 0) - 1]];
          if (own) needed.add(inventory.file, base ? inventoryDelta(base, own) : own);
        }
        expect(needed.unread.size).toBe(0);
        const others = ['tombstones/x', 'heartbeats/x', 'garbage/x', 'objects/none'];
        const present = new Set([...history.flatMap(({ number }) => needsOf(number, history, inventories)), ...others]);
        const garbage = new Set(needed.garbageAmong(present));
        const stay = new Set(kept.flatMap(({ number }) => needsOf(number, history, inventories)));
        for (const name of present) {
          expect([name, garbage.has(name)]).toEqual([name, !stay.has(name) && !/^(tomb|heart|garbage)/.test(name)]);
        }
      }),
      runs,
    );
  });

  test('comes to the same whether it is done often or once', () => {
    fc.assert(
      fc.property(steps, fc.nat(), lateness, (all, split, late) => {
        const history = orderlyHistoryOf(all);
        const early = history.slice(0, 1 + (split % history.length));
        const now = lastAt(history) + late;
        const left = staying(chainOf(early), lastAt(early));
        const gone = early.filter((each) => !left.includes(each)).map(({ number }) => [number, number] as const);
        const later = chainOf([...left, ...history.slice(early.length)], { gone });
        expect(planRetention(later, now, rules).faults).toEqual([]);
        expect(numbersOf(staying(later, now))).toEqual(numbersOf(staying(chainOf(history), now)));
      }),
      runs,
    );
  });

  test('keeps nothing back for its number, and lets nothing go for the number of others', () => {
    fc.assert(
      fc.property(steps, lateness, fc.integer({ min: 1, max: 300 }), (all, late, many) => {
        const history = historyOf(all);
        const now = lastAt(history) + dayMs + late;
        const before = staying(chainOf(history), now - dayMs);
        // Many more within a day, all younger than a day.
        const more = Array.from({ length: many }, (_, index) =>
          snapshot(history.length + 1 + index, now - hourMs + Math.floor((hourMs * index) / many)),
        );
        const after = new Set(numbersOf(staying(chainOf([...history, ...more]), now)));
        const alone = numbersOf(staying(chainOf([...history, ...more.slice(0, 1)]), now));
        expect(alone.filter((number) => !after.has(number))).toEqual([]);
        for (const { number } of more) expect(after.has(number)).toBe(true);
        for (const each of before) if (now - each.at <= dayMs) expect(after.has(each.number)).toBe(true);
      }),
      runs,
    );
  });

  test('lets a planted snapshot of any time push none out, seen by nobody or acknowledged', () => {
    const years = fc.integer({ min: -50 * 365, max: 50 * 365 }).map((count) => count * dayMs);
    const near = fc.integer({ min: -100 * 24, max: 100 * 24 }).map((count) => count * hourMs);
    fc.assert(
      fc.property(steps, lateness, fc.oneof(years, near), (all, late, off) => {
        const history = historyOf(all);
        const now = lastAt(history) + late;
        const stays = numbersOf(staying(chainOf(history), now));
        const planted = snapshot(history.length + 1, lastAt(history) + off);
        const chain = chainOf([...history, planted]);
        const { faults } = planRetention(chain, now, rules);
        const isWrong = off < -10 * 60_000 || planted.at > now + 10 * 60_000;
        expect(faults.length > 0).toBe(isWrong);
        if (isWrong) expect(numbersOf(staying(chain, now))).toEqual(numbersOf(chain.snapshots));
        const acknowledged = { number: planted.number, at: now };
        const after = new Set(numbersOf(staying({ ...chain, acknowledged }, now)));
        expect(stays.filter((number) => !after.has(number))).toEqual([]);
      }),
      runs,
    );
  });
});
