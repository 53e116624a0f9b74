import { violated } from '../../../contract/errors.ts';
import { asBuffer, noBytes } from '../../crypto/bytes.ts';
import { compareHashes, copyHash, hashWords, readHash } from './hash-words.ts';
import { type Inventory, InventoryBuilder } from './inventory.ts';
import type { InventoryDelta } from './inventory-delta.ts';

/**
 * A line for each payload (docs/formats.md section 15.4): `<sha256> <length> <sha256 of the pack, or -> <offset, or 0>`,
 * in a delta with `+ ` or `- ` before it.
 */
const newline = 0x0a;
const space = 0x20;
const plus = 0x2b;
const minus = 0x2d;
const zero = 0x30;
const hexDigits = hashWords * 8;
/** No line of ours is as long. */
const lineBytesAtMost = 256;
const pieceCharacters = 64 * 1024;

/** @param part what a violation names. @throws VaultError `integrity-violated` for anything but the text of a base. */
export async function parseInventory(part: string, pieces: AsyncIterable<Uint8Array>): Promise<Inventory> {
  const builder = new InventoryBuilder();
  await parseLines(part, pieces, (line, start, end) => addLine(builder, line, start, end));
  return builder.build();
}

/** @param part what a violation names. @throws VaultError `integrity-violated` for anything but the text of a delta. */
export async function parseInventoryDelta(part: string, pieces: AsyncIterable<Uint8Array>): Promise<InventoryDelta> {
  const removed = new InventoryBuilder();
  const added = new InventoryBuilder();
  const last = { hash: new Uint32Array(hashWords), sign: 0, place: noBytes };
  await parseLines(part, pieces, (line, start, end) => {
    const sign = line[start];
    if ((sign !== plus && sign !== minus) || line[start + 1] !== space) throw new RangeError('neither + nor -');
    const builder = sign === plus ? added : removed;
    const hash = addLine(builder, line, start + 2, end);
    const place = Buffer.from(line.subarray(start + 2 + hexDigits, end));
    const order = last.sign === 0 ? -1 : compareHashes(last.hash, 0, hash, 0);
    const isMove = order === 0 && last.sign === minus && sign === plus && !place.equals(last.place);
    if (order >= 0 && !isMove) throw new RangeError('lines not in ascending order');
    copyHash(hash, 0, last.hash, 0);
    last.sign = sign;
    last.place = place;
  });
  return { removed: removed.build(), added: added.build() };
}

/** The text of a base, in pieces. */
export function* formatInventory(inventory: Inventory): Generator<Buffer> {
  let text = '';
  for (let index = 0; index < inventory.payloads; index += 1) {
    text += lineOf(inventory, index);
    if (text.length < pieceCharacters) continue;
    yield Buffer.from(text, 'latin1');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'latin1');
}

/** The text of a delta, in pieces. */
export function* formatInventoryDelta({ removed, added }: InventoryDelta): Generator<Buffer> {
  let text = '';
  let [gone, come] = [0, 0];
  while (gone < removed.payloads || come < added.payloads) {
    const isRemoval = come >= added.payloads || (gone < removed.payloads && removed.compare(gone, added, come) <= 0);
    text += isRemoval ? `- ${lineOf(removed, gone)}` : `+ ${lineOf(added, come)}`;
    if (isRemoval) gone += 1;
    else come += 1;
    if (text.length < pieceCharacters) continue;
    yield Buffer.from(text, 'latin1');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'latin1');
}

function lineOf(inventory: Inventory, index: number): string {
  const { length, pack, offset } = inventory.placeAt(index);
  return `${inventory.hashAt(index)} ${length} ${pack ?? '-'} ${offset}\n`;
}

/** Gives each line without its end to `take`, whose `RangeError`s become violations of `part`. */
async function parseLines(
  part: string,
  pieces: AsyncIterable<Uint8Array>,
  take: (bytes: Buffer, start: number, end: number) => void,
): Promise<void> {
  let rest = noBytes;
  let line = 0;
  try {
    for await (const piece of pieces) {
      const bytes = rest.length === 0 ? asBuffer(piece) : Buffer.concat([rest, piece]);
      let start = 0;
      for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
        line += 1;
        take(bytes, start, end);
        start = end + 1;
      }
      if (bytes.length - start > lineBytesAtMost) throw new RangeError('a line without end');
      // A copy: the piece is the caller's, who may use its memory for the next one.
      rest = start === bytes.length ? noBytes : Buffer.from(bytes.subarray(start));
    }
    if (rest.length > 0) throw new RangeError('a line without end');
  } catch (error) {
    if (error instanceof RangeError) throw violated(part, `line ${line}: ${error.message}`);
    throw error;
  }
}

/** Memory for one line after the other. */
const payload = { words: new Uint32Array(hashWords), index: 0 };
const pack = { words: new Uint32Array(hashWords), index: 0 };

/** Adds the payload of a line. @returns its hash, in memory that the next call uses again. */
function addLine(builder: InventoryBuilder, bytes: Buffer, start: number, end: number): Uint32Array {
  // No digit stands for the newline at `end`, so that nothing beyond it can belong to a hash or a number.
  const hashEnd = requireHash(bytes, start, payload.words);
  const lengthStart = requireSpace(bytes, hashEnd);
  const lengthEnd = numberEnd(bytes, lengthStart);
  const packStart = requireSpace(bytes, lengthEnd);
  const isPacked = bytes[packStart] !== minus;
  const packEnd = isPacked ? requireHash(bytes, packStart, pack.words) : packStart + 1;
  const offsetStart = requireSpace(bytes, packEnd);
  if (numberEnd(bytes, offsetStart) !== end) throw new RangeError('more than a payload and its place');
  const length = numberAt(bytes, lengthStart, lengthEnd);
  builder.add(payload, length, isPacked ? pack : null, numberAt(bytes, offsetStart, end));
  return payload.words;
}

/** @returns where it ends. */
function requireHash(bytes: Buffer, at: number, into: Uint32Array): number {
  if (!readHash(bytes, at, into)) throw new RangeError('not a hash');
  return at + hexDigits;
}

function requireSpace(bytes: Buffer, at: number): number {
  if (bytes[at] !== space) throw new RangeError('parts not divided by one space');
  return at + 1;
}

/** Where the digits from `start` end. */
function numberEnd(bytes: Buffer, start: number): number {
  let end = start;
  for (let digit = (bytes[end] ?? 0) - zero; digit >= 0 && digit <= 9; digit = (bytes[end] ?? 0) - zero) end += 1;
  return end;
}

/** @throws RangeError for anything but the one way to write a safe integer that is not negative. */
function numberAt(bytes: Buffer, start: number, end: number): number {
  const digits = end - start;
  if (digits === 0 || digits > 16 || (digits > 1 && bytes[start] === zero)) throw new RangeError('not a number');
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + ((bytes[at] ?? 0) - zero);
  if (!Number.isSafeInteger(value)) throw new RangeError('a number that is too large');
  return value;
}
