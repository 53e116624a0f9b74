import { sha256 } from '../../crypto/binding.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { TargetContent } from '../../ports/target.ts';

/** What a target is sent at a time, and what is read from a disk at once. */
const pieceBytes = 512 * 1024;

/** What is in memory, as a target takes it; it stays as it is until that has it. @param hash of it, where that is known. */
export function contentOf(bytes: Uint8Array, hash: Uint8Array = sha256(bytes)): TargetContent {
  return {
    sizeBytes: bytes.length,
    sha256: hash,
    bytes: async function* () {
      for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
    },
  };
}

/** A file of this computer, as a target takes it. @throws VaultError of the file while it is read, `not-found` among them. */
export function contentOfFile(
  files: Pick<FileSystem, 'openReader'>,
  path: string,
  { sizeBytes, sha256: hash }: { readonly sizeBytes: number; readonly sha256: Uint8Array },
): TargetContent {
  return { sizeBytes, sha256: hash, bytes: () => piecesOf(files, path) };
}

async function* piecesOf(files: Pick<FileSystem, 'openReader'>, path: string): AsyncGenerator<Uint8Array> {
  const reader = await files.openReader(path);
  try {
    for (let position = 0; position < reader.sizeBytes; ) {
      // A new one for each: the target may still be sending the one before.
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, reader.sizeBytes - position));
      const bytes = await reader.readAt(piece, position);
      if (bytes === 0) return;
      position += bytes;
      yield piece.subarray(0, bytes);
    }
  } finally {
    await reader.close();
  }
}
