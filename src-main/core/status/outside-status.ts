import type { StatusWarning } from '../../contract/check.ts';
import { VaultError } from '../../contract/errors.ts';
import { type FileSystem, unfinishedName } from '../ports/file-system.ts';
import type { Keychain } from '../ports/keychain.ts';
import { listSpool } from '../spool/spool-files.ts';
import { unlessViolatedAsync } from '../unless-violated.ts';
import { readComputer, wipeComputer } from '../vault/computer.ts';
import { type Holder, presentHolder } from '../vault/lock-info.ts';
import { type Environment, type VaultPaths, vaultPaths } from '../vault/open-vault.ts';
import { type RestoredMark, readRestoredMark } from '../vault/restored-mark.ts';
import { readVaultFile, type VaultFileContent } from '../vault/vault-file.ts';
import { syncedBy } from './synced-folder.ts';

/** What can be said of a vault without a sign-in. Sizes in bytes. */
export interface OutsideStatus {
  readonly id: string;
  readonly format: number;
  /** Null when this account may not write in the folder and so cannot tell. */
  readonly inUse: boolean | null;
  readonly holder: Holder | null;
  readonly keychain: Keychain['kind'] | null;
  readonly sizes: {
    readonly databaseBytes: number;
    readonly objects: number;
    readonly objectBytes: number;
    readonly spool: number;
    readonly spoolBytes: number;
  };
  /** null: it was not restored, that was finished, or nobody can read from when it is. */
  readonly restored: (Pick<RestoredMark, 'restoredAt' | 'setAside'> & { readonly backupAt: number }) | null;
  readonly copies: { name: string; bytes: number }[];
  readonly warnings: { warning: StatusWarning; detail: string | null }[];
}

/** @throws VaultError `vault-not-found`, `vault-from-newer-program`, `integrity-violated` part `vault.json`. */
export async function outsideStatus(env: Environment, folder: string): Promise<OutsideStatus> {
  const paths = vaultPaths(folder);
  const { content } = await readVaultFile(env.files, paths.vaultFile);
  const names = await env.files.list(paths.folder);
  const inUse = isInUse(env, paths);
  const keychain = await env.machine.keychainOf(content.vault);
  const place = keychain === null ? 'none' : await placeOf(env, paths, content, keychain);
  const synced = await syncedBy(env.files, paths.folder);
  const isRestored = (await env.files.look(paths.restored)) !== null;
  const warnings: OutsideStatus['warnings'] = [
    ...(isRestored ? [{ warning: 'vault-restored' as const, detail: null }] : []),
    ...(synced === null ? [] : [{ warning: 'synced-folder' as const, detail: synced }]),
    ...(keychain?.kind === 'file' ? [{ warning: 'keychain-file' as const, detail: null }] : []),
    ...(place === 'unknown' ? [{ warning: 'keychain-silent' as const, detail: null }] : []),
    ...(place === 'none' ? [{ warning: 'no-place-on-this-computer' as const, detail: null }] : []),
    ...(inUse !== true && names.some((name) => unfinishedName.test(name))
      ? [{ warning: 'unfinished-writes' as const, detail: null }]
      : []),
  ];
  return {
    id: content.vault,
    format: content.format,
    inUse,
    holder: inUse === true && typeof place === 'object' ? place.holder : null,
    keychain: keychain?.kind ?? null,
    sizes: await sizesOf(env.files, paths),
    restored: isRestored ? await restoredFrom(env.files, paths) : null,
    copies: await copiesAmong(env.files, paths, names),
    warnings,
  };
}

async function restoredFrom(files: FileSystem, paths: VaultPaths): Promise<OutsideStatus['restored']> {
  const mark = await unlessViolatedAsync(() => readRestoredMark(files, paths));
  return mark && { backupAt: mark.snapshot.at, restoredAt: mark.restoredAt, setAside: mark.setAside };
}

/** By trying the lock for a moment; a process that has it is not disturbed. */
function isInUse(env: Environment, paths: VaultPaths): boolean | null {
  try {
    env.store.lock(paths.lock).release();
    return false;
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    if (error.code === 'vault-in-use') return true;
    if (error.code === 'folder-read-only' || error.code === 'disk-full') return null;
    throw error;
  }
}

/**
 * Where the vault is open, as this computer's own keys tell; `none` when it has none that open anything, `unknown` when the
 * keychain does not answer.
 */
async function placeOf(
  env: Environment,
  paths: VaultPaths,
  content: VaultFileContent,
  keychain: Keychain,
): Promise<'none' | 'unknown' | { holder: Holder | null }> {
  try {
    const computer = await readComputer(keychain, content.vault);
    try {
      return { holder: await presentHolder(env.files, paths, content, computer) };
    } finally {
      wipeComputer(computer);
    }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    if (error.code === 'keychain-entry-missing') return 'none';
    if (error.code === 'keychain-missing') return 'unknown';
    throw error;
  }
}

async function sizesOf(files: FileSystem, paths: VaultPaths): Promise<OutsideStatus['sizes']> {
  const databaseBytes = (await sizeOf(files, paths.database)) + (await sizeOf(files, `${paths.database}-wal`));
  let [objects, objectBytes] = [0, 0];
  for (const folder of await files.list(paths.objects)) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    const names = await files.list(`${paths.objects}/${folder}`);
    const sizes = await Promise.all(names.map((name) => sizeOf(files, `${paths.objects}/${folder}/${name}`)));
    objects += names.length;
    objectBytes += sizes.reduce((sum, size) => sum + size, 0);
  }
  const spool = await listSpool(files, paths.spool);
  const spoolBytes = spool.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { databaseBytes, objects, objectBytes, spool: spool.length, spoolBytes };
}

async function copiesAmong(
  files: FileSystem,
  paths: VaultPaths,
  names: readonly string[],
): Promise<{ name: string; bytes: number }[]> {
  const copies = names.filter((name) => name.startsWith('vault.db.before-'));
  return await Promise.all(
    copies.map(async (name) => ({ name, bytes: await sizeOf(files, `${paths.folder}/${name}`) })),
  );
}

async function sizeOf(files: FileSystem, path: string): Promise<number> {
  return (await files.stat(path))?.sizeBytes ?? 0;
}
