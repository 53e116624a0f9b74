import type { AuditProblem } from '../../contract/audit.ts';
import { isViolation } from '../../contract/errors.ts';
import { base64 } from '../crypto/bytes.ts';
import { checkCancelled, type Job, turnOfOthers } from '../job.ts';
import { integerOf } from '../ports/row.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { EntryAuthors, type PlacedCommit } from './entry-authors.ts';
import {
  brokenAt,
  type Commit,
  commitKinds,
  emptyLog,
  type LogHead,
  readLogHead,
  storedHash,
  verifyEntries,
} from './log.ts';
import { note, readCheckpoint, type SeenCommit } from './log-view.ts';

/** One thing that is wrong with the log. */
interface LogFinding {
  readonly part: string;
  readonly position: number | null;
  readonly problem: AuditProblem;
}

export interface LogVerdict {
  readonly entries: number;
  /** base64 of the hash of the last entry. */
  readonly head: string;
  readonly detailsOpened: boolean;
  readonly findings: readonly LogFinding[];
}

/** What is no single entry's. */
const partOf: Readonly<Partial<Record<AuditProblem, string>>> = {
  'checkpoint-wrong': 'checkpoint',
  'vault-rolled-back': 'vault',
};

const batchEntries = 1000;
/** A log that is wrong all over is told from a good one by its first hundred findings: there the work ends. */
const mostFindings = 100;

/**
 * Verifies the log from its first entry, whatever a checkpoint vouches for: the chain, the checkpoint against the entries
 * before it, that it is not older than this computer remembers, and the commits that the signed-in user can open. The Privacy Officer's run opens every detail as well, and
 * asks of each entry whether its author might make that change. Goes on behind what it finds. Progress in entries.
 * @throws VaultError `cancelled`.
 */
export async function verifyWholeLog(vault: OpenVault, job: Job): Promise<LogVerdict> {
  const { db, id, log } = vault;
  const findings: LogFinding[] = [];
  const add = (position: number | null, problem: AuditProblem) => {
    const part = partOf[problem] ?? `audit log ${position ?? log.head.position}`;
    const known = findings.some((one) => one.position === position && one.problem === problem);
    if (!known && findings.length < mostFindings) findings.push({ part, position, problem });
  };
  if (vault.readOnly) add(null, 'vault-rolled-back');
  const checkpoint = lastCheckpoint(vault, () => add(null, 'checkpoint-wrong'));
  const authors = new EntryAuthors(vault);
  const seen = { commits: new Map<string, SeenCommit>(), endorsements: new Map() };
  let batch: PlacedCommit[] = [];
  const visit = (commit: Commit, position: number) => {
    batch.push({ commit, position });
    if (!note(id, seen, commit, position)) add(position, 'second-endorsement');
  };

  let entries = 0;
  let from: LogHead = emptyLog;
  while (from.position < log.head.position && findings.length < mostFindings) {
    const last = Math.min(log.head.position, from.position + batchEntries);
    // Stops at the checkpoint, to compare it with what the entries up to there commit to.
    const to = checkpoint && from.position < checkpoint.position ? Math.min(last, checkpoint.position) : last;
    const first = from.position + 1;
    batch = [];
    try {
      from = verifyEntries(db, id, from, visit, to);
      if (from.position < to) throw brokenAt(from.position + 1);
    } catch (error) {
      const position = brokenPosition(error);
      add(position, 'chain-broken');
      from = goOnBehind(vault, position);
    }
    entries += from.position - first + 1;
    if (checkpoint?.position === from.position && !saysTheSame(checkpoint.commits, seen.commits))
      add(null, 'checkpoint-wrong');
    authors.verify(first, from.position, batch, add);
    job.report(from.position, log.head.position);
    checkCancelled(job);
    await turnOfOthers();
  }
  if (hasStrays(db)) add(null, 'chain-broken');
  const stored = readLogHead(db);
  if (stored.position !== log.head.position || !stored.hash.equals(log.head.hash)) add(stored.position, 'chain-broken');
  return { entries, head: base64(log.head.hash), detailsOpened: authors.detailsOpened, findings };
}

/** Rows at positions that no entry has, where neither this nor a sign-in comes by. */
function hasStrays(db: OpenVault['db']): boolean {
  return ['audit', 'audit_details', 'audit_commits'].some((table) => {
    const sql = `SELECT 1 FROM ${table} WHERE position < 1 OR position > ? LIMIT 1`;
    return db.get(sql, Number.MAX_SAFE_INTEGER) !== undefined;
  });
}

function lastCheckpoint(
  vault: OpenVault,
  onWrong: () => void,
): { position: number; commits: ReadonlyMap<string, SeenCommit> } | null {
  const commits = new Map<string, SeenCommit>();
  try {
    const head = readCheckpoint(vault.db, vault.id, vault.chain, commits);
    return head === null ? null : { position: head.position, commits };
  } catch (error) {
    if (!isViolation(error)) throw error;
    onWrong();
    return null;
  }
}

/**
 * True when a summary holds what the entries commit to: nothing else, and all of it but states of compartments that a
 * later one has replaced, which are left out.
 */
function saysTheSame(summary: ReadonlyMap<string, SeenCommit>, entries: ReadonlyMap<string, SeenCommit>): boolean {
  for (const [name, commit] of summary) {
    const entry = entries.get(name);
    if (!entry || entry.position !== commit.position || !entry.bodyHash.equals(commit.bodyHash)) return false;
  }
  for (const [name, { kind }] of entries) {
    if (kind !== commitKinds.compartment && !summary.has(name)) return false;
  }
  return true;
}

function brokenPosition(error: unknown): number {
  if (isViolation(error)) {
    const { position } = error.details;
    if (typeof position === 'number') return position;
  }
  throw error;
}

/** The entry to go on from: the broken one as it is stored or, where it is gone, what the next one says of it. */
function goOnBehind(vault: OpenVault, position: number): LogHead {
  const hash = storedHash(vault.db, position);
  if (hash !== null) return { position, hash };
  const next = vault.db.get('SELECT min(position) AS next FROM audit WHERE position > ?', position);
  if (!next || next.next === null) return { position: vault.log.head.position, hash: vault.log.head.hash };
  const follower = integerOf(next, 'next');
  const row = vault.db.get('SELECT previous FROM audit WHERE position = ?', follower);
  const previous = row?.previous;
  return { position: follower - 1, hash: previous instanceof Uint8Array ? Buffer.from(previous) : Buffer.alloc(32) };
}
