import { createHash } from 'node:crypto';
import { violated } from '../../../contract/errors.ts';

/** What bytes have to be. */
export interface ExpectedBytes {
  /** What a violation names. */
  readonly part: string;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  readonly length: number;
}

/**
 * The pieces as they come, never more of them than `length` bytes. Only when it has ended without an error are they what they
 * have to be. @throws VaultError `integrity-violated` otherwise.
 */
export async function* verifiedPieces(
  pieces: AsyncIterable<Uint8Array>,
  { part, sha256, length }: ExpectedBytes,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let left = length;
  for await (const piece of pieces) {
    left -= piece.length;
    if (left < 0) throw violated(part, 'longer than it has to be');
    hash.update(piece);
    yield piece;
  }
  if (left > 0) throw violated(part, 'shorter than it has to be');
  if (hash.digest('hex') !== sha256) throw violated(part, 'not the bytes that its name says');
}
