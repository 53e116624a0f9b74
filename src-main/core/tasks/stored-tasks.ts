import { notFound } from '../../contract/error-reasons.ts';
import { type ExchangeRecord, exchangeOf, exchangeRecords } from '../access/exchange.ts';
import { idBytes } from '../crypto/bytes.ts';
import { idOf } from '../ports/row.ts';
import { hashOfRecord } from '../records/sealed-record.ts';
import { wasOfficerKey } from '../vault/certificates.ts';
import type { DirectoryUser } from '../vault/directory.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { followingDay } from './recurrence.ts';
import { type TaskBody, TaskBodySchema, type TaskStateBody, TaskStateBodySchema } from './task-body.ts';

/** The record that closed a task. */
interface Closing extends TaskStateBody {
  /** The id of the record. */
  readonly id: string;
  readonly by: string;
  /** The position of the change that wrote it. */
  readonly writtenAt: number;
}

/** A task as its record has it. */
export interface StoredTask {
  readonly id: string;
  /** The exchange compartment that it lies in. */
  readonly compartment: string;
  /** The id of the user whose compartment that is. */
  readonly owner: string;
  readonly body: TaskBody;
  /** Who made it, as far as signatures prove it (docs/formats.md section 12). */
  readonly madeBy: string;
  /** The position of the change that wrote it. */
  readonly writtenAt: number;
  /** What it says, for what closes it. */
  readonly said: string;
  /** Null while it is open. */
  readonly closing: Closing | null;
}

/** The tasks of one user; none when the signed-in user has no key of them. */
export function tasksOf(vault: OpenVault, owner: DirectoryUser): StoredTask[] {
  const compartment = exchangeOf(vault, owner);
  if (compartment === null) return [];
  const wishes = new Map<string, Wish>();
  const closings = new Map<string, Closing>();
  for (const { place, record } of exchangeRecords(vault, compartment)) {
    const body = record.type === 'task' ? TaskBodySchema.safeParse(record.body).data : undefined;
    if (body) wishes.set(place.id, { body, record });
    const state = record.type === 'task-state' ? TaskStateBodySchema.safeParse(record.body).data : undefined;
    if (state) closings.set(state.task, { ...state, id: place.id, by: record.author, writtenAt: record.at });
  }
  const proven = new Map<Wish, string | null>();
  return [...wishes].map(([id, wish]) => ({
    id,
    compartment: compartment.id,
    owner: owner.id,
    body: wish.body,
    madeBy: provenMaker(vault, wish, wishes, proven) ?? wish.record.author,
    writtenAt: wish.record.at,
    said: hashOfRecord(wish.record),
    closing: closingOf(id, wish, closings),
  }));
}

/** A task that was written anew since is not what was closed. */
function closingOf(id: string, { record }: Wish, closings: ReadonlyMap<string, Closing>): Closing | null {
  const closing = closings.get(id);
  return closing?.said === hashOfRecord(record) ? closing : null;
}

/**
 * A task by its id, wherever the signed-in user can read it.
 * @throws VaultError `not-found`, whether it exists or not.
 */
export function findTask(vault: OpenVault, id: string): StoredTask {
  const bytes = /^[0-9a-f]{32}$/.test(id) ? idBytes(id) : null;
  const row = bytes && vault.db.get('SELECT compartment FROM records WHERE id = ?', bytes);
  const exchange = row ? idOf(row, 'compartment') : null;
  const owner = vault.directory.users.find((user) => user.exchange !== null && user.exchange === exchange);
  const found = owner && tasksOf(vault, owner).find((task) => task.id === id);
  if (!found) throw notFound('task', 'id', 'no such task');
  return found;
}

interface Wish {
  readonly body: TaskBody;
  readonly record: ExchangeRecord['record'];
}

/**
 * Follows a task that came back to the one that its maker signed. @param proven what was found of others: chains are long.
 * @returns null when no signature proves one; whoever put it there made it then.
 */
function provenMaker(
  vault: OpenVault,
  wish: Wish,
  wishes: ReadonlyMap<string, Wish>,
  proven: Map<Wish, string | null>,
): string | null {
  const path = new Set<Wish>();
  let maker: string | null = null;
  for (let one: Wish | undefined = wish; one !== undefined && !path.has(one); ) {
    const known = proven.get(one);
    if (known !== undefined) {
      maker = known;
      break;
    }
    path.add(one);
    const { author, key, at } = one.record;
    if (author === one.body.madeBy || wasOfficerKey(vault.chain, key, at)) {
      maker = one.body.madeBy;
      break;
    }
    const before: Wish | undefined = one.body.after === null ? undefined : wishes.get(one.body.after);
    one = before && comesBackFrom(one.body, before.body) ? before : undefined;
  }
  for (const passed of path) proven.set(passed, maker);
  return maker;
}

function comesBackFrom(body: TaskBody, before: TaskBody): boolean {
  if (before.due === null || before.recurrence === null) return false;
  const { due, madeAt, after } = body;
  const expected: TaskBody = { ...before, due, madeAt, after };
  return followingDay(before.due, before.recurrence) === due && JSON.stringify(expected) === JSON.stringify(body);
}
