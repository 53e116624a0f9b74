import { createHash, type Hash } from 'node:crypto';
import { isViolation, VaultError, violated } from '../../../contract/errors.ts';
import { headerSize } from '../../crypto/age/header-format.ts';
import { chunkBytes } from '../../crypto/age/payload-chunks.ts';
import { PayloadDecryptor } from '../../crypto/age/payload-decryptor.ts';
import { PayloadEncryptor } from '../../crypto/age/payload-encryptor.ts';
import { createPostQuantumHeader, unwrapPostQuantumFileKey } from '../../crypto/age/post-quantum-header.ts';
import type { PostQuantumIdentity } from '../../crypto/age/post-quantum-identity.ts';
import { wipe } from '../../crypto/sealing.ts';
import { PieceReader } from '../streams/piece-reader.ts';

/** A header to one recipient has less than 2 KiB. */
const longestHeaderBytes = 64 * 1024;
const pieceBytes = 1024 * 1024;

export interface SealedFile {
  /** Of the whole file, in hexadecimal: what it is named by. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Whoever asked for the file wipes it, when nothing is read back with it any more. */
  readonly fileKey: Buffer;
}

/**
 * Seals a stream to the recovery recipient as an age file.
 * @param plaintext whose pieces are good until the next is asked for.
 * @param write takes the file piece by piece; a piece is good until it resolves.
 * @throws VaultError those of the stream and of `write`; `invalid-input` for no post-quantum recipient.
 */
export async function sealStream(
  recipient: string,
  plaintext: AsyncIterable<Uint8Array>,
  write: (piece: Uint8Array) => Promise<void>,
): Promise<SealedFile> {
  const { header, fileKey } = await createPostQuantumHeader(recipient);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const put = async (piece: Uint8Array) => {
    if (piece.length === 0) return;
    hash.update(piece);
    sizeBytes += piece.length;
    await write(piece);
  };
  const encryptor = new PayloadEncryptor(fileKey);
  try {
    await put(header);
    let sealed = Buffer.alloc(0);
    for await (const piece of plaintext) {
      const sizeBytes = encryptor.updateSize(piece.length);
      // One for all pieces: new ones would pile up faster than they are collected.
      if (sealed.length < sizeBytes) sealed = Buffer.allocUnsafeSlow(sizeBytes);
      await put(sealed.subarray(0, encryptor.updateInto(piece, sealed)));
    }
    const last = Buffer.allocUnsafe(encryptor.finishSize());
    encryptor.finishInto(last);
    await put(last);
    return { sha256: hash.digest('hex'), sizeBytes, fileKey };
  } catch (error) {
    wipe(fileKey);
    throw error;
  } finally {
    encryptor.wipe();
  }
}

/** What a sealed file is opened by. A file key stays the caller's. */
export type SealedFileKey = { readonly fileKey: Uint8Array } | { readonly identity: PostQuantumIdentity };

/**
 * The plaintext of a sealed file, piece by piece. What comes out is authentic, but **only when it has ended** is it known
 * to be whole and the file to be the one that its name says.
 * @param name in the repository, which ends in the SHA-256 of the file.
 * @throws VaultError `integrity-violated` naming it for anything else; `recovery-key-wrong-vault` when it is sealed to
 * another recipient.
 */
export async function* openSealedStream(
  name: string,
  file: AsyncIterable<Uint8Array>,
  key: SealedFileKey,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  const reader = new PieceReader(file);
  let decryptor: PayloadDecryptor | null = null;
  try {
    const { header, rest } = await headerOf(reader, name);
    hash.update(header);
    decryptor = await decryptorFor(header, key);
    if (decryptor === null) {
      for (let more: Uint8Array = rest; more.length > 0; more = await reader.next(pieceBytes)) hash.update(more);
      requireName(name, hash);
      throw notForThisKey(name);
    }
    hash.update(rest);
    for (let sealed: Uint8Array = rest; ; ) {
      if (sealed.length > 0) yield* opened(decryptor, sealed);
      sealed = await reader.next(pieceBytes);
      if (sealed.length === 0) break;
      hash.update(sealed);
    }
    const last = Buffer.allocUnsafe(decryptor.finishSize());
    decryptor.finishInto(last);
    requireName(name, hash);
    if (last.length > 0) yield last;
  } catch (error) {
    throw isViolation(error) ? violated(name, 'not what was sealed under that name', error) : error;
  } finally {
    decryptor?.wipe();
    await reader.close();
  }
}

function* opened(decryptor: PayloadDecryptor, sealed: Uint8Array): Generator<Uint8Array> {
  const plaintext = Buffer.allocUnsafe(decryptor.updateSize(sealed.length));
  decryptor.updateInto(sealed, plaintext);
  if (plaintext.length > 0) yield plaintext;
}

/** @returns null when the file is sealed to another recipient, as far as its header says. */
async function decryptorFor(header: Uint8Array, key: SealedFileKey): Promise<PayloadDecryptor | null> {
  if ('fileKey' in key) return new PayloadDecryptor(key.fileKey);
  const fileKey = await unwrapPostQuantumFileKey(header, key.identity);
  if (fileKey === null) return null;
  try {
    return new PayloadDecryptor(fileKey);
  } finally {
    wipe(fileKey);
  }
}

function requireName(name: string, hash: Hash): void {
  if (!name.endsWith(`/${hash.digest('hex')}`)) throw violated(name, 'not the file of that name');
}

function notForThisKey(name: string): VaultError {
  return new VaultError('recovery-key-wrong-vault', `${name} is not for this recovery key`, {
    details: { part: name },
  });
}

/** The header and what came with it. */
async function headerOf(reader: PieceReader, name: string): Promise<{ header: Buffer; rest: Buffer }> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < longestHeaderBytes) {
    const piece = await reader.next(chunkBytes);
    if (piece.length === 0) break;
    bytes = Buffer.concat([bytes, piece]);
    const size = headerSize(bytes);
    if (size !== null) return { header: bytes.subarray(0, size), rest: bytes.subarray(size) };
  }
  throw violated(name, 'an age file without a header');
}
