import { idBytes } from '../crypto/bytes.ts';
import { isByItsAuthor, openRowOf } from '../records/open-row.ts';
import type { OpenRecord, RecordPlace } from '../records/sealed-record.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { DirectoryUser } from '../vault/directory.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { bucketCount, committedHashes, hashOfBucket, type Leaf } from './head.ts';

/** A record of an exchange compartment, by the author that it names. */
export interface ExchangeRecord {
  readonly place: RecordPlace;
  readonly record: OpenRecord;
}

/** What was read of a compartment: by bucket, the hash that it is true of, and each of its rows. */
interface Read {
  hash: Buffer | null;
  /** `found` is null for a row that does not count. */
  readonly rows: Map<string, { readonly version: number; readonly found: ExchangeRecord | null }>;
}

/** Of every session what it has read, so that a signature is verified once; it goes when the session goes. */
const readOf = new WeakMap<OpenVault, Map<string, Read[]>>();

/**
 * The compartment that a user shares with the Privacy Officer.
 * @returns null for one that the signed-in user has no key of, that is broken, or that an account does not have yet.
 */
export function exchangeOf(vault: OpenVault, user: DirectoryUser): OpenCompartment | null {
  return user.exchange === null ? null : (vault.compartments.get(user.exchange) ?? null);
}

/**
 * What lies in an exchange compartment. A record that does not open or is not by its author is left out, for it must not keep
 * the Privacy Officer from all others; `check` names it.
 */
export function exchangeRecords(vault: OpenVault, compartment: OpenCompartment): ExchangeRecord[] {
  return bucketsOf(vault, compartment.id).flatMap((read, bucket) => {
    const hash = hashOfBucket(compartment.buckets, bucket);
    if (!read.hash?.equals(hash)) {
      takeOver(vault, compartment, bucket, read.rows);
      read.hash = hash;
    }
    // What says that it was written later than anything was: whoever reads its time would fail.
    const { position } = vault.log.head;
    return [...read.rows.values()].flatMap(({ found }) => (found && found.record.at <= position ? [found] : []));
  });
}

/** To be called when a row leaves a compartment: one that comes back may have the version that it had. */
export function forgetRead(vault: OpenVault, compartment: string, id: string): void {
  for (const read of readOf.get(vault)?.get(compartment) ?? []) if (read.rows.delete(id)) read.hash = null;
}

function bucketsOf(vault: OpenVault, compartment: string): Read[] {
  const known = readOf.get(vault) ?? new Map<string, Read[]>();
  readOf.set(vault, known);
  const buckets =
    known.get(compartment) ?? Array.from({ length: bucketCount }, () => ({ hash: null, rows: new Map() }));
  known.set(compartment, buckets);
  return buckets;
}

/** Whoever made the change: a row that is sealed again under another key says what it said. */
function takeOver(vault: OpenVault, compartment: OpenCompartment, bucket: number, rows: Read['rows']): void {
  const leaves = committedHashes(vault.db, 'records', compartment.id, bucket);
  for (const id of rows.keys()) if (!leaves.has(id)) rows.delete(id);
  for (const [id, leaf] of leaves) {
    if (id === compartment.id || rows.get(id)?.version === leaf.version) continue;
    rows.set(id, { version: leaf.version, found: countingRow(vault, compartment, id, leaf) });
  }
}

function countingRow(vault: OpenVault, compartment: OpenCompartment, id: string, leaf: Leaf): ExchangeRecord | null {
  const row = vault.db.get('SELECT id, epoch, version, sealed FROM records WHERE id = ?', idBytes(id));
  return unlessViolated(() => {
    const opened = row && openRowOf(vault, compartment, 'records', row, leaf);
    return opened && isByItsAuthor(vault, compartment, opened) ? opened : null;
  });
}
