import { notFound } from '../../contract/error-reasons.ts';
import { violated } from '../../contract/errors.ts';
import { findByName } from '../folders/find-by-name.ts';
import { findFolder } from '../folders/find-folder.ts';
import { type OpenCompartment, type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { type ArchiveKey, requireReason, withArchive } from './archive-session.ts';
import { type Archived, missingArchived, openArchive } from './open-archive.ts';

/** What the Privacy Officer wants of the archive. */
export interface ArchiveRequest extends ArchiveKey {
  /** Id or name. */
  readonly folder: string;
  /** Id, or path when it was sealed. */
  readonly document: string;
}

/**
 * A document in the archive of a folder, with the reason that the log is to have.
 * @throws VaultError those of `withArchive`, `not-found`; `invalid-input` where several are meant, or without a reason;
 * `integrity-violated` part `messages <id>` when it is not what was sealed, or might be one that is not.
 */
export async function findArchived(
  vault: OpenVault,
  { folder, document, ...key }: ArchiveRequest,
): Promise<{ compartment: OpenCompartment; archived: Archived; reason: string }> {
  requirePrivacyOfficer(vault);
  const { compartment } = findFolder(vault, folder);
  return await withArchive(vault, key, (identity, given) => {
    const reason = requireReason(given);
    const { documents, broken } = openArchive(vault, compartment, identity);
    const byId = documents.find(({ id }) => id === document);
    const archived = byId ?? findByName(documents, document, ({ id }) => id, 'document');
    if (archived) return { compartment, archived, reason };
    const unreadable = [
      ...broken,
      ...missingArchived(vault).filter((one) => (one.folder ?? compartment.id) === compartment.id),
    ];
    // The name of one that is broken cannot be read, so nobody can say that it is not the one meant.
    const meant = unreadable.find(({ id }) => id === document) ?? unreadable[0];
    if (!meant) throw notFound('archived-document', 'document', 'no such document in the archive');
    throw violated(`messages ${meant.id}`, `an archived document is ${meant.problem}`);
  });
}

/** @param number null for the newest. @throws VaultError `not-found`. */
export function archivedVersion({ versions }: Archived, number: number | null): Archived['versions'][number] {
  const version = number === null ? versions.at(-1) : versions.find(({ body }) => body.number === number);
  if (!version) throw notFound('archived-version', 'version', 'no such version');
  return version;
}
