import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsence } from '../../file-system/translate-error.ts';
import { damaged } from '../target-errors.ts';

/**
 * That a folder of the target lies on the target. Whoever lays out a stick or a share can put a link in a folder's place, to the
 * objects of the vault say, which have the names of those on the target: what is pruned there would be the vault's own.
 * @param place of the target; it may be a link itself. @param folder a name from there on. @throws VaultError `target-damaged`.
 */
export async function requireNoLinks(place: string, folder: string): Promise<void> {
  const segments = folder === '' ? [] : folder.split('/');
  const paths = segments.map((_, index) => join(place, ...segments.slice(0, index + 1)));
  const links = await Promise.all(paths.map(isLink));
  if (links.some(Boolean)) throw damaged('a link lies in the place of a folder', { reason: 'link-on-target' });
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    // What is not there yet is made as a folder.
    if (isAbsence(error)) return false;
    throw error;
  }
}
