import { violated } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { packName } from './names.ts';
import { directoryBytesAtEnd, type PackEntry, packEndBytes, parseDirectory, requirePackSize } from './pack-format.ts';

/** A pack that lies somewhere. */
export interface StoredPack {
  /** Its name, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Exactly that range of the file. */
  read(range: { readonly offset: number; readonly length: number }): AsyncIterable<Uint8Array>;
}

/**
 * Reads the whole pack, in memory, and verifies it against its name and each payload against its hash.
 * @param memory for the longest pack that there is; its own where none is given.
 * @throws VaultError `integrity-violated` naming the pack.
 */
export async function verifyPack(pack: StoredPack, memory?: Buffer): Promise<readonly PackEntry[]> {
  const sizeBytes = requirePackSize(pack.sha256, pack.sizeBytes);
  const bytes = await readInto(pack, memory ?? Buffer.allocUnsafe(sizeBytes));
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

async function readInto({ sha256: name, sizeBytes, read }: StoredPack, memory: Buffer): Promise<Buffer> {
  const bytes = memory.subarray(0, sizeBytes);
  let filled = 0;
  for await (const piece of read({ offset: 0, length: sizeBytes })) {
    if (filled + piece.length > sizeBytes) throw violated(packName(name), 'more bytes than were asked for');
    bytes.set(piece, filled);
    filled += piece.length;
  }
  if (filled < sizeBytes) throw violated(packName(name), 'shorter than its size');
  return bytes;
}
