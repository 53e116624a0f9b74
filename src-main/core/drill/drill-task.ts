import { readBackupSettings } from '../backup/targets/kept-settings.ts';
import { leaveMessage } from '../spool/leave-message.ts';
import type { InboxMessage } from '../spool/read-message.ts';
import { amsterdamDay, dayAfter } from '../tasks/calendar.ts';
import { closeAsDone, doTask } from '../tasks/close-task.ts';
import { openTasksOf } from '../tasks/list-tasks.ts';
import { standingOf } from '../tasks/standing.ts';
import { type StoredTask, tasksOf } from '../tasks/stored-tasks.ts';
import type { TaskBody } from '../tasks/task-body.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { findUser } from '../vault/directory.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';

/** The kind of task that asks for a drill, and its title, for which whoever shows it has words. */
const drill = 'drill';
const everyMonths = 3;
/** For the first one; of those that come back it is when they are shown as coming. */
const daysToDoIt = 14;
/** The type of the message that tells her of a computer that makes backups. */
const backupsMade = 'backups-made';

/**
 * Gives the Privacy Officer the task to restore a backup as a trial, which comes back every quarter, once this computer makes
 * backups. Not where she has had one: whoever cancelled it meant that. At her sign-in.
 */
export async function planDrills(vault: OpenVault): Promise<void> {
  if ((await readBackupSettings(vault)).targets.length === 0) return;
  const exchange = exchangeWithoutDrill(vault);
  if (exchange !== null) changeVault(vault, (change) => insertDrill(vault, change, exchange));
}

/**
 * Tells the Privacy Officer, once, that this computer makes backups: hers may make none, and the backups of the office are tested all the same.
 * @throws VaultError those of `leaveMessage`.
 */
export async function tellOfBackupsMade(vault: OpenVault): Promise<void> {
  const { env, paths } = vault;
  if (vault.readOnly || isPrivacyOfficer(vault)) return;
  if ((await readBackupSettings(vault)).targets.length === 0) return;
  const toldFile = `${env.backupFolder(vault.id)}/told-made`;
  if ((await env.files.look(toldFile)) !== null) return;
  await leaveMessage(env, paths.folder, { type: backupsMade, content: {} });
  await env.files.replace(toldFile, Buffer.alloc(0));
}

/**
 * Makes the task of a message that tells of backups, as `planDrills`; of any other message nothing. Part of the change that takes
 * it in. @param raised what this change has made tasks of already.
 */
export function planDrillOf(vault: OpenVault, change: Change, { type }: InboxMessage, raised: Set<string>): void {
  if (type !== backupsMade || raised.has(drill)) return;
  const exchange = exchangeWithoutDrill(vault);
  if (exchange === null) return;
  raised.add(drill);
  insertDrill(vault, change, exchange);
}

/** @returns where her tasks lie; null where she has had one, or an account of before there were any. */
function exchangeWithoutDrill(vault: OpenVault): string | null {
  const user = findUser(vault.directory, vault.user.id);
  if (!user?.exchange || !vault.compartments.has(user.exchange)) return null;
  return tasksOf(vault, user).some(isDrill) ? null : user.exchange;
}

function insertDrill({ user }: OpenVault, change: Change, exchange: string): void {
  const due = dayAfter(amsterdamDay(change.at), daysToDoIt);
  if (due === null) return;
  const body: TaskBody = {
    title: drill,
    text: '',
    due,
    remindDays: daysToDoIt,
    recurrence: { every: 'month', count: everyMonths, anchorDay: Number(due.slice(-2)) },
    escalateDays: null,
    madeBy: user.id,
    madeAt: change.at,
    source: { kind: drill, ref: null },
    after: null,
  };
  const task = change.insertRecord(exchange, 'task', body);
  change.tell('task-added', { task, owner: user.id });
}

/** Closes the task that a drill that passed has done. Part of the change that tells of it. */
export function closeDrillTask(vault: OpenVault, change: Change): void {
  const [task] = tasksToDo(vault);
  if (task) closeAsDone(change, task);
}

/** Where drills were left out for more than a quarter, one has done all that were due until now. */
export function closeMissedDrills(vault: OpenVault): void {
  for (let [task] = tasksToDo(vault); task; [task] = tasksToDo(vault)) doTask(vault, task.id);
}

/** Of which one is shown as coming, due or late; the next after it is not to be done yet. */
function tasksToDo(vault: OpenVault): StoredTask[] {
  const today = amsterdamDay(vault.env.clock.now());
  return openTasksOf(vault, vault.user.id).filter((task) => isDrill(task) && standingOf(task.body, today) !== 'later');
}

function isDrill({ body: { source } }: StoredTask): boolean {
  return source.kind === drill;
}
