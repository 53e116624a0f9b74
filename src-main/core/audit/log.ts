import { VaultError } from '../../contract/errors.ts';
import { bind, sha256 } from '../crypto/binding.ts';
import { idBytes, largestU32, lengthPrefixed, noBytes, u8, u32, u64 } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, integerOf, optionalBlobOf, timeOf } from '../ports/row.ts';

/** docs/formats.md section 7.7. */
export const commitKinds = {
  compartment: 1,
  directory: 2,
  vaultFile: 3,
  messageAdded: 4,
  messageRemoved: 5,
  endorsement: 6,
  tombstone: 7,
  certificate: 8,
} as const;
export type CommitKind = (typeof commitKinds)[keyof typeof commitKinds];

const allKinds: ReadonlySet<number> = new Set(Object.values(commitKinds));

export interface Commit {
  readonly kind: CommitKind;
  readonly key: Buffer;
  readonly body: Buffer;
}

export interface Detail {
  readonly subject: string | null;
  readonly sealed: Buffer;
}

/** The last entry of a log, or of a part of it. Position 0 is the log before its first entry. */
export interface LogHead {
  readonly position: number;
  readonly hash: Buffer;
}

export const emptyLog: LogHead = { position: 0, hash: Buffer.alloc(32) };

export function readLogHead(db: Database): LogHead {
  const row = db.get('SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1');
  return row ? { position: integerOf(row, 'position'), hash: blobOf(row, 'hash') } : emptyLog;
}

/** The stored hash of an entry, or null when there is no such entry. Not verified. */
export function storedHash(db: Database, position: number): Buffer | null {
  if (position === 0) return emptyLog.hash;
  const row = db.get('SELECT hash FROM audit WHERE position = ?', position);
  return row ? blobOf(row, 'hash') : null;
}

/** When an entry was made, in ms; null when there is no such entry, or none of its details is about that subject. */
export function timeOfEntryAbout(db: Database, position: number, subject: string): number | null {
  const row = db.get(
    'SELECT at FROM audit JOIN audit_details USING (position) WHERE position = ? AND subject = ? LIMIT 1',
    position,
    idBytes(subject),
  );
  return row ? timeOf(row, 'at') : null;
}

/** Appends an entry behind `previous`. Belongs inside the transaction whose changes it tells of. */
export function appendEntry(
  db: Database,
  vault: string,
  previous: LogHead,
  entry: { at: number; details: readonly Detail[]; commits: readonly Commit[] },
): LogHead {
  const position = previous.position + 1;
  const details: Buffer[] = [];
  for (const [number, { subject, sealed }] of entry.details.entries()) {
    const hash = sha256(sealed);
    details.push(detailHash(vault, position, number, subject === null ? noBytes : idBytes(subject), hash));
    db.run(
      'INSERT INTO audit_details (position, number, subject, hash, sealed) VALUES (?, ?, ?, ?, ?)',
      position,
      number,
      subject === null ? null : idBytes(subject),
      hash,
      sealed,
    );
  }
  for (const [number, commit] of entry.commits.entries()) {
    db.run(
      'INSERT INTO audit_commits (position, number, kind, key, body) VALUES (?, ?, ?, ?, ?)',
      position,
      number,
      commit.kind,
      commit.key,
      commit.body,
    );
  }
  const detailsHash = sha256(...details);
  const commitsHash = hashOfCommits(entry.commits);
  const hash = entryHash(vault, position, entry.at, previous.hash, detailsHash, commitsHash);
  db.run(
    'INSERT INTO audit (position, at, previous, details, commits, hash) VALUES (?, ?, ?, ?, ?, ?)',
    position,
    entry.at,
    previous.hash,
    detailsHash,
    commitsHash,
    hash,
  );
  return { position, hash };
}

/**
 * Verifies every entry after `from`: numbering, chain, and that details and commits are those that were hashed. Calls
 * `visit` for each commit in order.
 * @param to the last position to look at; by default all that is there.
 * @returns the last entry that was verified.
 * @throws VaultError `integrity-violated` part `audit log <position>`, `details.position`, where the chain breaks.
 */
export function verifyEntries(
  db: Database,
  vault: string,
  from: LogHead,
  visit: (commit: Commit, position: number) => void,
  to: number = Number.MAX_SAFE_INTEGER,
): LogHead {
  let head = from;
  const commits = groupedByPosition(
    db.iterate(
      `SELECT position, kind, key, body FROM audit_commits WHERE position > ? AND position <= ?
       ORDER BY position, number`,
      from.position,
      to,
    ),
  );
  const details = groupedByPosition(
    db.iterate(
      `SELECT position, number, subject, hash, sealed FROM audit_details WHERE position > ? AND position <= ?
       ORDER BY position, number`,
      from.position,
      to,
    ),
  );
  const entries = 'SELECT * FROM audit WHERE position > ? AND position <= ? ORDER BY position';
  try {
    for (const row of db.iterate(entries, from.position, to)) {
      const position = head.position + 1;
      const entry = partOfEntry(position, () => verifiedEntry(vault, head, row, { commits, details }));
      for (const commit of entry.commits) visit(commit, position);
      head = { position, hash: entry.hash };
    }
    partOfEntry(head.position + 1, () => {
      commits.requireEnd();
      details.requireEnd();
    });
    return head;
  } finally {
    commits.leave();
    details.leave();
  }
}

/** The commits of one entry, unverified. @throws VaultError `integrity-violated` for one of no kind that there is. */
export function readCommits(db: Database, position: number): Commit[] {
  const sql = 'SELECT kind, key, body FROM audit_commits WHERE position = ? ORDER BY number';
  return db.all(sql, position).map((row) => commitOf(position, row));
}

export function brokenAt(position: number): VaultError {
  const part = `audit log ${position}`;
  return new VaultError('integrity-violated', `the audit log breaks at ${position}`, { details: { part, position } });
}

type Row = ReturnType<Database['all']>[number];

/** The entry behind `previous`. @throws VaultError `integrity-violated` when it is not the one that was hashed. */
function verifiedEntry(
  vault: string,
  previous: LogHead,
  row: Row,
  { commits, details }: { readonly commits: RowsByPosition; readonly details: RowsByPosition },
): { readonly commits: readonly Commit[]; readonly hash: Buffer } {
  const position = previous.position + 1;
  if (integerOf(row, 'position') !== position || !blobOf(row, 'previous').equals(previous.hash))
    throw brokenAt(position);
  const found = commits.take(position).map((commit) => commitOf(position, commit));
  const detailHashes = details.take(position).map((detail) => verifiedDetailHash(vault, position, detail));
  const detailsHash = sha256(...detailHashes);
  const hash = entryHash(vault, position, timeOf(row, 'at'), previous.hash, detailsHash, hashOfCommits(found));
  if (detailHashes.length === 0 || !hash.equals(blobOf(row, 'hash'))) throw brokenAt(position);
  return { commits: found, hash };
}

/** A column that holds no such value breaks the log where it stands. */
function partOfEntry<Result>(position: number, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof VaultError && error.details.column !== undefined) throw brokenAt(position);
    throw error;
  }
}

interface RowsByPosition {
  take(position: number): Row[];
  requireEnd(): void;
  /** Lets go of the statement, without which the database takes no write. */
  leave(): void;
}

/** Rows of a second table taken along with the entries they belong to; none may be left over or belong nowhere. */
function groupedByPosition(rows: IterableIterator<Row>): RowsByPosition {
  let next = rows.next();
  return {
    take(position) {
      const taken: Row[] = [];
      while (!next.done && integerOf(next.value, 'position') <= position) {
        if (integerOf(next.value, 'position') !== position) throw brokenAt(integerOf(next.value, 'position'));
        taken.push(next.value);
        next = rows.next();
      }
      return taken;
    },
    requireEnd() {
      if (!next.done) throw brokenAt(integerOf(next.value, 'position'));
    },
    leave() {
      rows.return?.();
    },
  };
}

/** A kind is hashed as one byte, so that any other with the same last byte would stand in an unaltered chain. */
function commitOf(position: number, row: Row): Commit {
  const kind = integerOf(row, 'kind');
  if (!isCommitKind(kind)) throw brokenAt(position);
  return { kind, key: blobOf(row, 'key'), body: blobOf(row, 'body') };
}

function isCommitKind(kind: number): kind is CommitKind {
  return allKinds.has(kind);
}

/** The hash of a detail with its place and subject; erasure takes the sealed content and leaves this provable. */
function verifiedDetailHash(vault: string, position: number, row: Row): Buffer {
  const hash = blobOf(row, 'hash');
  const sealed = optionalBlobOf(row, 'sealed');
  if (sealed !== null && !sha256(sealed).equals(hash)) throw brokenAt(position);
  const [number, subject] = [integerOf(row, 'number', largestU32), optionalBlobOf(row, 'subject')];
  // No subject is hashed as an empty one, which there is not.
  if (subject?.length === 0) throw brokenAt(position);
  return detailHash(vault, position, number, subject ?? noBytes, hash);
}

function detailHash(vault: string, position: number, number: number, subject: Buffer, sealedHash: Buffer): Buffer {
  return sha256(bind(vault, 'audit-detail', u64(position), u32(number), subject, sealedHash));
}

function hashOfCommits(commits: readonly Commit[]): Buffer {
  return sha256(...commits.flatMap(({ kind, key, body }) => [u8(kind), lengthPrefixed(key), lengthPrefixed(body)]));
}

function entryHash(
  vault: string,
  position: number,
  at: number,
  previous: Buffer,
  details: Buffer,
  commits: Buffer,
): Buffer {
  return sha256(bind(vault, 'audit', u64(position), u64(at), previous, details, commits));
}
