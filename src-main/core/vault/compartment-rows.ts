import type { CompartmentKey } from '../access/compartment-key.ts';
import { bucketOf, type RowTable, rowHash } from '../access/head.ts';
import type { SealedKeyRow } from '../access/key-rows.ts';
import { idBytes, noBytes } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { type RecordPlace, sealRecord } from '../records/sealed-record.ts';

/** What a row of `contents` has beside its sealed record: the age header and the object's name. */
export interface RowContent {
  readonly header: Uint8Array;
  readonly object: Uint8Array;
}

/** A row of `records` or `contents` as it goes into the database. */
export interface SealedRow {
  readonly place: RecordPlace;
  readonly epoch: number;
  readonly sealed: Uint8Array;
  readonly hash: Uint8Array;
  /** Null for a row of `records`. */
  readonly content: RowContent | null;
}

/** Seals the signed plaintext of a row under a key of its compartment. */
export function sealRow(
  place: RecordPlace,
  { epoch, recordKey }: CompartmentKey,
  plaintext: Uint8Array,
  content: RowContent | null,
): SealedRow {
  const { table, id, version } = place;
  const sealed = sealRecord(place, recordKey, plaintext);
  return { place, epoch, sealed, hash: rowHash(place.vault, { table, id, version, epoch, sealed, content }), content };
}

export function insertRow(db: Database, { place, epoch, sealed, hash, content }: SealedRow): void {
  const { compartment, id, version } = place;
  const values = [idBytes(id), idBytes(compartment), bucketOf(id), epoch, version, hash, sealed];
  if (content === null) {
    db.run(
      'INSERT INTO records (id, compartment, bucket, epoch, version, hash, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...values,
    );
  } else {
    db.run(
      `INSERT INTO contents (id, compartment, bucket, epoch, version, hash, sealed, header, object)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...values,
      content.header,
      content.object,
    );
  }
}

/** Writes a row in place of the one of the same id; the name of its object stays. */
export function updateRow(db: Database, { place, epoch, sealed, hash, content }: SealedRow): void {
  const values = [epoch, place.version, hash, sealed];
  if (content === null) {
    const sql = 'UPDATE records SET epoch = ?, version = ?, hash = ?, sealed = ? WHERE id = ?';
    db.run(sql, ...values, idBytes(place.id));
  } else {
    const sql = 'UPDATE contents SET epoch = ?, version = ?, hash = ?, sealed = ?, header = ? WHERE id = ?';
    db.run(sql, ...values, content.header, idBytes(place.id));
  }
}

export function deleteRow(db: Database, table: RowTable, compartment: string, id: string): void {
  db.run(`DELETE FROM ${table} WHERE id = ? AND compartment = ?`, idBytes(id), idBytes(compartment));
}

export function insertKeyRow(db: Database, { compartment, epoch, escrow, stepUp }: SealedKeyRow): void {
  const sql = 'INSERT INTO compartment_keys (compartment, epoch, escrow, step_up) VALUES (?, ?, ?, ?)';
  db.run(sql, idBytes(compartment), epoch, escrow, stepUp);
}

export function updateKeyRow(db: Database, { compartment, epoch, escrow, stepUp }: SealedKeyRow): void {
  const sql = 'UPDATE compartment_keys SET escrow = ?, step_up = ? WHERE compartment = ? AND epoch = ?';
  db.run(sql, escrow, stepUp, idBytes(compartment), epoch);
}

/** A compartment without a head, which the end of the same change writes. */
export function insertCompartment(db: Database, { compartment, epoch }: CompartmentKey): void {
  const sql = 'INSERT INTO compartments (id, epoch, version, head, buckets) VALUES (?, ?, 0, ?, ?)';
  db.run(sql, idBytes(compartment), epoch, noBytes, noBytes);
}

export function updateHead(
  db: Database,
  to: {
    readonly id: string;
    readonly epoch: number;
    readonly version: number;
    readonly head: Uint8Array;
    readonly buckets: Uint8Array;
  },
): void {
  const sql = 'UPDATE compartments SET epoch = ?, version = ?, head = ?, buckets = ? WHERE id = ?';
  db.run(sql, to.epoch, to.version, to.head, to.buckets, idBytes(to.id));
}

/** Deletes a compartment with its rows and keys. */
export function deleteCompartment(db: Database, id: string): void {
  for (const table of ['records', 'contents', 'compartment_keys'] as const) {
    db.run(`DELETE FROM ${table} WHERE compartment = ?`, idBytes(id));
  }
  db.run('DELETE FROM compartments WHERE id = ?', idBytes(id));
}
