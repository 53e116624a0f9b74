import { violated } from '../../contract/errors.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { OpenedObject } from './opened-object.ts';
import { allEnded, PieceSlots, streamPieces } from './pieces.ts';
import type { StoredVersion } from './reencrypt.ts';

/**
 * Gives the plaintext piece by piece, in order; a piece is its taker's until the promise settles. Each is authentic; that they
 * are together what the record says is known only when this ends.
 */
export type ContentStream = (take: (piece: Buffer) => Promise<void>) => Promise<void>;

/**
 * Opens the object of a version for as long as `work` runs. Progress in bytes.
 * @throws VaultError `integrity-violated` part `objects <sha256>` for anything but what the record says; `cancelled`.
 */
export async function withContent<Result>(
  vault: OpenVault,
  { object, body }: StoredVersion,
  job: Job,
  work: (stream: ContentStream) => Promise<Result>,
): Promise<Result> {
  const fileKey = fromBase64(body.fileKey);
  try {
    const source = await OpenedObject.open(vault, { object, fileKey, sizeBytes: body.size }, (given) => {
      checkCancelled(job);
      job.report(given, body.size);
    });
    const { hasher } = vault.env;
    const slots = new PieceSlots(hasher);
    const hash = hasher.sha256(body.size);
    try {
      return await work(async (take) => {
        await streamPieces(
          slots.all,
          (slot) => source.read(slot.plain),
          async (slot, bytes) => {
            const piece = slot.plain.subarray(0, bytes);
            await allEnded([hash.update(piece), take(piece)]);
          },
        );
        if ((await hash.digest()).toString('hex') === body.sha256) return;
        throw violated(`objects ${object.toString('hex')}`, 'an object is not what its record says');
      });
    } finally {
      hash.abandon();
      slots.wipe();
      await source.close();
    }
  } finally {
    wipe(fileKey);
  }
}
