import type { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import type { CommittedRecord } from '../access/committed-records.ts';
import { type Leaf, requireCommitted, rowHash } from '../access/head.ts';
import { idBytes } from '../crypto/bytes.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { authorityOf, mayHaveWritten } from '../vault/author-check.ts';
import { keyOfEpoch, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { type VersionBody, VersionBodySchema } from './bodies.ts';
import {
  bodyOf,
  isSignedByItsKey,
  type OpenRecord,
  openPlaintext,
  openRecord,
  type RecordPlace,
} from './sealed-record.ts';

/** An opened row with the place that its author's signature is bound to. */
export interface OpenRow<Body> {
  readonly id: string;
  readonly place: RecordPlace;
  readonly record: OpenRecord;
  readonly body: Body;
}

/** A row of `contents`: a version of a document. */
export interface OpenVersion extends OpenRow<VersionBody> {
  readonly header: Buffer;
  /** SHA-256 of the payload, which is the object's name. */
  readonly object: Buffer;
}

/** @returns null when there is no such record in the compartment. @throws VaultError `integrity-violated`. */
export function readRecord<Body>(
  vault: OpenVault,
  compartment: OpenCompartment,
  id: string,
  type: string,
  schema: z.ZodType<Body>,
): OpenRow<Body> | null {
  const row = vault.db.get(
    'SELECT id, epoch, version, sealed FROM records WHERE id = ? AND compartment = ?',
    idBytes(id),
    idBytes(compartment.id),
  );
  if (!row) return null;
  const { place, record } = openRow(vault, compartment, 'records', row);
  return { id, place, record, body: bodyOf(place, record, type, schema) };
}

/** @returns null when there is no such version in the compartment. @throws VaultError `integrity-violated`. */
export function readVersion(vault: OpenVault, compartment: OpenCompartment, id: string): OpenVersion | null {
  const row = vault.db.get(
    'SELECT id, epoch, version, sealed, header, object FROM contents WHERE id = ? AND compartment = ?',
    idBytes(id),
    idBytes(compartment.id),
  );
  if (!row) return null;
  const { place, record } = openRow(vault, compartment, 'contents', row);
  const body = bodyOf(place, record, 'version', VersionBodySchema);
  return { id, place, record, body, header: blobOf(row, 'header'), object: blobOf(row, 'object') };
}

/**
 * Opens a row with columns `id`, `epoch`, `version` and `sealed`, of `contents` also `header` and `object`, once it is what
 * the head of the compartment vouches for: whoever may read a folder could seal another row in its place.
 * @throws VaultError `integrity-violated` part `<table> <id>`.
 */
export function openRow(
  vault: OpenVault,
  compartment: OpenCompartment,
  table: RecordPlace['table'],
  row: SqlRow,
): { place: RecordPlace; record: OpenRecord } {
  const sealed = sealedRowOf(vault, compartment, table, row);
  requireCommitted(vault.db, vault.id, compartment.id, sealed);
  return opened(compartment, sealed);
}

/** As `openRow`, with what the head has of the row. @throws VaultError `integrity-violated` part `<table> <id>`. */
export function openRowOf(
  vault: OpenVault,
  compartment: OpenCompartment,
  table: RecordPlace['table'],
  row: SqlRow,
  leaf: Pick<Leaf, 'hash'> | undefined,
): { place: RecordPlace; record: OpenRecord } {
  return opened(compartment, vouchedRow(vault, compartment, table, row, leaf));
}

/** As `openRowOf`, of a record that was read with many others. @throws VaultError `integrity-violated` part `records <id>`. */
export function openCommitted(
  vault: OpenVault,
  compartment: OpenCompartment,
  { id, version, epoch, sealed, committed }: CommittedRecord,
): { place: RecordPlace; record: OpenRecord } {
  const place: RecordPlace = { vault: vault.id, compartment: compartment.id, table: 'records', id, version };
  const row: SealedRow = { ...place, epoch, sealed, content: null };
  return opened(compartment, vouched(vault, row, { hash: committed }));
}

/** As `openRowOf`, without looking at what the row says. */
export function openPlaintextOf(
  vault: OpenVault,
  compartment: OpenCompartment,
  table: RecordPlace['table'],
  row: SqlRow,
  leaf: Pick<Leaf, 'hash'> | undefined,
): { place: RecordPlace; plaintext: Buffer } {
  const { id, version, epoch, sealed } = vouchedRow(vault, compartment, table, row, leaf);
  const place: RecordPlace = { vault: vault.id, compartment: compartment.id, table, id, version };
  return { place, plaintext: openPlaintext(place, keyOfEpoch(compartment, epoch).recordKey, sealed) };
}

function vouchedRow(
  vault: OpenVault,
  compartment: OpenCompartment,
  table: RecordPlace['table'],
  row: SqlRow,
  leaf: Pick<Leaf, 'hash'> | undefined,
): SealedRow {
  return vouched(vault, sealedRowOf(vault, compartment, table, row), leaf);
}

function vouched(vault: OpenVault, row: SealedRow, leaf: Pick<Leaf, 'hash'> | undefined): SealedRow {
  if (leaf?.hash.equals(rowHash(vault.id, row))) return row;
  throw violated(`${row.table} ${row.id}`, 'a row is not what the head was made over');
}

type SealedRow = RecordPlace & Parameters<typeof rowHash>[1];

function sealedRowOf(
  vault: OpenVault,
  compartment: OpenCompartment,
  table: RecordPlace['table'],
  row: SqlRow,
): SealedRow {
  return {
    vault: vault.id,
    compartment: compartment.id,
    table,
    id: idOf(row, 'id'),
    version: integerOf(row, 'version'),
    epoch: integerOf(row, 'epoch'),
    sealed: blobOf(row, 'sealed'),
    content: table === 'contents' ? { header: blobOf(row, 'header'), object: blobOf(row, 'object') } : null,
  };
}

function opened(compartment: OpenCompartment, row: SealedRow): { place: RecordPlace; record: OpenRecord } {
  const { vault, table, id, version, epoch, sealed } = row;
  const place: RecordPlace = { vault, compartment: compartment.id, table, id, version };
  return { place, record: openRecord(place, keyOfEpoch(compartment, epoch).recordKey, sealed) };
}

/**
 * For what is shown as somebody's: whoever may write in a folder could write another's name into a row of hers.
 * @throws VaultError `integrity-violated` part `<table> <id>`.
 */
export function requireByItsAuthor(
  vault: OpenVault,
  compartment: OpenCompartment,
  row: Pick<OpenRow<unknown>, 'place' | 'record'>,
): void {
  if (isByItsAuthor(vault, compartment, row)) return;
  throw violated(`${row.place.table} ${row.place.id}`, 'a row is not by the author that it names');
}

/**
 * True when its author signed the row for this place and might write there at the time. The head of the compartment
 * vouches for its rows as they are; this is for what leaves the vault or is signed by somebody else from here on.
 */
export function isByItsAuthor(
  vault: OpenVault,
  compartment: OpenCompartment,
  { place, record }: Pick<OpenRow<unknown>, 'place' | 'record'>,
): boolean {
  const { author, key, at } = record;
  return (
    isSignedByItsKey(place, record) && mayHaveWritten(authorityOf(vault), compartment.members, { author, key, at })
  );
}
