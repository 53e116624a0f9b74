import { violated } from '../../contract/errors.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { Target } from '../ports/target.ts';
import { inLanes } from './in-lanes.ts';
import { objectName, packName } from './names.ts';
import { PieceReader } from './piece-reader.ts';
import type { PlacedPayload } from './send-payloads.ts';
import { verifiedPieces } from './verified-pieces.ts';

/** Files on their way at once. */
const lanes = 4;

export interface PayloadFetcher {
  readonly target: Target;
  /** Of the writer, on the target. */
  readonly folder: string;
  readonly files: FileSystem;
  /** Where an object is to lie; its folder is there. */
  readonly pathOf: (sha256: string) => string;
  readonly job: Job;
}

/**
 * Brings payloads back, each verified against its hash before it gets its name; the names are durable when their folders
 * have been synced.
 * @throws VaultError `integrity-violated` naming what is not what its name says; those of the target, `not-found` of what it
 * has lost among them; `cancelled`.
 */
export async function fetchPayloads(fetcher: PayloadFetcher, wanted: readonly PlacedPayload[]): Promise<void> {
  const totalBytes = wanted.reduce((sum, { length }) => sum + length, 0);
  let doneBytes = 0;
  const done = (length: number) => {
    doneBytes += length;
    fetcher.job.report(doneBytes, totalBytes);
  };
  const works = async function* () {
    for (const request of requestsFor(wanted)) yield async () => await fetchOne(fetcher, request, done);
  };
  await inLanes(works(), lanes);
}

/** One request to the target: payloads that follow each other in one file. */
interface Request {
  readonly name: string;
  readonly offset: number;
  readonly payloads: readonly PlacedPayload[];
}

/** Of a pack that is wanted for the most part everything between is read along: one request costs more than some bytes. */
const passedOverAtMost = 256 * 1024;

function requestsFor(wanted: readonly PlacedPayload[]): Request[] {
  const requests: Request[] = [];
  const byPack = Map.groupBy(wanted, ({ pack }) => pack);
  for (const payload of byPack.get(null) ?? []) {
    requests.push({ name: objectName(payload.sha256), offset: 0, payloads: [payload] });
  }
  for (const [pack, payloads] of byPack) {
    if (pack === null) continue;
    let run: PlacedPayload[] = [];
    for (const payload of payloads.toSorted((a, b) => a.offset - b.offset)) {
      const before = run.at(-1);
      if (before && payload.offset - before.offset - before.length > passedOverAtMost) {
        requests.push(inPack(pack, run));
        run = [];
      }
      run.push(payload);
    }
    requests.push(inPack(pack, run));
  }
  return requests;
}

function inPack(pack: string, payloads: readonly PlacedPayload[]): Request {
  return { name: packName(pack), offset: payloads[0]?.offset ?? 0, payloads };
}

async function fetchOne(
  { target, folder, files, pathOf, job }: PayloadFetcher,
  { name, offset, payloads }: Request,
  done: (length: number) => void,
): Promise<void> {
  checkCancelled(job);
  const last = payloads.at(-1);
  if (!last) return;
  const range = { offset, length: last.offset + last.length - offset };
  const reader = new PieceReader(target.read(`${folder}/${name}`, range, job.signal));
  try {
    let position = offset;
    for (const { sha256, length, offset: start } of payloads) {
      await pass(reader, start - position, name);
      position = start + length;
      const expected = { part: `${name} ${sha256}`, sha256, length };
      const writer = await files.openWriter(folderOf(pathOf(sha256)));
      try {
        for await (const piece of verifiedPieces(taken(reader, length), expected)) await writer.append(piece);
        await writer.commit(pathOf(sha256), { syncFolder: false });
      } finally {
        await writer.discard();
      }
      done(length);
    }
    if ((await reader.next(1)).length > 0) throw violated(name, 'longer than its inventory says');
  } finally {
    await reader.close();
  }
}

/** At most so many bytes, piece by piece. */
async function* taken(reader: PieceReader, length: number): AsyncGenerator<Uint8Array> {
  for (let left = length; left > 0; ) {
    const piece = await reader.next(left);
    if (piece.length === 0) return;
    left -= piece.length;
    yield piece;
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** What lies between is not wanted. */
async function pass(reader: PieceReader, length: number, name: string): Promise<void> {
  for (let left = length; left > 0; ) {
    const piece = await reader.next(left);
    if (piece.length === 0) throw violated(name, 'shorter than its inventory says');
    left -= piece.length;
  }
}
