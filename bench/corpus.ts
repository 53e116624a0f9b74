import { createCipheriv, createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Deterministic incompressible bytes: AES-128-CTR over zeros under a key from the label. */
function byteStream(label: string): (size: number) => Buffer {
  const key = createHash('sha256').update(label).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  return (size) => cipher.update(Buffer.alloc(size));
}

/** What an office's files are: their share of the bytes, the sizes in bytes (drawn log-uniformly), the kinds, the names. */
const classes = [
  {
    share: 0.6,
    from: 100e3,
    to: 5e6,
    kinds: ['pdf'],
    names: ['Overeenkomst', 'Factuur', 'Taxatierapport', 'Volmacht'],
  },
  {
    share: 0.25,
    from: 20e3,
    to: 300e3,
    kinds: ['docx', 'xlsx'],
    names: ['Brief aan wederpartij', 'Notitie', 'Begroting'],
  },
  { share: 0.1, from: 2e3, to: 200e3, kinds: ['txt', 'csv', 'eml'], names: ['Telefoonnotitie', 'Bankafschrift'] },
  { share: 0.05, from: 5e6, to: 50e6, kinds: ['pdf'], names: ['Scan dossier', 'Scan bijlagen'] },
] as const;
const bytesPerClient = 25e6;
const matters = ['Correspondentie', 'Jaarrekening 2025', 'Huurovereenkomst', 'Nalatenschap'] as const;
const words =
  'de cliënt van een overeenkomst op artikel termijn vordering bijlage akte geachte mevrouw hoogachtend '.repeat(3);

/**
 * Writes about `bytes` of office files below `folder`, the same for the same arguments: letters, tables and mails by
 * number, PDFs and scans by weight.
 * @returns how many files and bytes were written.
 */
export function makeCorpus(folder: string, bytes: number, seed: string): { files: number; bytes: number } {
  const random = byteStream(`sizes|${seed}`);
  const content = byteStream(`content|${seed}`);
  const fraction = () => random(4).readUInt32BE(0) / 2 ** 32;
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(fraction() * items.length)] ?? items[0];
  const clients = Math.max(3, Math.round(bytes / bytesPerClient));
  let written = 0;
  let files = 0;
  for (const { share, from, to, kinds, names } of classes) {
    for (let left = bytes * share; left > from; ) {
      const size = Math.min(Math.round(from * (to / from) ** fraction()), Math.ceil(left));
      const kind: string = pick<string>(kinds);
      const client = `Client ${String(Math.floor(fraction() * clients)).padStart(4, '0')}`;
      const below = path.join(folder, client, pick<string>(matters));
      mkdirSync(below, { recursive: true });
      const file = openSync(path.join(below, `${pick<string>(names)} ${String(files).padStart(6, '0')}.${kind}`), 'w');
      writeSync(file, share === 0.1 ? Buffer.alloc(size, words) : content(size));
      closeSync(file);
      left -= size;
      written += size;
      files += 1;
    }
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
