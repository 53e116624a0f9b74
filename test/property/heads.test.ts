import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf, computeBuckets, headOf, updateBuckets } from '../../src-main/core/access/head.ts';
import { idBytes, newId } from '../../src-main/core/crypto/bytes.ts';
import { dose } from '../support/dose.ts';
import { sharedDatabase } from '../support/test-database.ts';

const runs = { numRuns: dose(30, 500) };
const vault = newId();
const compartment = newId();
const database = sharedDatabase();

interface Row {
  readonly id: string;
  readonly version: number;
  readonly hash: Buffer;
  readonly table: 'records' | 'contents';
}

const row: fc.Arbitrary<Row> = fc.record({
  // Few first bytes, so that buckets get several rows, and bucket 0, which key rows share, is among them.
  id: fc
    .tuple(fc.constantFrom(0, 1, 255), fc.uint8Array({ minLength: 15, maxLength: 15 }))
    .map(([first, rest]) => Buffer.from([first, ...rest]).toString('hex')),
  version: fc.integer({ min: 1, max: 1000 }),
  hash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  table: fc.constantFrom('records', 'contents'),
});
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 1, maxLength: 30 });

function put({ id, version, hash, table }: Row): void {
  const values = [idBytes(id), idBytes(compartment), bucketOf(id), 1, version, hash, Buffer.alloc(1)];
  if (table === 'records') database().run('INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?)', ...values);
  else database().run("INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?, ?, ?, ?, x'00', x'00')", ...values);
}

function clear(): void {
  for (const table of ['records', 'contents', 'compartment_keys']) database().run(`DELETE FROM ${table}`);
}

const head = () => headOf(vault, compartment, 1, 1, computeBuckets(database(), vault, compartment)).toString('hex');

describe('the head of a compartment', () => {
  test('computed bucket by bucket is the one computed from all rows', () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (before, after, withKey) => {
        clear();
        for (const each of before) put(each);
        const buckets = computeBuckets(database(), vault, compartment);
        for (const each of after) put(each);
        const [removed] = before;
        if (removed) database().run(`DELETE FROM ${removed.table} WHERE id = ?`, idBytes(removed.id));
        if (withKey) database().run("INSERT INTO compartment_keys VALUES (?, 2, x'01', NULL)", idBytes(compartment));
        const changed = new Set([0, ...after.map(({ id }) => bucketOf(id)), bucketOf(removed?.id ?? '00')]);
        const updated = updateBuckets(database(), vault, compartment, buckets, changed);
        expect(updated.equals(computeBuckets(database(), vault, compartment))).toBe(true);
      }),
      runs,
    );
  });

  test('does not depend on the order in which rows came', () => {
    fc.assert(
      fc.property(rows, (all) => {
        clear();
        for (const each of all) put(each);
        const forward = head();
        clear();
        for (const each of all.toReversed()) put(each);
        expect(head()).toBe(forward);
      }),
      runs,
    );
  });

  test('changes with every row that is removed, altered, moved to the other table or added', () => {
    fc.assert(
      fc.property(rows, fc.nat(), row, (all, index, extra) => {
        fc.pre(!all.some(({ id }) => id === extra.id));
        const chosen = all[index % all.length];
        if (!chosen) return;
        clear();
        for (const each of all) put(each);
        const original = head();
        const remove = () => database().run(`DELETE FROM ${chosen.table} WHERE id = ?`, idBytes(chosen.id));
        remove();
        const heads = [original, head()];
        put({ ...chosen, hash: Buffer.from(chosen.hash.map((byte) => byte ^ 1)) });
        heads.push(head());
        remove();
        put({ ...chosen, table: chosen.table === 'records' ? 'contents' : 'records' });
        heads.push(head());
        database().run('DELETE FROM records WHERE id = ?', idBytes(chosen.id));
        database().run('DELETE FROM contents WHERE id = ?', idBytes(chosen.id));
        put(chosen);
        expect(head()).toBe(original);
        put(extra);
        heads.push(head());
        expect(new Set(heads).size).toBe(heads.length);
      }),
      runs,
    );
  });

  test('is refused for a row that its column hides in the bucket of another', () => {
    clear();
    for (const first of ['04', '05', '80']) {
      put({ id: first + '0'.repeat(30), version: 1, hash: Buffer.alloc(32, Number(first)), table: 'records' });
    }
    expect(head()).toMatch(/^[0-9a-f]{64}$/);
    database().run('UPDATE records SET bucket = 63 WHERE hash = ?', Buffer.alloc(32, 5));
    expect(head).toThrow(/wrong bucket/);
  });

  test('is refused for one row that joined is as long as two', () => {
    clear();
    for (const last of ['1', '2', '3']) {
      put({ id: `${'0'.repeat(31)}${last}`, version: 1, hash: Buffer.alloc(32, Number(last)), table: 'records' });
    }
    const [first, second] = [idBytes(`${'0'.repeat(31)}1`), idBytes(`${'0'.repeat(31)}2`)];
    database().run('DELETE FROM records WHERE id = ?', second);
    const joined = Buffer.concat([Buffer.alloc(32, 1), second, Buffer.alloc(32, 2)]);
    database().run('UPDATE records SET hash = ? WHERE id = ?', joined, first);
    expect(head).toThrow(/wrong shape/);
  });

  test('differs between compartments, epochs, versions and vaults of the same rows', () => {
    const buckets = Buffer.alloc(64 * 32);
    const heads = [
      headOf(vault, compartment, 1, 1, buckets),
      headOf(vault, compartment, 2, 1, buckets),
      headOf(vault, compartment, 1, 2, buckets),
      headOf(vault, newId(), 1, 1, buckets),
      headOf(newId(), compartment, 1, 1, buckets),
    ].map((bytes) => bytes.toString('hex'));
    expect(new Set(heads).size).toBe(heads.length);
  });
});
