import { dirname, sep } from 'node:path';
import { invalidInput } from '../../contract/error-reasons.ts';
import { isViolation, VaultError, violated } from '../../contract/errors.ts';
import type { Inventory, InventoryEntry } from '../backup/repository/inventory.ts';
import { writerFolder } from '../backup/repository/names.ts';
import { wipePostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { requireDocumentName } from '../documents/document-name.ts';
import { folderIndex, type IndexedDocument } from '../documents/folder-index.ts';
import { wantedVersion } from '../documents/get-document.ts';
import { objectPath } from '../documents/object-paths.ts';
import { requireOutPlace, writeOut } from '../documents/write-out.ts';
import { findFolder } from '../folders/find-folder.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { Target } from '../ports/target.ts';
import type { OpenVersion } from '../records/open-row.ts';
import { parseKit } from '../recovery/kit.ts';
import { readByKit } from '../recovery/read-by-kit.ts';
import type { Environment, OpenVault } from '../vault/open-vault.ts';
import { fetchPayloads } from './fetch-payloads.ts';
import { type FoundSnapshot, findSnapshot, snapshotId } from './find-snapshot.ts';
import { requireOutsideVaults } from './outside-vaults.ts';
import { withRebuiltDatabase } from './rebuild-database.ts';
import { type Repository, viewRepository } from './repository-view.ts';
import { readInventory, withIdentity } from './restore-files.ts';
import { noteTaken } from './taken-notes.ts';

export interface WantedDocuments {
  readonly target: Target;
  /** As `findSnapshot` takes it. */
  readonly snapshot: string;
  /** The text of the recovery key file. */
  readonly kitText: string;
  /** Name or id of a folder of the vault. */
  readonly folder: string;
  /** Name or id of a document in it, also of one in the bin; null for all that are not. */
  readonly document: string | null;
  /** The folder that the plaintext goes into, each document under its path. */
  readonly to: string;
}

export interface RestoredDocuments {
  readonly snapshot: { readonly id: string; readonly at: number };
  readonly folder: string;
  readonly documents: readonly { readonly name: string; readonly sizeBytes: number }[];
  /** Not written: what is wrong with each. */
  readonly failed: readonly Failed[];
}

interface Failed {
  readonly name: string;
  readonly error: VaultError;
}

/** A document as it was, and what is fetched for it. */
interface Placed {
  readonly name: string;
  readonly version: OpenVersion;
  readonly payload: InventoryEntry;
}

/**
 * Writes a folder, or a document of it, as it was at a snapshot, in the clear: the present versions of then. Rebuilds the database
 * for a while in a folder within `to`, and fetches those payloads only. What is in the archive stays there. The log is told by the next sign-in on this
 * computer.
 * @throws VaultError `invalid-input` reason `out-in-vault`; `not-found` reasons `snapshot`, `folder`, `document`; `file-exists` where a file of that name is, before
 * anything is written; those of `parseKit`, `withRebuiltDatabase` and the target; `cancelled`. Progress in bytes fetched.
 */
export async function restoreDocuments(
  env: Environment,
  wanted: WantedDocuments,
  job: Job,
): Promise<RestoredDocuments> {
  const kit = parseKit(wanted.kitText);
  try {
    const { target, to } = wanted;
    const { files, openPatched } = env;
    await requireOutsideVaults(files, to);
    const { vault, root } = kit;
    const repository: Repository = { target, vault, root, remembered: new Map(), signal: job.signal };
    const found = findSnapshot(await viewRepository(repository), wanted.snapshot);
    const restoring = { files, openPatched, target, keyOf: withIdentity(kit.identity), job };
    const inventory = await readInventory(restoring, found);
    await files.makeFolder(to);
    return await withRebuiltDatabase({ env, folder: `${to}/.tmp-rebuilt`, restoring }, found, kit, async (access) =>
      readByKit(access, job, async (read) => await writeDocuments(read.vault, wanted, { found, inventory }, job)),
    );
  } finally {
    wipePostQuantumIdentity(kit.identity);
  }
}

async function writeDocuments(
  vault: OpenVault,
  wanted: WantedDocuments,
  { found, inventory }: { readonly found: FoundSnapshot; readonly inventory: Inventory },
  job: Job,
): Promise<RestoredDocuments> {
  const { compartment, name: folder } = findFolder(vault, wanted.folder);
  const index = await folderIndex(vault, compartment.id);
  const documents =
    wanted.document === null
      ? [...index.documents].filter(({ body }) => body.binned === null)
      : [index.find(wanted.document, 'anywhere')];
  const failed: Failed[] = [];
  const placed: Placed[] = [];
  for (const document of documents) {
    const one = attempted(document.name, failed, () => {
      requireNameHere(document.name);
      return placedDocument(vault, { compartment, document, index }, inventory);
    });
    if (one) placed.push(one);
  }
  const outPathOf = ({ name }: Placed) => `${wanted.to}/${name}`;
  for (const one of placed) await requireFree(vault, outPathOf(one));
  if (placed.length > 0) {
    const taken = { what: 'documents', folder: compartment.id, documents: placed.length } as const;
    await noteTaken(vault.env, vault.id, found, taken);
  }
  const written: { name: string; sizeBytes: number }[] = [];
  for (const one of await fetchObjects(vault, wanted, found, placed, job, failed)) {
    checkCancelled(job);
    try {
      await vault.env.files.makeFolder(dirname(outPathOf(one)));
      const place = { outPath: outPathOf(one), overwrite: false };
      await requireOutPlace(vault, place);
      await writeOut(vault, one.version, place, { signal: job.signal, report: () => undefined }, () => undefined);
      written.push({ name: one.name, sizeBytes: one.version.body.size });
    } catch (error) {
      failed.push({ name: one.name, error: ofOneDocument(error) });
    }
  }
  return { snapshot: { id: snapshotId(found), at: found.snapshot.at }, folder, documents: written, failed };
}

/**
 * A name that leads nowhere else when it is written out. Who may write in the folder chose it, on a computer of any kind.
 * @throws VaultError `invalid-input`.
 */
function requireNameHere(name: string): void {
  requireDocumentName(name);
  if (sep === '\\' && /[<>:"\\|?*]/.test(name)) {
    throw invalidInput('not-a-document-name', 'name', 'no name for a file of this computer');
  }
}

function placedDocument(
  vault: OpenVault,
  place: { readonly document: IndexedDocument } & Parameters<typeof wantedVersion>[1],
  inventory: Inventory,
): Placed {
  const version = wantedVersion(vault, place, null);
  const sha256 = version.object.toString('hex');
  const found = inventory.find(sha256);
  if (found === null) throw violated(`objects ${sha256}`, 'the snapshot does not have it');
  return { name: place.document.name, version, payload: { sha256, ...found } };
}

async function requireFree({ env }: OpenVault, outPath: string): Promise<void> {
  if ((await env.files.look(outPath)) === null) return;
  throw new VaultError('file-exists', 'there is a file of that name already', { details: { input: 'to' } });
}

/** Into the rebuilt vault's own folder. @returns those that came whole. */
async function fetchObjects(
  { env, paths, id }: OpenVault,
  { target }: WantedDocuments,
  { snapshot }: FoundSnapshot,
  placed: readonly Placed[],
  job: Job,
  failed: Failed[],
): Promise<readonly Placed[]> {
  const pathOf = (sha256: string) => objectPath(paths, Buffer.from(sha256, 'hex'));
  for (const { payload } of placed) await env.files.makeFolder(dirname(pathOf(payload.sha256)));
  const fetcher = { target, folder: writerFolder(id, snapshot.computer), files: env.files, pathOf, job };
  try {
    await fetchPayloads(fetcher, [...new Map(placed.map(({ payload }) => [payload.sha256, payload])).values()]);
    return placed;
  } catch (error) {
    ofOneDocument(error);
  }
  // One of them is not as it was, and says nothing of the others.
  const whole: Placed[] = [];
  for (const one of placed) {
    try {
      await fetchPayloads(fetcher, [one.payload]);
      whole.push(one);
    } catch (error) {
      failed.push({ name: one.name, error: ofOneDocument(error) });
    }
  }
  return whole;
}

function attempted<Value>(name: string, failed: Failed[], read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    failed.push({ name, error: ofOneDocument(error) });
    return null;
  }
}

/** What says nothing of the others. @throws what does. */
function ofOneDocument(error: unknown): VaultError {
  const isOfOne =
    error instanceof VaultError &&
    ['file-exists', 'invalid-input', 'file-unreadable', 'not-found'].includes(error.code);
  if (isOfOne || isViolation(error)) return error;
  throw error;
}
