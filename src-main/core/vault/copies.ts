import type { Database } from '../ports/database.ts';

const keepMs = 30 * 24 * 60 * 60 * 1000;

/** Notes a copy of the database that a migration or a restore left in the vault's folder, so that it expires. */
export function registerCopy(db: Database, path: string, now: number): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  db.run('INSERT OR REPLACE INTO copies (name, made_at, expires_at) VALUES (?, ?, ?)', name, now, now + keepMs);
}
