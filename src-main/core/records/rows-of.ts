import type { RowTable } from '../access/head.ts';
import { idBytes } from '../crypto/bytes.ts';
import type { Database, SqlRow } from '../ports/database.ts';
import { blobOf, integerOf } from '../ports/row.ts';

const batchRows = 500;

/** The rows of a compartment, by bucket and id; in batches, so that a loop over them may wait, and the database be used. */
export function* rowsOf(db: Pick<Database, 'all'>, table: RowTable, compartment: string): Generator<SqlRow> {
  let last: [number, Uint8Array] = [-1, Buffer.alloc(0)];
  for (;;) {
    const rows = db.all(
      `SELECT * FROM ${table} WHERE compartment = ? AND (bucket, id) > (?, ?) ORDER BY bucket, id LIMIT ${batchRows}`,
      idBytes(compartment),
      ...last,
    );
    for (const row of rows) {
      last = [integerOf(row, 'bucket'), blobOf(row, 'id')];
      yield row;
    }
    if (rows.length < batchRows) return;
  }
}
