import { readFile } from 'node:fs/promises';
import { VaultError } from '../contract/errors.ts';

/** The text of a small file that a user chose. @throws VaultError `file-unreadable` */
export async function readSmallText(file: string, mostBytes: number): Promise<string> {
  try {
    const bytes = await readFile(file);
    if (bytes.length <= mostBytes) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new VaultError('file-unreadable', 'the chosen file cannot be read', { cause });
  }
  throw new VaultError('file-unreadable', 'the chosen file is larger than such a file is');
}
