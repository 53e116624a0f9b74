import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isViolation } from '../../src-main/contract/errors.ts';
import type { InventoryEntry } from '../../src-main/core/backup/repository/inventory.ts';
import { applyDelta, inventoryDelta, linesOf } from '../../src-main/core/backup/repository/inventory-delta.ts';
import { formatInventoryDelta, parseInventoryDelta } from '../../src-main/core/backup/repository/inventory-text.ts';
import { dose } from '../support/dose.ts';
import { inventoryFrom, inventoryIn, piecesOf, textOf } from '../support/inventory-texts.ts';

const runs = { numRuns: dose(200, 5000) };
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
/** Few, and near each other, so that two inventories share some and differ at the last digit. */
const nearHash = fc
  .tuple(fc.constantFrom('0', '7', 'f'), fc.constantFrom('0', '8', 'f'))
  .map(([first, last]) => `${first}${'0'.repeat(62)}${last}`);
const packed = fc.record({
  length: fc.integer({ min: 1, max: 2 ** 20 - 1 }),
  pack: fc.oneof(fc.constantFrom('a'.repeat(64), `${'a'.repeat(63)}b`), hash),
  offset: fc.integer({ min: 0, max: 15 * 2 ** 20 }),
});
const unpacked = fc.record({
  length: fc.integer({ min: 1, max: 2 ** 45 }),
  pack: fc.constant(null),
  offset: fc.constant(0),
});
const entry: fc.Arbitrary<InventoryEntry> = fc
  .tuple(fc.oneof(nearHash, hash), fc.oneof(packed, unpacked))
  .map(([sha256, place]) => ({ sha256, ...place }));
const inventory = fc.array(entry, { maxLength: 60 }).map(inventoryIn);
const pieceBytes = fc.integer({ min: 1, max: 400 });

describe('an inventory', () => {
  test('is the same after it was written and read, however the pieces fall', async () => {
    await fc.assert(
      fc.asyncProperty(inventory, pieceBytes, hash, async (original, bytes, stranger) => {
        const read = await inventoryFrom(textOf(original), bytes);
        expect([...read]).toEqual([...original]);
        expect(read.payloads).toBe(original.payloads);
        expect(read.bytes).toBe([...original].reduce((sum, { length }) => sum + length, 0));
        for (const { sha256, ...place } of original) expect(read.find(sha256)).toEqual(place);
        fc.pre(![...original].some(({ sha256 }) => sha256 === stranger));
        expect(read.find(stranger)).toBeNull();
      }),
      runs,
    );
  });

  test('becomes the later one by the delta between them, and the earlier one by its opposite', async () => {
    await fc.assert(
      fc.asyncProperty(inventory, inventory, pieceBytes, async (before, now, bytes) => {
        const text = Buffer.concat([...formatInventoryDelta(inventoryDelta(before, now))]);
        const delta = await parseInventoryDelta('inventories/x', piecesOf(text, bytes));
        expect(linesOf(delta)).toBe(text.toString('latin1').split('\n').length - 1);
        expect([...applyDelta(before, delta, 'inventories/x')]).toEqual([...now]);
        const opposite = { removed: delta.added, added: delta.removed };
        expect([...applyDelta(now, opposite, 'inventories/x')]).toEqual([...before]);
        const unchanged = new Set([...before].map((each) => JSON.stringify(each)));
        for (const added of delta.added) expect(unchanged.has(JSON.stringify(added))).toBe(false);
      }),
      runs,
    );
  });

  test('is read as what was written or refused, never as anything else, with any character changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        inventory.filter(({ payloads }) => payloads > 0),
        fc.nat(),
        fc.constantFrom(...' \n\r\0-+0129afAF'),
        async (original, place, character) => {
          const text = textOf(original);
          const at = place % text.length;
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          try {
            expect(textOf(await inventoryFrom(changed))).toBe(changed);
          } catch (error) {
            if (!isViolation(error)) throw error;
            expect(error.details).toEqual({ part: 'inventories/x' });
          }
        },
      ),
      runs,
    );
  });
});
