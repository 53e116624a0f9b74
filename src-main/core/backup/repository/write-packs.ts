import { isViolation, VaultError } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { verifiedPieces } from '../streams/verified-pieces.ts';
import { directoryBytes, type PackEntry, packBytesAtMost, packedBytesBelow, writeDirectory } from './pack-format.ts';

const fullBytesAtLeast = 4 * 2 ** 20;

/** What is to lie in a pack. */
export interface PackPayload {
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  /** Less than 1 MiB, and not 0. */
  readonly length: number;
  /** Called once, when its turn comes. */
  bytes(): AsyncIterable<Uint8Array>;
}

export interface WrittenPack {
  /** Its name: of the whole file, in lower-case hexadecimal. */
  readonly sha256: string;
  /** The whole file; see `inHand` for how long it stays. */
  readonly bytes: Buffer;
  /** In their order in the file. */
  readonly entries: readonly PackEntry[];
}

export interface PackOptions {
  /** A pack is closed as soon as it is that long: 4 to 16 MiB. Only the last may be shorter. */
  readonly fullBytes: number;
  /** A pack stays as it is until this many more have been asked for; memory is for as many. */
  readonly inHand: number;
  /** Told of a payload that is not what its hash says; it is in no pack, and the others do not suffer from it. */
  damaged(sha256: string, violation: VaultError): void;
}

/**
 * Packs (docs/formats.md section 15.1) of the payloads in their order, each verified against its hash on the way. The
 * caller gives each payload once.
 */
export async function* writePacks(
  payloads: AsyncIterable<PackPayload>,
  { fullBytes, inHand, damaged }: PackOptions,
): AsyncGenerator<WrittenPack> {
  if (fullBytes < fullBytesAtLeast || fullBytes > packBytesAtMost) throw new VaultError('internal', 'no full size');
  const capacity = Math.min(packBytesAtMost, fullBytes + packedBytesBelow + directoryBytes(1));
  const drafts = Array.from({ length: inHand }, () => new PackDraft(capacity));
  let turn = 0;
  const current = () => drafts[turn % drafts.length] ?? noMemory();
  const finish = () => {
    const pack = current().finish();
    turn += 1;
    return pack;
  };
  for await (const payload of payloads) {
    requirePackable(payload);
    if (current().bytesWith(payload.length) > packBytesAtMost) yield finish();
    try {
      await current().add(payload);
    } catch (error) {
      if (!isViolation(error)) throw error;
      damaged(payload.sha256, error);
    }
    if (current().bytesWith(0) >= fullBytes) yield finish();
  }
  if (!current().isEmpty) yield finish();
}

/** A pack in memory that is being filled. */
class PackDraft {
  readonly #memory: Buffer;
  #entries: PackEntry[] = [];
  #end = 0;

  constructor(capacity: number) {
    this.#memory = Buffer.allocUnsafeSlow(capacity);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** How long the file is, with one payload more where `length` is not 0. */
  bytesWith(length: number): number {
    return this.#end + length + directoryBytes(this.#entries.length + (length === 0 ? 0 : 1));
  }

  /** Leaves no trace when it throws. */
  async add(payload: PackPayload): Promise<void> {
    const { sha256: hash, length } = payload;
    let end = this.#end;
    for await (const piece of verifiedPieces(payload.bytes(), { part: `objects ${hash}`, sha256: hash, length })) {
      this.#memory.set(piece, end);
      end += piece.length;
    }
    this.#entries.push({ sha256: hash, offset: this.#end, length });
    this.#end = end;
  }

  /** The pack; the draft is empty again, on the same memory. */
  finish(): WrittenPack {
    const entries = this.#entries;
    const bytes = this.#memory.subarray(0, writeDirectory(this.#memory, this.#end, entries));
    this.#entries = [];
    this.#end = 0;
    return { sha256: sha256(bytes).toString('hex'), bytes, entries };
  }
}

function requirePackable({ length }: PackPayload): void {
  if (length > 0 && length < packedBytesBelow) return;
  throw new VaultError('internal', 'a payload that lies in no pack');
}

function noMemory(): never {
  throw new VaultError('internal', 'packs without memory');
}
