import { violated } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { packName } from './names.ts';
import { directoryBytesAtEnd, type PackEntry, packEndBytes, parseDirectory, requirePackSize } from './pack-format.ts';

/** One request serves for the directory of nearly every pack. */
const firstReadBytes = 64 * 1024;

/** A pack that lies somewhere. */
export interface StoredPack {
  /** Its name, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Exactly that range of the file. */
  read(range: { readonly offset: number; readonly length: number }): AsyncIterable<Uint8Array>;
}

/**
 * What lies where in a pack, from its end alone: whether it is the file of its name, and each payload what its hash says,
 * is not known by that. @throws VaultError `integrity-violated` naming the pack for anything that no writer makes.
 */
export async function readPackDirectory(pack: StoredPack): Promise<readonly PackEntry[]> {
  const sizeBytes = requirePackSize(pack.sha256, pack.sizeBytes);
  const end = await readEnd(pack, Math.min(sizeBytes, firstReadBytes));
  const length = directoryBytesAtEnd(pack.sha256, sizeBytes, end);
  const directory = length <= end.length ? end.subarray(-length) : await readEnd(pack, length);
  return parseDirectory(pack.sha256, sizeBytes, directory);
}

/**
 * Reads the whole pack, in memory, and verifies it against its name and each payload against its hash.
 * @param memory for the longest pack that there is; its own where none is given.
 * @throws VaultError `integrity-violated` naming the pack.
 */
export async function verifyPack(pack: StoredPack, memory?: Buffer): Promise<readonly PackEntry[]> {
  const sizeBytes = requirePackSize(pack.sha256, pack.sizeBytes);
  const bytes = await readEnd(pack, sizeBytes, memory);
  const name = packName(pack.sha256);
  if (sha256(bytes).toString('hex') !== pack.sha256) throw violated(name, 'not the bytes that its name says');
  const length = directoryBytesAtEnd(pack.sha256, sizeBytes, bytes.subarray(-packEndBytes));
  const entries = parseDirectory(pack.sha256, sizeBytes, bytes.subarray(-length));
  for (const entry of entries) {
    const payload = bytes.subarray(entry.offset, entry.offset + entry.length);
    if (sha256(payload).toString('hex') === entry.sha256) continue;
    throw violated(name, `payload ${entry.sha256} is not the bytes that the directory says`);
  }
  return entries;
}

/** The last `length` bytes. */
async function readEnd(pack: StoredPack, length: number, memory: Buffer = Buffer.allocUnsafe(length)): Promise<Buffer> {
  const bytes = memory.subarray(0, length);
  let read = 0;
  for await (const piece of pack.read({ offset: pack.sizeBytes - length, length })) {
    if (read + piece.length > length) throw violated(packName(pack.sha256), 'more bytes than were asked for');
    bytes.set(piece, read);
    read += piece.length;
  }
  if (read < length) throw violated(packName(pack.sha256), 'shorter than its size');
  return bytes;
}
