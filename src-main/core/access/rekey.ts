import { VaultError } from '../../contract/errors.ts';
import { fromBase64, idBytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job, turnOfOthers, unwatched } from '../job.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, optionalBlobOf } from '../ports/row.ts';
import { VersionBodySchema } from '../records/bodies.ts';
import { openPlaintextOf, openRowOf } from '../records/open-row.ts';
import { bodyOf, type RecordPlace } from '../records/sealed-record.ts';
import { presentOfficer } from '../vault/certificates.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type OpenCompartment, type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import { type CompartmentKey, newCompartmentKey, wipeCompartmentKey } from './compartment-key.ts';
import { committedColumn, type RowTable } from './head.ts';
import { type Purpose, type SealedKeyRow, sealKeyRow } from './key-rows.ts';

/**
 * A key with its sealed row, made before the transaction that uses it, since sealing to the kit takes time. Disposing of it
 * wipes the key unless a change has put it in force: whoever prepares one for a change of an open vault says `using`.
 */
export interface PreparedKey extends Disposable {
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
  const recipients = { recovery: vault.directory.recovery, stepUp: presentOfficer(vault.chain).stepUp };
  const key = newCompartmentKey(vault.id, compartment, epoch);
  const wipeUnlessInForce = () => {
    if (vault.compartments.get(compartment)?.keys.get(epoch) !== key) wipeCompartmentKey(key);
  };
  try {
    const row = await sealKeyRow(vault.id, key, about, recipients, vault.user.author.signing);
    return { key, row, [Symbol.dispose]: wipeUnlessInForce };
  } catch (error) {
    wipeCompartmentKey(key);
    throw error;
  }
}

export type PreparedKeys = readonly PreparedKey[] & Disposable;

/** The next epoch's key of each of these compartments. */
export async function prepareNextEpochs(
  vault: OpenVault,
  compartments: readonly OpenCompartment[],
): Promise<PreparedKeys> {
  const prepared: PreparedKey[] = [];
  const dispose = () => {
    for (const one of prepared) one[Symbol.dispose]();
  };
  try {
    for (const { id, epoch, members } of compartments) {
      prepared.push(await prepareKey(vault, id, epoch + 1, { purpose: members.purpose, of: null }));
    }
    return Object.assign(prepared, { [Symbol.dispose]: dispose });
  } catch (error) {
    dispose();
    throw error;
  }
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
  let ahead: WrappedContents | null = null;
  /** As this loop left it: what is read ahead counts as long as nobody else has written the compartment. */
  let left: OpenCompartment | undefined;
  for (;;) {
    checkCancelled(job);
    const compartment = vault.compartments.get(compartmentId);
    if (!compartment || compartment.keys.size < 2) return total;
    const { contents, headers }: WrappedContents =
      ahead && compartment === left ? ahead : wrapAgain(vault, compartment, 0);
    // Wrapping file keys takes longest and needs nothing of the database. Meanwhile records are sealed, and the contents
    // after these are read, so that there is always something to wrap.
    const records = resealRecords(vault, compartment);
    if (records + contents.length === 0) return total;
    total += records;
    left = vault.compartments.get(compartmentId);
    await turnOfOthers();
    const following = wrapAhead(vault, compartment, contents.length);
    const wrapped = await headers;
    ahead = null;
    if (vault.compartments.get(compartmentId) === left) {
      resealContents(vault, compartment, contents, wrapped);
      total += contents.length;
      left = vault.compartments.get(compartmentId);
      ahead = following;
    }
    job.report(total, null);
    await turnOfOthers();
  }
}

/** @returns how many. */
function resealRecords(vault: OpenVault, compartment: OpenCompartment): number {
  const rows = oldRows(vault, compartment, 'records', 0);
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

/** Contents with the headers that are being made for them. */
interface WrappedContents {
  readonly contents: readonly OldContent[];
  readonly headers: Promise<Buffer[]>;
}

/** @param skipped how many are being wrapped already. */
function wrapAgain(vault: OpenVault, compartment: OpenCompartment, skipped: number): WrappedContents {
  const contents = oldRows(vault, compartment, 'contents', skipped).map((row) => {
    const { place, record } = openRowOf(vault, compartment, 'contents', row, leafOf(row));
    const fileKey = fromBase64(bodyOf(place, record, 'version', VersionBodySchema).fileKey);
    return { place, plaintext: record.plaintext, fileKey, object: blobOf(row, 'object') };
  });
  const fileKeys = contents.map(({ fileKey }) => fileKey);
  const headers = vault.env.headers
    .seal(fileKeys, presentKeyOf(compartment).identity.recipient)
    .finally(() => wipe(...fileKeys));
  // Whoever waits for them hears of a failure; nobody may, when it is stopped.
  headers.catch(() => undefined);
  return { contents, headers };
}

/** Null when there are none, or one of them does not open: that is thrown when it is its turn. */
function wrapAhead(vault: OpenVault, compartment: OpenCompartment, skipped: number): WrappedContents | null {
  if (skipped < batchRows) return null;
  try {
    return wrapAgain(vault, compartment, skipped);
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
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

const columns: Readonly<Record<RowTable, string>> = {
  records: 'id, epoch, version, sealed',
  contents: 'id, epoch, version, sealed, header, object',
};

function oldRows(vault: OpenVault, compartment: OpenCompartment, table: RowTable, skipped: number): SqlRow[] {
  return vault.db.all(
    `SELECT ${columns[table]}, ${committedColumn(table)} FROM ${table} WHERE compartment = ? AND epoch < ?
     ORDER BY epoch, rowid LIMIT ${batchRows} OFFSET ?`,
    idBytes(compartment.id),
    compartment.epoch,
    skipped,
  );
}

function leafOf(row: SqlRow): { hash: Buffer } | undefined {
  const hash = optionalBlobOf(row, 'committed');
  return hash === null ? undefined : { hash };
}
