import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { entriesOf, type TarEntry, tarOf } from '../../../../src-main/core/backup/repository/tar.ts';
import { allOf, inPieces } from '../../../support/byte-streams.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const part = `sealed/${'b'.repeat(64)}`;
const violation = { code: 'integrity-violated', details: { part } };

/** In ascending order. Sizes around the ends of blocks. */
const contents: Record<string, Buffer> = {
  'recovery.age': Buffer.alloc(512, 'r'),
  'root.age': Buffer.alloc(511, 'o'),
  'root.age.next': Buffer.alloc(0),
  [`spool/${'0f'.repeat(16)}.age`]: Buffer.alloc(70_000, 's'),
  [`spool/${'f0'.repeat(16)}.age`]: Buffer.alloc(1, 's'),
  'vault.db-wal': Buffer.alloc(1025, 'w'),
  'vault.json': Buffer.from('{"format":1}'),
};

const entry = (name: string, bytes: Uint8Array, sizeBytes = bytes.length): TarEntry => {
  return { name, sizeBytes, bytes: () => inPieces(bytes) };
};

const ours = async (files: Record<string, Buffer> = contents) =>
  await allOf(tarOf(Object.entries(files).map(([name, bytes]) => entry(name, bytes))));

async function untar(tar: Uint8Array, pieceBytes = 1000): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  for await (const { name, sizeBytes, bytes } of entriesOf(inPieces(tar, pieceBytes), part)) {
    found[name] = await allOf(bytes());
    expect(found[name]).toHaveLength(sizeBytes);
  }
  return found;
}

function runTar(folder: string, ...given: string[]): void {
  const { status, stderr } = spawnSync('tar', given, { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

test('the tar of the machine unpacks ours, each file its owner’s alone', async () => {
  const folder = tempFolder();
  writeFileSync(folder.file('all.tar'), await ours());
  runTar(folder.path, '-xf', 'all.tar');
  for (const [name, bytes] of Object.entries(contents)) {
    expect(readFileSync(folder.file(name)).equals(bytes)).toBe(true);
    expect(statSync(folder.file(name))).toMatchObject({ mode: 0o100600, mtimeMs: 0 });
  }
});

test('the tar of the machine, told the same, writes the same bytes, which we unpack', async () => {
  const folder = tempFolder();
  for (const [name, bytes] of Object.entries(contents)) {
    mkdirSync(dirname(folder.file(name)), { recursive: true });
    writeFileSync(folder.file(name), bytes);
    chmodSync(folder.file(name), 0o600);
  }
  const form = ['--format=ustar', '--numeric-owner', '--owner=0', '--group=0', '--mtime=@0', '-b', '1'];
  runTar(folder.path, ...form, '-cf', 'all.tar', ...Object.keys(contents));
  const theirs = readFileSync(folder.file('all.tar'));
  expect(theirs.equals(await ours())).toBe(true);
  expect(await untar(theirs)).toEqual(contents);
});

test('names come in ascending order, whatever the order of the files', async () => {
  const reversed = Object.fromEntries(Object.entries(contents).reverse());
  expect((await ours(reversed)).equals(await ours())).toBe(true);
});

test('is read in pieces of any size, and past files that nobody reads', async () => {
  const tar = await ours();
  for (const pieceBytes of [1, 511, 512, 513, tar.length]) expect(await untar(tar, pieceBytes)).toEqual(contents);
  const names: string[] = [];
  for await (const { name, bytes } of entriesOf(inPieces(tar), part)) {
    names.push(name);
    // Of some only the beginning.
    if (names.length % 2 === 0) for await (const _ of bytes()) break;
  }
  expect(names).toEqual(Object.keys(contents));
  expect(await untar(await ours({}))).toEqual({});
});

test('whatever is changed in a header, or between the files, is refused', async () => {
  const files = { 'root.age': Buffer.alloc(100, 'o'), 'vault.json': Buffer.alloc(512, 'v') };
  const tar = await ours(files);
  const isContent = (at: number) => (at >= 512 && at < 612) || (at >= 1536 && at < 2048);
  for (let at = 0; at < tar.length; at += 1) {
    if (isContent(at)) continue;
    const changed = Buffer.from(tar);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(untar(changed, tar.length), `byte ${at}`).rejects.toMatchObject(violation);
  }
});

test('one that is cut off anywhere, goes on, has a name twice or another order is refused', async () => {
  const [a, b] = [await ours({ 'root.age': Buffer.alloc(9) }), await ours({ 'vault.json': Buffer.alloc(600) })];
  const one = (tar: Buffer) => tar.subarray(0, -1024);
  const end = Buffer.alloc(1024);
  expect(Object.keys(await untar(Buffer.concat([one(a), one(b), end])))).toEqual(['root.age', 'vault.json']);
  await expect(untar(Buffer.concat([one(b), one(a), end]))).rejects.toMatchObject(violation);
  await expect(untar(Buffer.concat([one(a), one(a), end]))).rejects.toMatchObject(violation);
  await expect(untar(Buffer.concat([a, Buffer.alloc(1)]))).rejects.toMatchObject(violation);
  await expect(untar(Buffer.concat([a, b]))).rejects.toMatchObject(violation);
  for (let length = 0; length < b.length; length += 100) {
    await expect(untar(b.subarray(0, length)), `${length} bytes`).rejects.toMatchObject(violation);
  }
});

test('other tar files are refused: with a folder, a link, another mode, a name that leads elsewhere', async () => {
  const folder = tempFolder();
  mkdirSync(folder.file('spool'));
  writeFileSync(folder.file('vault.json'), '{}');
  chmodSync(folder.file('vault.json'), 0o644);
  runTar(folder.path, '--format=ustar', '-b', '1', '-cf', 'mode.tar', 'vault.json');
  runTar(folder.path, '--format=ustar', '-b', '1', '-cf', 'folder.tar', 'spool');
  spawnSync('ln', ['-s', 'vault.json', folder.file('root.age')]);
  runTar(folder.path, '--format=ustar', '-b', '1', '-cf', 'link.tar', 'root.age');
  runTar(folder.path, '--format=ustar', '-b', '1', '-P', '-cf', 'up.tar', folder.file('vault.json'));
  for (const name of ['mode', 'folder', 'link', 'up']) {
    await expect(untar(readFileSync(folder.file(`${name}.tar`))), name).rejects.toMatchObject(violation);
  }
  for (const name of ['../vault.json', '/etc/passwd', 'spool//x', 'a/../b', 'Vault.json', '', 'a'.repeat(101)]) {
    await expect(ours({ [name]: Buffer.alloc(1) }), name).rejects.toMatchObject({ code: 'internal' });
  }
});

test('a file that is not as long as it said leaves no tar file', async () => {
  for (const said of [4, 6]) {
    const writing = allOf(tarOf([entry('vault.json', Buffer.alloc(5), said)]));
    await expect(writing).rejects.toMatchObject({ code: 'internal' });
  }
});
