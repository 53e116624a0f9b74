import { VaultError } from '../../contract/errors.ts';
import { isByItsAuthor, openCommitted } from '../records/open-row.ts';
import type { OpenRecord, RecordPlace } from '../records/sealed-record.ts';
import type { DirectoryUser } from '../vault/directory.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { committedRecords } from './committed-records.ts';
import { bucketCount } from './head.ts';

/** A record of an exchange compartment, by the author that it names. */
export interface ExchangeRecord {
  readonly place: RecordPlace;
  readonly record: OpenRecord;
}

/**
 * The compartment that a user shares with the Privacy Officer.
 * @returns null for one that the signed-in user has no key of, that is broken, or that an account does not have yet.
 */
export function exchangeOf(vault: OpenVault, user: DirectoryUser): OpenCompartment | null {
  return user.exchange === null ? null : (vault.compartments.get(user.exchange) ?? null);
}

/**
 * What lies in an exchange compartment. A record that does not open or is not by its author is left out, for it must not keep
 * the Privacy Officer from all others; `check` names it.
 * @throws VaultError `integrity-violated` when rows and their index differ.
 */
export function exchangeRecords(vault: OpenVault, compartment: OpenCompartment): ExchangeRecord[] {
  const records: ExchangeRecord[] = [];
  for (const row of committedRecords(vault.db, compartment.id, 0, bucketCount)) {
    try {
      const opened = openCommitted(vault, compartment, row);
      if (row.id !== compartment.id && isByItsAuthor(vault, compartment, opened)) records.push(opened);
    } catch (error) {
      if (!(error instanceof VaultError && error.code === 'integrity-violated')) throw error;
    }
  }
  return records;
}
