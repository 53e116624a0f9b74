import { randomBytes } from 'node:crypto';
import { chownSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { NodeFileSystem } from '../../src-main/adapters/file-system/node-file-system.ts';
import { openTarget } from '../../src-main/adapters/targets/open-target.ts';
import { usualTimeLimits } from '../../src-main/adapters/targets/time-limits.ts';
import { VaultError } from '../../src-main/contract/errors.ts';
import { type TargetAbilities, TargetAbilitiesSchema } from '../../src-main/contract/targets.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { allOf } from '../support/byte-streams.ts';
import { dose } from '../support/dose.ts';
import { leftOvers, type TestServer } from '../support/servers/test-server.ts';
import { contentOf, listAll, longContent, readAll, textOf } from '../support/target-content.ts';

/** What a server was measured to do, and what it cannot show. */
export interface ExpectedOfTarget {
  readonly abilities: TargetAbilities;
  readonly saysSpace: boolean;
  /** How many names are listed; a server in memory is slow to be given them. */
  readonly names: number;
  /** The code that it answers with on a full disk; null where it has none that can be full. */
  readonly whenFull: 'target-full' | 'target-damaged' | null;
}

const large = dose(20, 1024) * 1024 * 1024;

/** The room that a server needs for what the suite writes. */
export const suiteDiskBytes = dose(96, 2600) * 1024 * 1024;

/** What every target does, against a real one. @param given asked once the tests run. */
export function describeTarget(given: () => TestServer, expected: ExpectedOfTarget): void {
  let server: TestServer;
  const opened: Target[] = [];
  const still = new AbortController().signal;

  const openThrough = (port?: number, limits = usualTimeLimits, credentials = server.credentials): Target => {
    const target = openTarget(server.settings(port), credentials, new NodeFileSystem(), limits);
    opened.push(target);
    return target;
  };
  /** A folder that no other test uses. */
  const newFolder = (): string => `test-${randomBytes(6).toString('hex')}`;
  /** What a server still closes while it is told to remove it can stay behind, and is found by its name. */
  const sweep = async (target: Target, folder: string) => {
    const sweepOnce = async () => {
      await target.removeUnfinished(folder, Date.now() + 60_000, still);
      return leftOvers(server, folder);
    };
    await expect.poll(sweepOnce).toEqual([]);
  };
  const isListed = async (target: Target, folder: string) => (await listAll(target, folder, still)).length > 0;

  beforeAll(() => {
    server = given();
  });
  afterEach(async () => {
    for (const target of opened.splice(0)) await target.close();
    server.disk?.empty();
  });

  it('gives back what was created, whole and by ranges, with its size', async () => {
    const target = openThrough();
    const name = `${newFolder()}/deeper/file.1`;
    const bytes = randomBytes(300_001);
    expect(await target.size(name, still)).toBeNull();
    expect(await target.create(name, contentOf(bytes), still)).toBe('created');
    expect(await target.size(name, still)).toBe(bytes.length);
    expect((await readAll(target, name, still)).equals(bytes)).toBe(true);
    for (const [offset, length] of [
      [0, 1],
      [1, 70_000],
      [300_000, 1],
      [0, 300_001],
      [40_000, 0],
      [200_000, 0],
    ] as const) {
      const part = await allOf(target.read(name, { offset, length }, still));
      expect(part.equals(bytes.subarray(offset, offset + length)), `${length} at ${offset}`).toBe(true);
    }
  });

  it('keeps an empty file', async () => {
    const target = openThrough();
    const name = `${newFolder()}/empty`;
    await target.create(name, textOf(''), still);
    expect(await target.size(name, still)).toBe(0);
    expect(await readAll(target, name, still)).toHaveLength(0);
  });

  it('says of a range beyond the end that the file is damaged, and of an absent file that it is not there', async () => {
    const target = openThrough();
    const name = `${newFolder()}/short`;
    await target.create(name, textOf('short'), still);
    for (const range of [
      { offset: 3, length: 3 },
      { offset: 9, length: 2 },
    ]) {
      await expect(allOf(target.read(name, range, still))).rejects.toMatchObject({ code: 'target-damaged' });
    }
    await expect(readAll(target, `${name}-not`, still)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readAll(target, 'no/such/folder', still)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps the first of two files of one name', async () => {
    const target = openThrough();
    const folder = newFolder();
    expect(await target.create(`${folder}/name`, textOf('first'), still)).toBe('created');
    expect(await target.create(`${folder}/name`, textOf('second, and longer'), still)).toBe('exists');
    expect(String(await readAll(target, `${folder}/name`, still))).toBe('first');
    expect(await listAll(target, folder, still)).toEqual([{ kind: 'file', name: `${folder}/name`, sizeBytes: 5 }]);
  });

  it('gives a name to one of many clients that create it at the same time', async () => {
    const folder = newFolder();
    const clients = Array.from({ length: 6 }, () => openThrough());
    // Warm, so that they really meet.
    await Promise.all(clients.map((client, i) => client.create(`${folder}/warm-${i}`, textOf('warm'), still)));
    const texts = clients.map((_, i) => `${i}`.repeat(200_000));
    const outcomes = await Promise.all(
      clients.map((client, i) => client.create(`${folder}/one`, textOf(texts[i] ?? ''), still)),
    );
    const winners = outcomes.flatMap((outcome, i) => (outcome === 'created' ? [texts[i]] : []));
    const kept = String(await readAll(clients[0] ?? openThrough(), `${folder}/one`, still));
    if (expected.abilities.createsOnce === 'atomic') expect(winners).toEqual([kept]);
    else expect(winners).toContain(kept);
  });

  it('says by its probe what it can do, and leaves nothing of it behind', async () => {
    const target = openThrough();
    await target.create(`${newFolder()}/before`, textOf('before'), still);
    const before = await listAll(target, '', still);
    expect(TargetAbilitiesSchema.parse(await target.probe(still))).toEqual(expected.abilities);
    expect(await listAll(target, '', still)).toEqual(before);
    if (server.folder !== null) expect(readdirSync(server.folder).filter((name) => /probe|tmp/.test(name))).toEqual([]);
  });

  it('tells the time by its own clock', async () => {
    const target = openThrough();
    await target.create(`${newFolder()}/before`, textOf('before'), still);
    const before = await listAll(target, '', still);
    const [from, time] = [Date.now(), await target.now(still)];
    // To a second or two.
    expect(time).toBeGreaterThan(from - 2500);
    expect(time).toBeLessThan(Date.now() + 2500);
    expect(await listAll(target, '', still)).toEqual(before);
    if (server.folder !== null) expect(readdirSync(server.folder).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('tells how much room there is, or that it does not know', async () => {
    const space = await openThrough().space(still);
    if (!expected.saysSpace) return expect(space).toBeNull();
    const total = server.disk === null ? 0 : suiteDiskBytes;
    expect(space?.totalBytes).toBeGreaterThan(total * 0.5);
    expect(space?.freeBytes).toBeLessThanOrEqual(space?.totalBytes ?? 0);
  });

  it(`lists ${expected.names} names with their sizes, and folders, and nothing that is not its own`, async () => {
    const target = openThrough();
    const folder = newFolder();
    await target.create(`${folder}/below/file`, textOf('below'), still);
    const names = Array.from({ length: expected.names }, (_, i) => `${String(i).padStart(5, '0')}.pack`);
    if (server.folder === null) {
      let next = 0;
      const fill = async () => {
        for (let i = next++; i < names.length; i = next++)
          await target.create(`${folder}/${names[i]}`, textOf(`${i}`), still);
      };
      await Promise.all(Array.from({ length: 8 }, fill));
    } else {
      for (const [i, name] of names.entries()) writeFileSync(`${server.folder}/${folder}/${name}`, `${i}`);
      for (const foreign of ['Thumbs.db', '.hidden', 'a name & more'])
        writeFileSync(`${server.folder}/${folder}/${foreign}`, '');
    }
    // A server that was not told of them finds them after a while.
    await expect.poll(async () => (await listAll(target, folder, still)).length).toBe(names.length + 1);
    expect(await listAll(target, folder, still)).toEqual([
      ...names.map((name, i) => ({ kind: 'file', name: `${folder}/${name}`, sizeBytes: `${i}`.length })),
      { kind: 'folder', name: `${folder}/below` },
    ]);
    expect(await listAll(target, `${folder}/absent`, still)).toEqual([]);
  });

  it('removes a file, and one that is gone already', async () => {
    const target = openThrough();
    const folder = newFolder();
    await target.create(`${folder}/a`, textOf('a'), still);
    const removes = expected.abilities.removes === 'hidden' ? 'hidden' : 'removed';
    expect(await target.remove(`${folder}/a`, still)).toBe(removes);
    expect(await target.remove(`${folder}/a`, still)).toBe(removes);
    await target.remove('no/such/folder/a', still);
    expect(await target.size(`${folder}/a`, still)).toBeNull();
    expect(await isListed(target, folder)).toBe(false);
  });

  it('removes what broken-off work left, when it is old, and nothing else', async () => {
    const target = openThrough();
    const folder = newFolder();
    await target.create(`${folder}/a`, textOf('a'), still);
    if (server.folder === null) return expect(await target.removeUnfinished(folder, Date.now(), still)).toBe(0);
    const place = (name: string) => `${server.folder}/${folder}/${name}`;
    const [old, young, foreign] = [`.tmp-${'1'.repeat(24)}`, `.tmp-${'2'.repeat(24)}`, '.tmp-mine'];
    const owner = statSync(place('a'));
    for (const name of [old, young, foreign]) {
      writeFileSync(place(name), '');
      chownSync(place(name), owner.uid, owner.gid);
    }
    for (const name of [old, foreign, 'a']) utimesSync(place(name), 1_000_000_000, 1_000_000_000);
    await expect.poll(() => target.removeUnfinished(folder, 1_500_000_000_000, still)).toBe(1);
    expect(await target.removeUnfinished('no/such/folder', 1_500_000_000_000, still)).toBe(0);
    expect(readdirSync(place('')).sort()).toEqual([young, foreign, 'a'].sort());
  });

  it('refuses names that lead elsewhere', async () => {
    const target = openThrough();
    for (const name of [
      '',
      '/',
      'a//b',
      '../a',
      'a/..',
      './a',
      '.hidden',
      'a.',
      'A',
      'a b',
      'a\0',
      'a/',
      '/a',
      'a%2fb',
      'é',
    ]) {
      await expect(target.create(name, textOf('x'), still), name).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(readAll(target, name, still), name).rejects.toMatchObject({ code: 'invalid-input' });
      if (name !== '')
        await expect(listAll(target, name, still), name).rejects.toMatchObject({ code: 'invalid-input' });
    }
  });

  it('creates nothing of content that is not what was announced', async () => {
    const target = openThrough();
    const folder = newFolder();
    const bytes = randomBytes(100_000);
    const right = contentOf(bytes);
    const wrong = {
      shorter: { ...right, sizeBytes: bytes.length + 1 },
      longer: { ...right, sizeBytes: bytes.length - 1 },
      other: { ...right, sha256: new Uint8Array(32) },
    };
    for (const [name, content] of Object.entries(wrong)) {
      await expect(target.create(`${folder}/${name}`, content, still)).rejects.toMatchObject({
        code: 'file-changed-while-read',
      });
    }
    // What the source says of itself is not taken for an answer of the target.
    const gone = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 1000);
      throw new VaultError('not-found', 'the source is gone');
    };
    await expect(target.create(`${folder}/gone`, { ...right, bytes: gone }, still)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await isListed(target, folder)).toBe(false);
    await sweep(target, folder);
  });

  it('carries a large file both ways in memory that does not grow with it', async () => {
    const target = openThrough();
    const name = `${newFolder()}/large`;
    global.gc?.();
    const before = process.memoryUsage().rss;
    let peak = before;
    const look = () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    };
    const content = longContent(large, look);
    expect(await target.create(name, content, still)).toBe('created');
    let read = 0;
    for await (const piece of target.read(name, null, still)) {
      read += piece.length;
      look();
    }
    expect(read).toBe(large);
    expect((peak - before) / 1024 ** 2).toBeLessThan(200);
    await target.remove(name, still);
  });

  it('is cancelled in the middle, soon, and goes on with the next call', async () => {
    const target = openThrough();
    const folder = newFolder();
    const writing = new AbortController();
    const content = longContent(4 * 1024 ** 2, async (sent) => {
      if (sent < 1024 ** 2) return;
      writing.abort();
      // As a slow disk: what is cancelled does not wait for the next piece.
      if (sent === 1024 ** 2) await wait(50);
    });
    await expect(target.create(`${folder}/cancelled`, content, writing.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await target.size(`${folder}/cancelled`, still)).toBeNull();
    await sweep(target, folder);

    await target.create(`${folder}/whole`, longContent(4 * 1024 ** 2), still);
    const reading = new AbortController();
    const pieces = (async () => {
      for await (const _piece of target.read(`${folder}/whole`, null, reading.signal)) reading.abort();
    })();
    await expect(pieces).rejects.toMatchObject({ code: 'cancelled' });
    const over = AbortSignal.abort();
    await expect(target.size(`${folder}/whole`, over)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(target.create(`${folder}/never`, textOf('never'), over)).rejects.toMatchObject({ code: 'cancelled' });
    expect((await listAll(target, folder, still)).map(({ name }) => name)).toEqual([`${folder}/whole`]);
  });

  if (expected.whenFull !== null) {
    it('says that it is full, has nothing half there, and goes on when there is room', async () => {
      const target = openThrough();
      const folder = newFolder();
      await target.create(`${folder}/first`, textOf('first'), still);
      server.disk?.fill(256 * 1024);
      // That took a while, in which nobody saw that the server has closed what was idle.
      await setImmediate();
      const error = await target
        .create(`${folder}/too-much`, longContent(4 * 1024 ** 2), still)
        .catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code: expected.whenFull });
      expect(await target.size(`${folder}/too-much`, still)).toBeNull();
      server.disk?.empty();
      await sweep(target, folder);
      expect(await target.create(`${folder}/too-much`, longContent(4 * 1024 ** 2), still)).toBe('created');
    });
  }
}
