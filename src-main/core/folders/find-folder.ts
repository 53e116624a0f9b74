import { notFound } from '../../contract/error-reasons.ts';
import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { type FolderBody, FolderBodySchema } from '../records/bodies.ts';
import { readRecord } from '../records/open-row.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { findByName } from './find-by-name.ts';

/** A client or personnel folder that the signed-in user has the keys of. */
export interface Folder {
  readonly compartment: OpenCompartment;
  /** The id of the record with the body. */
  readonly record: string;
  readonly body: FolderBody;
  readonly name: string;
}

export interface Folders {
  /** In no particular order. */
  readonly folders: readonly Folder[];
  /** Compartments whose name cannot be read, with what is wrong. */
  readonly broken: ReadonlyMap<string, VaultError>;
}

/** Every folder of the signed-in user. One that is damaged does not keep her from the others. */
export function openFolders(vault: OpenVault): Folders {
  const folders: Folder[] = [];
  const broken = new Map([...vault.broken].map(([id, { error }]) => [id, error]));
  for (const compartment of vault.compartments.values()) {
    if (!isFolder(compartment)) continue;
    try {
      folders.push(readFolder(vault, compartment));
    } catch (error) {
      if (!isViolation(error)) throw error;
      broken.set(compartment.id, error);
    }
  }
  return { folders, broken };
}

export function isFolder(compartment: OpenCompartment): boolean {
  return compartment.members.purpose === 'folder';
}

/**
 * The folder that is meant by an id or a name: the name exactly, or, where only one is so called, whatever the case.
 * @param input what it was given as.
 * @throws VaultError `not-found`, also for one that exists but not for her; `invalid-input` with `candidates` (ids) where
 * several are meant; what is wrong when the folder, or any that might be the one meant, is broken.
 */
export function findFolder(vault: OpenVault, reference: string, input = 'folder'): Folder {
  const compartment = vault.compartments.get(reference);
  if (compartment && isFolder(compartment)) return readFolder(vault, compartment);
  const { folders, broken } = openFolders(vault);
  const found = findByName(folders, reference, ({ compartment: { id } }) => id, input);
  if (found) return found;
  // The name of a broken one cannot be read, so nobody can say that it is not the one meant.
  const [unreadable] = broken.values();
  throw broken.get(reference) ?? unreadable ?? notFound('folder', input, 'no such folder');
}

/** As `findFolder`. @throws VaultError `not-authorised` without `write` in it. */
export function findWritableFolder(vault: OpenVault, reference: string, input = 'folder'): Folder {
  const folder = findFolder(vault, reference, input);
  requireWrite(folder.compartment);
  return folder;
}

/** What others would not accept from her is not begun. @throws VaultError `not-authorised`. */
export function requireWrite(compartment: OpenCompartment): void {
  if (compartment.rights !== 'write') throw new VaultError('not-authorised', 'reading only in this folder');
}

function readFolder(vault: OpenVault, compartment: OpenCompartment): Folder {
  const id = compartment.members.folder;
  const record = id === undefined ? null : readRecord(vault, compartment, id, 'folder', FolderBodySchema);
  if (!record) {
    throw violated(`compartment ${compartment.id}`, 'a folder without its record');
  }
  return { compartment, record: record.id, body: record.body, name: record.body.name };
}
