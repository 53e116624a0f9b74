import type { FolderKind } from '../records/bodies.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { Rights } from '../vault/schemas.ts';
import { byName } from '../vault/shown-name.ts';
import { openFolders } from './find-folder.ts';

export interface ListedFolder {
  readonly id: string;
  readonly name: string;
  readonly kind: FolderKind;
  /** ms UTC. */
  readonly createdAt: number;
  readonly rights: Rights;
}

/** The folders of the signed-in user by name, and the ids of compartments of hers that nothing can be shown of. */
export function listFolders(vault: OpenVault): { folders: ListedFolder[]; broken: string[] } {
  const { folders, broken } = openFolders(vault);
  const listed = folders.map(({ compartment: { id, rights }, body: { name, kind, createdAt } }) => {
    return { id, name, kind, createdAt, rights };
  });
  return { folders: listed.sort(byName), broken: [...broken.keys()] };
}
