import { VaultError } from '../../contract/errors.ts';
import { asBuffer, latestTime } from '../crypto/bytes.ts';
import type { SqlRow } from './database.ts';

/** The typed value of a column. @throws VaultError `integrity-violated` when the column holds something else. */
export function blobOf(row: SqlRow, column: string): Buffer {
  const value = row[column];
  if (value instanceof Uint8Array) return asBuffer(value);
  throw wrongColumn(column);
}

export function optionalBlobOf(row: SqlRow, column: string): Buffer | null {
  return row[column] === null ? null : blobOf(row, column);
}

/** All that is counted, numbered or timed begins at 0. @param largest what still fits where the caller writes or hashes it. */
export function integerOf(row: SqlRow, column: string, largest: number = Number.MAX_SAFE_INTEGER): number {
  const value = row[column];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= largest) return value;
  throw wrongColumn(column);
}

/** A moment in ms UTC. */
export function timeOf(row: SqlRow, column: string): number {
  return integerOf(row, column, latestTime);
}

export function textOf(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw wrongColumn(column);
}

export function idOf(row: SqlRow, column: string): string {
  const id = blobOf(row, column);
  if (id.length !== 16) throw wrongColumn(column);
  return id.toString('hex');
}

function wrongColumn(column: string): VaultError {
  return new VaultError('integrity-violated', `column ${column} holds no such value`, {
    details: { part: 'vault.db', column },
  });
}
