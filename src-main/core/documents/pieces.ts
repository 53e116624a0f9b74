import { VaultError } from '../../contract/errors.ts';
import { chunkBytes, payloadNonceBytes, sealedChunkBytes } from '../crypto/age/payload-chunks.ts';
import { wipe } from '../crypto/sealing.ts';
import type { StreamHasher } from '../ports/stream-hasher.ts';

/** Plaintext of a piece: whole chunks of the age payload. */
const chunksOfPiece = 16;
const pieceBytes = chunksOfPiece * chunkBytes;
/** What a piece can become sealed, with the nonce before and the last chunk after it. */
const sealedPieceBytes = payloadNonceBytes + (chunksOfPiece + 1) * sealedChunkBytes;

/** Something that is read front to back. */
export interface PieceSource {
  /** How long it said to be at the beginning. */
  readonly sizeBytes: number;
  /** Fills `into` as far as there is something left; the number of bytes, 0 at the end. */
  read(into: Uint8Array): Promise<number>;
}

/** Memory for one piece on its way. */
export interface PieceSlot {
  readonly plain: Buffer;
  readonly sealed: Buffer;
}

/** Memory for one stream: while a piece is read, the one before is sealed or opened, and another hashed and written. */
export class PieceSlots {
  readonly all: readonly PieceSlot[];

  constructor(hasher: StreamHasher) {
    this.all = Array.from({ length: 3 }, () => ({
      plain: hasher.allocate(pieceBytes),
      sealed: hasher.allocate(sealedPieceBytes),
    }));
  }

  /** Client data has been in it. */
  wipe(): void {
    for (const { plain } of this.all) wipe(plain);
  }
}

/**
 * Runs a stream through the slots in turn: `read` fills one, while `handle` works on those before it, each until its
 * promise settles. Ends when `read` gives 0. When it throws, nothing works on the slots any more.
 */
export async function streamPieces(
  slots: readonly PieceSlot[],
  read: (slot: PieceSlot) => Promise<number>,
  handle: (slot: PieceSlot, bytes: number) => Promise<void>,
): Promise<void> {
  const handled: Promise<void>[] = slots.map(() => Promise.resolve());
  const slotOf = (turn: number) => slots[turn % slots.length] ?? noSlot();
  let reading = observed(read(slotOf(0)));
  try {
    for (let turn = 0; ; turn += 1) {
      const bytes = await reading;
      if (bytes === 0) break;
      await handled[(turn + 1) % slots.length];
      // Asked for before this piece is handled, which keeps the thread busy.
      reading = observed(read(slotOf(turn + 1)));
      handled[turn % slots.length] = observed(handle(slotOf(turn), bytes));
    }
    await Promise.all(handled);
  } finally {
    await Promise.allSettled([reading, ...handled]);
  }
}

/** All of them, also when one fails: until then they use memory that would be used again. */
export async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** Its failure is met where it is awaited, which may be later. */
function observed<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function noSlot(): never {
  throw new VaultError('internal', 'a stream without memory');
}
