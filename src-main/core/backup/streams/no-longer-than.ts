import { violated } from '../../../contract/errors.ts';

/** The pieces as they come. @throws VaultError `integrity-violated` once there are more bytes: a target may give any number of them. */
export async function* noLongerThan(
  pieces: AsyncIterable<Uint8Array>,
  mostBytes: number,
  part: string,
): AsyncGenerator<Uint8Array> {
  let left = mostBytes;
  for await (const piece of pieces) {
    left -= piece.length;
    if (left < 0) throw violated(part, 'longer than it was');
    yield piece;
  }
}
