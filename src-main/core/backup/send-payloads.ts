import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Target } from '../ports/target.ts';
import { contentOf, contentOfFile, piecesOf } from './content.ts';
import { inLanes } from './in-lanes.ts';
import { objectName, packName } from './names.ts';
import { packedBytesBelow } from './pack-format.ts';
import { type WrittenPack, writePacks } from './write-packs.ts';

/** Files on their way at once. */
const lanes = 4;
const fullPackBytes = 8 * 2 ** 20;

/** Where a payload lies in the repository; `pack` is null for one that is a file by itself. */
export interface PlacedPayload {
  readonly sha256: string;
  readonly length: number;
  readonly pack: string | null;
  readonly offset: number;
}

export interface PayloadSender {
  readonly target: Target;
  /** Of the writer, on the target. */
  readonly folder: string;
  readonly files: FileSystem;
  /** Where an object of the vault lies. */
  readonly pathOf: (sha256: string) => string;
  /** Called as soon as something is on the target, so that a run that is cut off need not send it again. */
  readonly placed: (payloads: readonly PlacedPayload[]) => Promise<void>;
  readonly job: Job;
}

interface Payload {
  readonly sha256: string;
  readonly path: string;
  readonly length: number;
}

/**
 * Sends payloads that the target lacks: long ones as they are, short ones in packs.
 * @returns what is wrong with those that are missing here or not what their names say, which are not sent.
 * @throws VaultError of the target, `cancelled`. What was on its way has ended by then.
 */
export async function sendPayloads(
  sender: PayloadSender,
  missing: readonly string[],
): Promise<ReadonlyMap<string, VaultError>> {
  const { files, job } = sender;
  const damaged = new Map<string, VaultError>();
  const payloads = await withLengths(sender, missing, damaged);
  const totalBytes = payloads.reduce((sum, { length }) => sum + length, 0);
  let doneBytes = 0;
  const report = (bytes: number) => {
    doneBytes += bytes;
    job.report(doneBytes, totalBytes);
  };
  const short = payloads.filter(({ length }) => length < packedBytesBelow);
  const packs = writePacks(packPayloads(files, short), {
    fullBytes: fullPackBytes,
    // One is being filled while the others are on their way.
    inHand: lanes + 1,
    damaged: (sha256, violation) => damaged.set(sha256, violation),
  });
  const works = async function* () {
    for (const one of payloads) {
      if (one.length >= packedBytesBelow) yield async () => report(await sendLong(sender, one, damaged));
    }
    for await (const pack of packs) yield async () => report(await sendPack(sender, pack));
  };
  await inLanes(works(), lanes);
  return damaged;
}

async function withLengths(
  { files, pathOf }: PayloadSender,
  missing: readonly string[],
  damaged: Map<string, VaultError>,
): Promise<Payload[]> {
  const payloads: Payload[] = [];
  for (const sha256 of missing) {
    const path = pathOf(sha256);
    const found = await files.look(path);
    if (found?.kind === 'file' && found.sizeBytes > 0) payloads.push({ sha256, path, length: found.sizeBytes });
    else damaged.set(sha256, violated(`objects ${sha256}`, found ? 'no payload' : 'an object is missing'));
  }
  return payloads;
}

async function* packPayloads(files: FileSystem, payloads: readonly Payload[]) {
  for (const { sha256, path, length } of payloads) yield { sha256, length, bytes: () => piecesOf(files, path) };
}

/** @returns how many bytes this was of what there is to send. */
async function sendLong(
  { target, folder, files, placed, job }: PayloadSender,
  { sha256, path, length }: Payload,
  damaged: Map<string, VaultError>,
): Promise<number> {
  checkCancelled(job);
  const content = contentOfFile(files, path, { sizeBytes: length, sha256: Buffer.from(sha256, 'hex') });
  try {
    await target.create(`${folder}/${objectName(sha256)}`, content, job.signal);
    await placed([{ sha256, length, pack: null, offset: 0 }]);
  } catch (error) {
    if (!isOfTheObject(error)) throw error;
    damaged.set(sha256, violated(`objects ${sha256}`, 'not the bytes that its name says', error));
  }
  return length;
}

/** As `sendLong`. */
async function sendPack(
  { target, folder, placed, job }: PayloadSender,
  { sha256, bytes, entries }: WrittenPack,
): Promise<number> {
  checkCancelled(job);
  await target.create(`${folder}/${packName(sha256)}`, contentOf(bytes), job.signal);
  await placed(entries.map((entry) => ({ ...entry, pack: sha256 })));
  return entries.reduce((sum, { length }) => sum + length, 0);
}

/** A target refuses what has another hash or length by the time it is sent. */
function isOfTheObject(error: unknown): boolean {
  return isViolation(error) || (error instanceof VaultError && error.code === 'file-changed-while-read');
}
