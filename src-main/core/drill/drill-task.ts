import { readBackupSettings } from '../backup/targets/kept-settings.ts';
import { amsterdamDay, dayAfter } from '../tasks/calendar.ts';
import { closeAsDone, doTask } from '../tasks/close-task.ts';
import { openTasksOf } from '../tasks/list-tasks.ts';
import { standingOf } from '../tasks/standing.ts';
import { type StoredTask, tasksOf } from '../tasks/stored-tasks.ts';
import type { TaskBody } from '../tasks/task-body.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { findUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** The kind of task that asks for a drill, and its title, for which whoever shows it has words. */
const drill = 'drill';
const everyMonths = 3;
/** For the first one; of those that come back it is when they are shown as coming. */
const daysToDoIt = 14;

/**
 * Gives the Privacy Officer the task to restore a backup as a trial, which comes back every quarter, once this computer makes
 * backups. Not where she has had one: whoever cancelled it meant that. At her sign-in.
 */
export async function planDrills(vault: OpenVault): Promise<void> {
  const user = findUser(vault.directory, vault.user.id);
  if (!user?.exchange || !vault.compartments.has(user.exchange)) return;
  if ((await readBackupSettings(vault)).targets.length === 0) return;
  if (tasksOf(vault, user).some(isDrill)) return;
  const { exchange } = user;
  changeVault(vault, (change) => {
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
  });
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
