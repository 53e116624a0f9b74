import { VaultError } from '../../contract/errors.ts';
import { type Job, unwatched } from '../job.ts';
import { spendRecoveryCode } from '../second-factor/spend-recovery-code.ts';
import { closeVault } from './close-vault.ts';
import { type Maintained, runMaintenance } from './maintenance.ts';
import type { Environment, OpenVault } from './open-vault.ts';
import { type Credentials, isUnactivated, signIn } from './sign-in.ts';

/** A vault with somebody signed in, and what she is to be told of the work that a sign-in finishes. */
export interface Session extends Maintained {
  readonly vault: OpenVault;
  /** How many recovery codes are left, when this sign-in spent one. */
  readonly recoveryCodesLeft: number | null;
  /** Attempts with her name that failed since one last succeeded. */
  readonly failedBefore: number;
}

/**
 * Signs a user in to work: finishes what earlier sessions left, and refuses an account that has not been activated.
 * @param job cancelling it ends the work that is left, not the sign-in. Progress in rows.
 * @throws VaultError those of `signIn`; `account-not-activated`.
 */
export async function openSession(
  env: Environment,
  folder: string,
  credentials: Credentials,
  job: Job = unwatched,
): Promise<Session> {
  const signedIn = await signIn(env, folder, credentials);
  const { vault, failedBefore } = signedIn;
  try {
    if (isUnactivated(signedIn)) {
      throw new VaultError('account-not-activated', 'the account has to be activated first');
    }
    const recoveryCodesLeft = await spendRecoveryCode(signedIn, credentials.password);
    return { vault, recoveryCodesLeft, failedBefore, ...(await runMaintenance(signedIn, credentials.password, job)) };
  } catch (error) {
    await closeVault(vault);
    throw error;
  }
}
