import type { Database, SqlRow } from '../ports/database.ts';
import { blobOf } from '../ports/row.ts';

/** Names, in hexadecimal, of all objects that a row refers to. */
export function objectsInUse(db: Pick<Database, 'iterate'>): Set<string> {
  const names = new Set<string>();
  const note = (row: SqlRow) => names.add(blobOf(row, 'object').toString('hex'));
  for (const row of db.iterate('SELECT object FROM contents')) note(row);
  for (const row of db.iterate('SELECT object FROM message_contents')) note(row);
  return names;
}
