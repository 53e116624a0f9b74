import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Figure } from './measure.ts';

const windowFolder = path.join(import.meta.dirname, '..', 'dist', 'window');

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

/** What the window loads, compressed as for a network: all of it, and what is there before anybody has signed in. */
export function bundleSizes(): Figure[] {
  const all = readdirSync(windowFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(m?js|css)$/.test(name),
  );
  return [
    figure('the window’s programs and styles, gzip -9', all, 1_500_000),
    figure('of these before sign-in', beforeSignIn(), 400_000),
  ];
}

/**
 * What comes after a sign-in, and what shows PDFs there, which before it only somebody asks for who gives the recovery kit as one;
 * all else that the entry may ask for belongs to the screens before it.
 */
const afterSignIn = /\/(SignedIn\.tsx|draw-pdf\.ts)$/;

/** The page's entry, every screen before a sign-in, what these import, and their styles. */
function beforeSignIn(): string[] {
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(path.join(windowFolder, '.vite', 'manifest.json'), 'utf8'),
  );
  const files = new Set<string>();
  const seen = new Set<string>();
  const take = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) take(imported);
    for (const asked of chunk.dynamicImports ?? []) if (!afterSignIn.test(asked)) take(asked);
  };
  for (const [key, { isEntry }] of Object.entries(manifest)) if (isEntry) take(key);
  return [...files].filter((name) => /\.(m?js|css)$/.test(name));
}

function figure(work: string, files: readonly string[], limitBytes: number): Figure {
  const bytes = files
    .map((name) => gzipSync(readFileSync(path.join(windowFolder, name)), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
  const kilobytes = (value: number) => `${Math.round(value / 1000)} kB`;
  return {
    work,
    ours: kilobytes(bytes),
    peer: '–',
    ratio: '–',
    aim: `under ${kilobytes(limitBytes)}`,
    met: bytes < limitBytes,
  };
}
