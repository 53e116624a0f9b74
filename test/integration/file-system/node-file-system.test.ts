import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { sweepTemporaryFiles } from '../../../src-main/adapters/file-system/temporary-file.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { withoutRootRights } from '../../support/without-root-rights.ts';

const fileSystem = new NodeFileSystem();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});

/** Names left behind, temporary ones included. */
const names = (): string[] => readdirSync(folder.path).sort();

describe('reading', () => {
  it('answers null for what is not there, also below a file', async () => {
    writeFileSync(folder.file('file'), '');
    expect(await fileSystem.read(folder.file('absent'))).toBeNull();
    expect(await fileSystem.read(folder.file('file', 'below'))).toBeNull();
    expect(await fileSystem.stat(folder.file('absent'))).toBeNull();
    expect(await fileSystem.list(folder.file('absent'))).toEqual([]);
  });

  it('lists names in the order of their code units', async () => {
    for (const name of ['b', 'a', 'B', 'é']) writeFileSync(folder.file(name), '');
    expect(await fileSystem.list(folder.path)).toEqual(['B', 'a', 'b', 'é']);
  });

  it('refuses a named pipe at once instead of waiting for a writer', async () => {
    execFileSync('mkfifo', [folder.file('pipe')]);
    await expect(fileSystem.read(folder.file('pipe'))).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(fileSystem.openReader(folder.file('pipe'))).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('refuses a folder and what it has no right to, and names no path', async () => {
    await expect(fileSystem.read(folder.path)).rejects.toMatchObject({ code: 'file-unreadable' });
    writeFileSync(folder.file('Jansen'), '', { mode: 0o000 });
    chmodSync(folder.path, 0o755);
    const refusal = await withoutRootRights(() => fileSystem.read(folder.file('Jansen')).catch((error) => error));
    expect(refusal).toMatchObject({ code: 'file-unreadable', details: { systemError: 'EACCES' } });
    expect(`${refusal.stack}${JSON.stringify(refusal)}${refusal.cause}`).not.toContain('Jansen');
  });
});

describe('replace and create', () => {
  it('writes a new file and replaces an old one, mode 0600, with nothing left over', async () => {
    const path = folder.file('a');
    writeFileSync(path, 'old', { mode: 0o644 });
    await fileSystem.replace(path, bytes('new'));
    await fileSystem.create(folder.file('b'), bytes(''));
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(names()).toEqual(['a', 'b']);
  });

  it('replaces a symbolic link itself, not what it points to', async () => {
    writeFileSync(folder.file('elsewhere'), 'mine');
    symlinkSync('elsewhere', folder.file('link'));
    await fileSystem.replace(folder.file('link'), bytes('new'));
    expect(readFileSync(folder.file('elsewhere'), 'utf8')).toBe('mine');
    expect(readFileSync(folder.file('link'), 'utf8')).toBe('new');
  });

  it('never overwrites in create, also a dangling link', async () => {
    writeFileSync(folder.file('a'), 'old');
    symlinkSync('nowhere', folder.file('dangling'));
    await expect(fileSystem.create(folder.file('a'), bytes('new'))).rejects.toMatchObject({ code: 'file-exists' });
    await expect(fileSystem.create(folder.file('dangling'), bytes('x'))).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('old');
    expect(names()).toEqual(['a', 'dangling']);
  });

  it('lets exactly one of many creators win', async () => {
    const attempts = Array.from({ length: 40 }, (_, i) => fileSystem.create(folder.file('a'), bytes(`writer ${i}`)));
    const outcomes = await Promise.allSettled(attempts);
    const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(readFileSync(folder.file('a'), 'utf8')).toBe(`writer ${winner}`);
    expect(names()).toEqual(['a']);
  });

  it('says that a folder may not be written to', async () => {
    chmodSync(folder.path, 0o555);
    await withoutRootRights(async () => {
      await expect(fileSystem.replace(folder.file('a'), bytes('x'))).rejects.toMatchObject({
        code: 'folder-read-only',
      });
    });
  });
});

describe('remove and makeFolder', () => {
  it('removes a file, and again, and below a folder that is not there', async () => {
    writeFileSync(folder.file('a'), '');
    await fileSystem.remove(folder.file('a'));
    await fileSystem.remove(folder.file('a'));
    await fileSystem.remove(folder.file('absent', 'a'));
    expect(names()).toEqual([]);
  });

  it('makes folders of mode 0700, many calls at once, existing ones too', async () => {
    const paths = ['x/y/z', 'x/y', 'x/y/w', 'x', 'x/y/z'].map((name) => folder.file(name));
    await Promise.all(paths.map((path) => fileSystem.makeFolder(path)));
    for (const path of paths) expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('fails where a file is in the way, and goes on with the next folder', async () => {
    writeFileSync(folder.file('a'), '');
    await expect(fileSystem.makeFolder(folder.file('a'))).rejects.toMatchObject({ code: 'internal' });
    await expect(fileSystem.makeFolder(folder.file('a', 'b'))).rejects.toMatchObject({ code: 'internal' });
    await fileSystem.makeFolder(folder.file('c'));
    expect(names()).toEqual(['a', 'c']);
  });
});

describe('a reader', () => {
  it('reads by position, short only at the end', async () => {
    writeFileSync(folder.file('a'), '0123456789');
    const reader = await fileSystem.openReader(folder.file('a'));
    const buffer = new Uint8Array(4);
    expect(reader.sizeBytes).toBe(10);
    expect(await reader.readAt(buffer, 4)).toBe(4);
    expect(Buffer.from(buffer).toString()).toBe('4567');
    expect(await reader.readAt(buffer, 8)).toBe(2);
    expect(await reader.readAt(buffer, 10)).toBe(0);
    await reader.close();
    await reader.close();
  });

  it('fails with not-found', async () => {
    await expect(fileSystem.openReader(folder.file('a'))).rejects.toMatchObject({ code: 'not-found' });
  });

  const path = (): string => folder.file('a');
  it.each<[string, () => Promise<void> | void, boolean]>([
    ['nothing', () => undefined, true],
    ['a read', () => void readFileSync(path()), true],
    ['a longer content', () => writeFileSync(path(), 'longer', { flag: 'a' }), false],
    ['another content of the same size', () => writeFileSync(path(), 'two'), false],
    ['only the modification time', () => utimes(path(), 1, 1), false],
    ['another file at its path', () => fileSystem.replace(path(), bytes('one')), false],
    ['its removal', () => fileSystem.remove(path()), false],
  ])('sees whether it is unchanged after %s', async (_, change, unchanged) => {
    writeFileSync(path(), 'one');
    await utimes(path(), 1_700_000_000, 1_700_000_000);
    const reader = await fileSystem.openReader(path());
    await change();
    expect(await reader.isUnchanged()).toBe(unchanged);
    await reader.close();
  });
});

describe('sweeping', () => {
  it('removes what a killed writer left, and nothing that is only named like it', async () => {
    const writer = await fileSystem.openWriter(folder.path);
    await writer.append(bytes('half'));
    const theirs = ['.tmp-notes', '.tmp-0123456789abcdef01234567.pdf', 'x.tmp-0123456789abcdef01234567'];
    for (const name of theirs) writeFileSync(folder.file(name), '');
    mkdirSync(folder.file('sub'));
    expect(await sweepTemporaryFiles(folder.path)).toBe(1);
    expect(names()).toEqual([...theirs, 'sub'].sort());
    expect(await sweepTemporaryFiles(folder.path)).toBe(0);
    expect(await sweepTemporaryFiles(folder.file('absent'))).toBe(0);
    await writer.discard();
  });

  it('takes nothing but files, and none of a writer that may still be at work', async () => {
    const [file, sub, link] = ['a', 'b', 'c'].map((digit) => `.tmp-${digit.repeat(24)}`);
    writeFileSync(folder.file(`${file}`), '');
    mkdirSync(folder.file(`${sub}`));
    symlinkSync(folder.file(`${file}`), folder.file(`${link}`));
    expect(await sweepTemporaryFiles(folder.path, Date.now() - 60_000)).toBe(0);
    expect(await sweepTemporaryFiles(folder.path, Date.now() + 60_000)).toBe(1);
    expect(names()).toEqual([sub, link]);
  });
});
