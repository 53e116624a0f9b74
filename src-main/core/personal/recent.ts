import { z } from 'zod';
import { notFound } from '../../contract/error-reasons.ts';
import { idBytes } from '../crypto/bytes.ts';
import { findFolder, isFolder } from '../folders/find-folder.ts';
import { idOf } from '../ports/row.ts';
import { DocumentBodySchema } from '../records/bodies.ts';
import { readRecord } from '../records/open-row.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { IdSchema, TimeSchema } from '../vault/schemas.ts';
import { putPersonalRow, readPersonalRow } from './personal-rows.ts';

const kept = { type: 'recent', key: '' } as const;
/** More than are shown, for some of them may not be hers any more. */
const mostKept = 50;
const shownDocuments = 8;
const shownFolders = 5;

const RecentSchema = z.strictObject({
  folders: z.array(z.strictObject({ id: IdSchema, at: TimeSchema })).max(mostKept),
  documents: z.array(z.strictObject({ id: IdSchema, folder: IdSchema, at: TimeSchema })).max(mostKept),
});
type Recent = z.infer<typeof RecentSchema>;

export interface RecentFolder {
  readonly id: string;
  readonly name: string;
  /** ms UTC. */
  readonly at: number;
}
export interface RecentDocument extends RecentFolder {
  readonly folder: string;
  readonly folderName: string;
}

/** What the signed-in user opened last, newest first, with names as they are now; what she has no access to is left out. */
export function recentList(vault: OpenVault): { documents: RecentDocument[]; folders: RecentFolder[] } {
  const recent = recentOf(vault);
  return {
    documents: firstOf(recent.documents, shownDocuments, ({ id, at }) => documentOf(vault, id, at)),
    folders: firstOf(recent.folders, shownFolders, ({ id, at }) => {
      const name = folderName(vault, id);
      return name === null ? null : { id, name, at };
    }),
  };
}

/**
 * Notes that she opened a folder, or a document in it. Nothing is noted in a vault that takes no changes.
 * @throws VaultError `not-found` for a folder that is not hers.
 */
export function addRecent(vault: OpenVault, opened: { folder: string; document?: string | undefined }): void {
  const { db, id: vaultId, personal, readOnly, env } = vault;
  const folder = findFolder(vault, opened.folder).compartment.id;
  const { document } = opened;
  if (document !== undefined && !IdSchema.safeParse(document).success) {
    throw notFound('document', 'document', 'no such document');
  }
  if (!personal || readOnly) return;
  const at = env.clock.now();
  const recent = recentOf(vault);
  const body: Recent = {
    folders: newestFirst({ id: folder, at }, recent.folders),
    documents: document === undefined ? recent.documents : newestFirst({ id: document, folder, at }, recent.documents),
  };
  db.transaction(() => putPersonalRow(db, vaultId, personal, { ...kept, body: RecentSchema.parse(body) }));
}

function recentOf({ db, id, personal }: OpenVault): Recent {
  const none: Recent = { folders: [], documents: [] };
  return (personal && readPersonalRow(db, id, personal, kept, RecentSchema)) ?? none;
}

function newestFirst<Of extends { readonly id: string }>(one: Of, others: readonly Of[]): Of[] {
  return [one, ...others.filter(({ id }) => id !== one.id)].slice(0, mostKept);
}

function firstOf<From, To>(all: readonly From[], most: number, shown: (one: From) => To | null): To[] {
  const found: To[] = [];
  for (const one of all) {
    const to = shown(one);
    if (to !== null) found.push(to);
    if (found.length === most) break;
  }
  return found;
}

function folderName(vault: OpenVault, id: string): string | null {
  const compartment = vault.compartments.get(id);
  if (!compartment || !isFolder(compartment)) return null;
  // What is damaged is left out here; saying that it is damaged is the task of `check`.
  return unlessViolated(() => findFolder(vault, id).name);
}

/** Where it is now; null when it lies in the bin, is gone, or is not hers to see. */
function documentOf(vault: OpenVault, id: string, at: number): RecentDocument | null {
  const row = vault.db.get('SELECT compartment FROM records WHERE id = ?', idBytes(id));
  const compartment = row && vault.compartments.get(idOf(row, 'compartment'));
  if (!compartment || !isFolder(compartment)) return null;
  const folderNow = folderName(vault, compartment.id);
  const body = unlessViolated(() => readRecord(vault, compartment, id, 'document', DocumentBodySchema)?.body ?? null);
  if (folderNow === null || body === null || body.binned !== null) return null;
  return { id, name: body.name, folder: compartment.id, folderName: folderNow, at };
}
