import { VaultError } from '../../contract/errors.ts';
import { isFolder } from '../folders/find-folder.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { foldedText } from './folded-text.ts';
import { type FolderIndex, folderIndex, type IndexedDocument } from './folder-index.ts';

/** A document with the folder that it lies in. */
export interface FoundDocument {
  readonly id: string;
  readonly name: string;
  /** The folder's id. */
  readonly folder: string;
  readonly folderName: string;
  readonly version: number;
  readonly sizeBytes: number;
  /** ms UTC. */
  readonly modifiedAt: number;
}

/**
 * Documents of all folders of the signed-in user, those in a bin left out, whose path together with the folder's name
 * holds every word of `text`, whatever the case and accents; last modified first, at most `limit`. The first time in a
 * session it opens every record, giving other calls their turn meanwhile.
 */
export async function findDocuments(vault: OpenVault, text: string, limit: number): Promise<FoundDocument[]> {
  const words = foldedText(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const found = new LastModified(limit);
  for (const compartment of [...vault.compartments.values()].filter(isFolder)) {
    const index = await readableIndex(vault, compartment.id);
    const folderName = index?.folder?.name ?? '';
    const foldedFolder = foldedText(folderName);
    const wanted = words.filter((word) => !foldedFolder.includes(word));
    for (const document of index?.documents ?? []) {
      if (document.body.binned !== null || !wanted.every((word) => document.folded.includes(word))) continue;
      found.add({ document, folder: compartment.id, folderName });
    }
  }
  return found.inOrder.map(({ document: { id, name, body }, folder, folderName }) => {
    const { current: version, size: sizeBytes, modifiedAt } = body;
    return { id, name, folder, folderName, version, sizeBytes, modifiedAt };
  });
}

/** Null for a folder that is damaged: it is named where folders are listed, and does not keep her from all others. */
async function readableIndex(vault: OpenVault, compartment: string): Promise<FolderIndex | null> {
  try {
    return await folderIndex(vault, compartment);
  } catch (error) {
    if (error instanceof VaultError && ['integrity-violated', 'not-found'].includes(error.code)) return null;
    throw error;
  }
}

interface Match {
  readonly document: IndexedDocument;
  readonly folder: string;
  readonly folderName: string;
}

/** The latest of many, without sorting them all: most are told apart from them by one look at the last of them. */
class LastModified {
  readonly #limit: number;
  /** Latest first. */
  readonly #latest: Match[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get inOrder(): readonly Match[] {
    return this.#latest;
  }

  add(match: Match): void {
    const { modifiedAt } = match.document.body;
    const last = this.#latest.at(-1);
    if (last && this.#latest.length >= this.#limit) {
      if (last.document.body.modifiedAt >= modifiedAt) return;
      this.#latest.pop();
    }
    this.#latest.splice(this.#placeOf(modifiedAt), 0, match);
  }

  /** Behind all that are as late. */
  #placeOf(modifiedAt: number): number {
    let [from, to] = [0, this.#latest.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#latest[middle]?.document.body.modifiedAt ?? 0) >= modifiedAt) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
