import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import { type RowTable, tableNames } from '../access/head.ts';
import { bind, sha256 } from '../crypto/binding.ts';
import { base64, fromBase64, idBytes, paddedJson, u64 } from '../crypto/bytes.ts';
import { seal, unseal } from '../crypto/sealing.ts';
import { type SigningKey, sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import { IdSchema, KeySchema, PositionSchema } from '../vault/schemas.ts';

/** Where a record stands: what its seal and its author's signature are bound to. */
export interface RecordPlace {
  readonly vault: string;
  readonly compartment: string;
  readonly table: RowTable;
  readonly id: string;
  readonly version: number;
}

const EnvelopeSchema = z.strictObject({
  type: z.string().min(1).max(40),
  author: IdSchema,
  key: KeySchema,
  at: PositionSchema,
  body: z.unknown(),
});

/** An opened record. `isSignedByItsKey` checks the author's signature, which costs more than opening. */
export interface OpenRecord {
  readonly type: string;
  readonly author: string;
  readonly key: string;
  readonly at: number;
  readonly body: unknown;
  /** Signature and JSON, as they lie inside the seal: what re-keying seals again. */
  readonly plaintext: Buffer;
}

/** Who writes: the user and the key she signs with. That a key is not certified yet, nothing she writes tells. */
export interface Author {
  readonly user: string;
  readonly signing: SigningKey;
}

/**
 * So that the size of a folder's own record tells neither its kind nor, short of the longest ones, its name, and that of a
 * record in an exchange not what it is.
 */
const paddingOfType: Readonly<Record<string, number>> = {
  folder: 1024,
  task: 1024,
  'task-state': 1024,
  request: 1024,
  'request-answer': 1024,
  'personal-compartment': 1024,
};
const leastPaddingBytes = 64;

/** The signed plaintext of a record (docs/formats.md section 1). */
export function signRecord(
  place: RecordPlace,
  author: Author,
  type: string,
  at: number,
  body: unknown,
  paddingBytes: number = paddingOfType[type] ?? leastPaddingBytes,
): Buffer {
  const json = paddedJson(
    {
      type,
      author: author.user,
      key: base64(author.signing.publicKey),
      at,
      body,
    },
    paddingBytes,
  );
  return Buffer.concat([sign(author.signing, authorBinding(place, json)), json]);
}

export function sealRecord(place: RecordPlace, recordKey: Uint8Array, plaintext: Uint8Array): Buffer {
  return seal(recordKey, sealBinding(place), plaintext);
}

/**
 * The signed plaintext of a record, unparsed: what re-keying seals again.
 * @throws VaultError `integrity-violated` when the seal was not made with this key for this place.
 */
export function openPlaintext(place: RecordPlace, recordKey: Uint8Array, sealed: Uint8Array): Buffer {
  return unseal(recordKey, sealBinding(place), sealed, `${place.table} ${place.id}`);
}

/** @throws VaultError `integrity-violated` when the seal was not made with this key for this place. */
export function openRecord(place: RecordPlace, recordKey: Uint8Array, sealed: Uint8Array): OpenRecord {
  const plaintext = openPlaintext(place, recordKey, sealed);
  const parsed = EnvelopeSchema.safeParse(parseJson(plaintext.subarray(signatureBytes)));
  if (!parsed.success) throw brokenRecord(place);
  const { type, author, key, at, body } = parsed.data;
  return { type, author, key, at, body, plaintext };
}

/** What a record says and who signed it, in hexadecimal: the same under another key of its compartment. */
export function hashOfRecord({ plaintext }: OpenRecord): string {
  return sha256(plaintext).toString('hex');
}

/** True when the key that the record names signed it for this place. Whether that key may write is the member list's say. */
export function isSignedByItsKey(place: RecordPlace, record: OpenRecord): boolean {
  const json = record.plaintext.subarray(signatureBytes);
  return verify(fromBase64(record.key), authorBinding(place, json), record.plaintext.subarray(0, signatureBytes));
}

/** The body of a record of `type`. @throws VaultError `integrity-violated` for another type or shape. */
export function bodyOf<Body>(place: RecordPlace, record: OpenRecord, type: string, schema: z.ZodType<Body>): Body {
  const parsed = record.type === type ? schema.safeParse(record.body) : null;
  if (!parsed?.success) throw brokenRecord(place);
  return parsed.data;
}

function sealBinding(place: RecordPlace): Buffer {
  const { vault, compartment, table, id, version } = place;
  return bind(vault, 'record', idBytes(compartment), tableNames[table], idBytes(id), u64(version));
}

function authorBinding(place: RecordPlace, json: Uint8Array): Buffer {
  const { vault, compartment, table, id, version } = place;
  return bind(vault, 'record-author', idBytes(compartment), tableNames[table], idBytes(id), u64(version), json);
}

function brokenRecord(place: RecordPlace): VaultError {
  return violated(`${place.table} ${place.id}`, 'a record does not fit its schema or type');
}
