import { randomBytes } from 'node:crypto';
import { VaultError } from '../../contract/errors.ts';

/** No dot at either end: what begins with one is hidden, and Windows drops one at the end. */
const segment = /^(?!\.)[a-z0-9._-]{1,128}(?<!\.)$/;

const longestName = 400;

/** Whether a name that a server lists, without its folder, can be one of ours. */
export const isNameSegment = (text: string): boolean => segment.test(text);

/** @throws VaultError `invalid-input`. */
export function requireFileName(name: string): void {
  if (name.length <= longestName && name.split('/').every(isNameSegment)) return;
  throw new VaultError('invalid-input', 'not a name for a file on a target');
}

/** As `requireFileName`, of a folder; the target's own is the empty name. */
export function requireFolderName(name: string): void {
  if (name !== '') requireFileName(name);
}

/** The folder that a file or folder lies in; the target's own is ''. */
export const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));

export const within = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** A name, with `unfinishedName` as its form, that is no permitted name of a file, in the same folder as it. */
export const temporaryNameFor = (name: string): string =>
  within(folderOf(name), `.tmp-${randomBytes(12).toString('hex')}`);
