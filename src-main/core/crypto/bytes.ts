import { randomBytes } from 'node:crypto';

/** The empty byte string. */
export const noBytes: Buffer = Buffer.alloc(0);

/** In ms UTC: the last moment that JavaScript has a date for. */
export const latestTime = 8_640_000_000_000_000;

/** `value` as an unsigned 64-bit big-endian integer; it must be a safe non-negative integer. */
export function u64(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an unsigned integer');
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32));
  bytes.writeUInt32BE(value % 2 ** 32, 4);
  return bytes;
}

/** @throws RangeError for what does not fit, instead of hashing something else. */
export function u8(value: number): Buffer {
  const bytes = Buffer.alloc(1);
  bytes.writeUInt8(value);
  return bytes;
}

export const largestU32 = 2 ** 32 - 1;

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The bytes behind their own length as `u32`, so that concatenations stay unambiguous. */
export function lengthPrefixed(bytes: Uint8Array): Buffer {
  return Buffer.concat([u32(bytes.length), bytes]);
}

/** 16 random bytes in 32 hexadecimal digits: the id of everything in a vault. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}

export function idBytes(id: string): Buffer {
  return Buffer.from(id, 'hex');
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

/** A view on the same memory as a Buffer, which sodium-native asks for. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** JSON as bytes, followed by spaces up to a multiple of `multiple` bytes, so that the size tells less. */
export function paddedJson(value: unknown, multiple: number): Buffer {
  return padded(Buffer.from(JSON.stringify(value), 'utf8'), multiple);
}

export function padded(json: Uint8Array, multiple: number): Buffer {
  const size = Math.max(multiple, Math.ceil(json.length / multiple) * multiple);
  const bytes = Buffer.alloc(size, 0x20);
  bytes.set(json);
  return bytes;
}
