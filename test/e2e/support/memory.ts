import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import { missingLinux, missingRoot } from '../../support/tools.ts';

/** What is missing here to read the memory of another process, for `describeUnlessMissing`. */
export const missingForMemory: readonly string[] = [...missingLinux, ...missingRoot];

/** The heap of a page's JavaScript, as the DevTools write it down. */
export async function heapOf(tools: CDPSession): Promise<string> {
  const chunks: string[] = [];
  tools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return chunks.join('');
}

/** Which of some texts lie anywhere in the writable memory of a process; none when the process has gone. */
export function textsInMemory(pid: number, texts: readonly string[]): string[] {
  if (!existsSync(`/proc/${pid}/smaps`)) return [];
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const found = new Set<string>();
  const sought = new Map(texts.map((text) => [text, [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]]));
  try {
    for (const [from, to] of writableRegions(pid)) search(memory, from, to, sought, found);
  } finally {
    closeSync(memory);
  }
  return [...found];
}

/** Those that were ever touched: what was only reserved holds nothing. */
function writableRegions(pid: number): [bigint, bigint][] {
  const regions = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
  return regions.flatMap((region) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(region) ?? [];
    const isTouched = !/^Rss: +0 kB/m.test(region) || !/^Swap: +0 kB/m.test(region);
    return from === undefined || to === undefined || !isTouched ? [] : [[BigInt(`0x${from}`), BigInt(`0x${to}`)]];
  });
}

const pieceBytes = 1 << 20;

type Sought = ReadonlyMap<string, readonly Buffer[]>;

function search(memory: number, from: bigint, to: bigint, sought: Sought, found: Set<string>): void {
  // Pieces overlap, so that what lies across an edge is found.
  const piece = Buffer.alloc(pieceBytes + 1024);
  for (let at = from; at < to; at += BigInt(pieceBytes)) {
    const wanted = Number(to - at < BigInt(piece.length) ? to - at : BigInt(piece.length));
    const read = readSome(memory, piece, wanted, at);
    const part = piece.subarray(0, read);
    for (const [text, forms] of sought) if (forms.some((form) => part.includes(form))) found.add(text);
  }
}

function readSome(memory: number, piece: Buffer, wanted: number, at: bigint): number {
  try {
    return readSync(memory, piece, 0, wanted, at);
  } catch {
    // The process gave it back meanwhile.
    return 0;
  }
}
