import { violated } from '../../../contract/errors.ts';
import { packName } from './names.ts';

/**
 * payload ‖ … ‖ directory ‖ u32 number of entries ‖ "DKPACK01"; an entry is
 * SHA-256 of the payload (32) ‖ u64 offset ‖ u64 length (docs/formats.md section 15.1).
 */
const magic = Buffer.from('DKPACK01', 'latin1');
const hashBytes = 32;
const entryBytes = hashBytes + 8 + 8;

/** What comes after the directory. */
export const packEndBytes: number = 4 + magic.length;

/** No pack is longer. */
export const packBytesAtMost: number = 16 * 2 ** 20;

/** What is as long or longer is no payload of a pack. */
export const packedBytesBelow: number = 2 ** 20;

/** Where a payload lies in its pack. */
export interface PackEntry {
  /** Of the payload, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly offset: number;
  readonly length: number;
}

/** The length of a directory with what comes after it. */
export function directoryBytes(entries: number): number {
  return entries * entryBytes + packEndBytes;
}

/** Writes the directory of `entries` and what comes after it to `into` from `at`. @returns where it ends. */
export function writeDirectory(into: Buffer, at: number, entries: readonly PackEntry[]): number {
  let end = at;
  for (const { sha256, offset, length } of entries) {
    into.write(sha256, end, 'hex');
    into.writeBigUInt64BE(BigInt(offset), end + hashBytes);
    into.writeBigUInt64BE(BigInt(length), end + hashBytes + 8);
    end += entryBytes;
  }
  end = into.writeUInt32BE(entries.length, end);
  return end + magic.copy(into, end);
}

/**
 * How long the directory is, with what comes after it.
 * @param end the last bytes of the pack, `packEndBytes` or more. @throws VaultError `integrity-violated` naming the pack.
 */
export function directoryBytesAtEnd(sha256: string, sizeBytes: number, end: Buffer): number {
  const count = end.readUInt32BE(end.length - packEndBytes);
  if (!end.subarray(-magic.length).equals(magic)) throw brokenPack(sha256, 'not a pack');
  // No payload is empty, so that the directory cannot be most of a pack, however it was made.
  if (count === 0 || count + directoryBytes(count) > sizeBytes) throw brokenPack(sha256, 'not that many entries');
  return directoryBytes(count);
}

/**
 * The entries in the order of the payloads, which are all of the file before the directory, without a gap.
 * @param directory with what comes after it. @throws VaultError `integrity-violated` naming the pack.
 */
export function parseDirectory(sha256: string, sizeBytes: number, directory: Buffer): readonly PackEntry[] {
  const entries: PackEntry[] = [];
  const seen = new Set<string>();
  let expected = 0;
  for (let at = 0; at < directory.length - packEndBytes; at += entryBytes) {
    const payload = directory.toString('hex', at, at + hashBytes);
    const offset = directory.readBigUInt64BE(at + hashBytes);
    const length = directory.readBigUInt64BE(at + hashBytes + 8);
    if (offset !== BigInt(expected)) throw brokenPack(sha256, 'payloads with a gap, or over each other');
    if (length === 0n || length >= BigInt(packedBytesBelow)) throw brokenPack(sha256, 'a payload of no such length');
    if (seen.has(payload)) throw brokenPack(sha256, 'the same payload twice');
    seen.add(payload);
    entries.push({ sha256: payload, offset: expected, length: Number(length) });
    expected += Number(length);
  }
  if (expected !== sizeBytes - directory.length) throw brokenPack(sha256, 'bytes that no entry names');
  return entries;
}

/** @returns `sizeBytes`. @throws VaultError `integrity-violated` naming the pack when none has that size. */
export function requirePackSize(sha256: string, sizeBytes: number): number {
  if (sizeBytes < packEndBytes || sizeBytes > packBytesAtMost) throw brokenPack(sha256, 'not the size of a pack');
  return sizeBytes;
}

function brokenPack(sha256: string, message: string) {
  return violated(packName(sha256), message);
}
