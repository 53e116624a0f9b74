import { invalidInput } from '../../contract/error-reasons.ts';
import { VaultError } from '../../contract/errors.ts';
import { exchangeOf, forgetRead } from '../access/exchange.ts';
import { findPresentUser } from '../people/find-user.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { type DirectoryUser, findUser } from '../vault/directory.ts';
import { isPrivacyOfficer, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { shownTask, type Task } from './list-tasks.ts';
import { findTask, type StoredTask } from './stored-tasks.ts';
import type { TaskBody } from './task-body.ts';

/** What somebody decides about a task. `owner`: id or name. */
export interface TaskWish extends Omit<TaskBody, 'madeBy' | 'madeAt' | 'source' | 'after'> {
  readonly owner: string;
}

/**
 * A new task, for oneself or, from the Privacy Officer, for anybody who works here.
 * @throws VaultError `not-authorised`, `not-found`; `invalid-input` for one that comes back without a day.
 */
export function addTask(vault: OpenVault, { owner, ...wish }: TaskWish, source: TaskBody['source']): Task {
  const user = ownerOf(vault, owner);
  requireDay(wish);
  const { id: compartment } = exchangeFor(vault, user);
  const id = changeVault(vault, (change) => {
    const body: TaskBody = { ...wish, madeBy: vault.user.id, madeAt: change.at, source, after: null };
    const record = change.insertRecord(compartment, 'task', body);
    change.tell('task-added', { task: record, owner: user.id });
    return record;
  });
  return shownTask(vault, findTask(vault, id));
}

/**
 * Other wishes about an open task. With another owner it moves into that user's exchange.
 * @throws VaultError `not-found`, `not-authorised`; `invalid-input` for one that is closed, or comes back without a day.
 */
export function changeTask(vault: OpenVault, id: string, { owner, ...wish }: TaskWish): Task {
  const task = findTask(vault, id);
  requireWisher(vault, task);
  requireOpen(task);
  requireDay(wish);
  const user = ownerOf(vault, owner);
  const target = exchangeFor(vault, user);
  const { madeBy, body } = task;
  const changed: TaskBody = { ...body, ...wish, madeBy };
  changeVault(vault, (change) => {
    if (target.id === task.compartment) change.updateRecord(target.id, id, 'task', changed);
    else moveTask(vault, change, task, target.id, changed);
    change.tell('task-changed', { task: id, owner: user.id });
  });
  return shownTask(vault, findTask(vault, id));
}

/** Gives the open tasks of somebody who leaves to the Privacy Officer. Part of the change that disables her. */
export function handOverTasks(vault: OpenVault, change: Change, tasks: readonly StoredTask[]): void {
  const officer = findUser(vault.directory, vault.user.id);
  const target = officer && exchangeOf(vault, officer);
  if (!target) return;
  for (const task of tasks) {
    moveTask(vault, change, task, target.id, { ...task.body, madeBy: task.madeBy });
    change.tell('task-changed', { task: task.id, owner: vault.user.id });
  }
}

function moveTask(
  vault: OpenVault,
  change: Change,
  { id, compartment }: StoredTask,
  target: string,
  body: TaskBody,
): void {
  forgetRead(vault, compartment, id);
  change.deleteRow('records', compartment, id);
  change.insertRecord(target, 'task', body, id);
}

/** @throws VaultError `invalid-input` for a task that somebody else made. */
export function requireWisher(vault: OpenVault, { owner, madeBy }: StoredTask): void {
  if (isPrivacyOfficer(vault) || (owner === vault.user.id && madeBy === vault.user.id)) return;
  throw invalidInput('not-owner', 'id', 'somebody else made this task');
}

/** @throws VaultError `invalid-input`. */
export function requireOpen({ closing }: StoredTask): void {
  if (closing !== null) throw invalidInput('task-closed', 'id', 'the task is closed');
}

function requireDay({ due, recurrence }: Pick<TaskBody, 'due' | 'recurrence'>): void {
  if (due === null && recurrence !== null) throw invalidInput('wrong-form', 'due', 'what comes back needs a day');
}

function ownerOf(vault: OpenVault, reference: string): DirectoryUser {
  const user = findPresentUser(vault.directory, reference);
  if (user.id === vault.user.id || isPrivacyOfficer(vault)) return user;
  throw new VaultError('not-authorised', 'only the Privacy Officer gives tasks to others');
}

/** @throws VaultError what is wrong with it; `internal` for an account that has none yet. */
function exchangeFor(vault: OpenVault, user: DirectoryUser): OpenCompartment {
  const broken = user.exchange === null ? undefined : vault.broken.get(user.exchange);
  if (broken) throw broken.error;
  const compartment = exchangeOf(vault, user);
  if (compartment === null) throw new VaultError('internal', 'an account without an exchange');
  return compartment;
}
