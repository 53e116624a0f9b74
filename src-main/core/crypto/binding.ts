import { createHash } from 'node:crypto';
import { VaultError } from '../../contract/errors.ts';

const prefix = 'dossierkluis/v1/';
const vaultIdBytes = 16;
const lengthBytes = 4;

/**
 * The byte string that everything signed, sealed or hashed is bound to: purpose, vault and place
 * (docs/formats.md section 1), so that nothing made for one of them passes in another.
 */
export function bind(vault: string, context: string, ...parts: readonly Uint8Array[]): Buffer {
  const head = `${prefix}${context}\0`;
  const length = parts.reduce((sum, part) => sum + lengthBytes + part.length, head.length + vaultIdBytes);
  // Written in place, since re-keying binds several times for every row there is.
  const bytes = Buffer.allocUnsafe(length);
  bytes.write(head, 'latin1');
  if (bytes.write(vault, head.length, 'hex') !== vaultIdBytes) throw new VaultError('internal', 'not a vault id');
  let offset = head.length + vaultIdBytes;
  for (const part of parts) {
    bytes.writeUInt32BE(part.length, offset);
    bytes.set(part, offset + lengthBytes);
    offset += lengthBytes + part.length;
  }
  return bytes;
}

export function bindingLabel(label: string): Buffer {
  return Buffer.from(prefix + label, 'ascii');
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
