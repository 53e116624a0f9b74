import { z } from 'zod';
import { exchangeOf, exchangeRecords } from '../access/exchange.ts';
import { idBytes } from '../crypto/bytes.ts';
import type { Author } from '../records/sealed-record.ts';
import type { Change } from '../vault/change.ts';
import { type DirectoryUser, findUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { IdSchema } from '../vault/schemas.ts';
import { sealPersonalEscrow } from './personal-escrow.ts';
import { newPersonalKey, type PersonalKey, wipePersonalKey } from './personal-key.ts';

const recordType = 'personal-compartment';
/** The body of a record of type `personal-compartment`, in the exchange of its owner (docs/formats.md section 14). */
export const PersonalCompartmentBodySchema = z.strictObject({ compartment: IdSchema });

/** A new compartment of somebody's own with its escrow, made before the transaction, since sealing to the kit takes time. */
export interface PreparedPersonal {
  readonly key: PersonalKey;
  readonly escrow: Buffer;
}

/** @returns what the caller wipes, or gives to the session. */
export async function preparePersonal(vault: string, recovery: string, owner: Author): Promise<PreparedPersonal> {
  const key = newPersonalKey(vault);
  try {
    return { key, escrow: await sealPersonalEscrow(vault, key, owner, recovery) };
  } catch (error) {
    wipePersonalKey(key);
    throw error;
  }
}

/**
 * Begins it, and has her exchange say so in place of what it said before: what she had until now nobody opens any more, and
 * goes.
 * @param exchange null where there is none, or a broken one: then nothing says whose it is.
 */
export function beginPersonal(
  vault: OpenVault,
  change: Change,
  { key: { compartment }, escrow }: PreparedPersonal,
  exchange: string | null,
): void {
  const values = [idBytes(compartment), escrow] as const;
  // Rows in the order in which they were made would tell whose each is: the log says when who activated her account.
  vault.db.run('INSERT INTO personal (rowid, compartment, escrow) VALUES (random(), ?, ?)', ...values);
  if (exchange === null) return;
  const [first, ...others] = recordsIn(vault, exchange);
  const body = PersonalCompartmentBodySchema.parse({ compartment });
  if (first === undefined) {
    change.insertRecord(exchange, recordType, body);
    return;
  }
  erase(vault, first.compartment);
  change.updateRecord(exchange, first.record, recordType, body);
  forget(vault, change, exchange, others, () => true);
}

/** The exchange of the signed-in user, where it can be written to. */
export function ownExchange(vault: OpenVault): string | null {
  const user = findUser(vault.directory, vault.user.id);
  return user === null ? null : (exchangeOf(vault, user)?.id ?? null);
}

/** The compartments that somebody's exchange names as her own. */
export function personalCompartmentsOf(vault: OpenVault, user: DirectoryUser): string[] {
  return user.exchange === null ? [] : recordsIn(vault, user.exchange).map(({ compartment }) => compartment);
}

/** Erases what somebody's exchange names as her own, and the records that do. */
export function forgetPersonal(
  vault: OpenVault,
  change: Change,
  { exchange }: DirectoryUser,
  mayGo: (compartment: string) => boolean,
): void {
  if (exchange !== null) forget(vault, change, exchange, recordsIn(vault, exchange), mayGo);
}

interface NamingRecord {
  readonly record: string;
  readonly compartment: string;
}

function forget(
  vault: OpenVault,
  change: Change,
  exchange: string,
  records: readonly NamingRecord[],
  mayGo: (compartment: string) => boolean,
): void {
  for (const { record, compartment } of records) {
    if (mayGo(compartment)) erase(vault, compartment);
    change.deleteRow('records', exchange, record);
  }
}

function erase({ db }: OpenVault, compartment: string): void {
  db.run('DELETE FROM personal_rows WHERE compartment = ?', idBytes(compartment));
  db.run('DELETE FROM personal WHERE compartment = ?', idBytes(compartment));
}

function recordsIn(vault: OpenVault, exchange: string): NamingRecord[] {
  const compartment = vault.compartments.get(exchange);
  if (!compartment) return [];
  return exchangeRecords(vault, compartment).flatMap(({ place, record }) => {
    const body = record.type === recordType ? PersonalCompartmentBodySchema.safeParse(record.body) : null;
    return body?.success ? [{ record: place.id, compartment: body.data.compartment }] : [];
  });
}
