import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import { applyDelta } from '../backup/repository/delta.ts';
import type { Inventory } from '../backup/repository/inventory.ts';
import { databaseName, sealedName, writerFolder } from '../backup/repository/names.ts';
import { pageBytes } from '../backup/repository/page-index.ts';
import { openSealedStream, type SealedFileKey } from '../backup/repository/sealed-stream.ts';
import { standsOn } from '../backup/repository/stands-on.ts';
import type { Snapshot } from '../backup/repository/statements.ts';
import { entriesOf, type TarEntry } from '../backup/repository/tar.ts';
import { SnapshotInventories } from '../backup/runs/snapshot-inventories.ts';
import { inLanes } from '../backup/streams/in-lanes.ts';
import { noLongerThan } from '../backup/streams/no-longer-than.ts';
import { verifiedPieces } from '../backup/streams/verified-pieces.ts';
import type { PostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { FileBytes, FileSystem } from '../ports/file-system.ts';
import type { PatchedFile } from '../ports/patched-file.ts';
import type { Target } from '../ports/target.ts';
import { vaultPaths } from '../vault/open-vault.ts';
import { fetchPayloads } from './fetch-payloads.ts';

/** It is held in memory, and has a few kilobytes for each user. */
const mostVaultFileBytes = 64 * 2 ** 20;

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

/** There while a vault is being restored into a folder: what else is in it was left by the same work. */
export const restoringMark = '.tmp-restoring';

/**
 * Rebuilds a vault as it was at a snapshot in a folder that is empty: `vault.json` last, so that until then there is none. In one
 * that has `restoringMark` it goes on: objects that are there whole stay.
 * @param beforeVaultFile what is to be there before there is a vault.
 * @throws VaultError `file-exists` when the folder is not empty; `integrity-violated` naming what is not as it was;
 * `recovery-key-wrong-vault`; those of the target; `cancelled`.
 */
export async function restoreFiles(
  restoring: Restoring,
  wanted: RestoredSnapshot,
  to: string,
  beforeVaultFile: () => Promise<void> = async () => undefined,
): Promise<void> {
  const { files, job } = restoring;
  const there = await files.list(to);
  if (there.length > 0 && !there.includes(restoringMark)) {
    throw new VaultError('file-exists', 'the folder is not empty', { details: { input: 'to' } });
  }
  const paths = vaultPaths(to);
  const vaultFile = await restoreWithoutObjects(restoring, wanted, to);
  const inventory = await readInventory(restoring, wanted);
  await restoreObjects(restoring, wanted.snapshot, inventory, paths.objects);
  checkCancelled(job);
  await beforeVaultFile();
  await files.replace(paths.vaultFile, vaultFile);
}

/** All of a vault but its objects and `vault.json`, whose bytes are given back. @throws VaultError as `restoreFiles`. */
export async function restoreWithoutObjects(
  restoring: Restoring,
  wanted: RestoredSnapshot,
  to: string,
): Promise<Buffer> {
  const paths = vaultPaths(to);
  await restoring.files.makeFolder(paths.objects);
  await restoring.files.makeFolder(paths.spool);
  await restoring.files.removeUnfinished(paths.spool);
  const vaultFile = await restoreSmall(restoring, wanted.snapshot, to);
  await restoreDatabase(restoring, wanted, paths.database);
  return vaultFile;
}

/** The names of the age files that a snapshot's vault is made of, from the writer's folder: its database, base first, and the rest. */
export function sealedFilesOf({ snapshot, others }: RestoredSnapshot): { database: string[]; sealed: string } {
  const chain = standsOn(snapshot, others, ({ database }) => database.on);
  return {
    database: chain.map(({ database }) => databaseName(database.file)),
    sealed: sealedName(snapshot.sealed.file),
  };
}

/** The inventory of a snapshot. @throws VaultError `integrity-violated`, and those of the target. */
export async function readInventory(
  { target, job }: Pick<Restoring, 'target' | 'job'>,
  { snapshot, others }: RestoredSnapshot,
): Promise<Inventory> {
  return await new SnapshotInventories(target, () => others, job.signal).of(snapshot);
}

/** All but `vault.json`, which is given back. */
async function restoreSmall({ files, target, keyOf, job }: Restoring, snapshot: Snapshot, to: string): Promise<Buffer> {
  const name = sealedName(snapshot.sealed.file);
  const file = target.read(`${writerFolder(snapshot.vault, snapshot.computer)}/${name}`, null, job.signal);
  const tar = openSealedStream(name, noLongerThan(file, snapshot.sealed.size, name), keyOf(name));
  let vaultFile: Buffer | null = null;
  for await (const entry of entriesOf(tar, name)) {
    if (!isExpected(entry.name)) throw violated(name, 'a file that is not of a vault');
    if (entry.name === 'vault.json') vaultFile = await heldInMemory(entry, name);
    else await writeFile(files, `${to}/${entry.name}`, entry.bytes());
  }
  if (vaultFile === null) throw violated(name, 'without vault.json');
  return vaultFile;
}

async function heldInMemory({ sizeBytes, bytes }: TarEntry, part: string): Promise<Buffer> {
  if (sizeBytes > mostVaultFileBytes) throw violated(part, 'vault.json is longer than it can be');
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Of any length: the log of a vault whose program crashed has been written for as long as it ran. */
async function writeFile(files: FileSystem, path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const writer = await files.openWriter(path.slice(0, path.lastIndexOf('/')));
  try {
    for await (const piece of pieces) await writer.append(piece);
    await writer.commit(path);
  } finally {
    await writer.discard();
  }
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
    const file = target.read(`${folder}/${name}`, null, job.signal);
    return openSealedStream(name, noLongerThan(file, database.size, name), keyOf(name));
  };
  const [base = snapshot, ...deltas] = standsOn(snapshot, others, ({ database }) => database.on);
  await writeFile(files, path, asDatabase(plaintextOf(base), databaseName(base.database.file)));
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

/** No database of a vault is so small: each of its tables has a page. */
const fewestDatabaseBytes = 16 * pageBytes;

/**
 * Gives nothing of what is too small to be a database. A computer of the vault signs its snapshots itself, and could name as one
 * another file that is sealed to the recovery recipient: the escrow of a key, which would come to lie on this disk in the clear.
 */
async function* asDatabase(pieces: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    held.push(piece);
    if (bytes >= fewestDatabaseBytes) yield* held.splice(0);
  }
  if (bytes < fewestDatabaseBytes) throw violated(name, 'not the database of a vault');
}

async function restoreObjects(
  { files, target, job }: Restoring,
  snapshot: Snapshot,
  inventory: Inventory,
  objects: string,
): Promise<void> {
  const all = [...inventory];
  const pathOf = (sha256: string) => `${objects}/${sha256.slice(0, 2)}/${sha256}`;
  const folders = [...new Set(all.map(({ sha256 }) => `${objects}/${sha256.slice(0, 2)}`))];
  for (const folder of folders) await files.makeFolder(folder, { syncFolder: false });
  await files.syncFolder(objects);
  const present = await presentObjects(files, folders, (sha256) => inventory.find(sha256)?.length ?? null, job);
  const folder = writerFolder(snapshot.vault, snapshot.computer);
  const missing = all.filter(({ sha256 }) => !present.has(sha256));
  await fetchPayloads({ target, folder, files, pathOf, job }, missing);
  await files.syncWritten(
    objects,
    all.map(({ sha256 }) => pathOf(sha256)),
  );
}

/** Objects that are read at once. */
const lanes = 4;

/**
 * The objects that a try before has left, where they are whole: after a loss of power one that was not synced yet may have its name
 * and its length, and other bytes.
 */
async function presentObjects(
  files: FileSystem,
  folders: readonly string[],
  lengthOf: (sha256: string) => number | null,
  job: Job,
): Promise<Set<string>> {
  const present = new Set<string>();
  const works = async function* () {
    for (const folder of folders) {
      await files.removeUnfinished(folder);
      for (const name of await files.list(folder)) {
        yield async () => {
          checkCancelled(job);
          if (await isObject(files, `${folder}/${name}`, name, lengthOf(name))) present.add(name);
        };
      }
    }
  };
  await inLanes(works(), lanes);
  return present;
}

async function isObject(files: FileSystem, path: string, sha256: string, length: number | null): Promise<boolean> {
  const reader = await files.openReader(path);
  try {
    if (reader.sizeBytes !== length) return false;
    const pieces = verifiedPieces(piecesOf(reader), { part: `objects ${sha256}`, sha256, length });
    for await (const _piece of pieces);
    return true;
  } catch (error) {
    if (!isViolation(error)) throw error;
    return false;
  } finally {
    await reader.close();
  }
}

/** Each is good until the next is asked for. */
async function* piecesOf(file: FileBytes): AsyncGenerator<Uint8Array> {
  const memory = Buffer.allocUnsafe(Math.min(file.sizeBytes, 2 ** 18));
  for (let position = 0; position < file.sizeBytes; ) {
    const bytes = await file.readAt(memory, position);
    if (bytes === 0) return;
    yield memory.subarray(0, bytes);
    position += bytes;
  }
}
