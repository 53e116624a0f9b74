import { changeVault } from './change.ts';
import type { OpenVault } from './open-vault.ts';
import { foldedIntoLog, unfoldedSignIns } from './sign-in-limits.ts';

/**
 * Tells the audit log of failed sign-ins, as the total of each day so far: told twice after a crash, it says the same.
 * Only at the Privacy Officer's.
 */
export async function foldFailedSignIns(vault: OpenVault): Promise<void> {
  const { env, paths } = vault;
  const path = `${paths.spool}/sign-in.json`;
  const days = await unfoldedSignIns(env.files, path);
  if (Object.keys(days).length === 0) return;
  changeVault(vault, (change) => change.tell('sign-ins-failed', { days }));
  await foldedIntoLog(env.files, path, days, env.clock.now());
}
