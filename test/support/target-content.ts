import { createHash, randomBytes } from 'node:crypto';
import type { Target, TargetContent, TargetEntry } from '../../src-main/core/ports/target.ts';
import { allOf } from './byte-streams.ts';

export const contentOf = (bytes: Uint8Array): TargetContent => ({
  sizeBytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest(),
  bytes: async function* () {
    yield bytes;
  },
});

export const textOf = (text: string): TargetContent => contentOf(Buffer.from(text));

const pieceBytes = 64 * 1024;

/** Many pieces, each like every other, of a size that is a multiple of 64 KiB. @param onPiece called before each. */
export function longContent(
  sizeBytes: number,
  onPiece: (sentBytes: number) => Promise<void> | void = () => undefined,
): TargetContent {
  const piece = randomBytes(pieceBytes);
  const hash = createHash('sha256');
  for (let at = 0; at < sizeBytes; at += pieceBytes) hash.update(piece);
  return {
    sizeBytes,
    sha256: hash.digest(),
    bytes: async function* () {
      for (let at = 0; at < sizeBytes; at += pieceBytes) {
        await onPiece(at);
        yield piece;
      }
    },
  };
}

export async function readAll(target: Target, name: string, signal: AbortSignal): Promise<Buffer> {
  return await allOf(target.read(name, null, signal));
}

/** In the order of the names. */
export async function listAll(target: Target, folder: string, signal: AbortSignal): Promise<TargetEntry[]> {
  const all: TargetEntry[] = [];
  for await (const entry of target.list(folder, signal)) all.push(entry);
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
