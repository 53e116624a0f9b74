import { splitAgeFile } from '../../../../../src-main/core/crypto/age/header.ts';
import { PayloadDecryptor } from '../../../../../src-main/core/crypto/age/payload-decryptor.ts';
import { finish, update } from '../../../../support/payload-pieces.ts';

/** Sizes around the borders of a chunk. */
export const interopSizes = [0, 1, 65_535, 65_536, 65_537, 200_000];

/** Opens an age file as documents are opened: the header whole, the payload in pieces of `pieceBytes`. */
export async function openInPieces(
  file: Uint8Array,
  unwrap: (header: Uint8Array) => Promise<Buffer | null>,
  pieceBytes: number,
): Promise<Buffer> {
  const { header, payload } = splitAgeFile(file);
  const fileKey = await unwrap(header);
  if (fileKey === null) throw new Error('not addressed to this identity');
  using decryptor = new PayloadDecryptor(fileKey);
  const opened: Buffer[] = [];
  for (let at = 0; at < payload.length; at += pieceBytes) {
    opened.push(update(decryptor, payload.subarray(at, at + pieceBytes)));
  }
  return Buffer.concat([...opened, finish(decryptor)]);
}
