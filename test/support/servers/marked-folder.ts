import { mkdirSync } from 'node:fs';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../../../src-main/adapters/targets/folder/folder-marker.ts';
import { openSmallDisk } from '../full-disk.ts';
import type { TestServer } from './test-server.ts';

/** A folder on a disk of its own, marked as a target. Needs root, for the disk. */
export async function openMarkedFolder(diskBytes: number): Promise<TestServer> {
  const disk = openSmallDisk(diskBytes);
  const folder = `${disk.path}/backups`;
  mkdirSync(folder);
  const marker = await markFolder(new NodeFileSystem(), folder);
  return {
    port: 0,
    disk,
    folder,
    credentials: { kind: 'folder' },
    wrongCredentials: null,
    settings: () => ({ kind: 'folder', path: folder, marker }),
    kill: () => Promise.resolve(),
    start: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => {
      disk[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}
