import { violated } from '../../contract/errors.ts';
import { createHeader, generateFileKey } from '../crypto/age/header.ts';
import { fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { VersionBody } from '../records/bodies.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { ObjectStage } from './object-stage.ts';
import { OpenedObject } from './opened-object.ts';
import { PieceSlots } from './pieces.ts';

/** A version with its object: a row of `contents`, or what an archived document says of one. */
export interface StoredVersion {
  /** SHA-256 of the payload, 32 bytes. */
  readonly object: Buffer;
  readonly body: Pick<VersionBody, 'size' | 'sha256' | 'fileKey'>;
}

/** The same plaintext in a new object. */
export interface Reencrypted {
  readonly object: Buffer;
  /** Fresh, 16 bytes; the caller wipes it. */
  readonly fileKey: Buffer;
  /** The age header that lets the recipient unwrap it. */
  readonly header: Buffer;
}

/**
 * Encrypts versions under fresh file keys into new objects, for somebody else's eyes: whoever keeps an old key or header can
 * do nothing with them. The objects belong to `stage`, which has to keep them once rows refer to them. Progress in bytes.
 * @param recipient 32 public bytes.
 * @returns one for each version, in their order.
 * @throws VaultError `integrity-violated` part `objects <sha256>` when a content is not what its record says; `cancelled`.
 */
export async function reencryptAll(
  vault: OpenVault,
  stage: ObjectStage,
  versions: readonly StoredVersion[],
  recipient: Uint8Array,
  job: Job,
): Promise<Reencrypted[]> {
  const totalBytes = versions.reduce((sum, { body }) => sum + body.size, 0);
  const slots = new PieceSlots(vault.env.hasher);
  const done: Reencrypted[] = [];
  let doneBytes = 0;
  try {
    for (const version of versions) {
      const beforePiece = (givenBytes: number) => {
        checkCancelled(job);
        job.report(doneBytes + givenBytes, totalBytes);
      };
      done.push(await reencrypt(vault, stage, version, recipient, slots, beforePiece));
      doneBytes += version.body.size;
    }
    return done;
  } catch (error) {
    for (const { fileKey } of done) wipe(fileKey);
    throw error;
  } finally {
    slots.wipe();
  }
}

async function reencrypt(
  vault: OpenVault,
  stage: ObjectStage,
  { object, body }: StoredVersion,
  recipient: Uint8Array,
  slots: PieceSlots,
  beforePiece: (givenBytes: number) => void,
): Promise<Reencrypted> {
  const oldKey = fromBase64(body.fileKey);
  const fileKey = generateFileKey();
  let source: OpenedObject | null = null;
  try {
    source = await OpenedObject.open(vault, { object, fileKey: oldKey, sizeBytes: body.size }, beforePiece);
    const written = await stage.write(source, fileKey, slots);
    if (written.sha256.toString('hex') !== body.sha256) {
      throw violated(`objects ${object.toString('hex')}`, 'an object is not what its record says');
    }
    return { object: written.object, fileKey, header: createHeader(fileKey, [recipient]) };
  } catch (error) {
    wipe(fileKey);
    throw error;
  } finally {
    wipe(oldKey);
    await source?.close();
  }
}
