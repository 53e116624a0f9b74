import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { sha256 } from '../crypto/binding.ts';
import { base64, lengthPrefixed, noBytes, u8, u64 } from '../crypto/bytes.ts';
import type { SigningKey } from '../crypto/signing.ts';
import {
  parseStatement,
  type Statement,
  signStatement,
  statementBytes,
  unverifiedPayload,
  verifyStatement,
} from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, integerOf } from '../ports/row.ts';
import { type OfficerChain, presentOfficer } from '../vault/certificates.ts';
import { IdSchema, KeySchema, PositionSchema } from '../vault/schemas.ts';
import { brokenAt, type Commit, commitKinds, emptyLog, type LogHead, storedHash, verifyEntries } from './log.ts';
import { type LoggedEndorsement, type LoggedEndorsements, noteEndorsement } from './logged-endorsements.ts';

const CheckpointSchema = z.strictObject({
  kind: z.literal('checkpoint'),
  vault: IdSchema,
  position: PositionSchema,
  hash: KeySchema,
  summary: KeySchema,
});

/** A commit that the log vouches for: where it stands and what its body hashes to. */
export interface SeenCommit {
  readonly kind: number;
  readonly key: Buffer;
  readonly position: number;
  readonly bodyHash: Buffer;
}

/**
 * What the log commits to: the summary of the last checkpoint with everything after it, all of it verified
 * (docs/formats.md section 7.7).
 */
export interface LogView {
  head: LogHead;
  /** Entries after the last checkpoint. */
  tailLength: number;
  /** Where after that checkpoint an account was endorsed again: an alarm, for somebody else knew its first password. */
  readonly secondEndorsements: readonly number[];
  readonly commits: Map<string, SeenCommit>;
  readonly endorsements: LoggedEndorsements;
}

/** @throws VaultError `integrity-violated` where the checkpoint or the chain behind it breaks. */
export function verifyLog(db: Database, vault: string, chain: OfficerChain): LogView {
  const commits = new Map<string, SeenCommit>();
  const from = readCheckpoint(db, vault, chain, commits) ?? emptyLog;
  const known = commits.get(nameOf(commitKinds.directory, noBytes));
  const endorsements = endorsementsOf(db, vault, commits);
  const secondEndorsements: number[] = [];
  let directoryVersion = known ? directoryVersionIn(commitBody(db, known), known.position) : 0n;
  const head = verifyEntries(db, vault, from, (commit, position) => {
    if (commit.kind === commitKinds.directory) {
      // Whoever has the database key can append an entry, and so name an older directory again; its number betrays it.
      const version = directoryVersionIn(commit.body, position);
      if (version <= directoryVersion)
        throw violated(`old directory, audit log ${position}`, 'an older directory was named again');
      directoryVersion = version;
    }
    if (!note(vault, { commits, endorsements }, commit, position)) secondEndorsements.push(position);
  });
  return { head, tailLength: head.position - from.position, secondEndorsements, commits, endorsements };
}

/** Adds what an appended entry commits to. */
export function noteEntry(vault: string, view: LogView, head: LogHead, commits: readonly Commit[]): void {
  for (const commit of commits) note(vault, view, commit, head.position);
  view.head = head;
  view.tailLength += 1;
}

/** The last commit of that kind and key, or null. */
export function seenCommit(view: LogView, kind: number, key: Uint8Array): SeenCommit | null {
  return view.commits.get(nameOf(kind, key)) ?? null;
}

/** The endorsement of a user by a provisional key (base64) that counts, or null. */
export function endorsementBy(view: LogView, provisional: string, user: string): LoggedEndorsement | null {
  return view.endorsements.get(provisional)?.get(user) ?? null;
}

/** The body of a commit, read where the log says and checked against its hash. @throws VaultError `integrity-violated`. */
export function commitBody(db: Database, seen: SeenCommit): Buffer {
  const body = storedBody(db, seen);
  if (body !== null) return body;
  throw violated(`audit log ${seen.position}`, 'a commit is not what the log says');
}

/** Null when it is not there any more as it was seen. */
function storedBody(db: Database, { kind, key, position, bodyHash }: SeenCommit): Buffer | null {
  const rows = db.all(
    'SELECT body FROM audit_commits WHERE position = ? AND kind = ? AND key = ?',
    position,
    kind,
    key,
  );
  return rows.map((row) => blobOf(row, 'body')).find((body) => sha256(body).equals(bodyHash)) ?? null;
}

/** Signs the present state, so that the next sign-in verifies from here. Drops what `keep` refuses from the summary. */
export function writeCheckpoint(
  db: Database,
  vault: string,
  view: LogView,
  officer: SigningKey,
  keep: (commit: SeenCommit) => boolean,
): void {
  for (const [name, commit] of view.commits) if (!keep(commit)) view.commits.delete(name);
  const summary = summaryBytes(view.commits);
  const statement: Statement = signStatement(
    CheckpointSchema.parse({
      kind: 'checkpoint',
      vault,
      position: view.head.position,
      hash: base64(view.head.hash),
      summary: base64(sha256(summary)),
    }),
    [officer],
  );
  db.transaction(() => {
    db.run('DELETE FROM checkpoints');
    db.run(
      'INSERT INTO checkpoints (position, statement, summary) VALUES (?, ?, ?)',
      view.head.position,
      statementBytes(statement),
      summary,
    );
  });
  view.tailLength = 0;
}

/**
 * Signs the last checkpoint, which the opening of the vault has verified, as it is by the key that is the Privacy Officer's
 * from here on. Belongs inside the transaction that certifies her.
 */
export function resignCheckpoint(db: Database, officer: SigningKey): void {
  const row = db.get('SELECT position, statement FROM checkpoints ORDER BY position DESC LIMIT 1');
  if (!row) return;
  const present = CheckpointSchema.parse(unverifiedPayload(parseStatement(blobOf(row, 'statement'), 'checkpoint')));
  const statement = statementBytes(signStatement(present, [officer]));
  db.run('UPDATE checkpoints SET statement = ? WHERE position = ?', statement, integerOf(row, 'position'));
}

/**
 * The position that the last checkpoint vouches for; its summary goes into `commits`.
 * @returns null when there is none. @throws VaultError `integrity-violated` part `checkpoint`.
 */
export function readCheckpoint(
  db: Database,
  vault: string,
  chain: OfficerChain,
  commits: Map<string, SeenCommit>,
): LogHead | null {
  const row = db.get('SELECT position, statement, summary FROM checkpoints ORDER BY position DESC LIMIT 1');
  if (!row) return null;
  const position = integerOf(row, 'position');
  const statement = parseStatement(blobOf(row, 'statement'), 'checkpoint');
  // Where it stands is its signer's own claim: only the key of today says what came before, also of another's time.
  const expected = { kind: 'checkpoint', vault, signers: [presentOfficer(chain).signing] };
  const checkpoint = verifyStatement(statement, expected, CheckpointSchema);
  const summary = blobOf(row, 'summary');
  const hash = storedHash(db, position);
  if (
    checkpoint.position !== position ||
    hash === null ||
    base64(hash) !== checkpoint.hash ||
    base64(sha256(summary)) !== checkpoint.summary
  ) {
    throw violated('checkpoint', 'the log is not the one that the Privacy Officer signed');
  }
  for (const commit of parseSummary(summary)) commits.set(seenName(commit), commit);
  return { position, hash };
}

/** `u64 version ‖ SHA-256`: shorter, it could not be read. */
function directoryVersionIn(body: Buffer, position: number): bigint {
  if (body.length !== 40) throw brokenAt(position);
  return body.readBigUInt64BE();
}

/**
 * The endorsements of a summary. One whose body is not there any more as the summary says endorses nobody: whoever took it
 * broke the chain, which `check` names, and keeps nobody out.
 */
function endorsementsOf(db: Database, vault: string, commits: ReadonlyMap<string, SeenCommit>): LoggedEndorsements {
  const endorsements: LoggedEndorsements = new Map();
  for (const seen of commits.values()) {
    const body = seen.kind === commitKinds.endorsement ? storedBody(db, seen) : null;
    if (body !== null) noteEndorsement(vault, endorsements, { key: seen.key, body }, seen.position);
  }
  return endorsements;
}

/**
 * Takes up what an entry commits to.
 * @returns false for a second endorsement by one key. Of one user it counts for nothing, like one that does not verify.
 */
export function note(
  vault: string,
  { commits, endorsements }: Pick<LogView, 'commits' | 'endorsements'>,
  commit: Commit,
  position: number,
): boolean {
  if (commit.kind === commitKinds.messageRemoved) {
    commits.delete(nameOf(commitKinds.messageAdded, commit.key));
    return true;
  }
  const noted =
    commit.kind === commitKinds.endorsement
      ? noteEndorsement(vault, endorsements, commit, position)
      : { counts: true, isSecond: false };
  if (noted?.counts) {
    const seen = { kind: commit.kind, key: commit.key, position, bodyHash: sha256(commit.body) };
    commits.set(seenName(seen), seen);
  }
  return noted === null || !noted.isSecond;
}

/** Of an endorsement nothing that comes later takes the place. */
function seenName({ kind, key, position }: SeenCommit): string {
  return kind === commitKinds.endorsement ? `${nameOf(kind, key)}:${position}` : nameOf(kind, key);
}

function nameOf(kind: number, key: Uint8Array): string {
  return `${kind}:${Buffer.from(key).toString('latin1')}`;
}

function summaryBytes(commits: ReadonlyMap<string, SeenCommit>): Buffer {
  const ordered = [...commits.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat(
    ordered.flatMap(([, { kind, key, position, bodyHash }]) => [
      u8(kind),
      lengthPrefixed(key),
      u64(position),
      bodyHash,
    ]),
  );
}

function parseSummary(summary: Buffer): SeenCommit[] {
  const commits: SeenCommit[] = [];
  let offset = 0;
  while (offset < summary.length) {
    const kind = summary.readUInt8(offset);
    const keyLength = summary.readUInt32BE(offset + 1);
    const key = summary.subarray(offset + 5, offset + 5 + keyLength);
    offset += 5 + keyLength;
    commits.push({
      kind,
      key,
      position: Number(summary.readBigUInt64BE(offset)),
      bodyHash: summary.subarray(offset + 8, offset + 40),
    });
    offset += 40;
  }
  return commits;
}
