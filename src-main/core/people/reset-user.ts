import { issueKeyrings } from '../access/issue-keyrings.ts';
import { presentMember, withMember } from '../access/member-list.ts';
import { prepareKey } from '../access/rekey.ts';
import { beginEpochs, compartmentsOfMember, prepareNextEpochsOfAll, resealAll } from '../access/withdrawal.ts';
import { newId } from '../crypto/bytes.ts';
import { checkCancelled, type Job, unwatched } from '../job.ts';
import { carryOutRotations, planRotations } from '../rotation/rotations.ts';
import { type Change, changeVaultWithFile } from '../vault/change.ts';
import { withLastKeyEnded, withUser } from '../vault/directory.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { beginExchange, brokenExchange, giveUpExchange } from './begin-exchange.ts';
import type { AccessEnded } from './disable-user.ts';
import { findOtherUser } from './find-user.ts';
import { requireGoodPassword } from './password-policy.ts';
import { makeProvisionalAccount } from './provisional-account.ts';

/**
 * For who has lost her password, or whose keys may be in other hands: the account is provisional again and keeps its
 * grants. A broken exchange is begun anew, empty. Her old keys count for nothing that is written from here on, and open nothing of it;
 * where they may be in other hands the database has a new key too.
 * @throws VaultError `not-authorised`, `not-found`, `invalid-input` for herself, `password-too-weak`, `cancelled` before
 * anything happened.
 */
export async function resetUser(
  vault: OpenVault,
  reference: string,
  newPassword: string,
  job: Job = unwatched,
): Promise<AccessEnded> {
  requirePrivacyOfficer(vault);
  const user = findOtherUser(vault, reference);
  const { id, name } = user;
  requireGoodPassword(newPassword, { name, office: vault.directory.office, isPrivacyOfficer: false });
  const held = compartmentsOfMember(vault, id).map((compartment) => compartment.id);
  const { signing, recipient, content, facts } = await makeProvisionalAccount(vault, user, newPassword);
  const lost = brokenExchange(vault, user);
  using another = lost === null ? null : await prepareKey(vault, newId(), 1, { purpose: 'exchange', of: null });
  using prepared = await prepareNextEpochsOfAll(vault);
  checkCancelled(job);
  await changeVaultWithFile(vault, content, (change) => {
    beginEpochs(change, prepared);
    for (const compartment of held) carryGrantOver(change, compartment, id, signing);
    const key = { signing, recipient, from: change.position, until: null, provisional: true } as const;
    change.setDirectory((directory) =>
      withUser(directory, id, ({ renew: _renewed, ...one }) => {
        return { ...one, state: 'provisional', keys: [...withLastKeyEnded(one.keys, change.position), key] };
      }),
    );
    if (user.renew !== undefined) planRotations(change, ['rotate-database-key']);
    if (lost !== null && another !== null) {
      giveUpExchange(change, id, lost);
      beginExchange(change, another, { user: id, signing });
      const exchange = another.key.compartment;
      change.setDirectory((directory) => withUser(directory, id, (one) => ({ ...one, exchange })));
    }
    issueKeyrings(vault, change);
    change.tell('user-reset', { user: id, ...facts });
  });
  const rotated = user.renew === undefined || (await carryOutRotations(vault, job));
  const rekeyed = prepared.map(({ key }) => key.compartment);
  return { id, name, compartments: held.length, rotated, resealed: await resealAll(vault, rekeyed, job) };
}

function carryGrantOver(change: Change, compartment: string, user: string, signing: string): void {
  const { members } = change.compartment(compartment);
  const grant = presentMember(members, user);
  if (!grant) return;
  const { rights, endsAt } = grant;
  change.setMembers(compartment, withMember(members, { user, signing, rights, endsAt }, change.position));
}
