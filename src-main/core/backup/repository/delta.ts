import { violated } from '../../../contract/errors.ts';
import type { FileBytes } from '../../ports/file-system.ts';
import type { PatchedFile } from '../../ports/patched-file.ts';
import { PieceReader } from '../streams/piece-reader.ts';
import { type DeltaText, formatDeltaText, readDeltaText } from './delta-text.ts';
import { pageBytes } from './page-index.ts';

/** Read, or written, at once. */
const mostPagesAtOnce = 256;

/** The plaintext of a base: the whole file. A piece is good until the next is asked for. */
export async function* basePlaintext(database: FileBytes): AsyncGenerator<Uint8Array> {
  yield* range(database, 0, database.sizeBytes, newBuffer());
}

/** The plaintext of a delta: its text, then the pages that changed, as they are in the file. Pieces as above. */
export async function* deltaPlaintext(database: FileBytes, text: DeltaText): AsyncGenerator<Uint8Array> {
  yield formatDeltaText(text);
  const buffer = newBuffer();
  for (const { first, pages } of runsOf(text.changed)) {
    yield* range(database, (first - 1) * pageBytes, pages * pageBytes, buffer);
  }
}

/**
 * Makes of the database that a delta stands on the one that it was made of.
 * @param part by which the delta is named: `database/<sha256>`.
 * @throws VaultError `integrity-violated` for anything but such a delta of such a database; the file is of no use then.
 */
export async function applyDelta(file: PatchedFile, delta: AsyncIterable<Uint8Array>, part: string): Promise<void> {
  const reader = new PieceReader(delta);
  try {
    const { pages, changed } = await readDeltaText(reader, part);
    requireAllNew(changed, Math.ceil(file.sizeBytes / pageBytes), pages, part);
    const bytes = newBuffer();
    for (const run of runsOf(changed)) {
      const content = bytes.subarray(0, run.pages * pageBytes);
      if ((await reader.fill(content)) < content.length) throw violated(part, 'a delta that is cut off');
      await file.writeAt(content, (run.first - 1) * pageBytes);
    }
    if ((await reader.next(1)).length > 0) throw violated(part, 'a delta that goes on behind its last page');
    await file.resize(pages * pageBytes);
  } finally {
    await reader.close();
  }
}

/** A page that is neither in the delta nor in what it is applied to would become zeros. */
function requireAllNew(changed: readonly number[], before: number, after: number, part: string): void {
  const added = Math.max(0, after - before);
  if (changed.length >= added && (added === 0 || changed[changed.length - added] === before + 1)) return;
  throw violated(part, 'a delta that stands on a longer database');
}

/** Pages that lie beside each other, as many as are read or written at once. */
function* runsOf(numbers: readonly number[]): Generator<{ first: number; pages: number }> {
  let run = { first: 0, pages: 0 };
  for (const number of numbers) {
    if (run.pages > 0 && run.pages < mostPagesAtOnce && number === run.first + run.pages) {
      run.pages += 1;
    } else {
      if (run.pages > 0) yield run;
      run = { first: number, pages: 1 };
    }
  }
  if (run.pages > 0) yield run;
}

async function* range(
  database: FileBytes,
  start: number,
  sizeBytes: number,
  buffer: Buffer,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < sizeBytes; ) {
    const piece = buffer.subarray(0, sizeBytes - done);
    const read = await database.readAt(piece, start + done);
    if (read < piece.length) throw violated('vault.db', 'vault.db: shorter than it was');
    yield piece;
    done += read;
  }
}

function newBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(mostPagesAtOnce * pageBytes);
}
