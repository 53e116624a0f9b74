import { type FolderBody, FolderBodySchema } from '../records/bodies.ts';
import { type OpenRow, readRecord } from '../records/open-row.ts';
import type { Change } from '../vault/change.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import type { FolderIndex } from './folder-index.ts';

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
  const left = [...index.documents].flatMap(({ id, body: { binned } }) =>
    binned === null || without.includes(id) ? [] : [binned.at],
  );
  const { emptyBinAt, ...body } = record.body;
  const first = left.reduce((earlier, at) => Math.min(earlier, at), added ?? Number.POSITIVE_INFINITY);
  const earliest = Number.isFinite(first) ? first + binKeptMs : undefined;
  if (earliest === emptyBinAt) return;
  change.updateRecord(compartment.id, record.id, 'folder', {
    ...body,
    ...(earliest === undefined ? {} : { emptyBinAt: earliest }),
  });
}

/** The record of a folder, which says when its bin has something to erase. */
export function binRecord(vault: OpenVault, compartment: OpenCompartment): OpenRow<FolderBody> | null {
  const id = compartment.members.folder;
  return id === undefined ? null : readRecord(vault, compartment, id, 'folder', FolderBodySchema);
}
