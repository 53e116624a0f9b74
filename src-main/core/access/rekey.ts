import { createHeader } from '../crypto/age/header.ts';
import { fromBase64, idBytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { openPlaintextOf, openRowOf } from '../documents/read-row.ts';
import { VersionBodySchema } from '../documents/schemas.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, optionalBlobOf } from '../ports/row.ts';
import { bodyOf } from '../records/sealed-record.ts';
import { presentOfficer } from '../vault/certificates.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type OpenCompartment, type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import { type CompartmentKey, newCompartmentKey } from './compartment-key.ts';
import { committedColumn, type RowTable } from './head.ts';
import { type Purpose, type SealedKeyRow, sealKeyRow } from './key-rows.ts';

/** A key with its sealed row, made before the transaction that uses it, since sealing to the kit takes time. */
export interface PreparedKey {
  readonly key: CompartmentKey;
  readonly row: SealedKeyRow;
}

/** A key of a new epoch for a compartment, sealed to the recovery recipient (and the step-up recipient for an archive). */
export async function prepareKey(
  vault: OpenVault,
  compartment: string,
  epoch: number,
  about: { purpose: Purpose; of: string | null },
): Promise<PreparedKey> {
  const key = newCompartmentKey(vault.id, compartment, epoch);
  const recipients = { recovery: vault.directory.recovery, stepUp: presentOfficer(vault.chain).stepUp };
  return { key, row: await sealKeyRow(vault.id, key, about, recipients, vault.user.author.signing) };
}

/** The next epoch's key of each of these compartments. */
export async function prepareNextEpochs(
  vault: OpenVault,
  compartments: readonly OpenCompartment[],
): Promise<PreparedKey[]> {
  const prepared: PreparedKey[] = [];
  for (const { id, epoch, members } of compartments) {
    prepared.push(await prepareKey(vault, id, epoch + 1, { purpose: members.purpose, of: null }));
  }
  return prepared;
}

const batchRows = 2000;

/** True when rows of an older epoch are left in a compartment. */
export function hasOldRows(vault: OpenVault, compartment: OpenCompartment): boolean {
  return ['records', 'contents'].some(
    (table) =>
      vault.db.get(
        `SELECT 1 FROM ${table} WHERE compartment = ? AND epoch < ? LIMIT 1`,
        idBytes(compartment.id),
        compartment.epoch,
      ) !== undefined,
  );
}

/**
 * Seals what is left of older epochs again under the present one: records anew, documents by wrapping their file key
 * again. One commit per batch; stopping between two loses nothing, and whoever has `write` can go on.
 * @returns how many rows were sealed again.
 * @throws VaultError `cancelled`.
 */
export async function resealOldRows(vault: OpenVault, compartmentId: string, job: Job = unwatched): Promise<number> {
  let total = 0;
  for (;;) {
    checkCancelled(job);
    const compartment = vault.compartments.get(compartmentId);
    if (!compartment || compartment.keys.size < 2) return total;
    const records = oldRows(vault, compartment, 'records', batchRows);
    const contents = oldRows(vault, compartment, 'contents', batchRows - records.length);
    const rows = records.length + contents.length;
    if (rows === 0) return total;
    changeVault(vault, (change) => {
      for (const row of records) resealRecord(vault, change, compartment, row);
      for (const row of contents) resealContent(vault, change, compartment, row);
      change.tell('compartment-resealed', { compartment: compartmentId, epoch: compartment.epoch, rows });
    });
    total += rows;
    job.report(total, null);
    // Other calls of this thread get their turn between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function oldRows(vault: OpenVault, compartment: OpenCompartment, table: RowTable, limit: number): SqlRow[] {
  if (limit === 0) return [];
  return vault.db.all(
    `SELECT *, ${committedColumn(table)} FROM ${table} WHERE compartment = ? AND epoch < ? LIMIT ?`,
    idBytes(compartment.id),
    compartment.epoch,
    limit,
  );
}

function resealRecord(vault: OpenVault, change: Change, compartment: OpenCompartment, row: SqlRow): void {
  const { place, plaintext } = openPlaintextOf(vault, compartment, 'records', row, leafOf(row));
  change.resealRow(place, plaintext, null);
}

function resealContent(vault: OpenVault, change: Change, compartment: OpenCompartment, row: SqlRow): void {
  const { place, record } = openRowOf(vault, compartment, 'contents', row, leafOf(row));
  const fileKey = fromBase64(bodyOf(place, record, 'version', VersionBodySchema).fileKey);
  const header = createHeader(fileKey, [presentKeyOf(compartment).identity.recipient]);
  wipe(fileKey);
  change.resealRow(place, record.plaintext, { header, object: blobOf(row, 'object') });
}

function leafOf(row: SqlRow): { hash: Buffer } | undefined {
  const hash = optionalBlobOf(row, 'committed');
  return hash === null ? undefined : { hash };
}
