import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { VaultError } from '../../contract/errors.ts';
import { chunkBytes, payloadNonceBytes, sealedChunkBytes } from '../../core/crypto/age/payload-chunks.ts';
import { PayloadEncryptor } from '../../core/crypto/age/payload-encryptor.ts';
import type { RefusedSmallFile, SmallFileOutcome } from '../../core/ports/small-file-sealer.ts';
import { isKitOf } from '../../core/recovery/kit-text.ts';
import { isUnchanged, readingFlags } from '../file-system/node-file-reader.ts';
import { temporaryFlags, temporaryMode, temporaryPath } from '../file-system/temporary-file.ts';
import { isAbsence, translateError } from '../file-system/translate-error.ts';

/** Files up to this length are sealed whole; with many more bytes at once nothing would be gained. */
export const longestBytes = 64 * chunkBytes;

/** Memory for one file, used again for the next. */
export interface Room {
  readonly plain: Buffer;
  readonly sealed: Buffer;
}

export function newRoom(): Room {
  return {
    plain: Buffer.alloc(longestBytes),
    sealed: Buffer.alloc(payloadNonceBytes + (longestBytes / chunkBytes + 1) * sealedChunkBytes),
  };
}

/** As `SmallFileSealer.seal`, at once. */
export function sealSmallFile(
  path: string,
  fileKey: Uint8Array,
  { folder, vault }: { folder: string; vault: string },
  { plain, sealed }: Room,
): SmallFileOutcome {
  const read = readWhole(path, plain);
  if (read === null || 'error' in read) return read;
  // Only what holds something: for every small file the whole room would be wiped for longer than it takes to seal it.
  const content = plain.subarray(0, read.sizeBytes);
  try {
    if (isKitOf(content, vault)) return { outcome: 'recovery-key' };
    const encryptor = new PayloadEncryptor(fileKey);
    const written = encryptor.updateInto(content, sealed);
    const payload = sealed.subarray(0, written + encryptor.finishInto(sealed.subarray(written)));
    const [object, sha256] = [sha256Of(payload), sha256Of(content)];
    return { outcome: 'sealed', temporary: writeDurably(payload, folder), object, sha256, ...read };
  } finally {
    content.fill(0);
  }
}

/** Fills `plain`; of a file that is refused nothing stays in it. */
function readWhole(path: string, plain: Buffer): { sizeBytes: number; modifiedAt: number } | RefusedSmallFile | null {
  let descriptor: number | null = null;
  let filled = 0;
  let isWhole = false;
  try {
    descriptor = openSync(path, readingFlags);
    const atOpening = fstatSync(descriptor, { bigint: true });
    if (!atOpening.isFile()) throw new VaultError('file-unreadable', 'this is not a regular file');
    const sizeBytes = Number(atOpening.size);
    if (sizeBytes > longestBytes) return null;
    for (let bytes = -1; bytes !== 0 && filled < sizeBytes; filled += bytes) {
      bytes = readSync(descriptor, plain, filled, sizeBytes - filled, filled);
    }
    isWhole = filled === sizeBytes && isUnchanged(path, descriptor, atOpening);
    if (!isWhole) return { outcome: 'refused', error: 'file-changed-while-read' };
    return { sizeBytes, modifiedAt: Number(atOpening.mtimeMs) };
  } catch (error) {
    return { outcome: 'refused', error: isAbsence(error) ? 'not-found' : translateError(error, 'reading').code };
  } finally {
    if (!isWhole) plain.fill(0, 0, filled);
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** @returns the path of the new file. */
function writeDurably(payload: Uint8Array, folder: string): string {
  const path = temporaryPath(folder);
  try {
    const descriptor = openSync(path, temporaryFlags, temporaryMode);
    let isWhole = false;
    try {
      for (let written = 0; written < payload.length; ) {
        written += writeSync(descriptor, payload, written, payload.length - written);
      }
      fsyncSync(descriptor);
      isWhole = true;
    } finally {
      closeSync(descriptor);
      if (!isWhole) unlinkSync(path);
    }
    return path;
  } catch (error) {
    throw translateError(error, 'changing');
  }
}

function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
