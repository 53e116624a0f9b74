import { VaultError } from '../../contract/errors.ts';
import { readRecord } from '../documents/read-row.ts';
import { type FolderBody, FolderBodySchema } from '../documents/schemas.ts';
import { compartmentOf, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { findByName } from './find-by-name.ts';

/** A client or personnel folder that the signed-in user has the keys of. */
export interface Folder {
  readonly compartment: OpenCompartment;
  readonly name: string;
  readonly kind: FolderBody['kind'];
  /** ms UTC. */
  readonly createdAt: number;
}

/** Every folder of the signed-in user, in no particular order. */
export function openFolders(vault: OpenVault): Folder[] {
  return [...vault.compartments.values()].filter(isFolder).map((compartment) => readFolder(vault, compartment));
}

export function isFolder(compartment: OpenCompartment): boolean {
  return compartment.members.purpose === 'folder';
}

/**
 * The folder that is meant by an id or a name: the name exactly, or, where only one is so called, whatever the case.
 * @throws VaultError `not-found`, also for one that exists but not for her; `invalid-input` with `candidates` (ids) where
 * several are meant; what is wrong when the folder, or any that might be the one meant, is broken.
 */
export function findFolder(vault: OpenVault, reference: string): Folder {
  const compartment = vault.compartments.get(reference);
  if (compartment && isFolder(compartment)) return readFolder(vault, compartment);
  const broken = vault.broken.get(reference);
  if (broken) throw broken;
  const found = findByName(openFolders(vault), reference, ({ compartment: { id } }) => id);
  if (found) return found;
  const [unreadable] = vault.broken.values();
  // Its name cannot be read, so nobody can say that it is not the one.
  if (unreadable) throw unreadable;
  throw new VaultError('not-found', 'no such folder', { details: { input: 'folder' } });
}

/** As `findFolder`. @throws VaultError `not-authorised` without `write` in it. */
export function findWritableFolder(vault: OpenVault, reference: string): Folder {
  const folder = findFolder(vault, reference);
  requireWrite(folder.compartment);
  return folder;
}

/** What others would not accept from her is not begun. @throws VaultError `not-authorised`. */
export function requireWrite(compartment: OpenCompartment): void {
  if (compartment.rights !== 'write') throw new VaultError('not-authorised', 'reading only in this folder');
}

/** A folder by its compartment. @throws VaultError `not-found`. */
export function folderOf(vault: OpenVault, compartment: string): Folder {
  const found = compartmentOf(vault, compartment);
  if (!isFolder(found)) throw new VaultError('not-found', 'no such folder');
  return readFolder(vault, found);
}

function readFolder(vault: OpenVault, compartment: OpenCompartment): Folder {
  const id = compartment.members.folder;
  const record = id === undefined ? null : readRecord(vault, compartment, id, 'folder', FolderBodySchema);
  if (!record) {
    throw new VaultError('integrity-violated', 'a folder without its record', {
      details: { part: `compartment ${compartment.id}` },
    });
  }
  const { name, kind, createdAt } = record.body;
  return { compartment, name, kind, createdAt };
}
