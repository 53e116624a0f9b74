import { createHash } from 'node:crypto';
import { wipe } from '../../crypto/sealing.ts';
import type { Job } from '../../job.ts';
import type { FileReader, FileSystem, FileWriter } from '../../ports/file-system.ts';
import { basePlaintext, deltaPlaintext } from '../repository/delta.ts';
import { scanPages } from '../repository/page-index.ts';
import { type SealedFile, sealStream } from '../repository/sealed-stream.ts';
import { tarOf } from '../repository/tar.ts';
import type { Captured } from '../sources/capture.ts';
import { isBaseBetter, nextDatabaseOn } from './base-due.ts';
import { type LastSnapshot, pagesFile } from './memory.ts';

/** A file that is sealed and waits to be sent. */
export interface StagedFile extends SealedFile {
  readonly path: string;
}

/** What a snapshot is made of, but for its payloads, in files of this computer. */
export interface StagedSnapshot {
  readonly database: StagedFile & { readonly on: number | null; readonly pages: number };
  /** null when nothing of it has changed since the last snapshot. */
  readonly sealed: StagedFile | null;
  readonly sealedPlaintext: string;
  /** The index of the pages, which is of use once it has its end, and that needs the hash of the snapshot. */
  readonly pageIndex: FileWriter;
  pageIndexEnd(snapshot: Uint8Array): Buffer;
}

export interface Staging {
  readonly files: FileSystem;
  /** Of the target, on this computer. */
  readonly folder: string;
  /** The recovery recipient, `age1pq…`. */
  readonly recipient: string;
  readonly last: LastSnapshot | null;
  /** ms UTC. */
  readonly now: number;
  readonly job: Job;
}

/**
 * Seals what a captured vault is, and how its database differs from what the target has, into files of this computer. Short,
 * for the vault waits with its log meanwhile; may be done again from the beginning.
 * @returns null when nothing has changed since the last snapshot.
 */
export async function stageSnapshot(staging: Staging, captured: Captured): Promise<StagedSnapshot | null> {
  const { files, folder, last, now, job } = staging;
  const pageIndex = await files.openWriter(folder);
  const made: SealedFile[] = [];
  let isStaged = false;
  try {
    const chain = last && {
      base: last.remembered.databaseBase,
      last: { number: last.snapshot.number, at: last.snapshot.at },
    };
    const wantedOn = nextDatabaseOn(chain, now);
    const scanned = await withIndex(staging, wantedOn, (known) => scanPages(captured.database, known, pageIndex, job));
    const changed = wantedOn === null ? null : scanned.changed;
    const on = changed === null || isBase(chain, wantedOn, scanned.pages, changed.length) ? null : wantedOn;
    const sealedPlaintext = await hashOf(tarOf(captured.files));
    const isSealedSame = sealedPlaintext === last?.remembered.sealedPlaintext;
    const isSame = on !== null && on === last?.snapshot.number && changed?.length === 0;
    if (isSame && isSealedSame && scanned.pages === last?.snapshot.database.pages) return null;
    const plaintext =
      on === null || changed === null
        ? basePlaintext(captured.database)
        : deltaPlaintext(captured.database, { pages: scanned.pages, changed });
    const database = await sealInto(staging, 'database', plaintext);
    made.push(database);
    const sealed = isSealedSame ? null : await sealInto(staging, 'sealed', tarOf(captured.files));
    if (sealed) made.push(sealed);
    isStaged = true;
    return {
      database: { ...database, on, pages: scanned.pages },
      sealed,
      sealedPlaintext,
      pageIndex,
      pageIndexEnd: (snapshot) => scanned.indexEnd(snapshot),
    };
  } finally {
    if (!isStaged) {
      await pageIndex.discard();
      wipe(...made.map(({ fileKey }) => fileKey));
    }
  }
}

/** Ends what `stageSnapshot` began, whether the snapshot was sent or not. */
export async function unstage(files: FileSystem, { database, sealed, pageIndex }: StagedSnapshot): Promise<void> {
  wipe(database.fileKey, sealed?.fileKey);
  await pageIndex.discard();
  await files.remove(database.path, { syncFolder: false });
  if (sealed) await files.remove(sealed.path, { syncFolder: false });
}

function isBase(
  chain: Parameters<typeof isBaseBetter>[0] | null,
  on: number | null,
  pages: number,
  changed: number,
): boolean {
  return chain === null || on === null || isBaseBetter(chain, on, { pages, changed });
}

async function withIndex<Result>(
  { files, folder, last }: Staging,
  on: number | null,
  work: (known: Parameters<typeof scanPages>[1]) => Promise<Result>,
): Promise<Result> {
  const path = on === null ? null : pagesFile(folder, on);
  const sha256 = on === last?.snapshot.number ? last?.remembered.sha256 : last?.remembered.databaseBase.sha256;
  if (path === null || sha256 === undefined || (await files.look(path))?.kind !== 'file') return await work(null);
  const index: FileReader = await files.openReader(path);
  try {
    return await work({ index, snapshot: Buffer.from(sha256, 'hex') });
  } finally {
    await index.close();
  }
}

async function sealInto(
  { files, folder, recipient }: Staging,
  name: string,
  plaintext: AsyncIterable<Uint8Array>,
): Promise<StagedFile> {
  const writer = await files.openWriter(folder);
  try {
    const sealed = await sealStream(recipient, plaintext, (piece) => writer.append(piece));
    const path = `${folder}/${name}-${sealed.sha256}`;
    await writer.commit(path, { syncFolder: false });
    return { ...sealed, path };
  } finally {
    await writer.discard();
  }
}

async function hashOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
