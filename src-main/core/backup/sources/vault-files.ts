import { violated } from '../../../contract/errors.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import { largestSpoolBytes, listSpool, readSpoolFile } from '../../spool/spool-files.ts';
import type { VaultPaths } from '../../vault/open-vault.ts';
import type { TarEntry } from '../repository/tar.ts';

/**
 * The files of a vault beside its database and its objects, in memory (docs/formats.md section 15.3). The caller keeps
 * others from changing them, but for the spool, which anybody may write into: of that as much as it is meant to hold.
 * @throws VaultError `integrity-violated` naming one that is always there and is not.
 */
export async function readVaultFiles(files: FileSystem, paths: VaultPaths): Promise<TarEntry[]> {
  const found: TarEntry[] = [];
  found.push(entryOf('vault.json', await requireFile(files, paths.vaultFile, 'vault.json')));
  for (const [name, path] of [
    ['root.age', paths.root],
    ['recovery.age', paths.recovery],
  ] as const) {
    found.push(entryOf(name, await requireFile(files, path, name)));
    // While a ceremony is under way.
    const next = await files.read(`${path}.next`);
    if (next !== null) found.push(entryOf(`${name}.next`, next));
  }
  let spoolBytes = 0;
  for (const file of await listSpool(files, paths.spool)) {
    if (spoolBytes + file.sizeBytes > largestSpoolBytes) continue;
    const bytes = await readSpoolFile(files, file);
    if (bytes === null) continue;
    spoolBytes += bytes.length;
    found.push(entryOf(`spool/${file.id}.age`, bytes));
  }
  return found;
}

async function requireFile(files: FileSystem, path: string, name: string): Promise<Uint8Array> {
  const bytes = await files.read(path);
  if (bytes === null) throw violated(name, 'there is no such file');
  return bytes;
}

function entryOf(name: string, bytes: Uint8Array): TarEntry {
  return {
    name,
    sizeBytes: bytes.length,
    bytes: async function* () {
      yield bytes;
    },
  };
}
