import { isViolation, VaultError, violated } from '../../../contract/errors.ts';
import { noBytes } from '../../crypto/bytes.ts';
import { checkCancelled, type Job } from '../../job.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Target } from '../../ports/target.ts';
import type { InventoryEntry } from '../repository/inventory.ts';
import { objectName, packName } from '../repository/names.ts';
import { packedBytesBelow } from '../repository/pack-format.ts';
import { type PackPayload, type WrittenPack, writePacks } from '../repository/write-packs.ts';
import { contentOf, contentOfFile } from '../streams/content.ts';
import { createWhole } from '../streams/create-whole.ts';
import { inLanes } from '../streams/in-lanes.ts';

/** Files on their way at once. */
const lanes = 4;
const fullPackBytes = 5 * 2 ** 20;
/** What the disk is asked at once, and files that are read ahead of their turn: one by one, each would wait for it alone. */
const asksAtOnce = 10;

export interface PayloadSender {
  readonly target: Target;
  /** Of the writer, on the target. */
  readonly folder: string;
  readonly files: FileSystem;
  /** Where an object of the vault lies. */
  readonly pathOf: (sha256: string) => string;
  /** Called as soon as something is on the target, so that a run that is cut off need not send it again. */
  readonly placed: (payloads: readonly InventoryEntry[]) => Promise<void>;
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
  { files, pathOf, job }: PayloadSender,
  missing: readonly string[],
  damaged: Map<string, VaultError>,
): Promise<Payload[]> {
  const payloads: Payload[] = [];
  for (let start = 0; start < missing.length; start += asksAtOnce) {
    checkCancelled(job);
    const asked = missing.slice(start, start + asksAtOnce).map((sha256) => ({ sha256, path: pathOf(sha256) }));
    const looked = await Promise.all(asked.map(async (one) => ({ ...one, found: await files.look(one.path) })));
    for (const { sha256, path, found } of looked) {
      if (found?.kind === 'file' && found.sizeBytes > 0) payloads.push({ sha256, path, length: found.sizeBytes });
      else damaged.set(sha256, violated(`objects ${sha256}`, found ? 'no payload' : 'an object is missing'));
    }
  }
  return payloads;
}

/** Each is read before its turn comes, into memory that is used again as soon as the next is asked for. */
async function* packPayloads(files: FileSystem, payloads: readonly Payload[]): AsyncGenerator<PackPayload> {
  const slots = Array.from({ length: asksAtOnce + 1 }, () => Buffer.allocUnsafeSlow(packedBytesBelow));
  const ahead: { readonly payload: PackPayload; readonly reading: Promise<unknown> }[] = [];
  try {
    for (const [index, { sha256, path, length }] of payloads.entries()) {
      const reading = readInto(files, path, slots[index % slots.length] ?? noBytes, length);
      // Met when its turn comes.
      reading.catch(() => undefined);
      ahead.push({ payload: { sha256, length, bytes: () => once(reading) }, reading });
      const next = ahead.length > asksAtOnce ? ahead.shift() : undefined;
      if (next) yield next.payload;
    }
    for (const { payload } of ahead) yield payload;
  } finally {
    await Promise.allSettled(ahead.map(({ reading }) => reading));
  }
}

/** Of a file that has grown meanwhile one byte too much, by which that is seen. */
async function readInto(files: FileSystem, path: string, memory: Buffer, length: number): Promise<Buffer> {
  const reader = await files.openReader(path);
  try {
    const bytes = memory.subarray(0, Math.min(reader.sizeBytes, length + 1));
    return bytes.subarray(0, await reader.readAt(bytes, 0));
  } finally {
    await reader.close();
  }
}

async function* once(reading: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await reading;
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
    await createWhole(target, `${folder}/${objectName(sha256)}`, content, job.signal);
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
  const content = contentOf(bytes, Buffer.from(sha256, 'hex'));
  await createWhole(target, `${folder}/${packName(sha256)}`, content, job.signal);
  await placed(entries.map((entry) => ({ ...entry, pack: sha256 })));
  return entries.reduce((sum, { length }) => sum + length, 0);
}

/** A target refuses what has another hash or length by the time it is sent. */
function isOfTheObject(error: unknown): boolean {
  return isViolation(error) || (error instanceof VaultError && error.code === 'file-changed-while-read');
}
