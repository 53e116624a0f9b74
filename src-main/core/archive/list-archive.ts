import { type Folder, findFolder, openFolders } from '../folders/find-folder.ts';
import { nameOfUser } from '../people/find-user.ts';
import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { byName, compareNames } from '../vault/shown-name.ts';
import { type ArchiveKey, withArchive } from './archive-session.ts';
import { type Archived, type BrokenArchived, missingArchived, openArchive } from './open-archive.ts';

/** Times in ms UTC, sizes in bytes of plaintext; of the newest version where not of a named one. */
export interface ListedArchived {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly folderName: string;
  readonly sealedAt: number;
  readonly sealedBy: string;
  readonly sealedByName: string;
  readonly version: number;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
  readonly versions: { number: number; sizeBytes: number; modifiedAt: number; addedAt: number }[];
}

/**
 * What lies in the archives, by folder and name. Logged, for it shows names that her session alone does not.
 * @param folder id or name of one folder; null for all.
 * @throws VaultError those of `withArchive`, `not-found`, `vault-read-only`.
 */
export async function listArchive(
  vault: OpenVault,
  { folder, ...key }: ArchiveKey & { readonly folder: string | null },
): Promise<{ documents: ListedArchived[]; broken: BrokenArchived[] }> {
  requirePrivacyOfficer(vault);
  const only = folder === null ? null : findFolder(vault, folder);
  const folders = only === null ? openFolders(vault).folders : [only];
  return await withArchive(vault, key, (identity, reason) => {
    const told = { folder: only?.compartment.id ?? null, ...(reason === null ? {} : { reason }) };
    changeVault(vault, (change) => change.tell('archive-listed', told));
    const documents: ListedArchived[] = [];
    const broken: BrokenArchived[] = [];
    for (const one of folders) {
      const archive = openArchive(vault, one.compartment, identity);
      documents.push(...archive.documents.map((archived) => listed(vault, one, archived)));
      broken.push(...archive.broken);
    }
    const missing = missingArchived(vault).filter((one) => only === null || one.folder === only.compartment.id);
    return { documents: documents.sort(byFolderAndName), broken: [...broken, ...missing] };
  });
}

function listed(vault: OpenVault, folder: Folder, { id, name, sealedBy, body }: Archived): ListedArchived {
  const versions = body.versions.map(({ number, size: sizeBytes, modifiedAt, addedAt }) => {
    return { number, sizeBytes, modifiedAt, addedAt };
  });
  const newest = versions.at(-1);
  return {
    id,
    name,
    folder: folder.compartment.id,
    folderName: folder.body.name,
    sealedAt: body.sealedAt,
    sealedBy,
    sealedByName: nameOfUser(vault, sealedBy),
    version: newest?.number ?? 0,
    sizeBytes: newest?.sizeBytes ?? 0,
    modifiedAt: newest?.modifiedAt ?? 0,
    versions,
  };
}

function byFolderAndName(a: ListedArchived, b: ListedArchived): number {
  return compareNames(a.folderName, b.folderName) || byName(a, b);
}
