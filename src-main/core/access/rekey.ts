import { VaultError } from '../../contract/errors.ts';
import { fromBase64, idBytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, optionalBlobOf } from '../ports/row.ts';
import { VersionBodySchema } from '../records/bodies.ts';
import { openPlaintextOf, openRowOf } from '../records/open-row.ts';
import { bodyOf, type RecordPlace } from '../records/sealed-record.ts';
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

/** Of each table: some 0.1 s of work between two chances to stop. */
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
    const { position } = vault.log.head;
    const contents = oldContents(vault, compartment);
    // Wrapping file keys takes longest and needs nothing of the database: records are sealed meanwhile.
    const [headers, records] = await Promise.all([
      wrapAgain(vault, compartment, contents),
      resealRecords(vault, compartment),
    ]);
    if (records + contents.length === 0) return total;
    total += records;
    // Unless something else was written while the headers were made: then they are read again.
    if (vault.log.head.position === position + (records > 0 ? 1 : 0)) {
      resealContents(vault, compartment, contents, headers);
      total += contents.length;
    }
    job.report(total, null);
    // Other calls of this thread get their turn between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @returns how many. */
async function resealRecords(vault: OpenVault, compartment: OpenCompartment): Promise<number> {
  const rows = oldRows(vault, compartment, 'records');
  if (rows.length === 0) return 0;
  changeVault(vault, (change) => {
    for (const row of rows) {
      const { place, plaintext } = openPlaintextOf(vault, compartment, 'records', row, leafOf(row));
      change.resealRow(place, plaintext, null);
    }
    tellResealed(change, compartment, rows.length);
  });
  return rows.length;
}

/** A document version as it is sealed again: only its seal and its header change. */
interface OldContent {
  readonly place: RecordPlace;
  readonly plaintext: Buffer;
  readonly fileKey: Buffer;
  readonly object: Buffer;
}

function oldContents(vault: OpenVault, compartment: OpenCompartment): OldContent[] {
  return oldRows(vault, compartment, 'contents').map((row) => {
    const { place, record } = openRowOf(vault, compartment, 'contents', row, leafOf(row));
    const fileKey = fromBase64(bodyOf(place, record, 'version', VersionBodySchema).fileKey);
    return { place, plaintext: record.plaintext, fileKey, object: blobOf(row, 'object') };
  });
}

async function wrapAgain(
  vault: OpenVault,
  compartment: OpenCompartment,
  contents: readonly OldContent[],
): Promise<Buffer[]> {
  const fileKeys = contents.map(({ fileKey }) => fileKey);
  try {
    return await vault.env.headers.seal(fileKeys, presentKeyOf(compartment).identity.recipient);
  } finally {
    wipe(...fileKeys);
  }
}

function resealContents(
  vault: OpenVault,
  compartment: OpenCompartment,
  contents: readonly OldContent[],
  headers: readonly Buffer[],
): void {
  if (contents.length === 0) return;
  changeVault(vault, (change) => {
    for (const [index, { place, plaintext, object }] of contents.entries()) {
      const header = headers[index];
      if (header === undefined) throw new VaultError('internal', 'a document without its header');
      change.resealRow(place, plaintext, { header, object });
    }
    tellResealed(change, compartment, contents.length);
  });
}

function tellResealed(change: Change, { id, epoch }: OpenCompartment, rows: number): void {
  change.tell('compartment-resealed', { compartment: id, epoch, rows });
}

function oldRows(vault: OpenVault, compartment: OpenCompartment, table: RowTable): SqlRow[] {
  return vault.db.all(
    `SELECT *, ${committedColumn(table)} FROM ${table} WHERE compartment = ? AND epoch < ? LIMIT ${batchRows}`,
    idBytes(compartment.id),
    compartment.epoch,
  );
}

function leafOf(row: SqlRow): { hash: Buffer } | undefined {
  const hash = optionalBlobOf(row, 'committed');
  return hash === null ? undefined : { hash };
}
