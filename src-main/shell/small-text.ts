import { readFile, stat } from 'node:fs/promises';
import { VaultError } from '../contract/errors.ts';

/** A small file that a user chose. @throws VaultError `file-unreadable`, also for a larger one. */
export async function readSmallFile(file: string, mostBytes: number): Promise<Buffer<ArrayBuffer>> {
  try {
    if ((await stat(file)).size <= mostBytes) return await readFile(file);
  } catch (cause) {
    throw new VaultError('file-unreadable', 'the chosen file cannot be read', { cause });
  }
  throw new VaultError('file-unreadable', 'the chosen file is larger than such a file is');
}

/** Its text. @throws VaultError `file-unreadable`. */
export async function readSmallText(file: string, mostBytes: number): Promise<string> {
  const bytes = await readSmallFile(file, mostBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new VaultError('file-unreadable', 'the chosen file is no text', { cause });
  } finally {
    bytes.fill(0);
  }
}
