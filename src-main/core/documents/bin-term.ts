import { violated } from '../../contract/errors.ts';
import { timeOfEntryAbout } from '../audit/log.ts';
import { type FolderBody, FolderBodySchema } from '../records/bodies.ts';
import { type OpenRow, readRecord } from '../records/open-row.ts';
import type { Change } from '../vault/change.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import type { FolderIndex, IndexedDocument } from './folder-index.ts';
import { requireSignedRecord } from './signed-record.ts';

/** How long a document stays in the bin. */
export const binKeptMs: number = 30 * 24 * 60 * 60 * 1000;

/**
 * Keeps the folder's record telling when its bin has something to erase, so that a sign-in need not open every document to
 * find out. Part of every change that puts something into the bin (at the time `with`) or takes something out.
 */
export function noteBin(
  vault: OpenVault,
  change: Change,
  compartment: OpenCompartment,
  index: FolderIndex,
  { with: added, without = [] }: { with?: number; without?: readonly string[] },
): void {
  const record = binRecord(vault, compartment);
  if (!record) return;
  const left = [...index.documents].flatMap((document) => {
    if (document.body.binned === null || without.includes(document.id)) return [];
    return binnedSince(vault, document) ?? [];
  });
  const { emptyBinAt, ...body } = record.body;
  const first = left.reduce((earlier, at) => Math.min(earlier, at), added ?? Number.POSITIVE_INFINITY);
  const earliest = Number.isFinite(first) ? first + binKeptMs : undefined;
  if (earliest === emptyBinAt) return;
  change.updateRecord(compartment.id, record.id, 'folder', {
    ...body,
    ...(earliest === undefined ? {} : { emptyBinAt: earliest }),
  });
}

/**
 * Since when a document lies in the bin, in ms UTC: the time of the entry of the log that its record was written with and
 * that tells of it. What the record says itself could be anything.
 * @returns null for a record that names no such entry.
 */
export function binnedSince(vault: OpenVault, { id, writtenAt }: IndexedDocument): number | null {
  return timeOfEntryAbout(vault.db, writtenAt, id);
}

/** Who put a document into the bin, and since when it lies there. */
export interface Binning {
  readonly by: string;
  /** ms UTC. */
  readonly at: number;
}

/**
 * By the signature on its record, which nothing changes while the document lies in the bin.
 * @throws VaultError `integrity-violated` part `records <id>` when its author might not write it, or names no entry of the log
 * about it.
 */
export function requireBinning(vault: OpenVault, compartment: OpenCompartment, document: IndexedDocument): Binning {
  const { record } = requireSignedRecord(vault, compartment, document);
  const at = binnedSince(vault, document);
  if (at !== null) return { by: record.author, at };
  throw violated(`records ${document.id}`, 'a document in the bin that the log does not tell of');
}

/** The record of a folder, which says when its bin has something to erase. */
export function binRecord(vault: OpenVault, compartment: OpenCompartment): OpenRow<FolderBody> | null {
  const id = compartment.members.folder;
  return id === undefined ? null : readRecord(vault, compartment, id, 'folder', FolderBodySchema);
}
