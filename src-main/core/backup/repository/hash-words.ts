/** SHA-256 hashes as eight numbers of 32 bits each: compared and copied by the million without an object for any of them. */
export const hashWords = 8;
const wordDigits = 8;
const hexDigits = hashWords * wordDigits;

/** The value of a hexadecimal digit by its character; 255 for what is none. */
const valueOfHex = new Uint8Array(256).fill(255);
for (const [value, character] of [...'0123456789abcdef'].entries()) valueOfHex[character.charCodeAt(0)] = value;

const scratch = Buffer.alloc(hashWords * 4);

/** Reads 64 lower-case hexadecimal digits at `at` of `text`. @returns false when they are none. */
export function readHash(text: Uint8Array, at: number, into: Uint32Array): boolean {
  let seen = 0;
  let position = at;
  for (let index = 0; index < hashWords; index += 1) {
    let word = 0;
    for (const end = position + wordDigits; position < end; position += 1) {
      const value = valueOfHex[text[position] ?? 0] ?? 255;
      seen |= value;
      word = (word << 4) | value;
    }
    into[index] = word;
  }
  return seen <= 15;
}

/** @throws RangeError for anything but 64 lower-case hexadecimal digits. */
export function hashOf(hex: string): Uint32Array {
  const words = new Uint32Array(hashWords);
  if (hex.length !== hexDigits || !readHash(Buffer.from(hex, 'latin1'), 0, words)) throw new RangeError('not a hash');
  return words;
}

/** @param index of the hash in `words`, from 0, as for all below. */
export function hexOfHash(words: Uint32Array, index: number): string {
  for (let word = 0; word < hashWords; word += 1) scratch.writeUInt32BE(words[index * hashWords + word] ?? 0, word * 4);
  return scratch.toString('hex');
}

/** Below 0 when the hash at `index` comes before the one at `otherIndex` of `others`, 0 for the same one. */
export function compareHashes(words: Uint32Array, index: number, others: Uint32Array, otherIndex: number): number {
  for (let word = 0; word < hashWords; word += 1) {
    const mine = words[index * hashWords + word] ?? 0;
    const theirs = others[otherIndex * hashWords + word] ?? 0;
    if (mine !== theirs) return mine < theirs ? -1 : 1;
  }
  return 0;
}

export function copyHash(words: Uint32Array, index: number, into: Uint32Array, intoIndex: number): void {
  for (let word = 0; word < hashWords; word += 1) {
    into[intoIndex * hashWords + word] = words[index * hashWords + word] ?? 0;
  }
}

/** Hashes by number, each once, in the order in which they came. */
export class HashNumbers {
  #words = new Uint32Array(16 * hashWords);
  /** Number + 1 of a hash at the first free slot from its own on; 0 for a free one. At most half of them are taken. */
  #slots = new Uint32Array(32);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get words(): Uint32Array {
    return this.#words;
  }

  /** The number of the hash at `index` of `words`, which has one from now on. */
  numberOf(words: Uint32Array, index: number): number {
    for (let slot = this.#slotOf(words, index); ; slot = (slot + 1) & (this.#slots.length - 1)) {
      const taken = this.#slots[slot] ?? 0;
      if (taken === 0) return this.#add(words, index, slot);
      if (compareHashes(this.#words, taken - 1, words, index) === 0) return taken - 1;
    }
  }

  #add(words: Uint32Array, index: number, slot: number): number {
    if (this.#count * 2 === this.#slots.length) {
      this.#grow();
      return this.numberOf(words, index);
    }
    copyHash(words, index, this.#words, this.#count);
    this.#count += 1;
    this.#slots[slot] = this.#count;
    return this.#count - 1;
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#count; number += 1) {
      let slot = this.#slotOf(words, number);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = number + 1;
    }
  }

  #slotOf(words: Uint32Array, index: number): number {
    return (words[index * hashWords] ?? 0) & (this.#slots.length - 1);
  }
}
