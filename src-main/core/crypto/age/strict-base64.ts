/** Standard base64 without padding, as age writes it. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  const padding = text.indexOf('=');
  return padding === -1 ? text : text.slice(0, padding);
}

/**
 * The bytes of unpadded, canonical base64; null for anything else. Node's decoder forgives foreign characters, padding
 * and stray bits, so the result is encoded again and must give the same text.
 */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return encodeBase64(bytes) === text ? bytes : null;
}
