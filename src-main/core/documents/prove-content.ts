import { violated } from '../../contract/errors.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { OpenedObject } from './opened-object.ts';
import { PieceSlots, streamPieces } from './pieces.ts';
import type { StoredVersion } from './reencrypt.ts';

/** Opens contents one after the other, in one memory, and gives them to nobody: to see that each is what its record says. */
export class ContentProver {
  readonly #vault: OpenVault;
  readonly #slots: PieceSlots;

  constructor(vault: OpenVault) {
    this.#vault = vault;
    this.#slots = new PieceSlots(vault.env.hasher);
  }

  /**
   * @throws VaultError `integrity-violated` part `objects <sha256>` for a content that is not there, does not open, or has another
   * SHA-256 than its record says; `cancelled`. Progress in bytes.
   */
  async prove({ object, body }: StoredVersion, job: Job): Promise<void> {
    const fileKey = fromBase64(body.fileKey);
    const hash = this.#vault.env.hasher.sha256(body.size);
    try {
      const source = await OpenedObject.open(this.#vault, { object, fileKey, sizeBytes: body.size }, (given) => {
        checkCancelled(job);
        job.report(given, body.size);
      });
      try {
        await streamPieces(
          this.#slots.all,
          ({ plain }) => source.read(plain),
          ({ plain }, bytes) => hash.update(plain.subarray(0, bytes)),
        );
      } finally {
        await source.close();
      }
      if ((await hash.digest()).toString('hex') === body.sha256) return;
      throw violated(`objects ${object.toString('hex')}`, 'an object is not what its record says');
    } finally {
      hash.abandon();
      wipe(fileKey);
    }
  }

  /** Ends it; client data has been in its memory. */
  wipe(): void {
    this.#slots.wipe();
  }
}
