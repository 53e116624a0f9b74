import { compareHashes, copyHash, HashNumbers, hashOf, hashWords, hexOfHash } from './hash-words.ts';
import { packBytesAtMost } from './pack-format.ts';

/** In the column of packs: an object of its own. */
const noPack = 0xffffffff;
const fewest = 64;

/** Where a payload lies, and how long it is. */
export interface PayloadPlace {
  readonly length: number;
  /** SHA-256 of the pack in lower-case hexadecimal; null for an object of its own, whose offset is 0. */
  readonly pack: string | null;
  readonly offset: number;
}

export interface InventoryEntry extends PayloadPlace {
  /** Of the payload, in lower-case hexadecimal. */
  readonly sha256: string;
}

interface Columns {
  readonly hashes: Uint32Array;
  readonly lengths: Float64Array;
  readonly packs: Uint32Array;
  readonly offsets: Uint32Array;
}

/**
 * Which payloads there are and where they lie, in ascending order of their hashes. In columns: 48 bytes each, a fifth of
 * what a Map of objects by hexadecimal names takes.
 */
export class Inventory implements Iterable<InventoryEntry> {
  /** How many. */
  readonly payloads: number;
  /** The sum of their lengths. */
  readonly bytes: number;
  readonly #columns: Columns;
  readonly #packs: HashNumbers;

  constructor(columns: Columns, packs: HashNumbers, payloads: number, bytes: number) {
    this.#columns = columns;
    this.#packs = packs;
    this.payloads = payloads;
    this.bytes = bytes;
  }

  /** @param sha256 of a payload, in lower-case hexadecimal. @returns null when it is not there. */
  find(sha256: string): PayloadPlace | null {
    const wanted = hashOf(sha256);
    let [low, high] = [0, this.payloads];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compareHashes(this.#columns.hashes, middle, wanted, 0);
      if (order === 0) return this.placeAt(middle);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return null;
  }

  /** @param index from 0, in ascending order of the hashes, as for all below. */
  hashAt(index: number): string {
    return hexOfHash(this.#columns.hashes, index);
  }

  placeAt(index: number): PayloadPlace {
    const { lengths, packs, offsets } = this.#columns;
    const pack = packs[index] ?? noPack;
    return {
      length: lengths[index] ?? 0,
      pack: pack === noPack ? null : hexOfHash(this.#packs.words, pack),
      offset: offsets[index] ?? 0,
    };
  }

  /** Below 0 when the payload at `index` comes before the one at `otherIndex` of `other`, 0 for the same one. */
  compare(index: number, other: Inventory, otherIndex: number): number {
    return compareHashes(this.#columns.hashes, index, other.#columns.hashes, otherIndex);
  }

  liesAsIn(index: number, other: Inventory, otherIndex: number): boolean {
    const [mine, theirs] = [this.#columns, other.#columns];
    if (mine.lengths[index] !== theirs.lengths[otherIndex] || mine.offsets[index] !== theirs.offsets[otherIndex]) {
      return false;
    }
    const [pack, otherPack] = [mine.packs[index] ?? noPack, theirs.packs[otherIndex] ?? noPack];
    if (pack === noPack || otherPack === noPack) return pack === otherPack;
    return compareHashes(this.#packs.words, pack, other.#packs.words, otherPack) === 0;
  }

  addTo(builder: InventoryBuilder, index: number): void {
    const { hashes, lengths, packs, offsets } = this.#columns;
    const pack = packs[index] ?? noPack;
    const place = pack === noPack ? null : { words: this.#packs.words, index: pack };
    builder.add({ words: hashes, index }, lengths[index] ?? 0, place, offsets[index] ?? 0);
  }

  /** The objects of their own, by the hashes of their payloads. */
  *objects(): Generator<string> {
    const { packs, hashes } = this.#columns;
    for (let index = 0; index < this.payloads; index += 1) if (packs[index] === noPack) yield hexOfHash(hashes, index);
  }

  /** The packs that payloads lie in, each once. */
  *packs(): Generator<string> {
    for (let pack = 0; pack < this.#packs.count; pack += 1) yield hexOfHash(this.#packs.words, pack);
  }

  *[Symbol.iterator](): Generator<InventoryEntry> {
    for (let index = 0; index < this.payloads; index += 1) {
      yield { sha256: this.hashAt(index), ...this.placeAt(index) };
    }
  }
}

/** The hash at `index` of `words`. */
interface HashIn {
  readonly words: Uint32Array;
  readonly index: number;
}

/** Makes an inventory payload by payload. What cannot be in one is a `RangeError`, for the caller to translate. */
export class InventoryBuilder {
  #columns: Columns = columnsOf(fewest);
  #payloads = 0;
  #bytes = 0;
  readonly #packs = new HashNumbers();

  /** @param hash comes after the one added before. @param pack null for an object of its own. */
  add(hash: HashIn, length: number, pack: HashIn | null, offset: number): void {
    if (this.#payloads === this.#columns.lengths.length) this.#grow();
    const { hashes, lengths, packs, offsets } = this.#columns;
    const index = this.#payloads;
    if (index > 0 && compareHashes(hashes, index - 1, hash.words, hash.index) >= 0) {
      throw new RangeError('payloads not in ascending order');
    }
    requirePlace(length, pack !== null, offset);
    copyHash(hash.words, hash.index, hashes, index);
    lengths[index] = length;
    offsets[index] = offset;
    packs[index] = pack === null ? noPack : this.#packs.numberOf(pack.words, pack.index);
    this.#bytes += length;
    if (!Number.isSafeInteger(this.#bytes)) throw new RangeError('more bytes than can be counted');
    this.#payloads += 1;
  }

  /** As `add`. */
  addPayload({ sha256, length, pack, offset }: InventoryEntry): void {
    const place = pack === null ? null : { words: hashOf(pack), index: 0 };
    this.add({ words: hashOf(sha256), index: 0 }, length, place, offset);
  }

  /** Nothing is added afterwards. */
  build(): Inventory {
    return new Inventory(this.#columns, this.#packs, this.#payloads, this.#bytes);
  }

  #grow(): void {
    const { hashes, lengths, packs, offsets } = this.#columns;
    const grown = columnsOf(this.#payloads * 2);
    grown.hashes.set(hashes);
    grown.lengths.set(lengths);
    grown.packs.set(packs);
    grown.offsets.set(offsets);
    this.#columns = grown;
  }
}

/** @param entries in ascending order of their hashes. */
export function inventoryOf(entries: Iterable<InventoryEntry>): Inventory {
  const builder = new InventoryBuilder();
  for (const entry of entries) builder.addPayload(entry);
  return builder.build();
}

function requirePlace(length: number, isPacked: boolean, offset: number): void {
  if (!Number.isSafeInteger(length) || length < 1) throw new RangeError('not the length of a payload');
  const isPlace = isPacked ? offset >= 0 && offset + length < packBytesAtMost : offset === 0;
  if (!isPlace || !Number.isSafeInteger(offset)) throw new RangeError('not a place in a pack');
}

function columnsOf(payloads: number): Columns {
  return {
    hashes: new Uint32Array(payloads * hashWords),
    lengths: new Float64Array(payloads),
    packs: new Uint32Array(payloads),
    offsets: new Uint32Array(payloads),
  };
}
