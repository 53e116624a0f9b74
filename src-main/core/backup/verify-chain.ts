import type { Finding } from '../../contract/check.ts';
import { Findings } from '../check/findings.ts';
import {
  type Examined,
  examineGarbage,
  examineHeartbeat,
  examineSnapshot,
  partOfWriter,
  type Signer,
} from './examine-file.ts';
import { type FileKind, hashInName, writerName } from './names.ts';
import { joinedRuns, type NumberRun, runsOutside } from './number-runs.ts';
import { type Garbage, type Heartbeat, mostBytes, type Snapshot } from './statements.ts';
import type { KnownWriter } from './writer-file.ts';

export interface ListedFile {
  /** From the writer's folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

/** What the verifier knows of a writer from before. */
export interface RememberedChain {
  /** Of the newest snapshot that was seen. */
  readonly number: number;
  /** SHA-256 of its file. */
  readonly hash: string;
}

/** A statement with the file that it is. */
interface Signed<Payload> {
  readonly name: string;
  readonly sha256: string;
  readonly payload: Payload;
}

interface SignedSnapshot extends Signed<Snapshot> {
  /** Named by a garbage statement: there only because others stand on it, or until it is removed. */
  readonly retired: boolean;
}

export interface VerifiedChain {
  readonly findings: readonly Finding[];
  /** Those that the writer signed, by number; also such as findings are about. */
  readonly snapshots: readonly SignedSnapshot[];
  readonly heartbeats: readonly Signed<Heartbeat>[];
  readonly garbage: readonly Signed<Garbage>[];
}

/**
 * The chain of a writer: each statement by itself, and whether together they are all that there was. Goes on after what it
 * finds.
 * @param listing of `writer/`, `snapshots/`, `heartbeats/` and `garbage/`; other names are passed over.
 * @param read a whole file. @throws VaultError `not-found`, `file-unreadable` are findings; what else it throws ends this.
 * @param remembered null where nothing is known: then nobody can tell an old state that is whole from the newest one.
 */
export async function verifyChain(
  listing: readonly ListedFile[],
  read: (name: string) => Promise<Uint8Array>,
  writer: KnownWriter,
  remembered: RememberedChain | null,
): Promise<VerifiedChain> {
  const findings = new Findings();
  const statementsOf = async <Payload>(folder: FileKind, kind: keyof typeof mostBytes, examine: Examine<Payload>) => {
    const found: Signed<Payload>[] = [];
    for (const { name, sizeBytes } of listing) {
      if (!name.startsWith(`${folder}/`)) continue;
      const part = partOfWriter(writer, name);
      if (hashInName(name) === null) findings.add(part, 'unknown-file', 'not a name that a writer gives');
      else if (sizeBytes > mostBytes[kind]) findings.add(part, 'altered', 'larger than such a file can be');
      else {
        const bytes = await findings.attemptAsync(part, () => read(name));
        const examined = bytes && examine(name, bytes, writer);
        if (examined === null) continue;
        if ('problem' in examined) findings.add(part, examined.problem, examined.what);
        else found.push({ name, ...examined });
      }
    }
    return found;
  };
  const garbage = await statementsOf('garbage', 'backup-garbage', examineGarbage);
  const heartbeats = await statementsOf('heartbeats', 'backup-heartbeat', examineHeartbeat);
  const signed = await statementsOf('snapshots', 'backup-snapshot', examineSnapshot);

  const retired = joinedRuns(garbage.flatMap(({ payload }) => payload.snapshots));
  const snapshots = signed
    .map((one) => ({ ...one, retired: isIn(retired, one.payload.number) }))
    .sort((a, b) => a.payload.number - b.payload.number || a.payload.at - b.payload.at);
  const chain = { writer, snapshots, heartbeats, retired, findings };
  checkNumbers(chain);
  checkLinks(chain);
  checkBases(chain);
  checkWriters(chain, listing);
  checkClock(chain);
  checkEnd(chain, remembered);
  return { findings: findings.all, snapshots, heartbeats, garbage };
}

type Examine<Payload> = (name: string, bytes: Uint8Array, signer: Signer) => Examined<Payload>;

interface Chain {
  readonly writer: KnownWriter;
  readonly snapshots: readonly SignedSnapshot[];
  readonly heartbeats: readonly Signed<Heartbeat>[];
  /** The numbers that garbage statements name. */
  readonly retired: readonly NumberRun[];
  readonly findings: Findings;
}

/** Numbers go from 1 without a gap but for what was removed by the writer; each is there once. */
function checkNumbers({ writer, snapshots, retired, findings }: Chain): void {
  let before = 0;
  for (const { name, payload } of snapshots) {
    const { number } = payload;
    if (number === before) {
      findings.add(partOfWriter(writer, name), 'forked', 'there is another snapshot of this number');
    }
    for (const gap of runsOutside([before + 1, number - 1], retired)) {
      findings.add(partOfWriter(writer, `snapshots/${textOf(gap)}`), 'missing', 'no garbage statement names it');
    }
    before = number;
  }
}

function isIn(runs: readonly NumberRun[], number: number): boolean {
  return runs.some(([first, last]) => first <= number && number <= last);
}

function textOf([first, last]: NumberRun): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Each follows the one before, and a heartbeat tells of one that is there. */
function checkLinks({ writer, snapshots, heartbeats, findings }: Chain): void {
  const hashes = Map.groupBy(snapshots, ({ payload }) => payload.number);
  const isThere = (number: number, hash: string | null) => {
    const found = hashes.get(number);
    return found === undefined || found.some(({ sha256 }) => sha256 === hash);
  };
  for (const { name, payload } of snapshots) {
    if (isThere(payload.number - 1, payload.previous)) continue;
    findings.add(partOfWriter(writer, name), 'forked', 'it follows another snapshot than the one before');
  }
  for (const { name, payload } of heartbeats) {
    if (isThere(payload.snapshot.number, payload.snapshot.hash)) continue;
    findings.add(partOfWriter(writer, name), 'forked', 'it tells of another snapshot of that number');
  }
}

/** Whatever a snapshot stands on is there; of one that is retired that is nobody's concern any more. */
function checkBases({ writer, snapshots, retired, findings }: Chain): void {
  const byNumber = new Map(snapshots.map((snapshot) => [snapshot.payload.number, snapshot]));
  const needed = snapshots.filter((snapshot) => !snapshot.retired).map(({ payload }) => payload.number);
  const seen = new Set(needed);
  for (let number = needed.pop(); number !== undefined; number = needed.pop()) {
    const snapshot = byNumber.get(number);
    if (!snapshot) {
      // One that no garbage statement names is told of as a gap.
      if (isIn(retired, number)) {
        findings.add(partOfWriter(writer, `snapshots/${number}`), 'missing', 'removed, and others stand on it');
      }
      continue;
    }
    const { database, inventory } = snapshot.payload;
    for (const on of [database.on, inventory.on]) {
      if (on === null || seen.has(on)) continue;
      seen.add(on);
      needed.push(on);
    }
  }
}

function checkWriters({ writer, snapshots, findings }: Chain, listing: readonly ListedFile[]): void {
  const listed = new Set(listing.map(({ name }) => name));
  for (const hash of new Set(snapshots.map(({ payload }) => payload.writer))) {
    const name = writerName(hash);
    // One that is there and does not verify is told where it is read.
    if (writer.files.has(hash) || listed.has(name)) continue;
    findings.add(partOfWriter(writer, name), 'missing', 'a snapshot names it');
  }
}

/** Time goes on from number to number, also by what the heartbeats say. Told once for each time that it went back. */
function checkClock({ writer, snapshots, heartbeats, findings }: Chain): void {
  const moments = [
    ...snapshots.map(({ name, payload: { number, at } }) => ({ name, number, at, order: 0 })),
    ...heartbeats.map(({ name, payload: { snapshot, at } }) => ({ name, number: snapshot.number, at, order: 1 })),
  ].sort((a, b) => a.number - b.number || a.order - b.order || a.at - b.at);
  let before = 0;
  for (const { name, at } of moments) {
    if (at < before) findings.add(partOfWriter(writer, name), 'clock-went-back', 'earlier than what came before it');
    before = at;
  }
}

/** Whether the newest snapshot that there was is there, by what the writer says of later ones and the verifier remembers. */
function checkEnd(
  { writer, snapshots, heartbeats, retired, findings }: Chain,
  remembered: RememberedChain | null,
): void {
  const newest = snapshots.at(-1)?.payload.number ?? 0;
  // What is kept is never all removed, so that behind what was removed there is another.
  const behindRetired = (retired.at(-1)?.[1] ?? -1) + 1;
  const told = Math.max(behindRetired, ...heartbeats.map(({ payload }) => payload.snapshot.number));
  const part = partOfWriter(writer, 'snapshots');
  if (remembered !== null && Math.max(newest, told) < remembered.number) {
    findings.add(part, 'backups-rolled-back', `it ends before snapshot ${remembered.number}, which was seen`);
    return;
  }
  const same = snapshots.filter(({ payload }) => payload.number === remembered?.number);
  if (same.length > 0 && !same.some(({ sha256 }) => sha256 === remembered?.hash)) {
    findings.add(part, 'backups-rolled-back', `another snapshot ${remembered?.number} than the one that was seen`);
  }
  if (newest < Math.max(told, remembered?.number ?? 0)) {
    findings.add(part, 'cut-off', `it ends before snapshot ${Math.max(told, remembered?.number ?? 0)}`);
  }
}
