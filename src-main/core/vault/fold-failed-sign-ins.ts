import { changeVault } from './change.ts';
import type { OpenVault } from './open-vault.ts';
import { foldedIntoLog, unfoldedSignIns } from './sign-in-limits.ts';

/**
 * Tells the audit log of failed sign-ins, as the total of each day so far, and of a record of them that was altered and so
 * replaced: told twice after a crash, it says the same. Only at the Privacy Officer's.
 * @returns how many attempts the log did not know yet.
 */
export async function foldFailedSignIns(vault: OpenVault): Promise<number> {
  const { env, paths } = vault;
  const unfolded = await unfoldedSignIns(env.files, paths.signIns);
  const { days, fresh, replacedAt } = unfolded;
  const failed = Object.keys(days).length > 0;
  if (!failed && replacedAt === null) return 0;
  changeVault(vault, (change) => {
    if (failed) change.tell('sign-ins-failed', { days });
    if (replacedAt !== null) change.tell('sign-in-record-replaced', { replacedAt });
  });
  await foldedIntoLog(env.files, paths.signIns, unfolded, env.clock.now());
  return fresh;
}
