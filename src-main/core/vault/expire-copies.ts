import { changeVault } from './change.ts';
import { forgetCopies, registeredCopies } from './copies.ts';
import type { OpenVault } from './open-vault.ts';
import { registeredSetAsides, removeSetAside } from './set-aside.ts';

/**
 * Removes copies of the database, and vaults that were set aside, whose time has come: first the files, then their rows. What an earlier process left when it
 * was stopped is made good: a copy that it made and did not register gets its time too, and one that it removed is
 * forgotten.
 */
export async function expireCopies(vault: OpenVault): Promise<void> {
  const { env, paths } = vault;
  const copies = await registeredCopies(vault);
  const now = env.clock.now();
  const isGone = ({ madeAt, expiresAt }: (typeof copies)[number]) => expiresAt <= now || madeAt === null;
  const gone = copies.filter(isGone).map(({ name }) => name);
  const asides = (await registeredSetAsides(vault)).filter(isGone).map(({ name }) => name);
  if (gone.length + asides.length === 0) return;
  for (const name of gone) await env.files.remove(`${paths.folder}/${name}`);
  for (const name of asides) await removeSetAside(vault, name);
  changeVault(vault, (change) => {
    forgetCopies(vault, [...gone, ...asides]);
    change.tell('copies-expired', { copies: [...gone, ...asides] });
  });
}
