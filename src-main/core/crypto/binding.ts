import { createHash, hash as hashAtOnce } from 'node:crypto';
import { VaultError } from '../../contract/errors.ts';

const label = 'dossierkluis/v1/';
const vaultIdBytes = 16;
const lengthBytes = 4;

/**
 * The byte string that everything signed, sealed or hashed is bound to: purpose, vault and place
 * (docs/formats.md section 1), so that nothing made for one of them passes in another.
 */
export function bind(vault: string, context: string, ...parts: readonly Uint8Array[]): Buffer {
  const prefix = prefixOf(vault, context);
  // Written in place, since re-keying and searching bind several times for every row there is.
  let length = prefix.length;
  for (const part of parts) length += lengthBytes + part.length;
  const bytes = Buffer.allocUnsafe(length);
  bytes.set(prefix);
  let offset = prefix.length;
  for (const part of parts) {
    bytes.writeUInt32BE(part.length, offset);
    bytes.set(part, offset + lengthBytes);
    offset += lengthBytes + part.length;
  }
  return bytes;
}

/** By vault and context: a handful of each in a process. */
const prefixes = new Map<string, Map<string, Buffer>>();

function prefixOf(vault: string, context: string): Buffer {
  const known = prefixes.get(vault)?.get(context);
  if (known) return known;
  const id = Buffer.from(vault, 'hex');
  if (id.length !== vaultIdBytes) throw new VaultError('internal', 'not a vault id');
  const made = Buffer.concat([Buffer.from(`${label}${context}\0`, 'latin1'), id]);
  const ofVault = prefixes.get(vault) ?? new Map<string, Buffer>();
  prefixes.set(vault, ofVault.set(context, made));
  return made;
}

export function bindingLabel(purpose: string): Buffer {
  return Buffer.from(label + purpose, 'ascii');
}

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const [only] = parts;
  // Rows are hashed by the thousand: by way of a string it takes a third of the time that a hash object takes.
  if (only && parts.length === 1) return Buffer.from(hashAtOnce('sha256', only, 'binary'), 'latin1');
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
