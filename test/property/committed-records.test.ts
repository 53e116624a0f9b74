import fc from 'fast-check';
import { expect, test } from 'vitest';
import { committedRecords } from '../../src-main/core/access/committed-records.ts';
import { bucketOf } from '../../src-main/core/access/head.ts';
import { idBytes, newId } from '../../src-main/core/crypto/bytes.ts';
import { dose } from '../support/dose.ts';
import { sharedDatabase } from '../support/test-database.ts';

const compartment = newId();
const database = sharedDatabase();

const bytes = (least: number, most: number) =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((array) => Buffer.from(array));
const row = fc.record({
  id: bytes(16, 16).map((id) => id.toString('hex')),
  version: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  epoch: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  committed: bytes(32, 32),
  sealed: bytes(0, 300),
});
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 });

interface Odd {
  readonly id: Uint8Array;
  readonly version: number;
  readonly epoch: number;
  readonly hash: Uint8Array;
}

function put({ id, version, epoch, hash }: Odd, bucket: number, sealed: Uint8Array): void {
  const sql =
    'INSERT INTO records (id, compartment, bucket, epoch, version, hash, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)';
  database().run(sql, id, idBytes(compartment), bucket, epoch, version, hash, sealed);
}

test('records that are read together are those of the buckets asked for, to the last byte', () => {
  fc.assert(
    fc.property(rows, fc.nat(64), fc.nat(64), (all, one, other) => {
      database().run('DELETE FROM records');
      for (const { id, version, epoch, committed, sealed } of all) {
        put({ id: idBytes(id), version, epoch, hash: committed }, bucketOf(id), sealed);
      }
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const wanted = all.filter(({ id }) => bucketOf(id) >= from && bucketOf(id) < to);
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(committedRecords(database(), compartment, from, to).sort(byId)).toEqual(wanted.sort(byId));
      expect(committedRecords(database(), newId(), from, to)).toEqual([]);
    }),
    { numRuns: dose(50, 1000) },
  );
});

test.each<[string, Partial<Odd>]>([
  ['a longer id', { id: Buffer.alloc(17) }],
  ['a shorter id', { id: Buffer.alloc(15) }],
  ['a longer hash', { hash: Buffer.alloc(33) }],
  ['a shorter hash', { hash: Buffer.alloc(31) }],
  ['a negative version', { version: -1 }],
  ['a negative epoch', { epoch: -1 }],
])('one with %s is refused with all that are read together with it', (_, odd) => {
  database().run('DELETE FROM records');
  const sound: Odd = { id: Buffer.alloc(16, 1), version: 1, epoch: 1, hash: Buffer.alloc(32) };
  put(sound, 0, Buffer.alloc(100));
  put({ ...sound, id: Buffer.alloc(16), ...odd }, 0, Buffer.alloc(100));
  const part = `compartment ${compartment}`;
  expect(() => committedRecords(database(), compartment, 0, 64)).toThrow(
    expect.objectContaining({ code: 'integrity-violated', details: { part } }),
  );
});
