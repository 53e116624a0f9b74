import type { z } from 'zod';
import { requireCommitted } from '../access/head.ts';
import { idBytes } from '../crypto/bytes.ts';
import type { SqlRow } from '../ports/database.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import { bodyOf, isSignedByItsKey, type OpenRecord, openRecord, type RecordPlace } from '../records/sealed-record.ts';
import { mayHaveWritten } from '../vault/author-check.ts';
import { keyOfEpoch, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { type VersionBody, VersionBodySchema } from './schemas.ts';

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
  const place: RecordPlace = {
    vault: vault.id,
    compartment: compartment.id,
    table,
    id: idOf(row, 'id'),
    version: integerOf(row, 'version'),
  };
  const [epoch, sealed] = [integerOf(row, 'epoch'), blobOf(row, 'sealed')];
  const content = table === 'contents' ? { header: blobOf(row, 'header'), object: blobOf(row, 'object') } : null;
  requireCommitted(vault.db, vault.id, compartment.id, { ...place, epoch, sealed, content });
  return { place, record: openRecord(place, keyOfEpoch(compartment, epoch).recordKey, sealed) };
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
  const { author, key, at, endorsement } = record;
  const authority = { vault: vault.id, chain: vault.chain, log: vault.log };
  return (
    isSignedByItsKey(place, record) && mayHaveWritten(authority, compartment.members, { author, key, at, endorsement })
  );
}
