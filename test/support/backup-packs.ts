import type { StoredPack } from '../../src-main/core/backup/repository/read-pack.ts';
import type { PackPayload } from '../../src-main/core/backup/repository/write-packs.ts';
import { writePacks } from '../../src-main/core/backup/repository/write-packs.ts';
import { sha256 } from '../../src-main/core/crypto/binding.ts';

export const fourMiB: number = 4 * 2 ** 20;

/** A pack as the writer made it, in memory of its own. */
export interface KeptPack {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly entries: readonly { readonly sha256: string; readonly offset: number; readonly length: number }[];
}

/** A payload that comes in pieces of `pieceBytes`, all in the same memory. */
export function payloadOf(bytes: Uint8Array, pieceBytes = 65_536): PackPayload {
  return {
    sha256: sha256(bytes).toString('hex'),
    length: bytes.length,
    bytes: async function* () {
      const memory = Buffer.alloc(pieceBytes);
      for (let start = 0; start < bytes.length; start += pieceBytes) {
        const piece = bytes.subarray(start, start + pieceBytes);
        memory.set(piece);
        yield memory.subarray(0, piece.length);
      }
    },
  };
}

/** All packs of the payloads; a damaged one fails. */
export async function packsOf(payloads: readonly PackPayload[], fullBytes: number): Promise<KeptPack[]> {
  const kept: KeptPack[] = [];
  const fail = (_: string, violation: Error) => {
    throw violation;
  };
  async function* source() {
    yield* payloads;
  }
  for await (const pack of writePacks(source(), { fullBytes, inHand: 1, damaged: fail })) {
    kept.push({ ...pack, bytes: Buffer.from(pack.bytes) });
  }
  return kept;
}

/** A pack that lies in memory, given in pieces of `pieceBytes`. */
export function storedPack(
  bytes: Buffer,
  name: string = sha256(bytes).toString('hex'),
  pieceBytes = 50_000,
): StoredPack {
  return {
    sha256: name,
    sizeBytes: bytes.length,
    read: async function* ({ offset, length }) {
      const range = bytes.subarray(offset, offset + length);
      for (let start = 0; start < range.length; start += pieceBytes) yield range.subarray(start, start + pieceBytes);
    },
  };
}
