import type { accessCalls } from '../../contract/access.ts';
import { grantFolder, revokeFolder } from '../../core/access/folder-access.ts';
import { rekeyFolder } from '../../core/access/rekey-folder.ts';
import { accessOfPerson } from '../../core/folders/access-of-person.ts';
import { findFolder } from '../../core/folders/find-folder.ts';
import { findPresentUser } from '../../core/people/find-user.ts';
import { requirePrivacyOfficer } from '../../core/vault/open-vault.ts';
import type { Handlers } from '../handler.ts';

export const accessHandlers: Handlers<typeof accessCalls> = {
  folderGrant: async ({ vault }, { folder, user, rights, endsAt = null }) => {
    requirePrivacyOfficer(vault);
    const { compartment, body, name } = findFolder(vault, folder);
    const { id: grantee } = findPresentUser(vault.directory, user);
    grantFolder(vault, { id: compartment.id, kind: body.kind }, grantee, { rights, endsAt });
    return { id: compartment.id, name, user: grantee, rights, endsAt };
  },
  accessOfPerson: async ({ vault }, { user }) => accessOfPerson(vault, user),
  folderRekey: async ({ vault, job }, { folder, reason }) => {
    requirePrivacyOfficer(vault);
    const { compartment, name } = findFolder(vault, folder);
    return { id: compartment.id, name, resealed: await rekeyFolder(vault, compartment.id, reason, job) };
  },
  folderRevoke: async ({ vault, job }, { folder, user }) => {
    requirePrivacyOfficer(vault);
    const { compartment, name } = findFolder(vault, folder);
    const { id: member } = findPresentUser(vault.directory, user);
    return { id: compartment.id, name, user: member, resealed: await revokeFolder(vault, compartment.id, member, job) };
  },
};
