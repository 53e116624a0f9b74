import { integerOf, textOf } from '../ports/row.ts';
import { changeVault } from './change.ts';
import { registerCopy } from './copies.ts';
import type { OpenVault } from './open-vault.ts';

/** What a migration leaves beside `vault.db`; nothing else is ever removed on the word of the table. */
const copyName = /^vault\.db\.before-[\w.-]+$/;

/**
 * Removes copies of the database whose time has come: first the files, then their rows. What an earlier process left when it
 * was stopped is made good: a copy that it made and did not register gets its time too, and one that it removed is
 * forgotten.
 */
export async function expireCopies(vault: OpenVault): Promise<void> {
  const { db, env, paths } = vault;
  const now = env.clock.now();
  const there = (await env.files.list(paths.folder)).filter((name) => copyName.test(name));
  const registered = new Map(
    db
      .all('SELECT name, expires_at FROM copies ORDER BY name')
      .map((row) => [textOf(row, 'name'), integerOf(row, 'expires_at')]),
  );
  for (const name of there) if (!registered.has(name)) registerCopy(db, name, now);
  const gone = [...registered].flatMap(([name, expiresAt]) =>
    copyName.test(name) && (expiresAt <= now || !there.includes(name)) ? [name] : [],
  );
  if (gone.length === 0) return;
  for (const name of gone) await env.files.remove(`${paths.folder}/${name}`);
  changeVault(vault, (change) => {
    for (const name of gone) db.run('DELETE FROM copies WHERE name = ?', name);
    change.tell('copies-expired', { copies: gone });
  });
}
