import { describe, expect, test } from 'vitest';
import { verifySnapshot } from '../../../../src-main/core/backup/repository/examine-file.ts';
import {
  type Garbage,
  GarbageSchema,
  HeartbeatSchema,
} from '../../../../src-main/core/backup/repository/statements.ts';
import { newId } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { begin, someHash, TrialVault, TrialWriter } from './trial-writer.ts';

test('a snapshot alone is verified by its name, or the error names it', () => {
  const writer = new TrialWriter(new TrialVault()).snapshots(1);
  const name = writer.nameOfSnapshot(1);
  const bytes = writer.files.get(name) ?? new Uint8Array();
  expect(verifySnapshot(name, bytes, writer.known)).toMatchObject({ number: 1, previous: null });
  const forged = writer.snapshot(2, {}, newSigningKey());
  expect(() => verifySnapshot(forged, writer.files.get(forged) ?? bytes, writer.known)).toThrow(
    expect.objectContaining({ code: 'integrity-violated', details: { part: `writers/${writer.id}/${forged}` } }),
  );
});

describe('a garbage statement', () => {
  const garbage: Garbage = {
    kind: 'backup-garbage',
    vault: newId(),
    computer: newId(),
    at: begin,
    snapshots: [
      [1, 4],
      [6, 6],
    ],
    names: [
      `objects/ab/ab${someHash('o').slice(2)}`,
      `packs/cd/cd${someHash('p').slice(2)}`,
      ...['database', 'sealed', 'inventories', 'writer'].map((folder) => `${folder}/${someHash(folder)}`),
      `snapshots/0000000001-${someHash('s')}`,
      `heartbeats/2026-11-01-${someHash('h')}`,
    ],
  };

  test('names what a writer may remove, and ranges in their order', () => {
    expect(GarbageSchema.parse(garbage)).toEqual(garbage);
  });

  test.each([
    `tombstones/${newId()}-${someHash('t')}`,
    `garbage/${begin}-${someHash('g')}`,
    `objects/ab/cd${someHash('o').slice(2)}`,
    `../${newId()}/database/${someHash('d')}`,
    `database/${someHash('d')}/x`,
    '/etc/passwd',
    '',
  ])('removes nothing else: %j', (name) => {
    expect(GarbageSchema.safeParse({ ...garbage, names: [name] }).success).toBe(false);
  });

  test.each([
    [[[4, 1]]],
    [[[0, 1]]],
    [
      [
        [1, 4],
        [4, 6],
      ],
    ],
    [
      [
        [6, 6],
        [1, 4],
      ],
    ],
    [[[1, 4, 5]]],
    [[1, 4]],
  ])('has no ranges such as %j', (snapshots) => {
    expect(GarbageSchema.safeParse({ ...garbage, snapshots }).success).toBe(false);
  });
});

test('a heartbeat is of the day of its time, in UTC', () => {
  const heartbeat = {
    kind: 'backup-heartbeat',
    vault: newId(),
    computer: newId(),
    day: '2026-11-01',
    at: begin,
    snapshot: { number: 1, hash: someHash('1') },
  };
  expect(HeartbeatSchema.safeParse(heartbeat).success).toBe(true);
  for (const changed of [{ day: '2026-11-02' }, { at: begin - 1 }, { day: '2026-11-1' }]) {
    expect(HeartbeatSchema.safeParse({ ...heartbeat, ...changed }).success).toBe(false);
  }
});
