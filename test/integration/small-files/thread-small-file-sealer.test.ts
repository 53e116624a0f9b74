import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { newRoom, sealSmallFile } from '../../../src-main/adapters/small-files/seal-small-file.ts';
import { ThreadSmallFileSealer } from '../../../src-main/adapters/small-files/thread-small-file-sealer.ts';
import { openPayload } from '../../../src-main/core/crypto/age/payload.ts';
import { objectPath } from '../../../src-main/core/documents/object-paths.ts';
import { describeWithSmallDisk, smallDisk } from '../../support/full-disk.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { withoutRootRights } from '../../support/without-root-rights.ts';

const sealer = new ThreadSmallFileSealer();
const vault = '6f1b6bd6a8e4d1f0c2b3a49586776859';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
  mkdirSync(folder.file('objects'));
});

const left = () => filesBelow(folder.file('objects'));
const filesBelow = (place: string) =>
  readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(place, name)).isFile());
const placeOf = ({ object }: { object: Buffer }) => objectPath({ objects: folder.file('objects') }, object);

describe('a small file', () => {
  test('becomes an age payload under the key, whatever its length, and files do not mix', async () => {
    const sizes = [0, 1, 65535, 65536, 65537, 300_000, sealer.longestBytes - 1, sealer.longestBytes];
    const files = [...sizes, ...sizes, ...sizes].map((size, number) => {
      const [file, content, fileKey] = [folder.file(`${number}`), randomBytes(size), randomBytes(16)];
      writeFileSync(file, content);
      return { file, content, fileKey, kept: Buffer.from(fileKey) };
    });
    const sealed = await Promise.all(
      files.map(({ file, fileKey }) => sealer.seal(file, fileKey, folder.file('objects'), vault)),
    );
    for (const [index, { file, content, fileKey, kept }] of files.entries()) {
      const one = sealed[index];
      if (one?.outcome !== 'sealed') throw new Error(`not sealed: ${JSON.stringify(one)}`);
      const payload = readFileSync(placeOf(one));
      expect(openPayload(fileKey, payload).equals(content)).toBe(true);
      expect(one.object.toString('hex')).toBe(sha256(payload));
      expect(one.sha256.toString('hex')).toBe(sha256(content));
      expect(one).toMatchObject({ sizeBytes: content.length, modifiedAt: Math.trunc(statSync(file).mtimeMs) });
      expect(statSync(placeOf(one)).mode & 0o777).toBe(0o600);
      // The caller's own copy of the key is hers to wipe.
      expect(fileKey.equals(kept)).toBe(true);
    }
    expect(left()).toHaveLength(files.length);
  });

  test('that has grown too long is left to the stream', async () => {
    writeFileSync(folder.file('a'), Buffer.alloc(sealer.longestBytes + 1));
    expect(await sealer.seal(folder.file('a'), randomBytes(16), folder.file('objects'), vault)).toBeNull();
    expect(left()).toEqual([]);
  });

  test('that is none, is not there or may not be read is refused, and nothing is written', async () => {
    chmodSync(folder.path, 0o755);
    symlinkSync('loop', folder.file('loop'));
    writeFileSync(folder.file('closed'), 'x', { mode: 0o000 });
    const refusal = (name: string) => sealer.seal(folder.file(name), randomBytes(16), folder.file('objects'), vault);
    expect(await refusal('absent')).toEqual({ outcome: 'refused', error: 'not-found' });
    expect(await refusal('objects')).toEqual({ outcome: 'refused', error: 'file-unreadable' });
    expect(await refusal('loop')).toEqual({ outcome: 'refused', error: 'file-unreadable' });
    expect(await withoutRootRights(() => refusal('closed'))).toEqual({ outcome: 'refused', error: 'file-unreadable' });
    expect(left()).toEqual([]);
  });

  test('is an error of the vault when the vault cannot take it', async () => {
    writeFileSync(folder.file('a'), 'x', { mode: 0o644 });
    chmodSync(folder.path, 0o755);
    chmodSync(folder.file('objects'), 0o755);
    const key = randomBytes(16);
    await expect(sealer.seal(folder.file('a'), key, folder.file('gone'), vault)).rejects.toMatchObject({
      code: 'internal',
    });
    await expect(
      withoutRootRights(() => sealer.seal(folder.file('a'), key, folder.file('objects'), vault)),
    ).rejects.toMatchObject({ code: 'folder-read-only' });
    expect(left()).toEqual([]);
    // The thread goes on.
    expect(await sealer.seal(folder.file('a'), key, folder.file('objects'), vault)).toMatchObject({
      outcome: 'sealed',
    });
  });

  test('leaves nothing of itself in the memory that is used again', () => {
    const room = newRoom();
    writeFileSync(folder.file('a'), 'SECRET-MARKER');
    const sealed = sealSmallFile(folder.file('a'), randomBytes(16), { objects: folder.file('objects'), vault }, room);
    expect(sealed).toMatchObject({ outcome: 'sealed' });
    expect(room.plain.every((byte) => byte === 0)).toBe(true);
  });

  test('that changes while it is read is refused', async () => {
    const file = folder.file('a');
    writeFileSync(file, Buffer.alloc(sealer.longestBytes - 100_000));
    let outcome: unknown = null;
    // Written to without a pause by this thread while another reads it: sooner or later the two meet.
    for (let round = 0; round < 3000 && outcome === null; round += 1) {
      const sealing = sealer.seal(file, randomBytes(16), folder.file('objects'), vault);
      for (let write = 0; write < 20; write += 1) appendFileSync(file, 'x');
      const sealed = await sealing;
      if (sealed?.outcome === 'refused') outcome = sealed;
      else if (sealed?.outcome === 'sealed') unlinkSync(placeOf(sealed));
    }
    expect(outcome).toEqual({ outcome: 'refused', error: 'file-changed-while-read' });
    expect(left()).toEqual([]);
  });
});

describeWithSmallDisk('a disk that has no room for a small file', () => {
  test('has nothing of it either', async () => {
    const disk = smallDisk(1024 * 1024);
    writeFileSync(folder.file('a'), randomBytes(2 * 1024 * 1024));
    const sealing = sealer.seal(folder.file('a'), randomBytes(16), disk.path, vault);
    await expect(sealing).rejects.toMatchObject({ code: 'disk-full' });
    expect(filesBelow(disk.path)).toEqual([]);
  });
});
