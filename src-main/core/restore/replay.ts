import { grantFolder, revokeFolder } from '../access/folder-access.ts';
import { presentMembers } from '../access/member-list.ts';
import { eraseDocument } from '../documents/erase-document.ts';
import { folderIndex } from '../documents/folder-index.ts';
import { destroyFolder } from '../folders/destroy-folder.ts';
import { type Folder, openFolders } from '../folders/find-folder.ts';
import { checkCancelled, type Job } from '../job.ts';
import { disableUser } from '../people/disable-user.ts';
import { findUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import type { LaterState } from './later-state.ts';

/** What has been done again in a restored vault: how many of each. */
export interface Replayed {
  readonly erased: number;
  readonly disabled: number;
  readonly revoked: number;
}

/** What was taken away from a vault since. */
export type TakenAway = Pick<LaterState, 'erased' | 'disabled' | 'folders'>;

/**
 * Does to a restored vault what a later state says has been done since: who and what was taken away is taken away again. What is
 * done already is not found any more, so that it may be stopped anywhere and begun again.
 * @param vault of the Privacy Officer. @param reason for the log. @throws VaultError `integrity-violated`, `cancelled`.
 */
export async function replay(vault: OpenVault, later: TakenAway, reason: string, job: Job): Promise<Replayed> {
  const erased = await eraseAgain(vault, new Set(later.erased), reason, job);
  let disabled = 0;
  for (const id of later.disabled) {
    const user = findUser(vault.directory, id);
    if (!user || user.state === 'disabled' || user.role === 'privacy-officer') continue;
    checkCancelled(job);
    await disableUser(vault, id, job);
    disabled += 1;
  }
  return { erased, disabled, revoked: await revokeAgain(vault, later, job) };
}

async function eraseAgain(vault: OpenVault, erased: ReadonlySet<string>, reason: string, job: Job): Promise<number> {
  let count = 0;
  for (const { compartment } of openFolders(vault).folders) {
    checkCancelled(job);
    if (erased.has(compartment.id)) {
      await destroyFolder(vault, compartment.id, reason);
      count += 1;
      continue;
    }
    const { documents } = await folderIndex(vault, compartment.id);
    for (const { id } of [...documents].filter((document) => erased.has(document.id))) {
      checkCancelled(job);
      await eraseDocument(vault, { folder: compartment.id, document: id }, reason);
      count += 1;
    }
  }
  return count;
}

async function revokeAgain(vault: OpenVault, { folders }: TakenAway, job: Job): Promise<number> {
  const laterOf = new Map(folders.map(({ id, members }) => [id, members]));
  let count = 0;
  for (const folder of openFolders(vault).folders) {
    const later = laterOf.get(folder.compartment.id);
    // One whose later list is not known was broken then, or is gone with all that it granted.
    if (!later) continue;
    const terms = new Map(later.map((member) => [member.user, member]));
    for (const { user, rights, endsAt } of presentMembers(folder.compartment.members)) {
      if (findUser(vault.directory, user)?.role === 'privacy-officer') continue;
      checkCancelled(job);
      const now = terms.get(user);
      const isSame = now?.rights === rights && now.endsAt === endsAt;
      if (isSame || (now && !isLess(now, { rights, endsAt }))) continue;
      await lower(vault, folder, user, now, job);
      count += 1;
    }
  }
  return count;
}

type Terms = Pick<LaterState['folders'][number]['members'][number], 'rights' | 'endsAt'>;

/** What was given since is not given again; what was taken is. */
function isLess(now: Terms, before: Terms): boolean {
  const endOf = ({ endsAt }: Terms) => endsAt ?? Number.POSITIVE_INFINITY;
  return (now.rights === 'read' && before.rights === 'write') || endOf(now) < endOf(before);
}

async function lower(
  vault: OpenVault,
  { compartment, body }: Folder,
  user: string,
  now: Terms | undefined,
  job: Job,
): Promise<void> {
  const hasEnded = now === undefined || (now.endsAt !== null && now.endsAt <= vault.env.clock.now());
  if (hasEnded) await revokeFolder(vault, compartment.id, user, job);
  else grantFolder(vault, { id: compartment.id, kind: body.kind }, user, { rights: now.rights, endsAt: now.endsAt });
}
