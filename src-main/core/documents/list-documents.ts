import { violated } from '../../contract/errors.ts';
import { findFolder } from '../folders/find-folder.ts';
import { nameOfUser } from '../people/find-user.ts';
import { type OpenVersion, readVersion, requireByItsAuthor } from '../records/open-row.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { byName } from '../vault/shown-name.ts';
import { addedVersions } from './added-versions.ts';
import { requireBinning } from './bin-term.ts';
import { type DocumentReference, findDocument } from './find-document.ts';
import { folderIndex, type IndexedDocument } from './folder-index.ts';
import { requireSignedRecord } from './signed-record.ts';

/** Times in ms UTC. */
export interface ListedDocument {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly createdAt: number;
  /** Who added the current version, id and name; empty when that is not proved. */
  readonly by: string;
  readonly byName: string;
  /** When and by whom (id and name of the user) it was put into the bin. */
  readonly binned: { readonly at: number; readonly by: string; readonly byName: string } | null;
}

/**
 * The documents of a folder by name, either those in use or those in the bin.
 * @throws VaultError `not-found`; `integrity-violated` for one in the bin that nobody rightful put there.
 */
export async function listDocuments(vault: OpenVault, folder: string, inBin: boolean): Promise<ListedDocument[]> {
  const { compartment } = findFolder(vault, folder);
  const versions = await addedVersions(vault, compartment.id);
  const { documents } = await folderIndex(vault, compartment.id);
  return [...documents]
    .filter(({ body }) => (body.binned !== null) === inBin)
    .map((document) => {
      const { id, name, body } = document;
      const { current: version, size: sizeBytes, modifiedAt, createdAt } = body;
      const binning = inBin ? requireBinning(vault, compartment, document) : null;
      const binned = binning && { ...binning, byName: nameOfUser(vault, binning.by) };
      const by = versions.get(body.versions.at(-1) ?? '')?.by ?? '';
      const byName = by === '' ? '' : nameOfUser(vault, by);
      return { id, name, version, sizeBytes, modifiedAt, createdAt, by, byName, binned };
    })
    .sort(byName);
}

/** Times in ms UTC; `id` is the version's own. */
export interface ListedVersion {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly addedAt: number;
  readonly sha256: string;
  readonly author: string;
  readonly authorName: string;
}

/** The versions of a document, also of one in the bin, newest first. @throws VaultError `not-found`. */
export async function listVersions(vault: OpenVault, reference: DocumentReference): Promise<ListedVersion[]> {
  const { compartment, document } = await findDocument(vault, reference, 'anywhere');
  return openVersions(vault, compartment, document)
    .map((version) => {
      requireByItsAuthor(vault, compartment, version);
      const { id, record, body } = version;
      const { author } = record;
      const { number, size: sizeBytes, modifiedAt, addedAt, sha256 } = body;
      const authorName = nameOfUser(vault, author);
      return { id, name: document.name, number, sizeBytes, modifiedAt, addedAt, sha256, author, authorName };
    })
    .reverse();
}

/**
 * All versions of a document, oldest first.
 * @throws VaultError `integrity-violated` when one is missing or is another document's.
 */
export function openVersions(vault: OpenVault, compartment: OpenCompartment, document: IndexedDocument): OpenVersion[] {
  return document.body.versions.map((id) => {
    const version = readVersion(vault, compartment, id);
    if (version?.body.document === document.id) return version;
    throw violated(`contents ${id}`, 'a document without one of its versions');
  });
}

/**
 * As `openVersions`, for what somebody else signs from here on: otherwise that would make a forgery good.
 * @throws VaultError `integrity-violated` also for a record or version that is not by its author, who might write it.
 */
export function signedVersions(
  vault: OpenVault,
  compartment: OpenCompartment,
  document: IndexedDocument,
): OpenVersion[] {
  requireSignedRecord(vault, compartment, document);
  const versions = openVersions(vault, compartment, document);
  for (const version of versions) requireByItsAuthor(vault, compartment, version);
  return versions;
}
