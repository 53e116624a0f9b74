import { type RowTable, rowTables } from '../access/head.ts';
import type { Findings } from '../check/findings.ts';
import type { Progress } from '../check/progress.ts';
import { unwrapFileKey } from '../crypto/age/header.ts';
import { base64, idBytes, u64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { ArchivedDocumentSchema, VersionBodySchema } from '../records/bodies.ts';
import { messageRowOf, requireLogged } from '../records/message-rows.ts';
import { rowsOf } from '../records/rows-of.ts';
import { openMessage } from '../records/sealed-message.ts';
import { bodyOf, openRecord, type RecordPlace } from '../records/sealed-record.ts';
import { keyOfEpoch, type OpenCompartment } from '../vault/open-vault.ts';
import type { Escrowed } from './escrow.ts';
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
  requireFileKey(findings, `contents ${id}`, unwrapFileKey(blobOf(row, 'header'), [key.identity]), fileKey);
}

/** That the escrowed keys of an archive open every document in it. */
export async function proveArchiveKeys(
  { db, kit, log }: KitAccess,
  archive: Escrowed,
  findings: Findings,
  progress: Progress,
): Promise<void> {
  const ids = db
    .all('SELECT id FROM messages WHERE compartment = ?', idBytes(archive.id))
    .map((row) => idOf(row, 'id'));
  for (const id of ids) {
    const part = `messages ${id}`;
    findings.attempt(part, () => {
      const row = db.get('SELECT * FROM messages WHERE id = ?', idBytes(id));
      if (!row) return;
      const message = messageRowOf(db, row);
      requireLogged(kit.vault, log, message);
      const key = archive.keys.get(message.epoch);
      if (!key) return findings.add(part, 'altered', 'sealed to a key that was never escrowed');
      const opened = openMessage(kit.vault, archive.id, idBytes(id), message.sealed, [key.identity], part);
      const body = ArchivedDocumentSchema.safeParse(opened.body);
      if (!body.success) return findings.add(part, 'altered', 'not an archived document');
      for (const [number, { header }] of message.contents.entries()) {
        requireFileKey(findings, part, unwrapFileKey(header, [key.identity]), body.data.versions[number]?.fileKey);
      }
    });
    await progress.step();
  }
}

/** That the escrowed keys of the audit log open its first and its last detail. */
export function proveAuditKeys(
  { db, kit, directory }: KitAccess,
  escrowed: ReadonlyMap<string, Escrowed>,
  findings: Findings,
): void {
  const { compartment } = directory.audit;
  const identities = [...(escrowed.get(compartment)?.keys.values() ?? [])].map(({ identity }) => identity);
  for (const order of ['ASC', 'DESC']) {
    const row = db.get(
      `SELECT position, number, sealed FROM audit_details WHERE sealed IS NOT NULL
       ORDER BY position ${order}, number ${order} LIMIT 1`,
    );
    if (!row) continue;
    const [position, number] = [integerOf(row, 'position'), integerOf(row, 'number')];
    const part = `audit log ${position}`;
    const id = Buffer.concat([u64(position), u64(number)]);
    findings.attempt(part, () => openMessage(kit.vault, compartment, id, blobOf(row, 'sealed'), identities, part));
  }
}

function requireFileKey(findings: Findings, part: string, found: Buffer | null, expected: string | undefined): void {
  if (found === null || base64(found) !== expected) {
    findings.add(part, 'altered', 'the header does not give the key of the document');
  }
  wipe(found);
}
