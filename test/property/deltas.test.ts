import { expect, test } from 'vitest';
import { applyDelta, basePlaintext, deltaPlaintext } from '../../src-main/core/backup/repository/delta.ts';
import { pageBytes } from '../../src-main/core/backup/repository/page-index.ts';
import { allOf, inPieces, MemoryPatchedFile, memoryFile } from '../support/byte-streams.ts';
import { scan } from '../support/scanned-pages.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';

const random = seededRandom(seedOfThisRun());
const salt = Buffer.from(random.bytes(16));

/** A page as SQLCipher writes it, as far as a backup sees: what it holds and how it ends are new each time. */
function writePage(database: Buffer, number: number): void {
  const page = database.subarray((number - 1) * pageBytes, number * pageBytes);
  page.fill(random.bytes(64));
  if (number === 1) salt.copy(page);
}

/** The same database after some work: pages anywhere, pages in a row, longer or shorter. */
function afterWork(database: Buffer): Buffer {
  const before = database.length / pageBytes;
  const growth = random.chance(0.4) ? random.below(400) : 0;
  const pages = random.chance(0.3) ? 1 + random.below(before) : before + growth;
  const next = Buffer.alloc(pages * pageBytes);
  database.copy(next);
  for (let number = before + 1; number <= pages; number += 1) writePage(next, number);
  for (let scattered = random.below(20); scattered > 0; scattered -= 1) writePage(next, 1 + random.below(pages));
  if (random.chance(0.3)) {
    const first = 1 + random.below(pages);
    const last = Math.min(pages, first + random.below(600));
    for (let number = first; number <= last; number += 1) writePage(next, number);
  }
  return next;
}

function changedPages(before: Buffer, now: Buffer): number[] {
  const changed: number[] = [];
  for (let number = 1; number * pageBytes <= now.length; number += 1) {
    const [start, end] = [(number - 1) * pageBytes, number * pageBytes];
    const isSame = end <= before.length && before.compare(now, start, end, start, end) === 0;
    if (!isSame) changed.push(number);
  }
  return changed;
}

test(`a base and any number of deltas give every state byte for byte (KLUIS_SEED=${random.seed})`, async () => {
  let database: Buffer = Buffer.alloc((1 + random.below(1500)) * pageBytes);
  for (let number = 1; number * pageBytes <= database.length; number += 1) writePage(database, number);
  let snapshot = Buffer.from(random.bytes(32));
  const base = { bytes: await allOf(basePlaintext(memoryFile(database))), snapshot };
  expect(base.bytes.equals(database)).toBe(true);
  const baseIndex = (await scan(memoryFile(database), null)).indexOf(snapshot);
  let index = baseIndex;
  /** What stands on the last one; a delta of a day's beginning starts anew from the base. */
  let restored = new MemoryPatchedFile(base.bytes);
  for (let step = 1; step <= 40; step += 1) {
    const before = database;
    database = afterWork(database);
    const isFirstOfDay = random.chance(0.2);
    if (isFirstOfDay) restored = new MemoryPatchedFile(base.bytes);
    const known = isFirstOfDay ? { index: baseIndex, snapshot: base.snapshot } : { index, snapshot };
    const scanned = await scan(memoryFile(database), known);
    const where = `step ${step}`;
    expect(scanned.changed, where).toEqual(changedPages(isFirstOfDay ? base.bytes : before, database));
    const text = { pages: scanned.pages, changed: scanned.changed ?? [] };
    const delta = await allOf(deltaPlaintext(memoryFile(database), text));
    await applyDelta(restored, inPieces(delta, 1 + random.below(20_000)), 'database/x');
    expect(restored.content.equals(database), where).toBe(true);
    snapshot = Buffer.from(random.bytes(32));
    index = scanned.indexOf(snapshot);
  }
});
