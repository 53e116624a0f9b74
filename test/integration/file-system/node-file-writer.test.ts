import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing } from '../../support/tools.ts';

const fileSystem = new NodeFileSystem();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});

const names = (): string[] => readdirSync(folder.path).sort();

async function written(text: string) {
  const writer = await fileSystem.openWriter(folder.path);
  await writer.append(bytes(text));
  return writer;
}

describe('a writer', () => {
  it('writes front to back, also when appends overlap', async () => {
    const writer = await fileSystem.openWriter(folder.path);
    const parts = Array.from({ length: 50 }, (_, i) => `${i},`.repeat(i * 100));
    await Promise.all(parts.map((part) => writer.append(bytes(part))));
    await writer.commit(folder.file('a'));
    expect(readFileSync(folder.file('a'), 'utf8')).toBe(parts.join(''));
    expect(names()).toEqual(['a']);
  });

  it('shows nothing under the final name before the commit, and nothing at all after a discard', async () => {
    const writer = await written('half');
    expect(existsSync(folder.file('a'))).toBe(false);
    expect(names()).toEqual([expect.stringMatching(/^\.tmp-/)]);
    await writer.discard();
    await writer.discard();
    expect(names()).toEqual([]);
    await expect(writer.append(bytes('x'))).rejects.toMatchObject({ code: 'internal' });
    await expect(writer.commit(folder.file('a'))).rejects.toMatchObject({ code: 'internal' });
  });

  it('leaves the committed file alone when discarded afterwards', async () => {
    const writer = await written('whole');
    await writer.commit(folder.file('a'));
    await writer.discard();
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('whole');
  });

  it('replaces or refuses an existing file, as asked', async () => {
    writeFileSync(folder.file('a'), 'old');
    const refused = await written('another');
    await expect(refused.commit(folder.file('a'), { ifExists: 'refuse' })).rejects.toMatchObject({
      code: 'file-exists',
    });
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('old');
    await refused.commit(folder.file('a (2)'), { ifExists: 'refuse' });
    await (await written('new')).commit(folder.file('a'));
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('new');
    expect(readFileSync(folder.file('a (2)'), 'utf8')).toBe('another');
    expect(names()).toEqual(['a', 'a (2)']);
  });

  it('leaves one of many equal objects written at once, into another folder', async () => {
    mkdirSync(folder.file('ab'));
    const writers = await Promise.all(Array.from({ length: 20 }, () => written('same')));
    await Promise.all(writers.map((writer) => writer.commit(folder.file('ab', 'object'), { syncFolder: false })));
    await fileSystem.syncFolder(folder.file('ab'));
    expect(readFileSync(folder.file('ab', 'object'), 'utf8')).toBe('same');
    expect(readdirSync(folder.file('ab'))).toEqual(['object']);
    expect(names()).toEqual(['ab']);
  });

  it('writes through no link: one that dangles counts as a file, or is replaced', async () => {
    symlinkSync('nowhere', folder.file('a'));
    const writer = await written('x');
    await expect(writer.commit(folder.file('a'), { ifExists: 'refuse' })).rejects.toMatchObject({
      code: 'file-exists',
    });
    await writer.commit(folder.file('a'));
    expect(existsSync(folder.file('nowhere'))).toBe(false);
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('x');
  });
});

const cannotMount = process.platform === 'linux' && process.getuid?.() === 0 ? [] : ['root on Linux'];
describeUnlessMissing(cannotMount, 'a full disk', () => {
  it('is reported as such, leaves the old file whole, and the space comes back', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder.path]);
    onTestFinished(() => void execFileSync('umount', [folder.path]));
    await fileSystem.replace(folder.file('a'), bytes('old'));
    const tooMuch = new Uint8Array(2 ** 21);
    await expect(fileSystem.replace(folder.file('a'), tooMuch)).rejects.toMatchObject({ code: 'disk-full' });
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('old');
    expect(names()).toEqual(['a']);
    await fileSystem.replace(folder.file('a'), new Uint8Array(2 ** 19));
  });
});
