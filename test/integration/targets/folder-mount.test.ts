import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../../../src-main/adapters/targets/folder/folder-marker.ts';
import { FolderTarget } from '../../../src-main/adapters/targets/folder/folder-target.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import type { FileWriter } from '../../../src-main/core/ports/file-system.ts';
import { readAll, textOf } from '../../support/target-content.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const files = new NodeFileSystem();
const still = new AbortController().signal;

async function openMarked(path: string, steps?: { link: () => Promise<void> }): Promise<FolderTarget> {
  const settings = { kind: 'folder' as const, path, marker: await markFolder(files, path) };
  return new FolderTarget(settings, files, usualTimeLimits, steps);
}

describe('a folder that is a target', () => {
  it('is marked once, whoever adds it, and never without a folder', async () => {
    const folder = tempFolder();
    const marker = await markFolder(files, folder.path);
    expect(marker).toMatch(/^[0-9a-f]{32}$/);
    expect(await markFolder(files, folder.path)).toBe(marker);
    await expect(markFolder(files, folder.file('absent'))).rejects.toMatchObject({ code: 'target-unreachable' });
    writeFileSync(folder.file('.dossierkluis-target'), 'something else');
    await expect(markFolder(files, folder.path)).rejects.toMatchObject({ code: 'target-damaged' });
  });

  it('is out of reach when its mount is gone, and the empty mount point is not filled', async () => {
    const folder = tempFolder();
    const mountPoint = folder.file('stick');
    mkdirSync(mountPoint);
    const target = await openMarked(mountPoint);
    await target.create('a/b', textOf('b'), still);
    renameSync(mountPoint, folder.file('pulled-out'));
    mkdirSync(mountPoint);
    const unreachable = { code: 'target-unreachable' };
    await expect(target.create('a/c', textOf('c'), still)).rejects.toMatchObject(unreachable);
    await expect(target.size('a/b', still)).rejects.toMatchObject(unreachable);
    await expect(readAll(target, 'a/b', still)).rejects.toMatchObject(unreachable);
    await expect(target.list('a', still).next()).rejects.toMatchObject(unreachable);
    await expect(target.remove('a/b', still)).rejects.toMatchObject(unreachable);
    await expect(target.removeUnfinished('a', Date.now(), still)).rejects.toMatchObject(unreachable);
    await expect(target.now(still)).rejects.toMatchObject(unreachable);
    await expect(target.space(still)).rejects.toMatchObject(unreachable);
    await expect(target.probe(still)).rejects.toMatchObject(unreachable);
    expect(readdirSync(mountPoint)).toEqual([]);

    // Another stick in its place is told as such.
    await markFolder(files, mountPoint);
    const other = { code: 'target-unreachable', details: { reason: 'other-medium' } };
    await expect(target.create('a/c', textOf('c'), still)).rejects.toMatchObject(other);
    expect(readdirSync(mountPoint)).toEqual(['.dossierkluis-target']);
  });

  it('on a disk without hard links keeps names too, and says that two could meet', async () => {
    const folder = tempFolder();
    const refused = Object.assign(new Error('link: operation not permitted'), { code: 'EPERM' });
    const target = await openMarked(folder.path, { link: () => Promise.reject(refused) });
    expect(await target.create('a', textOf('first'), still)).toBe('created');
    expect(await target.create('a', textOf('second'), still)).toBe('exists');
    expect(String(await readAll(target, 'a', still))).toBe('first');
    expect(await target.probe(still)).toMatchObject({ createsOnce: 'checked', removes: 'really' });
    expect(readdirSync(folder.path).sort()).toEqual(['.dossierkluis-target', 'a']);
  });

  it('leaves nothing open and nothing behind when the disk answers only after the call was cancelled', async () => {
    const folder = tempFolder();
    const { promise: answers, resolve: answer } = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    class SlowDisk extends NodeFileSystem {
      override async openWriter(path: string): Promise<FileWriter> {
        asked.resolve();
        await answers;
        return await super.openWriter(path);
      }
    }
    const disk = new SlowDisk();
    const opened = vi.spyOn(NodeFileSystem.prototype, 'openWriter');
    onTestFinished(() => opened.mockRestore());
    const marker = await markFolder(files, folder.path);
    const target = new FolderTarget({ kind: 'folder', path: folder.path, marker }, disk, usualTimeLimits);
    const cancelling = new AbortController();
    const creating = target.create('a', textOf('a'), cancelling.signal);
    await asked.promise;
    cancelling.abort();
    await expect(creating).rejects.toMatchObject({ code: 'cancelled' });
    answer();
    await expect.poll(() => opened.mock.settledResults).toMatchObject([{ type: 'fulfilled' }]);
    await expect.poll(() => readdirSync(folder.path)).toEqual(['.dossierkluis-target']);
  });
});
