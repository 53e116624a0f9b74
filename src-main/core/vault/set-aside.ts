import { basename, dirname } from 'node:path';
import { isViolation, violated } from '../../contract/errors.ts';
import { objectFolderName } from '../documents/object-paths.ts';
import type { FileSystem } from '../ports/file-system.ts';
import { textOf, timeOf } from '../ports/row.ts';
import { copyErrorMs, registerCopy } from './copies.ts';
import { type OpenVault, type VaultPaths, vaultPaths } from './open-vault.ts';
import { requireOwnFolder } from './own-folder.ts';
import { readRestoredMark } from './restored-mark.ts';
import { readVaultFile } from './vault-file.ts';

/*
 * Vaults that a restore in place has set aside (docs/formats.md section 15.10): beside the vault, with what has been erased since.
 * They expire as the copies of the database do, in whose table they are.
 */

/** Times in ms UTC. */
interface SetAside {
  /** Of the folder, beside that of the vault. */
  readonly name: string;
  /** Null when it is gone. */
  readonly madeAt: number | null;
  readonly expiresAt: number;
}

/** What a restore names so; nothing else beside the vault is ever removed on the word of the table. */
export function isSetAside({ folder }: VaultPaths, name: string): boolean {
  const beginning = `${basename(folder)}.set-aside-`;
  return name.startsWith(beginning) && /^\d{4}-\d{2}-\d{2}(?:-\d+)?$/.test(name.slice(beginning.length));
}

const placeOf = ({ folder }: VaultPaths, name: string) => `${dirname(folder)}/${name}`;

/** Notes the vault that was set aside, and those that restores before it set aside and nobody finished. Part of a change. */
export function registerSetAsides({ db }: OpenVault, names: readonly string[], now: number): void {
  for (const name of names) registerCopy(db, name, now);
}

/** @param last the name of the one that was set aside last. @returns it, and those that its own mark and so on tell of. */
export async function setAsidesBehind(files: FileSystem, paths: VaultPaths, last: string | null): Promise<string[]> {
  const names: string[] = [];
  for (let name = last; name !== null && !names.includes(name); ) {
    names.push(name);
    const mark = await readRestoredMark(files, vaultPaths(placeOf(paths, name))).catch(nullWhenViolated);
    name = mark?.setAside ?? null;
  }
  return names;
}

export async function registeredSetAsides({ db, env, paths }: OpenVault): Promise<SetAside[]> {
  const setAsides: SetAside[] = [];
  for (const row of db.all('SELECT name, made_at, expires_at FROM copies ORDER BY name')) {
    const name = textOf(row, 'name');
    if (!isSetAside(paths, name)) continue;
    const isThere = (await env.files.look(placeOf(paths, name))) !== null;
    setAsides.push({ name, madeAt: isThere ? timeOf(row, 'made_at') : null, expiresAt: timeOf(row, 'expires_at') });
  }
  return setAsides;
}

/**
 * Removes the vaults that were set aside late enough to hold what came in at `since` (ms UTC).
 * @returns their names, for `forgetCopies` in the change that follows. @throws VaultError as `removeSetAside`.
 */
export async function removeSetAsidesSince(vault: OpenVault, since: number): Promise<string[]> {
  const names = (await registeredSetAsides(vault))
    .filter(({ madeAt }) => madeAt === null || madeAt + copyErrorMs >= since)
    .map(({ name }) => name);
  for (const name of names) await removeSetAside(vault, name);
  return names;
}

const ownFile =
  /^(?:vault\.json(?:\.next)?|restored\.json|(?:root|recovery)\.age(?:\.next)?|vault\.db(?:-wal|-shm|-journal|\.before-[\w.-]+)?|lock(?:-shm|-wal|-journal)?|lock\.info)$/;

/**
 * Removes what a vault consists of, what opens it first. Whatever else somebody put there stays, and keeps its folder. Idempotent.
 * @throws VaultError `vault-in-use` while somebody has it open; `integrity-violated` when another vault lies there.
 */
export async function removeSetAside({ env, id, paths }: OpenVault, name: string): Promise<void> {
  const { files, store } = env;
  const aside = vaultPaths(placeOf(paths, name));
  if ((await files.look(aside.folder)) === null) return;
  await requireOwnFolder(files, aside.folder, 'set-aside');
  if ((await files.look(aside.vaultFile)) !== null) {
    // Damaged, it is what was set aside for that.
    const found = await readVaultFile(files, aside.vaultFile).catch(nullWhenViolated);
    if (found !== null && found.content.vault !== id) throw violated('set-aside', 'another vault lies there');
    store.lock(aside.lock).release();
  }
  for (const one of (await files.list(aside.folder)).filter((file) => ownFile.test(file)).sort(vaultFileFirst)) {
    await files.remove(`${aside.folder}/${one}`);
  }
  await requireOwnFolder(files, aside.objects, 'set-aside');
  for (const one of await files.list(aside.objects)) {
    if (objectFolderName.test(one)) await clear(files, `${aside.objects}/${one}`, /^[0-9a-f]{64}$/);
  }
  await clear(files, aside.spool, /^(?:[0-9a-f]{32}\.age|sign-in\.json)$/);
  await files.removeEmptyFolder(aside.objects);
  await files.removeUnfinished(aside.folder);
  await files.removeEmptyFolder(aside.folder);
}

async function clear(files: FileSystem, folder: string, names: RegExp): Promise<void> {
  await requireOwnFolder(files, folder, 'set-aside');
  for (const name of await files.list(folder)) {
    if (names.test(name)) await files.remove(`${folder}/${name}`, { syncFolder: false });
  }
  await files.removeUnfinished(folder);
  await files.removeEmptyFolder(folder);
}

function vaultFileFirst(a: string, b: string): number {
  return Number(b.startsWith('vault.json')) - Number(a.startsWith('vault.json'));
}

function nullWhenViolated(error: unknown): null {
  if (isViolation(error)) return null;
  throw error;
}
