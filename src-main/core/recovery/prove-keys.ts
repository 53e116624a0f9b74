import { type RowTable, rowTables } from '../access/head.ts';
import { checkFileKey } from '../check/check-file-key.ts';
import type { Findings } from '../check/findings.ts';
import type { Progress } from '../check/progress.ts';
import { unwrapFileKey } from '../crypto/age/header.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { VersionBodySchema } from '../records/bodies.ts';
import { rowsOf } from '../records/rows-of.ts';
import { bodyOf, openRecord, type RecordPlace } from '../records/sealed-record.ts';
import { keyOfEpoch, type OpenCompartment } from '../vault/open-vault.ts';
import type { KitAccess } from './open-by-kit.ts';

/** That the escrowed keys of a compartment open every row of it, and every document's header gives its key. */
export async function proveKeys(
  access: KitAccess,
  compartment: OpenCompartment,
  findings: Findings,
  progress: Progress,
): Promise<void> {
  for (const table of rowTables) {
    for (const row of rowsOf(access.db, table, compartment.id)) {
      findings.attempt(`${table} ${idOf(row, 'id')}`, () => proveRow(access, compartment, table, row, findings));
      await progress.step();
    }
  }
}

function proveRow(
  { kit }: KitAccess,
  compartment: OpenCompartment,
  table: RowTable,
  row: SqlRow,
  findings: Findings,
): void {
  const [id, version] = [idOf(row, 'id'), integerOf(row, 'version')];
  const place: RecordPlace = { vault: kit.vault, compartment: compartment.id, table, id, version };
  const key = keyOfEpoch(compartment, integerOf(row, 'epoch'));
  const record = openRecord(place, key.recordKey, blobOf(row, 'sealed'));
  if (table !== 'contents') return;
  const { fileKey } = bodyOf(place, record, 'version', VersionBodySchema);
  checkFileKey(findings, `contents ${id}`, unwrapFileKey(blobOf(row, 'header'), [key.identity]), fileKey);
}
