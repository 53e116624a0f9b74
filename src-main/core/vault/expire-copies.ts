import { textOf } from '../ports/row.ts';
import { changeVault } from './change.ts';
import { registerCopy } from './copies.ts';
import type { OpenVault } from './open-vault.ts';

/** What a migration leaves beside `vault.db`; nothing else is ever removed on the word of the table. */
const copyName = /^vault\.db\.before-[\w.-]+$/;

/**
 * Removes copies of the database whose time has come: first the files, then their rows. A copy that a migration made before
 * it was stopped is registered first, so that its time will come too.
 */
export async function expireCopies(vault: OpenVault): Promise<void> {
  await registerForgottenCopies(vault);
  const names = vault.db
    .all('SELECT name FROM copies WHERE expires_at <= ? ORDER BY name', vault.env.clock.now())
    .map((row) => textOf(row, 'name'))
    .filter((name) => copyName.test(name));
  if (names.length === 0) return;
  for (const name of names) await vault.env.files.remove(`${vault.paths.folder}/${name}`);
  changeVault(vault, (change) => {
    for (const name of names) vault.db.run('DELETE FROM copies WHERE name = ?', name);
    change.tell('copies-expired', { copies: names });
  });
}

async function registerForgottenCopies({ db, env, paths }: OpenVault): Promise<void> {
  const known = new Set(db.all('SELECT name FROM copies').map((row) => textOf(row, 'name')));
  for (const name of await env.files.list(paths.folder)) {
    if (copyName.test(name) && !known.has(name)) registerCopy(db, name, env.clock.now());
  }
}
