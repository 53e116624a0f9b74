import type { Database } from '../ports/database.ts';
import { textOf, timeOf } from '../ports/row.ts';
import type { OpenVault } from './open-vault.ts';

const keepMs = 30 * 24 * 60 * 60 * 1000;

/** What a migration leaves beside `vault.db`; nothing else is ever removed on the word of the table. */
const copyName = /^vault\.db\.before-[\w.-]+$/;

/** Times in ms UTC. */
interface Copy {
  readonly name: string;
  /** Null when the file is gone. */
  readonly madeAt: number | null;
  readonly expiresAt: number;
}

/** Notes a copy of the database that a migration left in the vault's folder, so that it expires. */
export function registerCopy(db: Database, path: string, now: number): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  db.run('INSERT OR REPLACE INTO copies (name, made_at, expires_at) VALUES (?, ?, ?)', name, now, now + keepMs);
}

/**
 * The registered copies of the database, by name. One that a migration has just made, or that a process that was stopped did
 * not get to register, is registered first, its time counted from now: nothing is erased while a copy is overlooked.
 */
export async function registeredCopies({ db, env, paths }: OpenVault): Promise<Copy[]> {
  const known = new Set(db.all('SELECT name FROM copies').map((row) => textOf(row, 'name')));
  for (const name of await env.files.list(paths.folder)) {
    if (copyName.test(name) && !known.has(name)) registerCopy(db, name, env.clock.now());
  }
  const copies: Copy[] = [];
  for (const row of db.all('SELECT name, made_at, expires_at FROM copies ORDER BY name')) {
    const name = textOf(row, 'name');
    if (!copyName.test(name)) continue;
    const found = await env.files.stat(`${paths.folder}/${name}`);
    // A migration that is tried again replaces the copy that it made earlier the same day: then the file is the younger.
    const madeAt = found === null ? null : Math.max(timeOf(row, 'made_at'), found.modifiedAtMs);
    copies.push({ name, madeAt, expiresAt: timeOf(row, 'expires_at') });
  }
  return copies;
}

/** How much earlier a file system may date a file than the clock says: by its ticks, FAT by two seconds. In ms. */
export const copyErrorMs = 2_000;

/**
 * Removes the copies of the database that are young enough to hold what came in at `since` (ms UTC).
 * @returns their names, for `forgetCopies` in the change that follows.
 */
export async function removeCopiesSince(vault: OpenVault, since: number): Promise<string[]> {
  const registered = await registeredCopies(vault);
  const copies = registered
    .filter(({ madeAt }) => madeAt === null || madeAt + copyErrorMs >= since)
    .map(({ name }) => name);
  for (const name of copies) await vault.env.files.remove(`${vault.paths.folder}/${name}`);
  return copies;
}

export function forgetCopies(vault: OpenVault, copies: readonly string[]): void {
  for (const name of copies) vault.db.run('DELETE FROM copies WHERE name = ?', name);
}
