import { textOf } from '../ports/row.ts';
import { changeVault } from './change.ts';
import type { OpenVault } from './open-vault.ts';

/** What a migration leaves beside `vault.db`; nothing else is ever removed on the word of the table. */
const copyName = /^vault\.db\.before-[\w.-]+$/;

/** Removes copies of the database whose time has come: first the files, then their rows. */
export async function expireCopies(vault: OpenVault): Promise<void> {
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
