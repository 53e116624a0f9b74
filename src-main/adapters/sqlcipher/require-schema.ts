import Driver from 'better-sqlite3-multiple-ciphers';
import { violated } from '../../contract/errors.ts';
import type { Database } from '../../core/ports/database.ts';
import { textOf } from '../../core/ports/row.ts';
import { type Migration, migrate } from './migrate.ts';
import { SqlcipherDatabase } from './sqlcipher-database.ts';

/**
 * Refuses a file whose schema is not what these migrations make of an empty one. Somebody with the database key could add
 * a trigger that puts a row of hers among those that the next change of somebody else vouches for.
 * @throws VaultError `integrity-violated` part `vault.db schema <name>`.
 */
export function requireSchema(db: Database, migrations: readonly Migration[]): void {
  const expected = schemaAfter(migrations);
  const found = schemaOf(db);
  const names = new Set([...found.keys(), ...expected.keys()]);
  for (const name of names) {
    if (found.get(name) === expected.get(name)) continue;
    throw violated(`vault.db schema ${name}`, `vault.db: the schema of ${name} was altered`);
  }
}

function schemaAfter(migrations: readonly Migration[]): Map<string, string> {
  const db = new SqlcipherDatabase(new Driver(':memory:', { fileMustExist: false, timeout: 0 }));
  try {
    migrate(db, migrations);
    return schemaOf(db);
  } finally {
    db.close();
  }
}

/** By name: what it is, of which table, and the statement that made it. */
function schemaOf(db: Database): Map<string, string> {
  const rows = db.all("SELECT name, type || ' ' || tbl_name || ' ' || ifnull(sql, '') AS made FROM sqlite_schema");
  return new Map(rows.map((row) => [textOf(row, 'name'), textOf(row, 'made')]));
}
