import { unwrapFileKey } from '../../../../../src-main/core/crypto/age/header.ts';
import { HeaderCollector } from '../../../../../src-main/core/crypto/age/header-collector.ts';
import { PayloadDecryptor } from '../../../../../src-main/core/crypto/age/payload-decryptor.ts';
import { unwrapPostQuantumFileKey } from '../../../../../src-main/core/crypto/age/post-quantum-header.ts';
import type { AgeIdentity } from '../../../../../src-main/core/crypto/age/seal.ts';

/** Sizes around the borders of a chunk. */
export const interopSizes = [0, 1, 65_535, 65_536, 65_537, 200_000];

/** Opens an age file as it would come from a disk: in pieces of `pieceBytes`. */
export async function openInPieces(file: Uint8Array, identity: AgeIdentity, pieceBytes: number): Promise<Buffer> {
  const collector = new HeaderCollector();
  const opened: Buffer[] = [];
  let payload: PayloadDecryptor | null = null;
  for (let at = 0; at < file.length; at += pieceBytes) {
    const piece = file.subarray(at, at + pieceBytes);
    if (payload !== null) {
      opened.push(payload.update(piece));
      continue;
    }
    const collected = collector.push(piece);
    if (collected === null) continue;
    const fileKey =
      identity.kind === 'x25519'
        ? unwrapFileKey(collected.header, [identity])
        : await unwrapPostQuantumFileKey(collected.header, [identity]);
    if (fileKey === null) throw new Error('not addressed to this identity');
    payload = new PayloadDecryptor(fileKey);
    opened.push(payload.update(collected.payloadStart));
  }
  if (payload === null) throw new Error(`no header in ${file.length} bytes`);
  return Buffer.concat([...opened, payload.finish()]);
}
