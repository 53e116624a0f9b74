import { dirname } from 'node:path';
import type { FileSystem } from '../ports/file-system.ts';

/** What the folders of such programs are called, as the programs make them; compared in lower case. */
const folderNames: readonly (readonly [RegExp, string])[] = [
  [/^onedrive($|[ -])/, 'OneDrive'],
  [/^dropbox($|[ (-])/, 'Dropbox'],
  [/^(google ?drive($|[ -])|my drive$|mijn drive$|drivefs$)/, 'Google Drive'],
  [/^(icloud ?drive|mobile documents|com~apple~clouddocs)$/, 'iCloud'],
  [/^nextcloud($|[ \d-])/, 'Nextcloud'],
  [/^owncloud($|[ \d-])/, 'ownCloud'],
  [/^stack($|drive$)/, 'STACK'],
  [/^pcloud ?drive$/, 'pCloud'],
  [/^(syncthing|resilio sync)$/, 'Syncthing'],
];

/** What such programs leave in the topmost folder that they copy, whatever that is called. */
const markers: readonly (readonly [string, string])[] = [
  ['.dropbox.cache', 'Dropbox'],
  ['.dropbox', 'Dropbox'],
  ['.849C9593-D756-4E56-8D6E-42412F2A707B', 'OneDrive'],
  ['.tmp.drivedownload', 'Google Drive'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.stfolder', 'Syncthing'],
];

/**
 * The program that copies this folder elsewhere, as far as names and markers tell: what it copied stays readable to those
 * who were entitled then, whatever is revoked or erased later.
 * @param folder absolute, with symbolic links already followed where that matters.
 * @returns null when none was recognised.
 */
export async function syncedBy(files: FileSystem, folder: string): Promise<string | null> {
  for (const name of folder.split(/[/\\]/)) {
    const known = folderNames.find(([pattern]) => pattern.test(name.toLowerCase()));
    if (known) return known[1];
  }
  for (let path = folder; ; path = dirname(path)) {
    for (const [marker, program] of markers) {
      if (await isThere(files, `${path}/${marker}`)) return program;
    }
    if (path === dirname(path)) return null;
  }
}

/** A folder above that this account may not look into holds nothing that it could tell. */
async function isThere(files: FileSystem, path: string): Promise<boolean> {
  return await files.stat(path).then(
    (found) => found !== null,
    () => false,
  );
}
