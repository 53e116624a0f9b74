import { bind, sha256 } from '../crypto/binding.ts';
import { idBytes, noBytes, u64 } from '../crypto/bytes.ts';
import type { Database, SqlRow } from '../ports/database.ts';
import { blobOf, integerOf, optionalBlobOf } from '../ports/row.ts';

/** The tables with sealed rows of a compartment. Their place in this list plus one is their number in a leaf. */
export const rowTables = ['records', 'contents'] as const;
export type RowTable = (typeof rowTables)[number];

const keyRowsNumber = 3;
const bucketCount = 256;
const hashBytes = 32;

export function recordHash(vault: string, epoch: number, sealed: Uint8Array): Buffer {
  return sha256(bind(vault, 'row', u64(epoch), sealed));
}

export function contentHash(
  vault: string,
  row: { epoch: number; sealed: Uint8Array; header: Uint8Array; object: Uint8Array },
): Buffer {
  return sha256(bind(vault, 'row', u64(row.epoch), row.sealed, row.header, row.object));
}

export function bucketOf(id: string): number {
  return Number.parseInt(id.slice(0, 2), 16);
}

/** The 256 bucket hashes of a compartment from its rows (docs/formats.md section 7.6), 8 KiB. */
export function computeBuckets(db: Database, vault: string, compartment: string): Buffer {
  const leaves: Buffer[][] = Array.from({ length: bucketCount }, () => []);
  for (const [index, table] of rowTables.entries()) {
    const rows = db.iterate(
      `SELECT bucket, id, version, hash FROM ${table} WHERE compartment = ? ORDER BY bucket, id`,
      idBytes(compartment),
    );
    for (const row of rows) leaves[integerOf(row, 'bucket')]?.push(rowLeaf(index + 1, row));
  }
  leaves[0]?.push(...keyLeaves(db, vault, compartment));
  const buckets = Buffer.alloc(bucketCount * hashBytes);
  for (const [bucket, found] of leaves.entries()) {
    if (found.length > 0) sha256(...found).copy(buckets, bucket * hashBytes);
  }
  return buckets;
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
    const found = rowTables.flatMap((table, index) =>
      db
        .all(
          `SELECT id, version, hash FROM ${table} WHERE compartment = ? AND bucket = ? ORDER BY id`,
          idBytes(compartment),
          bucket,
        )
        .map((row) => rowLeaf(index + 1, row)),
    );
    if (bucket === 0) found.push(...keyLeaves(db, vault, compartment));
    const hash = found.length > 0 ? sha256(...found) : Buffer.alloc(hashBytes);
    hash.copy(updated, bucket * hashBytes);
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

function rowLeaf(table: number, row: SqlRow): Buffer {
  return Buffer.concat([Buffer.of(table), blobOf(row, 'id'), u64(integerOf(row, 'version')), blobOf(row, 'hash')]);
}

function keyLeaves(db: Database, vault: string, compartment: string): Buffer[] {
  const rows = db.all(
    'SELECT epoch, escrow, step_up FROM compartment_keys WHERE compartment = ? ORDER BY epoch',
    idBytes(compartment),
  );
  return rows.map((row) => {
    const epoch = u64(integerOf(row, 'epoch'));
    const hash = sha256(bind(vault, 'row', epoch, blobOf(row, 'escrow'), optionalBlobOf(row, 'step_up') ?? noBytes));
    return Buffer.concat([Buffer.of(keyRowsNumber), idBytes(compartment).subarray(0, 8), epoch, epoch, hash]);
  });
}
