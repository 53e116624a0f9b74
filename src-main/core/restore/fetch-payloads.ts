import { violated } from '../../contract/errors.ts';
import type { InventoryEntry } from '../backup/repository/inventory.ts';
import { objectName, packName } from '../backup/repository/names.ts';
import { packedBytesBelow } from '../backup/repository/pack-format.ts';
import { inLanes } from '../backup/streams/in-lanes.ts';
import { MemoryPool } from '../backup/streams/memory-pool.ts';
import { PieceReader } from '../backup/streams/piece-reader.ts';
import { UnderWay } from '../backup/streams/under-way.ts';
import { verifiedPieces } from '../backup/streams/verified-pieces.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { FilePart, FileSystem, FileWriter } from '../ports/file-system.ts';
import type { Target } from '../ports/target.ts';

/** Files of the target that are read at once. */
const lanes = 4;
/** Of this computer, long files and batches of short ones that are being finished at once. */
const commitsAtOnce = 6;
/** Short files are handed to the threads that write them so many bytes at a time. */
const batchBytes = 2 * 2 ** 20;

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
 * Brings payloads back, each verified against its hash before it gets its name; durable after `FileSystem.syncWritten`.
 * @throws VaultError `integrity-violated` naming what is not what its name says; those of the target, `not-found` of what it
 * has lost among them; `cancelled`.
 */
export async function fetchPayloads(fetcher: PayloadFetcher, wanted: readonly InventoryEntry[]): Promise<void> {
  const totalBytes = wanted.reduce((sum, { length }) => sum + length, 0);
  let doneBytes = 0;
  const done = (length: number) => {
    doneBytes += length;
    fetcher.job.report(doneBytes, totalBytes);
  };
  const commits = new UnderWay(commitsAtOnce);
  const memories = new MemoryPool(batchBytes);
  const works = async function* () {
    for (const request of requestsFor(wanted))
      yield async () => await fetchOne(fetcher, request, { commits, memories, done });
  };
  try {
    await inLanes(works(), lanes);
  } finally {
    await commits.settled();
  }
  commits.requireNoFailure();
}

interface Writing {
  readonly commits: UnderWay;
  /** For batches. */
  readonly memories: MemoryPool;
  done(length: number): void;
}

/** One request to the target: payloads that follow each other in one file. */
interface Request {
  readonly name: string;
  readonly offset: number;
  readonly payloads: readonly InventoryEntry[];
}

/** Of a pack that is wanted for the most part everything between is read along: one request costs more than some bytes. */
const passedOverAtMost = 256 * 1024;

function requestsFor(wanted: readonly InventoryEntry[]): Request[] {
  const requests: Request[] = [];
  const byPack = Map.groupBy(wanted, ({ pack }) => pack);
  for (const payload of byPack.get(null) ?? []) {
    requests.push({ name: objectName(payload.sha256), offset: 0, payloads: [payload] });
  }
  for (const [pack, payloads] of byPack) {
    if (pack === null) continue;
    let run: InventoryEntry[] = [];
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

function inPack(pack: string, payloads: readonly InventoryEntry[]): Request {
  return { name: packName(pack), offset: payloads[0]?.offset ?? 0, payloads };
}

async function fetchOne(
  { target, folder, files, pathOf, job }: PayloadFetcher,
  { name, offset, payloads }: Request,
  { commits, memories, done }: Writing,
): Promise<void> {
  checkCancelled(job);
  const last = payloads.at(-1);
  if (!last) return;
  const range = { offset, length: last.offset + last.length - offset };
  const reader = new PieceReader(target.read(`${folder}/${name}`, range, job.signal));
  const write = async ({ memory, parts, bytes }: FileBatch) =>
    await commits.begin(async () => {
      await files.replaceMany(memory, parts);
      memories.give(memory);
      done(bytes);
    });
  let batch: FileBatch | null = null;
  try {
    let position = offset;
    for (const { sha256, length, offset: start } of payloads) {
      await pass(reader, start - position, name);
      position = start + length;
      const pieces = verifiedPieces(taken(reader, length), { part: partOf(name, sha256), sha256, length });
      if (length >= packedBytesBelow) await writeLong({ files, commits, done }, pathOf(sha256), pieces, length);
      else {
        if (batch && !batch.hasRoomFor(length)) {
          await write(batch);
          batch = null;
        }
        batch ??= new FileBatch(memories.take());
        await batch.add(pathOf(sha256), pieces);
      }
    }
    if ((await reader.next(1)).length > 0) throw violated(name, 'longer than its inventory says');
    if (batch) await write(batch);
  } finally {
    await reader.close();
  }
}

/** How an error names a payload: in a pack it is one of many, and else the file itself. */
function partOf(name: string, sha256: string): string {
  return name === objectName(sha256) ? name : `${name} ${sha256}`;
}

/** Short files that are written together. */
class FileBatch {
  readonly memory: Buffer<SharedArrayBuffer>;
  readonly parts: FilePart[] = [];
  #end = 0;

  constructor(memory: Buffer<SharedArrayBuffer>) {
    this.memory = memory;
  }

  /** Together. */
  get bytes(): number {
    return this.#end;
  }

  hasRoomFor(length: number): boolean {
    return this.#end + length <= this.memory.length;
  }

  /** Leaves no trace when it throws. */
  async add(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    let end = this.#end;
    for await (const piece of pieces) {
      this.memory.set(piece, end);
      end += piece.length;
    }
    this.parts.push({ path, start: this.#end, length: end - this.#end });
    this.#end = end;
  }
}

async function writeLong(
  { files, commits, done }: Pick<Writing, 'commits' | 'done'> & { readonly files: FileSystem },
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  length: number,
): Promise<void> {
  const writer = await files.openWriter(folderOf(path));
  let isCommitting = false;
  try {
    for await (const piece of pieces) await writer.append(piece);
    await commits.begin(async () => {
      isCommitting = true;
      await commitOrDiscard(writer, path);
      done(length);
    });
  } finally {
    if (!isCommitting) await writer.discard();
  }
}

async function commitOrDiscard(writer: FileWriter, path: string): Promise<void> {
  try {
    await writer.commit(path, { durable: 'later' });
  } finally {
    await writer.discard();
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
