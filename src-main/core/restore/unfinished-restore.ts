import { z } from 'zod';
import { VaultError } from '../../contract/errors.ts';
import { parseJson } from '../crypto/statement.ts';
import { objectFolderName } from '../documents/object-paths.ts';
import { type FileSystem, unfinishedName } from '../ports/file-system.ts';
import { vaultPaths } from '../vault/open-vault.ts';
import { requireOwnFolder } from '../vault/own-folder.ts';
import { Sha256Schema } from '../vault/schemas.ts';
import { restoringMark } from './restore-files.ts';

const MarkSchema = z.strictObject({ hash: Sha256Schema });

/**
 * Begins to restore a snapshot into a folder, or goes on where that was broken off. What was left of another snapshot goes first.
 * @param hash of the snapshot's file.
 * @returns true when it is all there already, but for the end of the work.
 * @throws VaultError `vault-exists` for a folder with anything else in it, a vault above all.
 */
export async function markRestoring(files: FileSystem, folder: string, hash: string): Promise<boolean> {
  // A file that never got its name is nothing: the mark itself may have been broken off.
  const names = (await files.list(folder)).filter((name) => !unfinishedName.test(name));
  const isOurs = names.includes(restoringMark);
  const mark = isOurs ? await files.read(`${folder}/${restoringMark}`) : null;
  const isSame = MarkSchema.safeParse(mark && parseJson(mark)).data?.hash === hash;
  const isVault = names.includes('vault.json');
  if (isVault && isSame && names.includes('restored.json')) return true;
  if (isVault || (names.length > 0 && !isOurs)) {
    throw new VaultError('vault-exists', 'the folder is not empty', { details: { input: 'to' } });
  }
  if (isOurs && !isSame) await clearUnfinished(files, folder);
  await files.makeFolder(folder);
  await files.removeUnfinished(folder);
  await files.replace(`${folder}/${restoringMark}`, Buffer.from(JSON.stringify({ hash }), 'utf8'));
  return false;
}

/** The vault is there. */
export async function endRestoring(files: FileSystem, folder: string): Promise<void> {
  await files.remove(`${folder}/${restoringMark}`);
}

/** What a restore writes beside objects and spool. */
const restoredName = /^(?:vault\.json|restored\.json|(?:root|recovery)\.age(?:\.next)?|vault\.db(?:-wal)?)$/;

/**
 * Removes what a restore has written into a folder, `vault.json` first and its own mark last. Nothing else: what somebody put
 * there stays, and keeps its folder.
 */
export async function clearUnfinished(files: FileSystem, folder: string): Promise<void> {
  const { objects, spool, vaultFile } = vaultPaths(folder);
  await files.remove(vaultFile);
  for (const name of await files.list(folder)) {
    if (restoredName.test(name)) await files.remove(`${folder}/${name}`);
  }
  await requireOwnFolder(files, objects, 'objects');
  for (const name of await files.list(objects)) {
    if (objectFolderName.test(name)) await clearFolder(files, `${objects}/${name}`, /^[0-9a-f]{64}$/);
  }
  await requireOwnFolder(files, spool, 'spool');
  await clearFolder(files, spool, /^[0-9a-f]{32}\.age$/);
  await files.removeEmptyFolder(objects);
  await files.removeUnfinished(folder);
  await endRestoring(files, folder);
}

async function clearFolder(files: FileSystem, folder: string, names: RegExp): Promise<void> {
  for (const name of await files.list(folder)) {
    if (names.test(name)) await files.remove(`${folder}/${name}`, { syncFolder: false });
  }
  await files.removeUnfinished(folder);
  await files.removeEmptyFolder(folder);
}
