import { violated } from '../../contract/errors.ts';
import { idBytes } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { integerOf, optionalBlobOf } from '../ports/row.ts';

/** A row of `records` with the hash that the head of its compartment was computed over. Bytes are views. */
export interface CommittedRecord {
  readonly id: string;
  readonly version: number;
  readonly epoch: number;
  readonly committed: Buffer;
  readonly sealed: Buffer;
}

const idEnd = 16;
const hashEnd = idEnd + 32;
// Hexadecimal digits: 16 of the version, 16 of the epoch, 8 of the length of what is sealed.
const versionEnd = hashEnd + 16;
const epochEnd = versionEnd + 16;
const sizeEnd = epochEnd + 8;

/**
 * SQLite joins the rows, as it does the leaves of a head: handing them over one at a time takes twice as long as reading
 * them. What the head knows comes from the index that it was computed over; an entry there without its row, or of another
 * shape, is counted and refused, and what follows a row is found by the length that stands in front of it.
 */
const joined = `SELECT count(*) AS number,
    total(length(leaf.id) <> ${idEnd} OR length(leaf.hash) <> ${hashEnd - idEnd} OR whole.id IS NULL) AS odd,
    CAST(group_concat(leaf.id || leaf.hash || printf('%016x%016x%08x', leaf.version, whole.epoch, length(whole.sealed))
      || whole.sealed, '') AS BLOB) AS joined
  FROM records AS leaf INDEXED BY records_by_compartment LEFT JOIN records AS whole ON whole.rowid = leaf.rowid
  WHERE leaf.compartment = ? AND leaf.bucket >= ? AND leaf.bucket < ?`;

/**
 * The records of a compartment in the buckets from `from` up to `to`, that one left out. Nothing of them is verified yet.
 * @throws VaultError `integrity-violated` for a row that no head can have been computed over.
 */
export function committedRecords(db: Database, compartment: string, from: number, to: number): CommittedRecord[] {
  const row = db.get(joined, idBytes(compartment), from, to) ?? {};
  const records = integerOf(row, 'odd') === 0 ? split(optionalBlobOf(row, 'joined')) : [];
  if (records.length === integerOf(row, 'number')) return records;
  throw violated(`compartment ${compartment}`, 'rows and their index differ');
}

/** Ends before a row with a number that none of ours has. */
function split(bytes: Buffer | null): CommittedRecord[] {
  const records: CommittedRecord[] = [];
  for (let start = 0; bytes !== null && start < bytes.length; ) {
    const end = start + sizeEnd + numberAt(bytes, start + epochEnd, start + sizeEnd);
    const version = numberAt(bytes, start + hashEnd, start + versionEnd);
    const epoch = numberAt(bytes, start + versionEnd, start + epochEnd);
    if (!Number.isSafeInteger(version) || !Number.isSafeInteger(epoch)) break;
    records.push({
      id: bytes.toString('hex', start, start + idEnd),
      committed: bytes.subarray(start + idEnd, start + hashEnd),
      version,
      epoch,
      sealed: bytes.subarray(start + sizeEnd, end),
    });
    start = end;
  }
  return records;
}

function numberAt(bytes: Buffer, start: number, end: number): number {
  return Number.parseInt(bytes.toString('latin1', start, end), 16);
}
