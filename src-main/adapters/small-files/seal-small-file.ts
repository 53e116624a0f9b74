import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import path from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import { payloadSize, sealPayloadInto } from '../../core/crypto/age/payload.ts';
import { chunkBytes } from '../../core/crypto/age/payload-chunks.ts';
import { objectPath } from '../../core/documents/object-paths.ts';
import type { RefusedSmallFile, SmallFileOutcome } from '../../core/ports/small-file-sealer.ts';
import { isKitOf } from '../../core/recovery/kit-text.ts';
import { isUnchanged, readingFlags } from '../file-system/node-file-reader.ts';
import { newFileFlags, newFileMode } from '../file-system/temporary-file.ts';
import { isAbsence, systemCode, translateError } from '../file-system/translate-error.ts';

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
    sealed: Buffer.alloc(payloadSize(longestBytes)),
  };
}

/** As `SmallFileSealer.seal`, at once. */
export function sealSmallFile(
  file: string,
  fileKey: Uint8Array,
  { objects, vault }: { objects: string; vault: string },
  { plain, sealed }: Room,
): SmallFileOutcome {
  const read = readWhole(file, plain);
  if (read === null || 'error' in read) return read;
  // Only what holds something: for every small file the whole room would be wiped for longer than it takes to seal it.
  const content = plain.subarray(0, read.sizeBytes);
  try {
    if (isKitOf(content, vault)) return { outcome: 'recovery-key' };
    const payload = sealed.subarray(0, payloadSize(read.sizeBytes));
    sealPayloadInto(fileKey, content, payload);
    const [object, sha256] = [sha256Of(payload), sha256Of(content)];
    writeDurably(payload, objectPath({ objects }, object));
    return { outcome: 'sealed', object, sha256, ...read };
  } finally {
    content.fill(0);
  }
}

/** Fills `plain`; of a file that is refused nothing stays in it. */
function readWhole(file: string, plain: Buffer): { sizeBytes: number; modifiedAt: number } | RefusedSmallFile | null {
  let descriptor: number | null = null;
  let filled = 0;
  let isWhole = false;
  try {
    descriptor = openSync(file, readingFlags);
    const atOpening = fstatSync(descriptor, { bigint: true });
    if (!atOpening.isFile()) throw new VaultError('file-unreadable', 'this is not a regular file');
    const sizeBytes = Number(atOpening.size);
    if (sizeBytes > longestBytes) return null;
    for (let bytes = -1; bytes !== 0 && filled < sizeBytes; filled += bytes) {
      bytes = readSync(descriptor, plain, filled, sizeBytes - filled, filled);
    }
    isWhole = filled === sizeBytes && isUnchanged(file, descriptor, atOpening);
    if (!isWhole) return { outcome: 'refused', error: 'file-changed-while-read' };
    return { sizeBytes, modifiedAt: Number(atOpening.mtimeMs) };
  } catch (error) {
    return { outcome: 'refused', error: isAbsence(error) ? 'not-found' : translateError(error, 'reading').code };
  } finally {
    if (!isWhole) plain.fill(0, 0, filled);
    if (descriptor !== null) closeSync(descriptor);
  }
}

/**
 * Under its name at once: no row refers to it before it is whole, and until then the marker has it swept (docs/formats.md
 * section 8).
 */
function writeDurably(payload: Uint8Array, file: string): void {
  try {
    const descriptor = openNew(file);
    const failure = failureOf(() => writeAll(descriptor, payload));
    const failureAtEnd = failureOf(() => closeSync(descriptor));
    if (failure === null && failureAtEnd === null) return;
    // Where that fails too, the caller's marker has it swept.
    failureOf(() => unlinkSync(file));
    throw failure ?? failureAtEnd;
  } catch (error) {
    throw translateError(error, 'changing');
  }
}

function writeAll(descriptor: number, payload: Uint8Array): void {
  for (let written = 0; written < payload.length; ) {
    written += writeSync(descriptor, payload, written, payload.length - written);
  }
  fsyncSync(descriptor);
}

/** What a step throws, kept until the steps that follow it are done; null when it succeeds. */
function failureOf(step: () => void): Error | null {
  try {
    step();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error('a step failed', { cause: error });
  }
}

/** A new file for writing; its folder is made when it is the first in it. */
function openNew(file: string): number {
  try {
    return openSync(file, newFileFlags, newFileMode);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    makeFolder(path.dirname(file));
    return openSync(file, newFileFlags, newFileMode);
  }
}

/** Not with those above it: what has no vault has no place. Another thread may have been sooner. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
