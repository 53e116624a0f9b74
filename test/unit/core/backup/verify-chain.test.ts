import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../../src-main/contract/check.ts';
import { VaultError } from '../../../../src-main/contract/errors.ts';
import { snapshotName } from '../../../../src-main/core/backup/repository/names.ts';
import { type Snapshot, signSnapshot } from '../../../../src-main/core/backup/repository/statements.ts';
import { type RememberedChain, verifyChain } from '../../../../src-main/core/backup/verify/verify-chain.ts';
import { noBytes } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { parseStatement, statementBytes } from '../../../../src-main/core/crypto/statement.ts';
import { begin, hashOf, hour, someHash, TrialVault, TrialWriter } from './trial-writer.ts';

const vault = new TrialVault();
const freshWriter = () => new TrialWriter(vault);

async function verified(writer: TrialWriter, remembered: RememberedChain | null = null) {
  const { known, files } = writer;
  const listing = [...files].map(([name, bytes]) => ({ name, sizeBytes: bytes.length }));
  const read = async (name: string) => {
    const bytes = files.get(name);
    if (!bytes) throw new VaultError('not-found', 'no such file');
    return bytes;
  };
  return await verifyChain(listing, read, known, remembered);
}

/** `part: problem`, parts from the writer's folder on. */
async function foundIn(writer: TrialWriter, remembered: RememberedChain | null = null): Promise<string[]> {
  const { findings } = await verified(writer, remembered);
  const prefix = `writers/${writer.id}/`;
  return findings.map(({ part, problem }) => {
    expect(part.startsWith(prefix)).toBe(true);
    return `${part.slice(prefix.length)}: ${problem}`;
  });
}

const named = (name: string, problem: Problem) => `${name}: ${problem}`;

describe('a chain that is whole', () => {
  test('gives its snapshots by number, and no finding', async () => {
    const writer = freshWriter().snapshots(4);
    writer.heartbeat(begin + 4 * hour, 4);
    const { findings, snapshots, heartbeats } = await verified(writer, { number: 4, hash: writer.hashOfSnapshot(4) });
    expect(findings).toEqual([]);
    expect(snapshots.map(({ payload, retired }) => [payload.number, retired])).toEqual(
      [1, 2, 3, 4].map((number) => [number, false]),
    );
    expect(snapshots[2]?.sha256).toBe(writer.hashOfSnapshot(3));
    expect(heartbeats).toHaveLength(1);
  });

  test('lacks what garbage statements name, once and again', async () => {
    const writer = freshWriter();
    for (let number = 1; number <= 9; number += 1) {
      const stands = { on: number === 1 || number === 5 ? null : number < 5 ? number - 1 : 5 };
      const { database, inventory } = writer.snapshotOf(number);
      writer.snapshot(number, { database: { ...database, ...stands }, inventory: { ...inventory, ...stands } });
    }
    writer.garbage(begin + 9 * hour, [
      [1, 4],
      [6, 7],
    ]);
    writer.garbage(begin + 10 * hour, [
      [1, 4],
      [7, 8],
    ]);
    const { findings, snapshots } = await verified(writer);
    expect(findings).toEqual([]);
    expect(snapshots.filter(({ retired }) => !retired).map(({ payload }) => payload.number)).toEqual([5, 9]);
    // In whatever order they go.
    expect(await foundIn(writer.remove(3, 7))).toEqual([]);
    expect(await foundIn(writer.remove(1, 2, 4, 6, 8), { number: 8, hash: someHash('8') })).toEqual([]);
  });

  test('may begin with nothing at all, where nobody remembers anything', async () => {
    expect(await foundIn(freshWriter())).toEqual([]);
  });
});

describe('one file', () => {
  test('of which any byte was changed is named', async () => {
    const writer = freshWriter().snapshots(2);
    const names = [writer.nameOfSnapshot(2), writer.heartbeat(begin + 2 * hour, 2), writer.garbage(begin, [])];
    for (const name of names) {
      const bytes = writer.files.get(name) ?? new Uint8Array();
      for (let at = 0; at < bytes.length; at += 37) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        writer.put(name, changed);
        expect(await foundIn(writer)).toContain(named(name, 'altered'));
      }
      writer.put(name, bytes);
    }
    expect(await foundIn(writer)).toEqual([]);
  });

  test('under another name than its own is named, whether of number, day or time', async () => {
    const writer = freshWriter().snapshots(3);
    const moves = [
      [writer.nameOfSnapshot(3), (name: string) => name.replace('0000000003', '0000000004')],
      [writer.heartbeat(begin + 3 * hour, 3), (name: string) => name.replace('2026-11-01', '2026-11-02')],
      [writer.garbage(begin, []), (name: string) => name.replace(String(begin), String(begin + 1))],
    ] as const;
    for (const [name, renamed] of moves) {
      const bytes = writer.files.get(name) ?? new Uint8Array();
      writer.files.delete(name);
      writer.put(renamed(name), bytes);
      expect(await foundIn(writer)).toContain(named(renamed(name), 'altered'));
      writer.files.delete(renamed(name));
      writer.put(name, bytes);
    }
  });

  test('that is endless is not read, and one that goes while it is read is missing', async () => {
    const writer = freshWriter().snapshots(2);
    const [first, second] = [writer.nameOfSnapshot(1), writer.nameOfSnapshot(2)];
    const listing = [
      { name: first, sizeBytes: 1e12 },
      { name: second, sizeBytes: 1000 },
      { name: 'snapshots/README', sizeBytes: 10 },
    ];
    const read = async (name: string) => {
      expect(name).toBe(second);
      throw new VaultError('not-found', 'gone');
    };
    const { findings } = await verifyChain(listing, read, writer.known, null);
    const part = (name: string) => `writers/${writer.id}/${name}`;
    expect(findings.map(({ part: where, problem }) => [where, problem])).toEqual([
      [part(first), 'altered'],
      [part(second), 'missing'],
      [part('snapshots/README'), 'unknown-file'],
    ]);
  });

  test('of a target that does not answer ends the verification', async () => {
    const writer = freshWriter().snapshots(1);
    const read = () => Promise.reject(new VaultError('target-unreachable', 'gone'));
    const listing = [{ name: writer.nameOfSnapshot(1), sizeBytes: 1000 }];
    await expect(verifyChain(listing, read, writer.known, null)).rejects.toMatchObject({ code: 'target-unreachable' });
  });
});

describe('a target that lies', () => {
  test('by snapshots of another vault or another writer is found out', async () => {
    const writer = freshWriter().snapshots(2);
    for (const other of [new TrialWriter(new TrialVault(), writer.id, writer.key), freshWriter()]) {
      other.snapshots(3);
      const name = other.nameOfSnapshot(3);
      writer.put(name, other.files.get(name) ?? new Uint8Array());
      expect(await foundIn(writer)).toEqual([named(name, 'foreign')]);
      writer.files.delete(name);
    }
  });

  test('by a snapshot that nobody rightful signed is found out, and it counts for nothing', async () => {
    const writer = freshWriter().snapshots(2);
    const forged = writer.snapshot(3, {}, newSigningKey());
    expect(await foundIn(writer)).toEqual([named(forged, 'forged')]);
    expect((await verified(writer)).snapshots).toHaveLength(2);
    writer.files.delete(forged);

    // The right key beside a signature by another.
    const statement = signSnapshot(writer.snapshotOf(3), newSigningKey());
    const key = signSnapshot(writer.snapshotOf(3), writer.key).signatures[0]?.key ?? '';
    const bytes = statementBytes({ ...statement, signatures: statement.signatures.map((one) => ({ ...one, key })) });
    const name = writer.put(snapshotName(3, hashOf(bytes)), bytes);
    expect(await foundIn(writer)).toEqual([named(name, 'forged')]);
  });

  test('by writing a snapshot down in other ways, all with the signature of its writer, makes no second one of it', async () => {
    const writer = freshWriter().snapshots(2);
    const { payload, signatures } = parseStatement(writer.files.get(writer.nameOfSnapshot(2)) ?? noBytes, 'snapshot');
    const [only] = signatures;
    if (!only) throw new Error('not signed');
    const other = { key: only.key, signature: Buffer.alloc(64).toString('base64') };
    // The last letters before the filling have bits that stand for nothing.
    const loose = only.signature.replace(
      /(.)==$/,
      (_, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}==`,
    );
    const variants = [
      ` ${JSON.stringify({ payload, signatures })}`,
      JSON.stringify({ signatures, payload }),
      JSON.stringify({ payload, signatures: [only, other] }),
      JSON.stringify({ payload, signatures: [{ key: only.key, signature: loose }] }),
    ];
    const names = variants.map((text) => {
      const bytes = Buffer.from(text);
      return writer.put(snapshotName(2, hashOf(bytes)), bytes);
    });
    expect(await foundIn(writer)).toEqual(names.map((name) => named(name, 'altered')));
    expect((await verified(writer)).snapshots.map(({ payload: { number } }) => number)).toEqual([1, 2]);
  });

  test('by leaving out snapshots is found out, each gap once', async () => {
    const writer = freshWriter().snapshots(9);
    writer.garbage(begin, [[4, 4]]);
    expect(await foundIn(writer.remove(1, 3, 4, 5, 6))).toEqual([
      named('snapshots/1', 'missing'),
      named('snapshots/3', 'missing'),
      named('snapshots/5-6', 'missing'),
    ]);
  });

  test('by removing what others stand on, under the name of garbage, is found out', async () => {
    const writer = freshWriter().snapshots(5);
    writer.garbage(begin, [[2, 3]]);
    expect(await foundIn(writer)).toEqual([]);
    expect(await foundIn(writer.remove(3))).toEqual([named('snapshots/3', 'missing')]);
  });

  test('by cutting off the end is found out by the heartbeats, by garbage and by what is remembered', async () => {
    const byHeartbeat = freshWriter().snapshots(5);
    byHeartbeat.heartbeat(begin + 5 * hour, 5);
    expect(await foundIn(byHeartbeat.remove(4, 5))).toEqual([named('snapshots', 'cut-off')]);

    const byGarbage = freshWriter().snapshots(5);
    byGarbage.garbage(begin, [[1, 4]]);
    expect(await foundIn(byGarbage.remove(5))).toEqual([named('snapshots', 'cut-off')]);

    const remembered = freshWriter().snapshots(5);
    const newest = { number: 4, hash: remembered.hashOfSnapshot(4) };
    remembered.heartbeat(begin + 5 * hour, 5);
    expect(await foundIn(remembered, newest)).toEqual([]);
    expect(await foundIn(remembered.remove(4, 5), newest)).toEqual([named('snapshots', 'cut-off')]);
    expect(await foundIn(remembered.remove(1, 2, 3))).toEqual([named('snapshots', 'cut-off')]);
  });

  test('by putting an old state back is found out by who remembers a later one', async () => {
    const writer = freshWriter().snapshots(3);
    writer.heartbeat(begin + 3 * hour, 3);
    expect(await foundIn(writer)).toEqual([]);
    expect(await foundIn(writer, { number: 4, hash: someHash('4') })).toEqual([
      named('snapshots', 'backups-rolled-back'),
    ]);
    // Gone on from an older state: the number is reached, by another snapshot.
    expect(await foundIn(writer, { number: 3, hash: someHash('3') })).toEqual([
      named('snapshots', 'backups-rolled-back'),
    ]);
    expect(await foundIn(writer, { number: 2, hash: writer.hashOfSnapshot(2) })).toEqual([]);
  });

  test('by taking away the file that vouches for a writer is found out', async () => {
    const writer = freshWriter().snapshots(2);
    const lost = writer.snapshot(3, { writer: someHash('lost') });
    expect(lost).toContain('0000000003');
    expect(await foundIn(writer)).toEqual([named(`writer/${someHash('lost')}`, 'missing')]);
  });
});

describe('a writer that went wrong', () => {
  test('with two snapshots of one number, or one that does not follow the one before, is named', async () => {
    const writer = freshWriter().snapshots(2);
    writer.snapshot(2, { at: begin + 2 * hour + 1 });
    const found = await foundIn(writer);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^snapshots\/0000000002-[0-9a-f]{64}: forked$/);

    const other = freshWriter().snapshots(2);
    const name = other.snapshot(3, { previous: someHash('another') });
    const beat = other.heartbeat(begin + 3 * hour, 2, someHash('another'));
    expect(await foundIn(other)).toEqual([named(name, 'forked'), named(beat, 'forked')]);
  });

  test('whose clock runs backwards is named, once for each time', async () => {
    const writer = freshWriter().snapshots(2);
    const back = writer.snapshot(3, { at: begin });
    writer.snapshot(4, { at: begin + 1 });
    expect(await foundIn(writer)).toEqual([named(back, 'clock-went-back')]);
    const beat = writer.heartbeat(begin - hour, 4);
    expect(await foundIn(writer)).toEqual([named(back, 'clock-went-back'), named(beat, 'clock-went-back')]);
  });
});

describe('a snapshot that nobody could restore is not signed', () => {
  const writer = freshWriter().snapshots(1);
  const { database, inventory } = writer.snapshotOf(2);
  test.each<[string, Partial<Snapshot>]>([
    ['a first one that follows another', { number: 1 }],
    ['a later one that follows none', { previous: null }],
    ['on itself', { database: { ...database, on: 2 } }],
    ['on a later inventory', { inventory: { ...inventory, on: 3 } }],
    ['more digits than a name has', { number: 10_000_000_000 }],
  ])('%s', (_, changed) => {
    expect(() => signSnapshot(writer.snapshotOf(2, changed), writer.key)).toThrow();
  });
});
