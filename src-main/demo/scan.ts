import type { Chance } from './chance.ts';

const blocksWide = 80;
const blocksHigh = 112;
/** Steps between two greys that the picture knows. */
const quantiser = 16;
const paper = 240;
const ink = 70;

/**
 * A grey picture of a page with lines of writing on it, as JPEG (ITU-T T.81, baseline): every block of 8 by 8 points has one
 * grey, so that of each only the mean is coded.
 */
export function scan(chance: Chance): Buffer {
  const bits = new Bits();
  let before = 0;
  for (const grey of page(chance)) {
    const mean = Math.round((8 * (grey - 128)) / quantiser);
    bits.writeDifference(mean - before);
    before = mean;
  }
  const size = Buffer.alloc(4);
  size.writeUInt16BE(blocksHigh * 8, 0);
  size.writeUInt16BE(blocksWide * 8, 2);
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00', 'latin1')),
    segment(0xdb, Buffer.concat([Buffer.of(0), Buffer.alloc(64, quantiser)])),
    segment(0xc0, Buffer.concat([Buffer.of(8), size, Buffer.of(1, 1, 0x11, 0)])),
    segment(0xc4, Buffer.concat([Buffer.of(0x00), Buffer.from(meanCodes.perLength), Buffer.from(meanCodes.values)])),
    // Of what is not the mean there is one code, of one bit: nothing follows.
    segment(0xc4, Buffer.concat([Buffer.of(0x10, 1), Buffer.alloc(15), Buffer.of(0)])),
    segment(0xda, Buffer.of(1, 1, 0, 0, 63, 0)),
    bits.bytes(),
    Buffer.of(0xff, 0xd9),
  ]);
}

/** The greys of all blocks, by line. */
function* page(chance: Chance): Generator<number> {
  for (let line = 0; line < blocksHigh; line += 1) {
    const isWritten = line > 8 && line < blocksHigh - 10 && line % 3 === 0 && chance.fraction() > 0.12;
    const end = isWritten ? chance.between(40, 70) : 0;
    let wordLeft = 0;
    for (let column = 0; column < blocksWide; column += 1) {
      if (wordLeft <= -1) wordLeft = chance.between(2, 7);
      const isInk = column >= 8 && column < end && wordLeft > 0;
      wordLeft -= 1;
      yield isInk ? ink + chance.between(0, 40) : paper - chance.between(0, 6);
    }
  }
}

/** The usual code of the sizes of differences: how many of each length, and what they stand for. */
const meanCodes = {
  perLength: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
const codes = canonicalCodes();

function canonicalCodes(): { code: number; length: number }[] {
  const all: { code: number; length: number }[] = [];
  let code = 0;
  for (const [index, count] of meanCodes.perLength.entries()) {
    for (let number = 0; number < count; number += 1) all.push({ code: code++, length: index + 1 });
    code <<= 1;
  }
  return all;
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** What is coded, as a row of bits. */
class Bits {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  writeDifference(difference: number): void {
    const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
    const { code, length } = codes[size] ?? { code: 0, length: 0 };
    this.#write(code, length);
    this.#write(difference < 0 ? difference + 2 ** size - 1 : difference, size);
    this.#write(0, 1);
  }

  /** What is left of the last byte is ones. */
  bytes(): Buffer {
    if (this.#count > 0) this.#write(0xff >> this.#count, 8 - this.#count);
    return Buffer.from(this.#bytes);
  }

  #write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      this.#held = (this.#held << 1) | ((value >> bit) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.#bytes.push(this.#held);
      // A byte of ones is followed by a zero, or it would be a marker.
      if (this.#held === 0xff) this.#bytes.push(0);
      this.#held = 0;
      this.#count = 0;
    }
  }
}
