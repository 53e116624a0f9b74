import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './usage-error.ts';

const longestFileBytes = 1024 * 1024;

export interface SecretFile {
  /** The first line, without its end. */
  readonly line: string;
  /** All of it. */
  readonly text: string;
  /** True when other accounts of this computer may read it. */
  readonly open: boolean;
}

/** Reads a password file. @param of the option that names it, for what is said when it cannot be read. */
export async function readSecretFile(file: string, of: string): Promise<SecretFile> {
  const { text, stats } = await readTextFile(file, of);
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  if (line === '') throw new UsageError('empty-file', { of, file });
  return { line, text, open: await mayBeReadByOthers(path.resolve(file), stats) };
}

/** A file of at most 1 MiB in UTF-8. */
export async function readTextFile(file: string, of: string): Promise<{ text: string; stats: Stats }> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, constants.O_RDONLY);
    const stats = await handle.stat();
    if (stats.isDirectory()) throw new UsageError('file-is-folder', { of, file });
    if (stats.size > longestFileBytes) throw new UsageError('file-too-large', { of, file });
    const bytes = await handle.readFile();
    return { text: decoded(bytes, { of, file }), stats };
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      const reason = String(error.code);
      throw new UsageError(problemOf(reason), { of, file, reason });
    }
    throw error;
  } finally {
    await handle?.close();
  }
}

function problemOf(reason: string) {
  if (reason === 'ENOENT' || reason === 'ENOTDIR') return 'no-such-file';
  if (reason === 'EACCES' || reason === 'EPERM') return 'file-not-yours';
  return 'unreadable-file';
}

function decoded(bytes: Uint8Array, { of, file }: { of: string; file: string }): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError('not-text', { of, file });
  }
}

/** By its mode, unless a folder above it keeps them out. On Windows modes say nothing. */
async function mayBeReadByOthers(file: string, { mode }: Stats): Promise<boolean> {
  if (process.getuid === undefined) return false;
  let reach = (mode & 0o044) >> 2;
  for (let folder = path.dirname(file); reach !== 0; folder = path.dirname(folder)) {
    reach &= (await stat(folder)).mode & 0o011;
    if (folder === path.dirname(folder)) break;
  }
  return reach !== 0;
}
