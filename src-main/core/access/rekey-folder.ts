import { checkCancelled, type Job, unwatched } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import { compartmentOf, type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { issueKeyrings } from './issue-keyrings.ts';
import { prepareNextEpochs } from './rekey.ts';
import { beginEpochs, type Resealed, resealAll } from './withdrawal.ts';

/**
 * New keys for a folder whose members stay: for when an old key may be in other hands. What was written before is sealed
 * again under them, as far as the job gets; file keys stay, so that an old copy with an old key still opens.
 * @throws VaultError `not-authorised`, `not-found`, `cancelled` before anything happened.
 */
export async function rekeyFolder(
  vault: OpenVault,
  folder: string,
  reason: string,
  job: Job = unwatched,
): Promise<Resealed> {
  requirePrivacyOfficer(vault);
  using prepared = await prepareNextEpochs(vault, [compartmentOf(vault, folder)]);
  checkCancelled(job);
  changeVault(vault, (change) => {
    beginEpochs(change, prepared);
    issueKeyrings(vault, change);
    change.tell('folder-rekeyed', { folder, reason });
  });
  return await resealAll(vault, [folder], job);
}
