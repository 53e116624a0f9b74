import { issueKeyrings } from '../access/issue-keyrings.ts';
import { prepareKey } from '../access/rekey.ts';
import { newId } from '../crypto/bytes.ts';
import type { FolderBody, FolderKind } from '../records/bodies.ts';
import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { newFolderName } from './folder-name.ts';

/**
 * Creates a folder that nobody but the Privacy Officer can open yet, with the archive that belongs to it.
 * @returns its id, and the name as it is kept.
 * @throws VaultError `not-authorised`, `invalid-input`, `name-taken`.
 */
export async function createFolder(
  vault: OpenVault,
  wanted: { name: string; kind: FolderKind },
): Promise<FolderBody & { id: string }> {
  requirePrivacyOfficer(vault);
  newFolderName(vault, wanted.name, null);
  const id = newId();
  using folder = await prepareKey(vault, id, 1, { purpose: 'folder', of: null });
  // Only the step-up identity and the kit open an archive: its own identity comes into no keyring, and no memory keeps it.
  using archive = await prepareKey(vault, newId(), 1, { purpose: 'archive', of: id });
  const { compartment, epoch, recipient } = archive.key;
  const body: FolderBody = {
    name: newFolderName(vault, wanted.name, null),
    kind: wanted.kind,
    createdAt: vault.env.clock.now(),
  };
  const record = newId();
  changeVault(vault, (change) => {
    change.createCompartment(folder.key, folder.row);
    change.insertArchiveKey(archive.row);
    const mailbox = { compartment, epoch, recipient };
    change.setMembers(id, { purpose: 'folder', members: [], archive: mailbox, folder: record });
    change.insertRecord(id, 'folder', body, record);
    issueKeyrings(vault, change);
    change.tell('folder-created', { folder: id, archive: compartment }, id);
  });
  return { id, ...body };
}
