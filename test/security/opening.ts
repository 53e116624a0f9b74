import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blindedCommitId } from '../../src-main/core/access/compartment-key.ts';
import { hmacSha256 } from '../../src-main/core/crypto/age/primitives.ts';
import { openWithX25519 } from '../../src-main/core/crypto/age/seal.ts';
import { type X25519Identity, x25519IdentityFromRaw } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { bind } from '../../src-main/core/crypto/binding.ts';
import { fromBase64, noBytes, u64 } from '../../src-main/core/crypto/bytes.ts';
import { deriveKey, tryUnseal } from '../../src-main/core/crypto/sealing.ts';
import type { Database, SqlRow } from '../../src-main/core/ports/database.ts';
import { VaultFileContentSchema } from '../../src-main/core/vault/vault-file.ts';
import type { Insider } from './insider.ts';

/** Something that a key opened. */
export interface Opened {
  /** Table and column, or file. */
  readonly where: string;
  readonly plaintext: Buffer;
}

/** A stored blob, with what its seal could be bound to. */
interface Blob {
  readonly where: string;
  readonly bytes: Buffer;
  readonly bindings: readonly Buffer[];
}

const labels = ['record-key', 'commit-blinding', 'slot-name', 'slot-outer', 'lock-info'] as const;

/**
 * Tries every key that somebody has, and every key that the formats derive from one, on every blob of the vault: each row
 * of each table, each part of each file, each header with each object.
 */
export function openEverything(folder: string, db: Database, insider: Insider): Opened[] {
  const secrets = [...new Map(secretsOf(insider).map((secret) => [secret.toString('hex'), secret])).values()];
  const identities = secrets.filter(({ length }) => length === 32).map((secret) => x25519IdentityFromRaw(secret));
  const keys = secrets.flatMap((secret) => [
    ...(secret.length === 32 ? [secret] : []),
    ...labels.map((label) => deriveKey(secret, insider.vault, label)),
  ]);
  const opened = [...blobsOf(db, folder, insider.vault), ...filesOf(folder, insider.vault)].flatMap((blob) =>
    openBlob(blob, identities, keys),
  );
  return [...opened, ...recognisedCommits(db, keys)];
}

function secretsOf({ databaseKey, officeSecret, computer, identities, signing, keys }: Insider): Buffer[] {
  return [
    databaseKey,
    databaseKey.subarray(0, 32),
    officeSecret,
    computer.secretKey,
    signing.seed,
    ...identities.map(({ secretKey }) => secretKey),
    ...keys.flatMap(({ identity, recordKey, blindingKey }) => [identity.secretKey, recordKey, blindingKey]),
  ];
}

function openBlob(blob: Blob, identities: readonly X25519Identity[], keys: readonly Buffer[]): Opened[] {
  const found: Buffer[] = [];
  for (const identity of identities) {
    const plaintext = openedFile(blob.bytes, identity);
    if (plaintext) found.push(plaintext);
  }
  for (const key of keys) {
    for (const binding of [noBytes, ...blob.bindings]) {
      const plaintext = tryUnseal(key, binding, blob.bytes);
      if (plaintext) found.push(plaintext);
    }
  }
  // What opened may hold another layer, as slots do.
  return found.flatMap((plaintext) => [
    { where: blob.where, plaintext },
    ...openBlob({ ...blob, where: `${blob.where}, inner layer`, bytes: plaintext }, identities, keys),
  ]);
}

function openedFile(bytes: Buffer, identity: X25519Identity): Buffer | null {
  if (!bytes.subarray(0, 21).equals(Buffer.from('age-encryption.org/v1'))) return null;
  try {
    return openWithX25519(bytes, [identity]);
  } catch {
    return null;
  }
}

/** Every column of every row that holds bytes or text, and every document that a header can belong to. */
function blobsOf(db: Database, folder: string, vault: string): Blob[] {
  const tables = db.all("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name));
  return tables.flatMap((table) =>
    db.all(`SELECT * FROM ${table}`).flatMap((row) => {
      const bindings = bindingsOf(vault, table, row);
      const blobs = Object.entries(row).flatMap(([column, value]) => {
        const bytes = typeof value === 'string' ? Buffer.from(value) : value instanceof Uint8Array ? value : null;
        return bytes === null ? [] : [{ where: `${table}.${column}`, bytes: Buffer.from(bytes), bindings }];
      });
      const object = bytesOf(row.object).toString('hex');
      const path = join(folder, 'objects', object.slice(0, 2), object);
      if (object === '' || !existsSync(path)) return blobs;
      const file = Buffer.concat([bytesOf(row.header), readFileSync(path)]);
      return [...blobs, { where: `${table}, document`, bytes: file, bindings: [] }];
    }),
  );
}

function bindingsOf(vault: string, table: string, row: SqlRow): Buffer[] {
  const id = bytesOf(row.id);
  if (row.compartment instanceof Uint8Array && 'sealed' in row) {
    const place = [bytesOf(row.compartment), Buffer.from(table), id];
    return [bind(vault, 'record', ...place, u64(Number(row.version ?? 1)))];
  }
  return 'position' in row ? [bind(vault, 'commit', u64(Number(row.position)))] : [];
}

function filesOf(folder: string, vault: string): Blob[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('vault.db') && entry.name !== 'lock')
    .map((entry) => join(entry.parentPath, entry.name));
  const blobs = files.map((path) => ({ where: path.slice(folder.length + 1), bytes: readFileSync(path) }));
  const bindings = [bind(vault, 'lock-info')];
  const parts = VaultFileContentSchema.parse(JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')));
  const { kdf } = parts;
  const cost = [Buffer.from(kdf.algorithm), u64(kdf.memoryBytes), u64(kdf.passes)];
  return [
    ...blobs.map((blob) => ({ ...blob, bindings })),
    ...Object.entries(parts.slots).map(([slot, { salt, sealed }]) => {
      const id = Buffer.from(slot, 'hex');
      const layers = [bind(vault, 'slot-outer', id, fromBase64(salt), ...cost), bind(vault, 'slot-inner', id)];
      return { where: 'vault.json slots', bytes: fromBase64(sealed), bindings: layers };
    }),
    ...[...Object.entries(parts.databaseKeys), ...Object.entries(parts.computers)].map(([, sealed]) => ({
      where: 'vault.json keys',
      bytes: fromBase64(sealed),
      bindings: [],
    })),
  ];
}

const highestVersion = 60;

/** Commits whose blinded id one of these keys gives: whose they are, without opening them. */
function recognisedCommits(db: Database, keys: readonly Buffer[]): Opened[] {
  const ids = new Set(db.all('SELECT key FROM audit_commits').map(({ key }) => bytesOf(key).toString('hex')));
  return keys.flatMap((key) =>
    Array.from({ length: highestVersion }, (_, version) => hmacSha256(key, u64(version)))
      .filter((blinded) => ids.has(blinded.toString('hex')))
      .map((blinded) => ({ where: 'audit_commits.key recognised', plaintext: blinded })),
  );
}

/** The commits of a compartment that its own key gives. */
export function commitIdsOf(insider: Insider, compartment: string): Buffer[] {
  return insider.keys
    .filter((key) => key.compartment === compartment)
    .flatMap((key) => Array.from({ length: highestVersion }, (_, version) => blindedCommitId(key, version)));
}

function bytesOf(value: unknown): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : noBytes;
}
