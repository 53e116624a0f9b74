import { VaultError, violated } from '../../../contract/errors.ts';
import { PieceReader } from '../streams/piece-reader.ts';

/** A file on its way into a tar file or out of it. */
export interface TarEntry {
  /** A path of segments of `a-z`, `0-9`, `.`, `_` and `-`, at most 100 characters. */
  readonly name: string;
  readonly sizeBytes: number;
  bytes(): AsyncIterable<Uint8Array>;
}

const blockBytes = 512;
const permittedName = /^(?!.*\.\.)[a-z0-9._-]+(\/[a-z0-9._-]+)*$/;
const longestNameBytes = 100;
const checksumAt = 148;
const largestFileBytes = 8 ** 11 - 1;
/** Two blocks of zeros. */
const endBytes = 2 * blockBytes;
const pieceBytes = 1024 * 1024;

/**
 * A tar file as docs/formats.md section 15.3 has it: ustar, mode 0600, owner 0, time 0, names in ascending order.
 * @throws VaultError `internal` for a file of another size than it said.
 */
export async function* tarOf(entries: readonly TarEntry[]): AsyncGenerator<Uint8Array> {
  const ascending = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, sizeBytes, bytes } of ascending) {
    yield headerOf(name, sizeBytes);
    let written = 0;
    for await (const piece of bytes()) {
      written += piece.length;
      yield piece;
    }
    if (written !== sizeBytes) throw new VaultError('internal', 'a file of another size than it said');
    if (paddingOf(sizeBytes) > 0) yield Buffer.alloc(paddingOf(sizeBytes));
  }
  yield Buffer.alloc(endBytes);
}

/**
 * The files in a tar file that `tarOf` wrote; any other is refused. Each is to be read while it is the present one; what is
 * not read of it is passed over.
 * @param part by which the tar file is named: `sealed/<sha256>`.
 * @throws VaultError `integrity-violated`, also at the end.
 */
export async function* entriesOf(tar: AsyncIterable<Uint8Array>, part: string): AsyncGenerator<TarEntry> {
  const reader = new PieceReader(tar);
  try {
    const block = Buffer.alloc(blockBytes);
    for (let before = ''; ; ) {
      if ((await reader.fill(block)) < blockBytes) throw violated(part, 'a tar file that is cut off');
      if (block.every((byte) => byte === 0)) break;
      const { name, sizeBytes } = parseHeader(block, part);
      if (name <= before) throw violated(part, 'a tar file with its names in another order');
      before = name;
      const content = new EntryContent(reader, sizeBytes, part);
      yield { name, sizeBytes, bytes: () => content.pieces() };
      await content.end();
    }
    const end = Buffer.alloc(blockBytes + 1, 1);
    if ((await reader.fill(end)) !== blockBytes || !isZeros(end.subarray(0, blockBytes))) {
      throw violated(part, 'a tar file with another end');
    }
  } finally {
    await reader.close();
  }
}

function headerOf(name: string, sizeBytes: number): Buffer {
  if (!isPermitted(name, sizeBytes)) throw new VaultError('internal', 'no such name or size in a tar file');
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0, 'latin1');
  header.write('0000600\x000000000\x000000000\0', 100, 'latin1');
  header.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0', 136, 'latin1');
  // The checksum counts itself as spaces; then a regular file, and no owner by name.
  header.write('        0', checksumAt, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  // The numbers of a device, which it is not.
  header.write('0000000\x000000000\0', 329, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, checksumAt, 'latin1');
  return header;
}

/** Exactly what `headerOf` writes. */
function parseHeader(header: Buffer, part: string): { name: string; sizeBytes: number } {
  const name = header.toString('latin1', 0, longestNameBytes).replace(/\0.*$/s, '');
  const sizeBytes = Number.parseInt(header.toString('latin1', 124, 135), 8);
  if (!isPermitted(name, sizeBytes) || !headerOf(name, sizeBytes).equals(header)) {
    throw violated(part, 'a tar file with something else in it than was written');
  }
  return { name, sizeBytes };
}

function isPermitted(name: string, sizeBytes: number): boolean {
  const isName = permittedName.test(name) && name.length <= longestNameBytes;
  return isName && Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 && sizeBytes <= largestFileBytes;
}

/** What is left of the present file. */
class EntryContent {
  readonly #reader: PieceReader;
  readonly #part: string;
  readonly #paddingBytes: number;
  #leftBytes: number;

  constructor(reader: PieceReader, sizeBytes: number, part: string) {
    this.#reader = reader;
    this.#part = part;
    this.#leftBytes = sizeBytes;
    this.#paddingBytes = paddingOf(sizeBytes);
  }

  async *pieces(): AsyncGenerator<Uint8Array> {
    while (this.#leftBytes > 0) {
      const piece = await this.#reader.next(Math.min(this.#leftBytes, pieceBytes));
      if (piece.length === 0) throw violated(this.#part, 'a tar file that is cut off');
      this.#leftBytes -= piece.length;
      yield piece;
    }
  }

  /** Passes over what nobody read, and over what fills it up. */
  async end(): Promise<void> {
    for await (const _ of this.pieces());
    const padding = Buffer.alloc(this.#paddingBytes);
    if ((await this.#reader.fill(padding)) < padding.length || !isZeros(padding)) {
      throw violated(this.#part, 'a tar file with something between its files');
    }
  }
}

function paddingOf(sizeBytes: number): number {
  return (blockBytes - (sizeBytes % blockBytes)) % blockBytes;
}

function isZeros(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
