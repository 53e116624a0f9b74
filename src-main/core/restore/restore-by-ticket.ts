import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import type { Job } from '../job.ts';
import { readSmall } from '../read-small.ts';
import type { Environment } from '../vault/open-vault.ts';
import { type ExaminedRestore, examineRestore } from './examine-restore.ts';
import { isCalled } from './find-snapshot.ts';
import type { ReachedSource } from './reach-source.ts';
import type { Repository } from './repository-view.ts';
import { identityOfRequest, spendRequest } from './restore-request.ts';
import { type RestoreOutcome, restoreVault, type WantedRestore } from './restore-vault.ts';
import { fileKeysOf, longestTicketBytes, openTicket, requestOfTicket, type Ticket } from './ticket-file.ts';

/**
 * Restores a vault with a ticket that the Privacy Officer made for this computer. When that is done the ticket opens nothing any
 * more.
 * @param ticketPath of its file.
 * @param named how the caller calls the snapshot; null where the ticket is to say.
 * @throws VaultError `invalid-input` reasons `not-a-ticket`, `ticket-for-another`, `ticket-used`; `not-found`, also where the snapshot
 * of the ticket is not there; those of `restoreVault`.
 */
export async function restoreByTicket(
  env: Environment,
  ticketPath: string,
  {
    snapshot: named,
    ...wanted
  }: Omit<WantedRestore, 'repository' | 'keyOf' | 'later' | 'snapshot'> & {
    readonly snapshot: string | null;
  },
  { target, remembered }: ReachedSource,
  job: Job,
): Promise<{ readonly vault: string; readonly root: string; readonly outcome: RestoreOutcome }> {
  const ticket = await openedTicket(env, ticketPath);
  const { vault, root, later, request } = ticket;
  const { repository, snapshot } = meantBy(ticket, named, { target, remembered }, job);
  const keys = fileKeysOf(ticket);
  try {
    const { keyOf } = keys;
    const outcome = await restoreVault(env, { ...wanted, snapshot, repository, keyOf, later }, job);
    if (outcome.restored !== null) await spendRequest(env, request);
    return { vault, root, outcome };
  } finally {
    keys.wipe();
  }
}

/**
 * What `restoreByTicket` would find, before it writes.
 * @throws VaultError those of `restoreByTicket` that come before anything is opened.
 */
export async function examineByTicket(
  env: Environment,
  ticketPath: string,
  named: string | null,
  reached: ReachedSource,
  job: Job,
): Promise<{ readonly vault: string; readonly root: string; readonly examined: ExaminedRestore }> {
  const ticket = await openedTicket(env, ticketPath);
  const examined = await examineRestore(meantBy(ticket, named, reached, job), env.clock.now(), job);
  return { vault: ticket.vault, root: ticket.root, examined };
}

/** @throws VaultError `invalid-input` reason `ticket-for-another` for another snapshot than the one of the ticket. */
function meantBy(
  { vault, root, snapshot }: Ticket,
  named: string | null,
  { target, remembered }: ReachedSource,
  { signal }: Job,
): { readonly repository: Repository; readonly snapshot: string } {
  // What is asked for by another name is not what the Privacy Officer agreed to.
  if (named !== null && !isCalled(named, snapshot)) {
    throw invalidInput('ticket-for-another', 'ticket', 'the ticket is for another snapshot');
  }
  return { repository: { target, vault, root, remembered, signal }, snapshot: snapshot.hash };
}

/** The ticket in a file, for a request of this account. @throws VaultError as `restoreByTicket`. */
export async function openedTicket(env: Environment, path: string): Promise<Ticket> {
  const file = await readSmall(env.files, path, longestTicketBytes);
  if (file === 'longer') throw invalidInput('not-a-ticket', 'ticket', 'longer than a ticket is');
  if (file === null) throw new VaultError('not-found', 'no such file');
  const identity = await identityOfRequest(env, requestOfTicket(file));
  try {
    return await openTicket(file, identity);
  } finally {
    wipePostQuantumIdentity(identity);
  }
}
