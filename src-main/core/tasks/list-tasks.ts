import { EntryTimes } from '../audit/entry-times.ts';
import { nameOfUser } from '../people/find-user.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { byName } from '../vault/shown-name.ts';
import { amsterdamDay } from './calendar.ts';
import { type Standing, standingOf } from './standing.ts';
import { type StoredTask, tasksOf } from './stored-tasks.ts';
import type { TaskBody } from './task-body.ts';

/** A task as it stands today, people by id and name. Times in ms UTC. */
export interface Task extends Omit<TaskBody, 'after'> {
  readonly id: string;
  /** The title. */
  readonly name: string;
  readonly owner: string;
  readonly ownerName: string;
  readonly madeByName: string;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly doneAt: number | null;
  readonly doneBy: string | null;
  readonly doneByName: string | null;
  readonly standing: Standing;
}

/**
 * Open tasks by day, or closed ones, closed last first.
 * @param scope `all` is the Privacy Officer's.
 * @throws VaultError `not-authorised`.
 */
export function listTasks(
  vault: OpenVault,
  { scope, state }: { scope: 'mine' | 'all'; state: 'open' | 'closed' },
): Task[] {
  if (scope === 'all') requirePrivacyOfficer(vault);
  const owners = vault.directory.users.filter(({ id }) => scope === 'all' || id === vault.user.id);
  const stored = owners.flatMap((owner) => tasksOf(vault, owner));
  const wanted = stored.filter(({ closing }) => (closing === null) === (state === 'open'));
  const times = new EntryTimes(vault);
  const tasks = wanted.map((task) => shownTask(vault, task, times));
  return tasks.sort(state === 'open' ? byDay : closedLastFirst);
}

/** The open tasks of one user. */
export function openTasksOf(vault: OpenVault, user: string): StoredTask[] {
  const owner = vault.directory.users.find(({ id }) => id === user);
  return owner ? tasksOf(vault, owner).filter(({ closing }) => closing === null) : [];
}

export function shownTask(vault: OpenVault, task: StoredTask, times: EntryTimes = new EntryTimes(vault)): Task {
  const { id, owner, madeBy, closing } = task;
  const { after: _after, ...body } = task.body;
  return {
    ...body,
    id,
    name: body.title,
    owner,
    ownerName: nameOfUser(vault, owner),
    madeBy,
    madeByName: nameOfUser(vault, madeBy),
    state: closing?.state ?? 'open',
    doneAt: closing && times.at(closing.writtenAt),
    doneBy: closing?.by ?? null,
    doneByName: closing && nameOfUser(vault, closing.by),
    standing: closing ? 'closed' : standingOf(body, amsterdamDay(vault.env.clock.now())),
  };
}

/** Those without a day come last. */
function byDay(a: Task, b: Task): number {
  if (a.due !== b.due) return (a.due ?? '~') < (b.due ?? '~') ? -1 : 1;
  return byName(a, b);
}

function closedLastFirst(a: Task, b: Task): number {
  return (b.doneAt ?? 0) - (a.doneAt ?? 0) || byName(a, b);
}
