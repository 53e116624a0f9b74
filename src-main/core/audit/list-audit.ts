import type { AuditProblem } from '../../contract/audit.ts';
import { notFound } from '../../contract/error-reasons.ts';
import { largestU32 } from '../crypto/bytes.ts';
import { checkCancelled, type Job, turnOfOthers } from '../job.ts';
import { userMeant } from '../people/find-user.ts';
import type { SqlRow } from '../ports/database.ts';
import { integerOf, timeOf } from '../ports/row.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { normalisedName } from '../vault/slots.ts';
import { auditIdentities, openDetail, storedDetailOf } from './details.ts';
import { KnownNames } from './known-names.ts';

export interface AuditFilter {
  /** ms UTC, inclusive. */
  readonly from?: number | undefined;
  /** ms UTC, exclusive. */
  readonly to?: number | undefined;
  /** Id or name of a user. */
  readonly actor?: string | undefined;
  /** Id or name of anything that an entry is about. */
  readonly subject?: string | undefined;
  /** Actions that are left out, but where something is wrong with their entry. */
  readonly without?: readonly string[] | undefined;
  /** Only entries before this position: the next page. */
  readonly before?: number | undefined;
  /** An entry is never divided: what the last one has more details comes on top. */
  readonly limit: number;
}

/** One detail of the log, with names as they are now. */
export interface AuditItem {
  /** Position and number. */
  readonly id: string;
  /** The action; empty when it cannot be read. */
  readonly name: string;
  readonly position: number;
  /** ms UTC. */
  readonly at: number;
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly subject: { readonly id: string; readonly name: string | null } | null;
  readonly facts: Record<string, unknown>;
  readonly names: Record<string, string>;
  readonly erased: boolean;
  readonly problem: AuditProblem | null;
}

const batchRows = 500;

/**
 * What was done, newest first, each detail's signature verified. Progress in details looked at.
 * @throws VaultError `not-authorised`, `not-found` for an actor who is not in the directory, `cancelled`.
 */
export async function listAudit(vault: OpenVault, filter: AuditFilter, job: Job): Promise<AuditItem[]> {
  requirePrivacyOfficer(vault);
  const actor = filter.actor === undefined ? null : userId(vault, filter.actor);
  const items: AuditItem[] = [];
  for await (const item of auditItems(vault, 'newest-first', job, filter)) {
    if (items.length >= filter.limit && item.position !== items.at(-1)?.position) break;
    if (item.problem === null && filter.without?.includes(item.name)) continue;
    if (actor !== null && item.actor?.id !== actor) continue;
    if (filter.subject !== undefined && !isAbout(item, filter.subject)) continue;
    items.push(item);
  }
  return items;
}

/** Every detail of the log, opened in batches, so that the caller can write or wait between them. */
export async function* auditItems(
  vault: OpenVault,
  order: 'newest-first' | 'oldest-first',
  job: Job,
  {
    from = 0,
    to = Number.MAX_SAFE_INTEGER,
    before = Number.MAX_SAFE_INTEGER,
  }: Pick<AuditFilter, 'from' | 'to' | 'before'> = {},
): AsyncGenerator<AuditItem> {
  const identities = auditIdentities(vault);
  const names = new KnownNames(vault);
  const [compare, direction] = order === 'newest-first' ? ['<', 'DESC'] : ['>', 'ASC'];
  let last: [number, number] = order === 'newest-first' ? [before, 0] : [0, 0];
  let done = 0;
  for (;;) {
    const rows = vault.db.all(
      `SELECT d.position, d.number, d.subject, d.sealed, a.at FROM audit_details d JOIN audit a ON a.position = d.position
       WHERE (d.position, d.number) ${compare} (?, ?) AND a.at >= ? AND a.at < ?
       ORDER BY d.position ${direction}, d.number ${direction} LIMIT ${batchRows}`,
      ...last,
      from,
      to,
    );
    for (const row of rows) {
      last = [integerOf(row, 'position'), integerOf(row, 'number', largestU32)];
      yield itemOf(vault, identities, names, row);
    }
    if (rows.length < batchRows) return;
    done += rows.length;
    job.report(done, null);
    checkCancelled(job);
    await turnOfOthers();
  }
}

function itemOf(
  vault: OpenVault,
  identities: ReturnType<typeof auditIdentities>,
  names: KnownNames,
  row: SqlRow,
): AuditItem {
  const stored = storedDetailOf(row);
  const { position, number, sealed } = stored;
  const subject = stored.subject === null ? null : { id: stored.subject, name: names.nameOf(stored.subject) };
  const about = { id: `${position}.${number}`, position, at: timeOf(row, 'at'), subject };
  const nothing = { name: '', actor: null, facts: {}, names: {} };
  if (sealed === null) return { ...about, ...nothing, erased: true, problem: null };
  const detail = openDetail(vault, identities, { ...stored, sealed });
  if (typeof detail === 'string') return { ...about, ...nothing, erased: false, problem: detail };
  const { action, claim, problem } = detail;
  const facts = { ...detail.facts };
  return {
    ...about,
    name: action,
    actor: { id: claim.author, name: names.nameOf(claim.author) ?? '' },
    facts,
    names: namesIn(facts, names),
    erased: false,
    problem,
  };
}

function namesIn(facts: Readonly<Record<string, unknown>>, names: KnownNames): Record<string, string> {
  const found: Record<string, string> = {};
  for (const value of Object.values(facts).flat()) {
    if (typeof value !== 'string' || !/^[0-9a-f]{32}$/.test(value)) continue;
    const name = names.nameOf(value);
    if (name !== null) found[value] = name;
  }
  return found;
}

function isAbout({ subject, facts, names }: AuditItem, wanted: string): boolean {
  const ids = [subject?.id, ...Object.values(facts).flat()];
  if (ids.includes(wanted)) return true;
  const name = normalisedName(wanted);
  return [subject?.name, ...Object.values(names)].some((known) => known && normalisedName(known) === name);
}

function userId(vault: OpenVault, reference: string): string {
  const user = userMeant(vault.directory.users, reference);
  if (!user) throw notFound('user', 'actor', 'no such user');
  return user.id;
}
