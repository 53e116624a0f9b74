import type { OpenVault } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import { markerPath, objectFolderName } from './object-paths.ts';
import { objectsInUse } from './objects-in-use.ts';

const objectName = /^[0-9a-f]{64}$/;

/**
 * Removes what a process that ended in the middle left among the objects: unfinished ones, and those that no row refers to
 * (docs/formats.md section 8). Does nothing without the marker that such a process leaves; nor while the vault is older
 * than this computer remembers, or a part of it is broken, for then a row may be missing whose document is still there.
 * To be called at sign-in, before anything writes objects.
 * @returns how many files were removed.
 * @throws VaultError `integrity-violated` part `objects` or `objects/<xx>` for a link in its place: then nothing is removed.
 */
export async function sweepObjects(vault: OpenVault): Promise<number> {
  const { files } = vault.env;
  const { objects } = vault.paths;
  await requireOwnFolder(files, objects, 'objects');
  if (!(await files.stat(markerPath(vault.paths))) || vault.readOnly || vault.broken.size > 0) return 0;
  const folders = (await files.list(objects)).filter((name) => objectFolderName.test(name));
  for (const folder of folders) await requireOwnFolder(files, `${objects}/${folder}`, `objects/${folder}`);
  const referenced = objectsInUse(vault.db);
  let removed = await files.removeUnfinished(objects);
  for (const folder of folders) {
    const path = `${objects}/${folder}`;
    removed += await files.removeUnfinished(path);
    removed += await removeAmong(vault, path, (name) => objectName.test(name) && !referenced.has(name));
  }
  await files.remove(markerPath(vault.paths));
  return removed;
}

async function removeAmong(vault: OpenVault, folder: string, isLeftOver: (name: string) => boolean): Promise<number> {
  const { files } = vault.env;
  const leftOver: string[] = [];
  for (const name of (await files.list(folder)).filter(isLeftOver)) {
    if ((await files.look(`${folder}/${name}`))?.kind === 'file') leftOver.push(name);
  }
  for (const name of leftOver) await files.remove(`${folder}/${name}`, { syncFolder: false });
  if (leftOver.length > 0) await files.syncFolder(folder);
  return leftOver.length;
}
