import { VaultError, violated } from '../../contract/errors.ts';
import type { PostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { objectFolderName } from '../documents/object-paths.ts';
import type { Job } from '../job.ts';
import type { FileSystem } from '../ports/file-system.ts';
import type { PatchedFile } from '../ports/patched-file.ts';
import type { Target } from '../ports/target.ts';
import { vaultPaths } from '../vault/open-vault.ts';
import { applyDelta } from './delta.ts';
import { fetchPayloads } from './fetch-payloads.ts';
import type { Inventory } from './inventory.ts';
import { inventoryFrom } from './known-inventory.ts';
import { databaseName, inventoryName, sealedName, writerFolder } from './names.ts';
import { pageBytes } from './page-index.ts';
import { readWhole } from './rebuild-memory.ts';
import { openSealedStream, type SealedFileKey } from './sealed-stream.ts';
import { standsOn } from './stands-on.ts';
import type { Snapshot } from './statements.ts';
import { entriesOf } from './tar.ts';

const mostInventoryBytes = 2 ** 30;
/** Of all files of a vault beside its database and its objects. */
const mostFileBytes = 2 ** 30;

export interface Restoring {
  readonly files: FileSystem;
  /** To change in place a file that is there. */
  readonly openPatched: (path: string) => Promise<PatchedFile>;
  readonly target: Target;
  /** The recovery key, or the file keys of exactly what is needed. */
  readonly keyOf: (name: string) => SealedFileKey;
  readonly job: Job;
}

/** A snapshot and all that it may stand on. */
export interface RestoredSnapshot {
  readonly snapshot: Snapshot;
  readonly others: ReadonlyMap<number, Snapshot>;
}

export const withIdentity = (identity: PostQuantumIdentity) => (): SealedFileKey => ({ identity });

/**
 * Rebuilds a vault as it was at a snapshot in a folder that is empty: `vault.json` last, so that until then there is none.
 * @throws VaultError `file-exists` when the folder is not empty; `integrity-violated` naming what is not as it was;
 * `recovery-key-wrong-vault`; those of the target; `cancelled`.
 */
export async function restoreFiles(restoring: Restoring, wanted: RestoredSnapshot, to: string): Promise<void> {
  const { files, job } = restoring;
  if ((await files.list(to)).length > 0) throw new VaultError('file-exists', 'the folder is not empty');
  const paths = vaultPaths(to);
  await files.makeFolder(paths.objects);
  await files.makeFolder(paths.spool);
  const vaultFile = await restoreSmall(restoring, wanted.snapshot, to);
  await restoreDatabase(restoring, wanted, paths.database);
  const inventory = await readInventory(restoring, wanted);
  await restoreObjects(restoring, wanted.snapshot, inventory, paths.objects);
  if (job.signal.aborted) throw new VaultError('cancelled', 'cancelled by the caller');
  await files.replace(paths.vaultFile, vaultFile);
}

/** The inventory of a snapshot. @throws VaultError `integrity-violated`, and those of the target. */
export async function readInventory(
  { target, job }: Pick<Restoring, 'target' | 'job'>,
  { snapshot, others }: RestoredSnapshot,
): Promise<Inventory> {
  const folder = writerFolder(snapshot.vault, snapshot.computer);
  const hashes = standsOn(snapshot, others, ({ inventory }) => inventory.on).map(({ inventory }) => inventory.file);
  const read = (sha256: string) =>
    readWhole(target, `${folder}/${inventoryName(sha256)}`, mostInventoryBytes, job.signal);
  const inventory = await inventoryFrom(hashes, read);
  if (inventory.payloads === snapshot.inventory.payloads && inventory.bytes === snapshot.inventory.bytes) {
    return inventory;
  }
  throw violated(inventoryName(snapshot.inventory.file), 'other totals than the snapshot has');
}

/** All but `vault.json`, which is given back. */
async function restoreSmall({ files, target, keyOf, job }: Restoring, snapshot: Snapshot, to: string): Promise<Buffer> {
  const name = sealedName(snapshot.sealed.file);
  const folder = writerFolder(snapshot.vault, snapshot.computer);
  const tar = openSealedStream(name, target.read(`${folder}/${name}`, null, job.signal), keyOf(name));
  let vaultFile: Buffer | null = null;
  let left = mostFileBytes;
  for await (const entry of entriesOf(tar, name)) {
    left -= entry.sizeBytes;
    if (left < 0 || !isExpected(entry.name)) throw violated(name, 'a file that is not of a vault');
    const pieces: Uint8Array[] = [];
    for await (const piece of entry.bytes()) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    if (entry.name === 'vault.json') vaultFile = bytes;
    else await files.replace(`${to}/${entry.name}`, bytes);
  }
  if (vaultFile === null) throw violated(name, 'without vault.json');
  return vaultFile;
}

function isExpected(name: string): boolean {
  return /^(?:vault\.json|(?:root|recovery)\.age(?:\.next)?|vault\.db-wal|spool\/[0-9a-f]{32}\.age)$/.test(name);
}

async function restoreDatabase(
  { files, openPatched, target, keyOf, job }: Restoring,
  { snapshot, others }: RestoredSnapshot,
  path: string,
): Promise<void> {
  const folder = writerFolder(snapshot.vault, snapshot.computer);
  const plaintextOf = ({ database }: Snapshot) => {
    const name = databaseName(database.file);
    return openSealedStream(name, target.read(`${folder}/${name}`, null, job.signal), keyOf(name));
  };
  const [base = snapshot, ...deltas] = standsOn(snapshot, others, ({ database }) => database.on);
  const writer = await files.openWriter(path.slice(0, path.lastIndexOf('/')));
  try {
    for await (const piece of plaintextOf(base)) await writer.append(piece);
    await writer.commit(path);
  } finally {
    await writer.discard();
  }
  const file = await openPatched(path);
  try {
    for (const delta of deltas) await applyDelta(file, plaintextOf(delta), databaseName(delta.database.file));
    if (Math.ceil(file.sizeBytes / pageBytes) !== snapshot.database.pages) {
      throw violated(databaseName(snapshot.database.file), 'another number of pages than the snapshot has');
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function restoreObjects(
  { files, target, job }: Restoring,
  snapshot: Snapshot,
  inventory: Inventory,
  objects: string,
): Promise<void> {
  const wanted = [...inventory];
  const folders = new Set(wanted.map(({ sha256 }) => `${objects}/${sha256.slice(0, 2)}`));
  for (const folder of folders) await files.makeFolder(folder);
  const pathOf = (sha256: string) => `${objects}/${sha256.slice(0, 2)}/${sha256}`;
  const folder = writerFolder(snapshot.vault, snapshot.computer);
  await fetchPayloads({ target, folder, files, pathOf, job }, wanted);
  const there = (await files.list(objects)).filter((name) => objectFolderName.test(name));
  await Promise.all(there.map((name) => files.syncFolder(`${objects}/${name}`)));
}
