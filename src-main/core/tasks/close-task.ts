import { VaultError } from '../../contract/errors.ts';
import { type Change, changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { shownTask, type Task } from './list-tasks.ts';
import { followingDay } from './recurrence.ts';
import { findTask, type StoredTask } from './stored-tasks.ts';
import type { TaskBody, TaskStateBody } from './task-body.ts';
import { requireOpen, requireWisher } from './write-task.ts';

/**
 * Closes a task as done, by its owner or the Privacy Officer; of one that comes back the next is made in the same change.
 * @returns the next one, or null.
 * @throws VaultError `not-found`; `invalid-input` for one that is closed.
 */
export function doTask(vault: OpenVault, id: string): Task | null {
  const task = findTask(vault, id);
  requireOpen(task);
  const next = changeVault(vault, (change) => closeAsDone(change, task));
  return next === null ? null : shownTask(vault, findTask(vault, next));
}

/** Closes an open task as done, as a part of a change that did it. @returns the id of the next one, or null. */
export function closeAsDone(change: Change, task: StoredTask): string | null {
  const next = addFollowing(change, task);
  close(change, task, { state: 'done', next });
  change.tell('task-done', { task: task.id, owner: task.owner, ...(next === null ? {} : { next }) });
  return next;
}

/**
 * Closes a task that need not be done any more.
 * @throws VaultError `not-found`; `invalid-input` for one that is closed or that somebody else made.
 */
export function cancelTask(vault: OpenVault, id: string, reason: string): void {
  const task = findTask(vault, id);
  requireWisher(vault, task);
  requireOpen(task);
  changeVault(vault, (change) => {
    close(change, task, { state: 'cancelled', next: null });
    change.tell('task-cancelled', { task: id, owner: task.owner, reason });
  });
}

/**
 * Opens a task again; what came back of it goes while it is as it was made. One that is open stays so.
 * @throws VaultError `not-found`; `invalid-input` for a cancelled one that somebody else made.
 */
export function reopenTask(vault: OpenVault, id: string): Task {
  const task = findTask(vault, id);
  const { closing } = task;
  if (closing === null) return shownTask(vault, task);
  if (closing.state === 'cancelled') requireWisher(vault, task);
  const next = untouchedNext(vault, task);
  changeVault(vault, (change) => {
    change.deleteRow('records', task.compartment, closing.id);
    if (next !== null) change.deleteRow('records', task.compartment, next);
    change.tell('task-reopened', { task: id, owner: task.owner, ...(next === null ? {} : { next }) });
  });
  return shownTask(vault, findTask(vault, id));
}

function close(change: Change, task: StoredTask, state: Omit<TaskStateBody, 'task' | 'said'>): void {
  const body: TaskStateBody = { task: task.id, said: task.said, ...state };
  change.insertRecord(task.compartment, 'task-state', body);
}

function addFollowing(change: Change, { id, compartment, madeBy, body }: StoredTask): string | null {
  const { due, recurrence } = body;
  const following = due === null || recurrence === null ? null : followingDay(due, recurrence);
  if (following === null) return null;
  const next: TaskBody = { ...body, madeBy, due: following, madeAt: change.at, after: id };
  return change.insertRecord(compartment, 'task', next);
}

/** The id of the task that closing this one made, if nothing has happened to it since: it was written in that change. */
function untouchedNext(vault: OpenVault, { compartment, closing }: StoredTask): string | null {
  if (closing?.next == null) return null;
  try {
    const next = findTask(vault, closing.next);
    const isUntouched =
      next.closing === null && next.writtenAt === closing.writtenAt && next.compartment === compartment;
    return isUntouched ? next.id : null;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'not-found') return null;
    throw error;
  }
}
