import { changeVault } from './change.ts';
import { forgetCopies, registeredCopies } from './copies.ts';
import type { OpenVault } from './open-vault.ts';

/**
 * Removes copies of the database whose time has come: first the files, then their rows. What an earlier process left when it
 * was stopped is made good: a copy that it made and did not register gets its time too, and one that it removed is
 * forgotten.
 */
export async function expireCopies(vault: OpenVault): Promise<void> {
  const { env, paths } = vault;
  const copies = await registeredCopies(vault);
  const now = env.clock.now();
  const gone = copies.filter(({ madeAt, expiresAt }) => expiresAt <= now || madeAt === null).map(({ name }) => name);
  if (gone.length === 0) return;
  for (const name of gone) await env.files.remove(`${paths.folder}/${name}`);
  changeVault(vault, (change) => {
    forgetCopies(vault, gone);
    change.tell('copies-expired', { copies: gone });
  });
}
