import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { openTempFolder } from './temp-folder.ts';
import { describeUnlessMissing } from './tools.ts';

/** A file system of its own, in memory, that can be full or read-only. */
export interface SmallDisk extends Disposable {
  readonly path: string;
  freeBytes(): number;
  /** Fills the disk with one file until only so much is left. Can be called again to leave more or less. */
  fill(leaveBytes?: number): void;
  /** Takes the filling away. */
  empty(): void;
  /** Fails while a file on it is open for writing. */
  setReadOnly(readOnly: boolean): void;
}

function mount(...args: string[]): void {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${error?.message ?? stderr}`);
}

export function openSmallDisk(sizeBytes: number): SmallDisk {
  const folder = openTempFolder('kluis-disk-');
  const filler = folder.file('filler');
  mount('-t', 'tmpfs', '-o', `size=${sizeBytes},mode=0700`, 'tmpfs', folder.path);
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(folder.path);
    return bavail * bsize;
  };
  const fill = (leaveBytes = 0): void => {
    const file = openSync(filler, 'w');
    const page = new Uint8Array(4096);
    try {
      while (freeBytes() > leaveBytes) writeSync(file, page);
    } finally {
      closeSync(file);
    }
  };
  return {
    path: folder.path,
    freeBytes,
    fill,
    empty: () => rmSync(filler, { force: true }),
    setReadOnly: (readOnly) => mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder.path),
    [Symbol.dispose]: () => {
      // Lazily, so that a file left open by a failed test does not leave the mount behind.
      spawnSync('umount', ['--lazy', folder.path]);
      folder[Symbol.dispose]();
    },
  };
}

/** A small disk that is gone when the running test ends. Only inside `describeWithSmallDisk`. */
export function smallDisk(sizeBytes: number): SmallDisk {
  const disk = openSmallDisk(sizeBytes);
  onTestFinished(() => disk[Symbol.dispose]());
  return disk;
}

function whatIsMissing(): string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return ['Linux and root, to mount a small disk'];
  try {
    openSmallDisk(2 ** 20)[Symbol.dispose]();
    return [];
  } catch {
    return ['the right to mount a small disk'];
  }
}

/** A suite that mounts: as root on Linux; elsewhere a visible skip, or a failure with CI=true. */
export function describeWithSmallDisk(name: string, define: () => void): void {
  describeUnlessMissing(whatIsMissing(), name, define);
}
