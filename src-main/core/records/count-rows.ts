import { idBytes } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { integerOf } from '../ports/row.ts';

/** How many rows a table has. @param compartment those of this one alone. */
export function countRows(db: Pick<Database, 'get'>, table: string, compartment?: string): number {
  const all = `SELECT count(*) AS n FROM ${table}`;
  const row = compartment === undefined ? db.get(all) : db.get(`${all} WHERE compartment = ?`, idBytes(compartment));
  return integerOf(row ?? {}, 'n');
}
