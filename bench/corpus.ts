import { createCipheriv, createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Deterministic incompressible bytes: AES-128-CTR over zeros under a key from the label. */
function byteStream(label: string): (size: number) => Buffer {
  const key = createHash('sha256').update(label).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  return (size) => cipher.update(Buffer.alloc(size));
}

/**
 * File sizes of a small office: half are letters and mails of tens of kilobytes, most of the bytes are scans and
 * annual accounts. Quantiles in bytes; sizes are drawn log-uniformly between neighbours.
 */
const sizeQuantiles = [1_500, 9_000, 24_000, 55_000, 130_000, 450_000, 1_400_000] as const;

/**
 * Writes about `bytes` of office files below `folder`, the same for the same arguments.
 * @returns how many files and bytes were written.
 */
export function makeCorpus(folder: string, bytes: number, seed: string): { files: number; bytes: number } {
  const random = byteStream(`sizes|${seed}`);
  const content = byteStream(`content|${seed}`);
  let written = 0;
  let files = 0;
  while (written < bytes) {
    const size = Math.min(drawSize(random(8)), bytes - written);
    const client = path.join(folder, `Client ${String(Math.floor(files / 40)).padStart(4, '0')}`, 'Correspondentie');
    mkdirSync(client, { recursive: true });
    const file = openSync(path.join(client, `Brief ${String(files).padStart(6, '0')}.pdf`), 'w');
    writeSync(file, content(size));
    closeSync(file);
    written += size;
    files += 1;
  }
  return { files, bytes: written };
}

/** One file of `bytes` incompressible bytes. */
export function makeLargeFile(file: string, bytes: number, seed: string): void {
  const content = byteStream(`large|${seed}`);
  const descriptor = openSync(file, 'w');
  for (let left = bytes; left > 0; left -= 8_000_000) writeSync(descriptor, content(Math.min(left, 8_000_000)));
  closeSync(descriptor);
}

function drawSize(random: Buffer): number {
  const place = (random.readUInt32BE(0) / 2 ** 32) * (sizeQuantiles.length - 1);
  const below = sizeQuantiles[Math.floor(place)] ?? sizeQuantiles[0];
  const above = sizeQuantiles[Math.floor(place) + 1] ?? below;
  return Math.round(below * (above / below) ** (random.readUInt32BE(4) / 2 ** 32));
}
