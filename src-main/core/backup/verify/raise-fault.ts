import { z } from 'zod';
import { sha256 } from '../../crypto/binding.ts';
import { leaveMessage } from '../../spool/leave-message.ts';
import type { InboxMessage } from '../../spool/read-message.ts';
import { amsterdamDay } from '../../tasks/calendar.ts';
import { openTasksOf } from '../../tasks/list-tasks.ts';
import type { TaskBody } from '../../tasks/task-body.ts';
import { type Change, changeVault } from '../../vault/change.ts';
import { findUser } from '../../vault/directory.ts';
import { isPrivacyOfficer, type OpenVault } from '../../vault/open-vault.ts';
import { IdSchema } from '../../vault/schemas.ts';
import type { ChainFault } from './chain-faults.ts';

/** The kind of task, and the type of message, that tell of backups that are not as they should be. */
const backupFault = 'backup-fault';

/** A target whose backups have faults. */
export interface FaultyTarget {
  readonly target: string;
  readonly targetName: string;
}

const MessageSchema = z.strictObject({ target: IdSchema, targetName: z.string().min(1).max(200) });

/**
 * Brings the faults of the backups of this computer before the Privacy Officer, once: as a task of hers when she is signed in, and
 * otherwise as a message, which her next sign-in makes a task of. Without faults what was told before is forgotten.
 * @param memory the folder of the target, on this computer.
 * @throws VaultError those of `changeVault` and `leaveMessage`.
 */
export async function tellOfFaults(
  vault: OpenVault,
  { target, targetName }: FaultyTarget,
  memory: string,
  faults: readonly ChainFault[],
): Promise<void> {
  const { env, paths, computer } = vault;
  // She is told once this vault takes changes.
  if (vault.readOnly) return;
  const toldFile = `${memory}/told-faults`;
  if (faults.length === 0) return await env.files.remove(toldFile);
  const told = sha256(Buffer.from(JSON.stringify(faults), 'utf8'));
  const before = await env.files.read(toldFile);
  if (before !== null && told.equals(before)) return;
  const content = { target, targetName };
  if (isPrivacyOfficer(vault)) raiseNow(vault, computer.id, content);
  else await leaveMessage(env, paths.folder, { type: backupFault, content });
  await env.files.replace(toldFile, told);
}

function raiseNow(vault: OpenVault, computer: string, about: FaultyTarget): void {
  if (isRaised(vault, computer, about)) return;
  changeVault(vault, (change) => insertFaultTask(vault, change, computer, about));
}

/**
 * Makes a task of a message that tells of faults; of any other message nothing. Part of the change that takes it in.
 * @param raised what this change has made tasks of already.
 */
export function raiseFaultOf(
  vault: OpenVault,
  change: Change,
  { type, computer, content }: InboxMessage,
  raised: Set<string>,
): void {
  const about = type === backupFault ? MessageSchema.safeParse(content).data : undefined;
  if (!about || raised.has(refOf(computer, about)) || isRaised(vault, computer, about)) return;
  raised.add(refOf(computer, about));
  insertFaultTask(vault, change, computer, about);
}

function isRaised(vault: OpenVault, computer: string, about: FaultyTarget): boolean {
  const ref = refOf(computer, about);
  return openTasksOf(vault, vault.user.id).some(
    ({ body: { source } }) => source.kind === backupFault && source.ref === ref,
  );
}

/** Its title is a word that whoever shows it has a text for, in the language of the reader. */
function insertFaultTask(vault: OpenVault, change: Change, computer: string, about: FaultyTarget): void {
  const { user, directory } = vault;
  const exchange = findUser(directory, user.id)?.exchange;
  // An account of before there were any has none until its sign-in has made it; the message stays in the inbox.
  if (exchange === undefined || exchange === null || !vault.compartments.has(exchange)) return;
  const computerName = directory.computers.find(({ id }) => id === computer)?.name ?? computer;
  const body: TaskBody = {
    title: backupFault,
    text: `${computerName}\n${about.targetName}`,
    due: amsterdamDay(change.at),
    remindDays: null,
    recurrence: null,
    escalateDays: null,
    madeBy: user.id,
    madeAt: change.at,
    source: { kind: backupFault, ref: refOf(computer, about) },
    after: null,
  };
  const task = change.insertRecord(exchange, 'task', body);
  change.tell('task-added', { task, owner: user.id });
}

function refOf(computer: string, { target }: FaultyTarget): string {
  return `${computer}.${target}`;
}
