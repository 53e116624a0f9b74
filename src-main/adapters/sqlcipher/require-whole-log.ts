import { closeSync, openSync, readSync } from 'node:fs';
import { VaultError } from '../../contract/errors.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';

/*
 * A write-ahead log, https://sqlite.org/fileformat2.html#walformat:
 *
 *   header 32: magic, version, page size, sequence, salt 8, checksum 8 (over the first 24 bytes)
 *   frames:    page number, pages after the commit (0: no commit), salt 8, checksum 8, page 4096
 *
 * The checksum of a frame goes over its first 8 bytes and its page, and on from the frame before it.
 */
const headerBytes = 32;
const frameHeaderBytes = 24;
const pageBytes = 4096;
const frameBytes = frameHeaderBytes + pageBytes;
const magicOfBigEndian = 0x377f0683;

/**
 * What a stopped process left in the write-ahead log is taken over by SQLite up to the first frame whose checksum is wrong;
 * from there on it takes everything for a commit that the power cut, and drops it without a word. That is right for one
 * commit, for each was on the disk before the next one began. Two or more behind a wrong frame can only be damage.
 *
 * @param path of the database, which nothing in this process has open.
 * @throws VaultError `integrity-violated` part `vault.db-wal`.
 */
export function requireWholeLog(path: string): void {
  const descriptor = openWhenThere(`${path}-wal`);
  if (descriptor === null) return;
  try {
    if (commitsBehindDamage(descriptor) < 2) return;
  } catch (error) {
    throw translateError(error, 'reading');
  } finally {
    closeSync(descriptor);
  }
  throw new VaultError('integrity-violated', 'vault.db-wal: damaged, and commits behind that', {
    details: { part: 'vault.db-wal' },
  });
}

function openWhenThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isAbsence(error)) return null;
    throw translateError(error, 'reading');
  }
}

/** Commits of this log behind the first frame that is not what was written. */
function commitsBehindDamage(descriptor: number): number {
  const header = Buffer.alloc(headerBytes);
  if (readSync(descriptor, header, 0, headerBytes, 0) < headerBytes) return 0;
  const bigEndian = header.readUInt32BE(0) === magicOfBigEndian;
  let sum: Checksum = checksumOf(header.subarray(0, 24), [0, 0], bigEndian);
  let whole = isSum(header, 24, sum);
  // Without its header nobody knows which frames are of this log: those of one salt are of one log.
  let salt = whole ? header.subarray(16, 24) : null;
  let commits = 0;
  const frame = Buffer.alloc(frameBytes);
  for (let start = headerBytes; readSync(descriptor, frame, 0, frameBytes, start) === frameBytes; start += frameBytes) {
    salt ??= Buffer.from(frame.subarray(8, 16));
    // The first salt counts the logs: frames of the one before it, which begins again when all of it is in the database.
    if (!whole && header.readUInt32BE(16) === (salt.readUInt32BE(0) + 1) >>> 0) return 0;
    const isOfThisLog = frame.subarray(8, 16).equals(salt);
    if (whole) {
      sum = checksumOf(frame.subarray(0, 8), sum, bigEndian);
      sum = checksumOf(frame.subarray(frameHeaderBytes), sum, bigEndian);
      whole = isOfThisLog && isSum(frame, 16, sum);
    }
    if (!whole && isOfThisLog && frame.readUInt32BE(4) !== 0) commits += 1;
  }
  return commits;
}

type Checksum = readonly [number, number];

function checksumOf(bytes: Buffer, [first, second]: Checksum, bigEndian: boolean): Checksum {
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function isSum(bytes: Buffer, at: number, [first, second]: Checksum): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}
