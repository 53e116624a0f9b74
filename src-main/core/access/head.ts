import { type VaultError, violated } from '../../contract/errors.ts';
import { bind, sha256 } from '../crypto/binding.ts';
import { idBytes, lengthPrefixed, noBytes, u64 } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, idOf, integerOf, optionalBlobOf } from '../ports/row.ts';

/** The tables with sealed rows of a compartment, in the order in which a head takes them. */
export const rowTables = ['records', 'contents'] as const;
export type RowTable = (typeof rowTables)[number];

/** As what is signed, sealed and hashed names them. */
export const tableNames: Readonly<Record<RowTable, Buffer>> = {
  records: Buffer.from('records'),
  contents: Buffer.from('contents'),
};

/** Holds all that a head needs of a row. */
const leafIndex: Readonly<Record<RowTable, string>> = {
  records: 'records_by_compartment',
  contents: 'contents_by_compartment',
};

/** A row as far as a head knows it. */
export interface Leaf {
  readonly version: number;
  readonly hash: Buffer;
}

/** Into how many a head divides the rows of a compartment. */
export const bucketCount = 64;
const hashBytes = 32;
const idLength = 16;
const leafBytes = idLength + hashBytes;

/** What the columns of a row of `records` or `contents` hash to (docs/formats.md section 7.6). */
export function rowHash(
  vault: string,
  row: {
    table: RowTable;
    id: string;
    version: number;
    epoch: number;
    sealed: Uint8Array;
    content: { header: Uint8Array; object: Uint8Array } | null;
  },
): Buffer {
  const parts = row.content === null ? [] : [row.content.header, row.content.object];
  const place = [tableNames[row.table], idBytes(row.id), u64(row.version), u64(row.epoch)];
  return sha256(bind(vault, 'row', ...place, row.sealed, ...parts));
}

/**
 * Makes sure that the columns of a row are what the head of its compartment was computed over. It looks where the head
 * looked, in the index: neither a column `hash` that was left as it was when the others were altered nor an index that no
 * longer says what its table says lets an altered row pass.
 * @throws VaultError `integrity-violated` part `<table> <id>`.
 */
export function requireCommitted(
  db: Database,
  vault: string,
  compartment: string,
  row: Parameters<typeof rowHash>[1],
): void {
  const found = db.get(
    `SELECT 1 FROM ${row.table} INDEXED BY ${leafIndex[row.table]}
     WHERE compartment = ? AND bucket = ? AND id = ? AND version = ? AND hash = ?`,
    idBytes(compartment),
    bucketOf(row.id),
    idBytes(row.id),
    row.version,
    rowHash(vault, row),
  );
  if (found) return;
  throw violated(`${row.table} ${row.id}`, 'a row is not what the head was made over');
}

/**
 * The hashes of all rows of a bucket as the head has them, by id: for opening many rows without asking for each, which
 * `requireCommitted` does.
 */
export function committedHashes(db: Database, table: RowTable, compartment: string, bucket: number): Map<string, Leaf> {
  const rows = db.all(
    `SELECT id, version, hash FROM ${table} INDEXED BY ${leafIndex[table]} WHERE compartment = ? AND bucket = ?`,
    idBytes(compartment),
    bucket,
  );
  return new Map(
    rows.map((row) => [idOf(row, 'id'), { version: integerOf(row, 'version'), hash: blobOf(row, 'hash') }]),
  );
}

/** A column for a query on that table: the hash of the row as the head has it, null when the head has no such row. */
export function committedColumn(table: RowTable): string {
  return `(SELECT leaf.hash FROM ${table} AS leaf INDEXED BY ${leafIndex[table]} WHERE leaf.compartment = ${table}.compartment
    AND leaf.bucket = ${table}.bucket AND leaf.id = ${table}.id) AS committed`;
}

/** The first six bits of an id. */
export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(0, 2), 16) >> 2;
}

/** The 64 bucket hashes of a compartment from its rows, 2 KiB. */
export function computeBuckets(db: Database, vault: string, compartment: string): Buffer {
  const tables = rowTables.map((table) =>
    splitByBucket(allLeaves(db, table, compartment), leafCounts(db, table, compartment), compartment),
  );
  const keys = keyLeaves(db, vault, compartment);
  const buckets = Buffer.alloc(bucketCount * hashBytes);
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    const leaves = tables.map((slices) => slices[bucket] ?? noBytes);
    bucketHash([...leaves, bucket === 0 ? keys : noBytes]).copy(buckets, bucket * hashBytes);
  }
  return buckets;
}

/** The hash of one bucket among those of `computeBuckets`, as a view. */
export function hashOfBucket(buckets: Buffer, bucket: number): Buffer {
  return buckets.subarray(bucket * hashBytes, (bucket + 1) * hashBytes);
}

/** `buckets` with those in `changed` computed anew from the rows. */
export function updateBuckets(
  db: Database,
  vault: string,
  compartment: string,
  buckets: Uint8Array,
  changed: ReadonlySet<number>,
): Buffer {
  if (buckets.length !== bucketCount * hashBytes) return computeBuckets(db, vault, compartment);
  const updated = Buffer.from(buckets);
  for (const bucket of changed) {
    const leaves = rowTables.map((table) => leavesOfBucket(db, table, compartment, bucket));
    const keys = bucket === 0 ? keyLeaves(db, vault, compartment) : noBytes;
    bucketHash([...leaves, keys]).copy(updated, bucket * hashBytes);
  }
  return updated;
}

export function headOf(
  vault: string,
  compartment: string,
  epoch: number,
  version: number,
  buckets: Uint8Array,
): Buffer {
  return sha256(bind(vault, 'head', idBytes(compartment), u64(epoch), u64(version), buckets));
}

/** An empty bucket is 32 zero bytes. */
function bucketHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.every((part) => part.length === 0)) return Buffer.alloc(hashBytes);
  return sha256(...leaves.map(lengthPrefixed));
}

/**
 * SQLite joins the leaves, since a row at a time takes ten times as long. Its `||` and `group_concat` keep the bytes of
 * blobs as they are in a UTF-8 database; the subquery is what orders them.
 */
function allLeaves(db: Database, table: RowTable, compartment: string): Buffer {
  const ordered = `SELECT id, hash FROM ${table} INDEXED BY ${leafIndex[table]}
    WHERE compartment = ? ORDER BY bucket, id`;
  return joined(db, ordered, idBytes(compartment));
}

function leavesOfBucket(db: Database, table: RowTable, compartment: string, bucket: number): Buffer {
  const ordered = `SELECT id, hash FROM ${table} INDEXED BY ${leafIndex[table]}
    WHERE compartment = ? AND bucket = ? ORDER BY id`;
  return joined(db, ordered, idBytes(compartment), bucket);
}

function joined(db: Database, ordered: string, ...parameters: (Uint8Array | number)[]): Buffer {
  const row = db.get(`SELECT CAST(group_concat(id || hash, '') AS BLOB) AS leaves FROM (${ordered})`, ...parameters);
  return row ? (optionalBlobOf(row, 'leaves') ?? noBytes) : noBytes;
}

/**
 * How many rows say that they are of each bucket.
 * @throws VaultError `integrity-violated` for an id or a hash of another length: joined, it could pass for two rows.
 */
function leafCounts(db: Database, table: RowTable, compartment: string): number[] {
  const counts: number[] = Array.from({ length: bucketCount }, () => 0);
  const rows = db.all(
    `SELECT bucket, count(*) AS number, sum(length(id) <> ${idLength} OR length(hash) <> ${hashBytes}) AS odd
     FROM ${table} INDEXED BY ${leafIndex[table]} WHERE compartment = ? GROUP BY bucket`,
    idBytes(compartment),
  );
  for (const row of rows) {
    const bucket = integerOf(row, 'bucket');
    if (integerOf(row, 'odd') > 0 || bucket < 0 || bucket >= bucketCount) {
      throw oddRow(compartment, 'a row of a wrong shape');
    }
    counts[bucket] = integerOf(row, 'number');
  }
  return counts;
}

/**
 * The leaves of each bucket, as views.
 * @throws VaultError `integrity-violated` when a row's column names another bucket than its id does: it would hide there.
 */
function splitByBucket(leaves: Buffer, counts: readonly number[], compartment: string): Buffer[] {
  let start = 0;
  return counts.map((count, bucket) => {
    const slice = leaves.subarray(start, start + count * leafBytes);
    start += slice.length;
    for (let leaf = 0; leaf < slice.length; leaf += leafBytes) {
      if (slice.readUInt8(leaf) >> 2 !== bucket) throw oddRow(compartment, 'a row in a wrong bucket');
    }
    return slice;
  });
}

function oddRow(compartment: string, message: string): VaultError {
  return violated(`compartment ${compartment}`, message);
}

/** Over all key rows of a compartment and of its archive (docs/formats.md section 7.4). */
export function keyRowsHash(db: Database, vault: string, compartment: string, archive: string | null): Buffer {
  const archiveLeaves = archive === null ? noBytes : keyLeaves(db, vault, archive);
  return sha256(bind(vault, 'key-rows', idBytes(compartment), keyLeaves(db, vault, compartment), archiveLeaves));
}

function keyLeaves(db: Database, vault: string, compartment: string): Buffer {
  const rows = db.all(
    'SELECT epoch, escrow, step_up FROM compartment_keys WHERE compartment = ? ORDER BY epoch',
    idBytes(compartment),
  );
  const leaves = rows.map((row) => {
    const epoch = u64(integerOf(row, 'epoch'));
    return sha256(bind(vault, 'key-row', epoch, blobOf(row, 'escrow'), optionalBlobOf(row, 'step_up') ?? noBytes));
  });
  return Buffer.concat(leaves);
}
