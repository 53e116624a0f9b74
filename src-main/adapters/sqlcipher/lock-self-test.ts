import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { VaultError } from '../../contract/errors.ts';

// From the sources in tests, from the bundle everywhere else: the program lies beside this file in both.
const trialFile = path.join(import.meta.dirname, `lock-trial${path.extname(import.meta.filename)}`);

/** Whether a program was started to try a lock, by the arguments that `requireLocking` gives. */
export const isLockTrial = (argv: readonly string[]): boolean => argv[1] === trialFile;

/** A process that only opens a file is done long before, also on a busy machine. */
const patienceMs = 30_000;

/** Told by the exit code, for standard output is the caller's own. With none of them a process ends by itself. */
export const trialOutcomes = { refused: 68, taken: 69 } as const;

/** File systems on which a second process was refused: how one locks does not change while it is mounted. */
const provenDevices = new Set<number>();

/**
 * Makes sure that the lock which this process holds keeps other processes out: a second one tries it. In this process it
 * cannot be tried, for POSIX locks are a process's own and SQLite refuses a second connection by itself. Once for each file
 * system.
 *
 * @param lockPath of a lock that `acquireVaultLock` gave.
 * @throws VaultError `folder-without-locking` when the other one got it too; `internal` when it could not be tried.
 */
export async function requireLocking(lockPath: string): Promise<void> {
  const { dev } = statSync(path.dirname(lockPath));
  if (provenDevices.has(dev)) return;
  const outcome = await trialOf(lockPath);
  if (outcome === trialOutcomes.taken) {
    throw new VaultError('folder-without-locking', 'lock: a second process got it as well', {
      details: { part: 'lock' },
    });
  }
  if (outcome !== trialOutcomes.refused) throw new VaultError('internal', 'lock: it could not be tried');
  provenDevices.add(dev);
}

async function trialOf(lockPath: string): Promise<number | null> {
  const child = spawn(process.execPath, [trialFile, path.resolve(lockPath), String(process.pid)], {
    // Electron's own binary is a Node only when it is told so; packaged it never is, and `desktop.ts` sees to it.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'ignore',
    timeout: patienceMs,
    windowsHide: true,
  });
  return await new Promise((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', (code) => resolve(code));
  });
}
