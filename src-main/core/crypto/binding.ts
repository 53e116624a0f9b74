import { createHash } from 'node:crypto';
import { idBytes, lengthPrefixed } from './bytes.ts';

const prefix = 'dossierkluis/v1/';

/**
 * The byte string that everything signed, sealed or hashed is bound to: purpose, vault and place
 * (docs/formats.md section 1), so that nothing made for one of them passes in another.
 */
export function bind(vault: string, context: string, ...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from(`${prefix}${context}\0`, 'ascii'), idBytes(vault), ...parts.map(lengthPrefixed)]);
}

export function bindingLabel(label: string): Buffer {
  return Buffer.from(prefix + label, 'ascii');
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
