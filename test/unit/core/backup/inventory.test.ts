import { describe, expect, test } from 'vitest';
import type { InventoryEntry } from '../../../../src-main/core/backup/repository/inventory.ts';
import {
  applyDelta,
  inventoryDelta,
  isBaseDue,
  joinDeltas,
} from '../../../../src-main/core/backup/repository/inventory-delta.ts';
import {
  formatInventory,
  formatInventoryDelta,
  parseInventory,
  parseInventoryDelta,
} from '../../../../src-main/core/backup/repository/inventory-text.ts';
import { inventoryFrom, inventoryIn, piecesOf, textOf } from '../../../support/inventory-texts.ts';
import { seededRandom } from '../../../support/seed.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const c = 'c'.repeat(64);
const refused = expect.objectContaining({ code: 'integrity-violated', details: { part: 'inventories/x' } });
const deltaFrom = (text: string) => parseInventoryDelta('inventories/x', piecesOf(Buffer.from(text)));

describe('the text of an inventory', () => {
  test('has a line for each payload, with its pack and its place in it where it has one', async () => {
    const text = `${a} 2097152 - 0\n${b} 7 ${c} 0\n${c} 1048575 ${c} 15000000\n`;
    expect(textOf(await inventoryFrom(text))).toBe(text);
    expect(textOf(await inventoryFrom(''))).toBe('');
    expect((await inventoryFrom(`${a} 9007199254740991 - 0\n`)).bytes).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([
    ['no end of the last line', `${a} 1 - 0`],
    ['an empty line', `${a} 1 - 0\n\n`],
    ['the same payload twice', `${a} 1 - 0\n${a} 1 - 0\n`],
    ['payloads in descending order', `${b} 1 - 0\n${a} 1 - 0\n`],
    ['upper case', `${'A'.repeat(64)} 1 - 0\n`],
    ['a hash that is too short', `${a.slice(1)} 1 - 0\n`],
    ['a hash that is too long', `${a}a 1 - 0\n`],
    ['two spaces', `${a}  1 - 0\n`],
    ['a space at the end', `${a} 1 - 0 \n`],
    ['the line end of another system', `${a} 1 - 0\r\n`],
    ['a length of nothing', `${a} 0 - 0\n`],
    ['no length', `${a}  - 0\n`],
    ['a length with a zero before it', `${a} 01 - 0\n`],
    ['a length with a sign', `${a} +1 - 0\n`],
    ['a negative length', `${a} -1 - 0\n`],
    ['a fraction', `${a} 1.5 - 0\n`],
    ['a length beyond counting', `${a} 9007199254740992 - 0\n`],
    ['a length of many digits', `${a} 00000000000000000000001 - 0\n`],
    ['lengths that together are beyond counting', `${a} 9007199254740991 - 0\n${b} 1 - 0\n`],
    ['an offset without a pack', `${a} 1 - 1\n`],
    ['an offset with a zero before it', `${a} 1 - 00\n`],
    ['no offset', `${a} 1 -\n`],
    ['a pack in upper case', `${a} 1 ${'B'.repeat(64)} 0\n`],
    ['a pack that is too short', `${a} 1 ${b.slice(1)} 0\n`],
    ['a place beyond the end of any pack', `${a} 1000 ${b} 16776300\n`],
    ['a line of a delta', `+ ${a} 1 - 0\n`],
    ['a line without end', `${a} 1${'0'.repeat(300)}`],
    ['something after the offset', `${a} 1 - 0 0\n`],
  ])('with %s is refused', async (_, text) => {
    await expect(inventoryFrom(text)).rejects.toThrowError(refused);
    await expect(inventoryFrom(text, 7)).rejects.toThrowError(refused);
  });

  test('that never ends is refused as soon as a line is longer than any', async () => {
    let given = 0;
    async function* endless() {
      for (; ; given += 1) yield Buffer.alloc(1000, 'a');
    }
    await expect(parseInventory('inventories/x', endless())).rejects.toThrowError(refused);
    expect(given).toBe(0);
  });

  test('fails with the error of what it is read from', async () => {
    // biome-ignore lint/correctness/useYield: it breaks before there is anything.
    async function* broken(): AsyncGenerator<Uint8Array> {
      throw new Error('unreachable');
    }
    await expect(parseInventory('inventories/x', broken())).rejects.toThrowError('unreachable');
  });

  test('comes in pieces, however many payloads there are', () => {
    const entries = Array.from({ length: 3000 }, (_, index) => ({
      sha256: index.toString(16).padStart(64, '0'),
      length: 5,
      pack: (index % 40).toString(16).padStart(64, '0'),
      offset: index,
    }));
    const pieces = [...formatInventory(inventoryIn(entries))];
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(66_000);
  });
});

describe('the delta of an inventory', () => {
  test('has a line for each payload that went, came or lies elsewhere', async () => {
    const before = await inventoryFrom(`${a} 1 - 0\n${b} 7 ${c} 0\n`);
    const now = await inventoryFrom(`${b} 7 ${c} 9\n${c} 3 - 0\n`);
    const text = Buffer.concat([...formatInventoryDelta(inventoryDelta(before, now))]).toString();
    expect(text).toBe(`- ${a} 1 - 0\n- ${b} 7 ${c} 0\n+ ${b} 7 ${c} 9\n+ ${c} 3 - 0\n`);
    expect(textOf(applyDelta(before, await deltaFrom(text), 'inventories/x'))).toBe(textOf(now));
    expect([...formatInventoryDelta(inventoryDelta(now, now))]).toEqual([]);
  });

  test.each([
    ['no sign', `${a} 1 - 0\n`],
    ['another sign', `* ${a} 1 - 0\n`],
    ['a sign without its space', `+${a} 1 - 0\n`],
    ['a payload that comes before it goes', `+ ${a} 2 - 0\n- ${a} 1 - 0\n`],
    ['a payload that goes and comes to the same place', `- ${a} 1 - 0\n+ ${a} 1 - 0\n`],
    ['a payload that comes twice', `+ ${a} 1 - 0\n+ ${a} 1 - 0\n`],
    ['payloads that went before those that came', `- ${b} 1 - 0\n+ ${a} 1 - 0\n`],
    ['no end of the last line', `+ ${a} 1 - 0`],
  ])('with %s is refused', async (_, text) => {
    await expect(deltaFrom(text)).rejects.toThrowError(refused);
  });

  test.each([
    ['takes away what is not there', `- ${c} 1 - 0\n`],
    ['takes away what is not there, before the first', `- ${'0'.repeat(64)} 1 - 0\n`],
    ['takes away what lies elsewhere', `- ${b} 7 ${c} 1\n`],
    ['takes away what has another length', `- ${b} 8 ${c} 0\n`],
    ['adds what is there', `+ ${b} 7 ${c} 0\n`],
    ['adds what is there, to lie elsewhere', `+ ${b} 7 ${c} 9\n`],
  ])('that %s is one of another inventory', async (_, text) => {
    const base = await inventoryFrom(`${a} 1 - 0\n${b} 7 ${c} 0\n`);
    const delta = await deltaFrom(text);
    expect(() => applyDelta(base, delta, 'inventories/x')).toThrowError(refused);
  });

  test('does joined with the next what the two do after each other', () => {
    const random = seededRandom(11);
    const hash = (number: number) => number.toString(16).padStart(64, '0');
    const some = (before: ReadonlyMap<number, InventoryEntry>, share: number) => {
      const now = new Map(before);
      for (let number = 0; number < 60; number += 1) {
        if (!random.chance(share)) continue;
        const place = { pack: random.chance(0.5) ? hash(900 + random.below(3)) : null };
        const offset = place.pack === null ? 0 : random.below(3);
        if (random.chance(0.4)) now.delete(number);
        else now.set(number, { sha256: hash(number), length: 1 + random.below(2), ...place, offset });
      }
      return now;
    };
    for (let round = 0; round < 50; round += 1) {
      const states = [some(new Map(), 0.6)];
      for (let step = 0; step < 3; step += 1) states.push(some(states.at(-1) ?? new Map(), 0.3));
      const [base, one, two, three] = states.map((state) => inventoryIn(state.values()));
      if (!base || !one || !two || !three) throw new Error('four states');
      const [a1, b1, c1] = [inventoryDelta(base, one), inventoryDelta(one, two), inventoryDelta(two, three)];
      expect(textOf(applyDelta(base, joinDeltas(a1, b1, 'x'), 'x'))).toBe(textOf(two));
      expect(textOf(applyDelta(base, joinDeltas(joinDeltas(a1, b1, 'x'), c1, 'x'), 'x'))).toBe(textOf(three));
      expect(textOf(applyDelta(base, joinDeltas(a1, joinDeltas(b1, c1, 'x'), 'x'), 'x'))).toBe(textOf(three));
    }
  });

  test.each([
    ['takes away what the one before took', `- ${a} 1 - 0\n`, `- ${a} 1 - 0\n`],
    ['takes away what the one before put elsewhere', `+ ${a} 1 - 0\n`, `- ${a} 2 - 0\n`],
    ['adds what the one before added', `+ ${a} 1 - 0\n`, `+ ${a} 1 - 0\n`],
    ['adds what the one before added, to lie elsewhere', `+ ${a} 1 - 0\n`, `+ ${a} 1 ${b} 0\n`],
  ])('that %s is not joined with it', async (_, first, second) => {
    const [before, after] = [await deltaFrom(first), await deltaFrom(second)];
    expect(() => joinDeltas(before, after, 'inventories/x')).toThrowError(refused);
  });

  test.each([
    ['takes away what is not there', `+ ${a} 1 - 0\n`, `- ${c} 1 - 0\n`],
    ['takes away what lies elsewhere', `+ ${a} 1 - 0\n`, `- ${b} 8 - 0\n`],
    ['adds what is there', `+ ${a} 1 - 0\n`, `+ ${b} 7 - 0\n`],
  ])('that %s in the base is refused when it is joined and applied', async (_, first, second) => {
    const joined = joinDeltas(await deltaFrom(first), await deltaFrom(second), 'inventories/x');
    const base = await inventoryFrom(`${b} 7 - 0\n`);
    expect(() => applyDelta(base, joined, 'inventories/x')).toThrowError(refused);
  });

  test('is followed by a new base after seven days, or with more lines than a quarter of it and a thousand', () => {
    const day = 24 * 60 * 60 * 1000;
    const due = (baseLines: number, deltaLines: number, days = 1) =>
      isBaseDue({ baseLines, baseAt: 5 * day, deltaLines }, (5 + days) * day);
    expect([due(0, 999), due(0, 1000), due(100_000, 25_000), due(100_000, 25_001)]).toEqual([false, true, false, true]);
    expect([due(100_000, 0, 6.99), due(100_000, 0, 7), due(100_000, 0, -7)]).toEqual([false, true, true]);
  });
});

describe('the packs and objects of an inventory', () => {
  test('are those that its payloads lie in, each once, also after a delta', async () => {
    const base = await inventoryFrom(`${a} 1 - 0\n${b} 7 ${c} 0\n${c} 7 ${c} 7\n`);
    expect([...base.packs()]).toEqual([c]);
    expect([...base.objects()]).toEqual([a]);
    const later = applyDelta(base, await deltaFrom(`- ${b} 7 ${c} 0\n+ ${b} 7 ${a} 0\n- ${c} 7 ${c} 7\n`), 'x');
    expect([...later.packs()]).toEqual([a]);
  });

  test('are told apart when a thousand of them begin alike', () => {
    const hash = (index: number) => index.toString(16).padStart(64, '0');
    const entries = Array.from({ length: 1000 }, (_, index) => ({
      sha256: hash(index),
      length: 1,
      pack: hash(index * 7),
      offset: index,
    }));
    const inventory = inventoryIn(entries);
    expect([...inventory]).toEqual(entries);
    expect([...inventory.packs()]).toHaveLength(1000);
  });
});
