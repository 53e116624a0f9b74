import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { hmacSha256 } from '../crypto/age/primitives.ts';
import { bind } from '../crypto/binding.ts';
import { idBytes, paddedJson } from '../crypto/bytes.ts';
import { seal, unseal, wipe } from '../crypto/sealing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, idOf } from '../ports/row.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { PersonalKey } from './personal-key.ts';

export type PersonalRowType = 'recent' | 'draft' | 'told';

const EnvelopeSchema = z.strictObject({ type: z.string().min(1).max(40), key: z.string().max(200), body: z.unknown() });

/** A row of somebody's own compartment, opened: it says nothing of who wrote it, which only she could. */
export interface PersonalRow {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly body: unknown;
}

/**
 * @returns null for one that is not there, or not what she wrote: nobody could tell its removal from that either. `check` says
 * of it that it is damaged.
 */
export function readPersonalRow<Body>(
  db: Database,
  vault: string,
  personal: PersonalKey,
  { type, key }: { readonly type: PersonalRowType; readonly key: string },
  schema: z.ZodType<Body>,
): Body | null {
  const id = personalRowId(personal, type, key);
  const row = db.get(
    'SELECT sealed FROM personal_rows WHERE id = ? AND compartment = ?',
    idBytes(id),
    idBytes(personal.compartment),
  );
  const opened = row && unlessViolated(() => openPersonalRow(vault, personal, id, blobOf(row, 'sealed')));
  return opened ? (schema.safeParse(opened.body).data ?? null) : null;
}

/** Every row of a compartment, opened. @throws VaultError `integrity-violated` part `personal_rows <id>`. */
export function personalRows(db: Database, vault: string, personal: PersonalKey): PersonalRow[] {
  return sealedRows(db, personal).map(({ id, sealed }) => openPersonalRow(vault, personal, id, sealed));
}

/** As `personalRows`, without what is not hers: what somebody else put there keeps her from nothing. */
export function ownPersonalRows(db: Database, vault: string, personal: PersonalKey): PersonalRow[] {
  return sealedRows(db, personal).flatMap(
    ({ id, sealed }) => unlessViolated(() => openPersonalRow(vault, personal, id, sealed)) ?? [],
  );
}

function sealedRows(
  db: Database,
  { compartment }: PersonalKey,
): { readonly id: string; readonly sealed: Uint8Array }[] {
  return db
    .all('SELECT id, sealed FROM personal_rows WHERE compartment = ?', idBytes(compartment))
    .map((row) => ({ id: idOf(row, 'id'), sealed: blobOf(row, 'sealed') }));
}

/** Within a transaction of the caller's. */
export function putPersonalRow(
  db: Database,
  vault: string,
  personal: PersonalKey,
  row: { readonly type: string; readonly key: string; readonly body: unknown },
): void {
  const id = personalRowId(personal, row.type, row.key);
  const json = paddedJson({ type: row.type, key: row.key, body: row.body }, 1024);
  const sealed = seal(personal.recordKey, rowBinding(vault, personal, id), json);
  wipe(json);
  db.run(
    'INSERT OR REPLACE INTO personal_rows (id, compartment, sealed) VALUES (?, ?, ?)',
    idBytes(id),
    idBytes(personal.compartment),
    sealed,
  );
}

/** Within a transaction of the caller's. */
export function removePersonalRow(db: Database, personal: PersonalKey, type: PersonalRowType, key: string): void {
  const id = personalRowId(personal, type, key);
  db.run('DELETE FROM personal_rows WHERE id = ? AND compartment = ?', idBytes(id), idBytes(personal.compartment));
}

function personalRowId({ rowIdKey }: PersonalKey, type: string, key: string): string {
  return hmacSha256(rowIdKey, Buffer.from(`${type}\0${key}`, 'utf8'))
    .subarray(0, 16)
    .toString('hex');
}

function openPersonalRow(vault: string, personal: PersonalKey, id: string, sealed: Uint8Array): PersonalRow {
  const part = `personal_rows ${id}`;
  const plaintext = unseal(personal.recordKey, rowBinding(vault, personal, id), sealed, part);
  const parsed = EnvelopeSchema.safeParse(parseJson(plaintext));
  wipe(plaintext);
  if (!parsed.success || personalRowId(personal, parsed.data.type, parsed.data.key) !== id) {
    throw violated(part, 'a personal row that is none');
  }
  return { id, ...parsed.data };
}

function rowBinding(vault: string, { compartment }: PersonalKey, id: string): Buffer {
  return bind(vault, 'personal-row', idBytes(compartment), idBytes(id));
}
