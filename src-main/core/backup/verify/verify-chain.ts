import type { Finding } from '../../../contract/check.ts';
import { Findings } from '../../check/findings.ts';
import {
  type Examined,
  examineGarbage,
  examineHeartbeat,
  examineSnapshot,
  partOfWriter,
  type Signer,
} from '../repository/examine-file.ts';
import { type FileKind, hashInName, writerName } from '../repository/names.ts';
import { isInRuns, joinedRuns, type NumberRun } from '../repository/number-runs.ts';
import { type Garbage, type Heartbeat, mostBytes, type Snapshot } from '../repository/statements.ts';
import type { KnownWriter } from '../repository/writer-file.ts';
import {
  type Chain,
  type ChainFault,
  type ChainSnapshot,
  chainFaults,
  clockToleranceMs,
  toldNumber,
} from './chain-faults.ts';

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

/** What a writer has signed. */
export interface SignedChain {
  /** By number; also such as findings are about. */
  readonly snapshots: readonly SignedSnapshot[];
  readonly heartbeats: readonly Signed<Heartbeat>[];
  readonly garbage: readonly Signed<Garbage>[];
}

export interface VerifiedChain extends SignedChain {
  readonly findings: readonly Finding[];
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
  const signed = await readChain(listing, read, writer, findings);
  const chain = chainOf(signed, { latest: remembered?.number ?? 0, acknowledged: null });
  const newest = signed.snapshots.at(-1)?.payload.number ?? 0;
  const faults = chainFaults(chain).filter(
    // What is missing behind the newest is told of with what the verifier remembers, and a base once.
    ({ kind, first, on }, index, all) =>
      kind === 'base' ? all.findIndex((other) => other.on === on) === index : kind !== 'missing' || first <= newest,
  );
  for (const fault of faults) addFault(findings, writer, fault, chain.gone);
  checkWriters(signed, writer, listing, findings);
  checkEnd(signed, writer, { newest, told: toldNumber(chain) }, remembered, findings);
  return { findings: findings.all, ...signed };
}

/** As `verifyChain`, of each statement by itself only. @param findings are added to. */
export async function readChain(
  listing: readonly ListedFile[],
  read: (name: string) => Promise<Uint8Array>,
  signer: Signer,
  findings: Findings,
): Promise<SignedChain> {
  const statementsOf = async <Payload>(folder: FileKind, kind: keyof typeof mostBytes, examine: Examine<Payload>) => {
    const found: Signed<Payload>[] = [];
    for (const { name, sizeBytes } of listing) {
      if (!name.startsWith(`${folder}/`)) continue;
      const part = partOfWriter(signer, name);
      if (hashInName(name) === null) findings.add(part, 'unknown-file', 'not a name that a writer gives');
      else if (sizeBytes > mostBytes[kind]) findings.add(part, 'altered', 'larger than such a file can be');
      else {
        const bytes = await findings.attemptAsync(part, () => read(name));
        const examined = bytes && examine(name, bytes, signer);
        if (examined === null) continue;
        if ('problem' in examined) findings.add(part, examined.problem, examined.what);
        else found.push({ name, ...examined });
      }
    }
    return found;
  };
  const garbage = await statementsOf('garbage', 'backup-garbage', examineGarbage);
  const heartbeats = await statementsOf('heartbeats', 'backup-heartbeat', examineHeartbeat);
  const snapshots = await statementsOf('snapshots', 'backup-snapshot', examineSnapshot);
  // Of what was made after a statement it says nothing, even where numbers have begun anew behind a target that lost its end.
  const isRetired = ({ number, at }: Snapshot) =>
    garbage.some(({ payload }) => at <= payload.at + clockToleranceMs && isInRuns(payload.snapshots, number));
  return {
    snapshots: snapshots
      .map((one) => ({ ...one, retired: isRetired(one.payload) }))
      .sort((a, b) => a.payload.number - b.payload.number || a.payload.at - b.payload.at),
    heartbeats,
    garbage,
  };
}

type Examine<Payload> = (name: string, bytes: Uint8Array, signer: Signer) => Examined<Payload>;

/** What was signed, as far as it tells what there has to be. */
export function chainOf(
  { snapshots, heartbeats, garbage }: SignedChain,
  known: Pick<Chain, 'latest' | 'acknowledged'>,
): Chain {
  return {
    ...known,
    snapshots: snapshots.map(({ payload, sha256, retired }): ChainSnapshot => ({ ...payload, sha256, retired })),
    gone: joinedRuns(garbage.flatMap(({ payload }) => payload.snapshots)),
    heartbeats: heartbeats.map(({ payload: { at, snapshot }, sha256 }) => ({ sha256, at, snapshot })),
  };
}

function addFault(
  findings: Findings,
  writer: KnownWriter,
  { kind, first, last, file, on }: ChainFault,
  gone: readonly NumberRun[],
): void {
  const part = partOfWriter(writer, file ?? `snapshots/${first === last ? first : `${first}-${last}`}`);
  if (kind === 'missing') findings.add(part, 'missing', 'no garbage statement names it');
  else if (kind === 'twice') findings.add(part, 'forked', 'there is another snapshot of this number');
  else if (kind === 'fork') findings.add(part, 'forked', 'it follows or tells of another snapshot than lies there');
  else if (kind === 'clock') findings.add(part, 'clock-went-back', 'earlier than what came before it');
  else if (on !== undefined && isInRuns(gone, on)) {
    // One that no garbage statement names is told of as missing.
    findings.add(partOfWriter(writer, `snapshots/${on}`), 'missing', 'removed, and others stand on it');
  }
}

function checkWriters(
  { snapshots }: SignedChain,
  writer: KnownWriter,
  listing: readonly ListedFile[],
  findings: Findings,
): void {
  const listed = new Set(listing.map(({ name }) => name));
  for (const hash of new Set(snapshots.map(({ payload }) => payload.writer))) {
    const name = writerName(hash);
    // One that is there and does not verify is told where it is read.
    if (writer.files.has(hash) || listed.has(name)) continue;
    findings.add(partOfWriter(writer, name), 'missing', 'a snapshot names it');
  }
}

/** Whether the newest snapshot that there was is there, by what the writer says of later ones and the verifier remembers. */
function checkEnd(
  { snapshots }: SignedChain,
  writer: KnownWriter,
  { newest, told }: { readonly newest: number; readonly told: number },
  remembered: RememberedChain | null,
  findings: Findings,
): void {
  const part = partOfWriter(writer, 'snapshots');
  if (remembered !== null && Math.max(newest, told) < remembered.number) {
    findings.add(part, 'backups-rolled-back', `it ends before snapshot ${remembered.number}, which was seen`);
    return;
  }
  const same = snapshots.filter(({ payload }) => payload.number === remembered?.number);
  if (same.length > 0 && !same.some(({ sha256 }) => sha256 === remembered?.hash)) {
    findings.add(part, 'backups-rolled-back', `another snapshot ${remembered?.number} than the one that was seen`);
  }
  const known = Math.max(told, remembered?.number ?? 0);
  if (newest < known) findings.add(part, 'cut-off', `it ends before snapshot ${known}`);
}
