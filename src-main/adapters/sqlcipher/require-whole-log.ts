import { closeSync, openSync, readSync } from 'node:fs';
import { violated } from '../../contract/errors.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';
import { pageBytes } from './page-mac.ts';
import { requireRegularFiles } from './require-regular-files.ts';

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
const frameBytes = frameHeaderBytes + pageBytes;
const magicOfBigEndian = 0x377f0683;
/** Magic, version and page size. */
const knownConstants = ['377f0682', '377f0683'].map((magic) => Buffer.from(`${magic}002de21800001000`, 'hex'));

/**
 * What a stopped process left in the write-ahead log is taken over by SQLite up to the first frame whose checksum is wrong;
 * from there on it takes everything for a commit that the power cut, and drops it without a word. That is right for one
 * commit, for each was on the disk before the next one began. Two or more behind a wrong frame can only be damage.
 *
 * @param path of the database, which nothing in this process has open.
 * @throws VaultError `integrity-violated` part `vault.db-wal`, and those of `requireRegularFiles`.
 */
export function requireWholeLog(path: string): void {
  requireRegularFiles(path);
  const descriptor = openWhenThere(`${path}-wal`);
  if (descriptor === null) return;
  try {
    if (commitsBehindDamage(descriptor) < 2) return;
  } catch (error) {
    throw translateError(error, 'reading');
  } finally {
    closeSync(descriptor);
  }
  throw violated('vault.db-wal', 'vault.db-wal: damaged, and commits behind that');
}

function openWhenThere(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (isAbsence(error)) return null;
    throw translateError(error, 'reading');
  }
}

/** Commits of this log behind the first part of it that is not what was written. */
function commitsBehindDamage(descriptor: number): number {
  const header = Buffer.alloc(headerBytes);
  const frame = Buffer.alloc(frameBytes);
  const read = (start: number) => readSync(descriptor, frame, 0, frameBytes, start) === frameBytes;
  if (readSync(descriptor, header, 0, headerBytes, 0) < headerBytes || !read(headerBytes)) return 0;
  const bigEndian = header.readUInt32BE(0) === magicOfBigEndian;
  let sum = checksumOf(header.subarray(0, 24), [0, 0], bigEndian);
  let whole = isSum(header, 24, sum);
  if (!whole && !isHeaderDamaged(header, frame, sum, bigEndian)) return 0;
  // Without a whole header, frames are of this log when their salt is the one of the first.
  const salt = Buffer.from(whole ? header.subarray(16, 24) : frame.subarray(8, 16));
  let commits = 0;
  for (let start = headerBytes; read(start); start += frameBytes) {
    const isOfThisLog = frame.subarray(8, 16).equals(salt);
    if (whole) {
      sum = checksumOfFrame(frame, sum, bigEndian);
      whole = isOfThisLog && isSum(frame, 16, sum);
    }
    if (!whole && isOfThisLog && frame.readUInt32BE(4) !== 0) commits += 1;
  }
  return commits;
}

/**
 * Whether a header that is not whole was damaged. The other reason is a log that begins again, when all of it is in the
 * database: then a power cut may leave a part of the new header, whose sequence and salt differ, before the old frames.
 */
function isHeaderDamaged(header: Buffer, firstFrame: Buffer, sum: Checksum, bigEndian: boolean): boolean {
  const constants = header.subarray(0, 12);
  if (!knownConstants.some((known) => known.equals(constants))) return true;
  // Either of them may have been the other: the two differ in one bit.
  const others = knownConstants.filter((known) => !known.equals(constants));
  const asOther = Buffer.concat([...others, header.subarray(12, 24)]);
  if (isSum(header, 24, checksumOf(asOther, [0, 0], !bigEndian))) return true;
  const salt = firstFrame.subarray(8, 16);
  if (header.subarray(16, 24).equals(salt)) return isSum(firstFrame, 16, checksumOfFrame(firstFrame, sum, bigEndian));
  const repaired = Buffer.concat([header.subarray(0, 16), salt]);
  return isSum(header, 24, checksumOf(repaired, [0, 0], bigEndian));
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

function checksumOfFrame(frame: Buffer, before: Checksum, bigEndian: boolean): Checksum {
  return checksumOf(frame.subarray(frameHeaderBytes), checksumOf(frame.subarray(0, 8), before, bigEndian), bigEndian);
}

function isSum(bytes: Buffer, at: number, [first, second]: Checksum): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}
