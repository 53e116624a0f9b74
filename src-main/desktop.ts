import { isLockTrial } from './adapters/sqlcipher/lock-self-test.ts';

// The entry of the desktop application. Its packaged binary is no interpreter of Node (fuse RunAsNode), so the second process
// that tries the lock of a vault starts here too, and is nothing else.
if (isLockTrial(process.argv)) {
  await import('./adapters/sqlcipher/lock-trial.ts');
  process.exit();
} else {
  await import('./shell/main.ts');
}
