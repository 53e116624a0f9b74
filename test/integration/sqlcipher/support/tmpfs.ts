import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A small disk of its own, gone when the test ends. Needs root on Linux. */
export function mountTmpfs(sizeKiB: number): { path: string; makeReadOnly(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'kluis-tmpfs-'));
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'kluis-test', folder)) {
    throw new Error('tmpfs cannot be mounted');
  }
  onTestFinished(() => {
    run('umount', '--lazy', folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    path: folder,
    makeReadOnly() {
      if (!run('mount', '-o', 'remount,ro', folder)) throw new Error('tmpfs cannot be made read-only');
    },
  };
}

/** What keeps this machine from mounting, for `describeUnlessMissing`. */
export function missingForTmpfs(): string[] {
  if (process.platform !== 'linux') return ['Linux'];
  if (process.getuid?.() !== 0) return ['root'];
  // A container may have root without the right to mount.
  const folder = mkdtempSync(path.join(tmpdir(), 'kluis-tmpfs-'));
  const mounted = run('mount', '-t', 'tmpfs', 'kluis-probe', folder) && run('umount', folder);
  rmSync(folder, { recursive: true, force: true });
  return mounted ? [] : ['the right to mount'];
}

function run(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
