import { VaultError } from '../../contract/errors.ts';
import { trialOutcomes } from './lock-self-test.ts';
import { acquireVaultLock } from './vault-lock.ts';

// The entry of a process of its own, which tries a lock that the process that started it holds.
const [path = '', holder = ''] = process.argv.slice(2);
process.exitCode = tryLock(path, Number(holder));

function tryLock(lockPath: string, holderPid: number): number {
  // A holder that was killed meanwhile holds nothing, and whoever comes next is not to be kept out by this.
  if (process.ppid !== holderPid) return 1;
  try {
    acquireVaultLock(lockPath).release();
    return trialOutcomes.taken;
  } catch (error) {
    return error instanceof VaultError && error.code === 'vault-in-use' ? trialOutcomes.refused : 1;
  }
}
