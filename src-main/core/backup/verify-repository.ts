import type { Finding } from '../../contract/check.ts';
import { violated } from '../../contract/errors.ts';
import { Findings } from '../check/findings.ts';
import { checkCancelled, type Job } from '../job.ts';
import { unlessViolated } from '../unless-violated.ts';
import { partOfWriter } from './examine-file.ts';
import { inLanes } from './in-lanes.ts';
import type { Inventory } from './inventory.ts';
import { databaseName, hashInName, inventoryName, objectName, packName, sealedName, writerFolder } from './names.ts';
import { verifyPack } from './read-pack.ts';
import { listed, type ReadRepository, type ReadWriter, readWriters } from './read-repository.ts';
import { readInventory } from './restore-files.ts';
import { standsOn } from './stands-on.ts';
import type { Snapshot } from './statements.ts';
import { verifiedPieces } from './verified-pieces.ts';
import type { RememberedChain } from './verify-chain.ts';

/** Files that are read at once. */
const lanes = 4;
const payloadFolders = ['database', 'sealed', 'inventories', 'objects', 'packs'] as const;

interface VerifiedWriter {
  readonly computer: string;
  /** Of those that are not retired. */
  readonly snapshots: readonly Snapshot[];
  readonly files: number;
  readonly bytes: number;
}

export interface RepositoryReport {
  readonly findings: readonly Finding[];
  readonly writers: readonly VerifiedWriter[];
}

/**
 * Whether all that snapshots need is there and as it was written. Needs no key, and nothing but the root of the vault.
 * @param reads `all`: every byte of it; `names`: that it is there, in its length.
 * @param remembered by computer: the newest snapshot that the verifier has seen.
 * @throws VaultError of the target, `cancelled`; what is wrong with the repository is in `findings`.
 */
export async function verifyRepository(
  repository: ReadRepository,
  root: string,
  { reads, remembered }: { readonly reads: 'all' | 'names'; readonly remembered: ReadonlyMap<string, RememberedChain> },
  job: Job,
): Promise<RepositoryReport> {
  const read = await readWriters(repository, root, remembered);
  const findings = new Findings();
  for (const { part, problem, what } of read.findings) findings.add(part, problem, what);
  const writers: VerifiedWriter[] = [];
  for (const writer of read.writers) writers.push(await verifyWriterFiles(repository, writer, reads, findings, job));
  return { findings: findings.all, writers };
}

/** A file that a snapshot needs, by its name. */
interface Needed {
  readonly sizeBytes: number | null;
  /** Of a pack: what it has to hold. */
  readonly payloads: Map<string, { readonly offset: number; readonly length: number }>;
}

async function verifyWriterFiles(
  repository: ReadRepository,
  { computer, chain }: ReadWriter,
  reads: 'all' | 'names',
  findings: Findings,
  job: Job,
): Promise<VerifiedWriter> {
  const folder = writerFolder(repository.vault, computer);
  const sizes = new Map<string, number>();
  for (const below of payloadFolders) {
    for (const { name, sizeBytes } of await listed(repository, folder, below)) sizes.set(name, sizeBytes);
  }
  const present = chain.snapshots.filter(({ retired }) => !retired).map(({ payload }) => payload);
  const needed = await neededBy(repository, computer, chain, findings, job);
  const there: string[] = [];
  for (const [name, { sizeBytes }] of needed) {
    const found = sizes.get(name);
    if (found === undefined) findings.add(partOfWriter({ computer }, name), 'missing', 'a snapshot needs it');
    else if (sizeBytes !== null && found !== sizeBytes) {
      findings.add(partOfWriter({ computer }, name), 'altered', 'of another length than it was');
    } else there.push(name);
  }
  const bytesOf = (name: string) => sizes.get(name) ?? 0;
  const totalBytes = there.reduce((sum, name) => sum + bytesOf(name), 0);
  let doneBytes = 0;
  const works = async function* () {
    for (const name of there) {
      yield async () => {
        checkCancelled(job);
        const part = partOfWriter({ computer }, name);
        await findings.attemptAsync(part, () =>
          verifyFile(repository, {
            folder,
            name,
            part,
            sizeBytes: bytesOf(name),
            payloads: needed.get(name)?.payloads,
          }),
        );
        doneBytes += bytesOf(name);
        job.report(doneBytes, totalBytes);
      };
    }
  };
  if (reads === 'all') await inLanes(works(), lanes);
  return { computer, snapshots: present, files: there.length, bytes: totalBytes };
}

/** What the snapshots that are not retired need, with what they stand on. */
async function neededBy(
  { target }: ReadRepository,
  computer: string,
  { snapshots }: ReadWriter['chain'],
  findings: Findings,
  job: Job,
): Promise<ReadonlyMap<string, Needed>> {
  const needed = new Map<string, Needed>();
  const need = (name: string, sizeBytes: number | null) => {
    const found = needed.get(name) ?? { sizeBytes, payloads: new Map() };
    needed.set(name, found);
    return found;
  };
  const others = new Map(snapshots.map(({ payload }) => [payload.number, payload]));
  for (const { payload: snapshot, retired } of snapshots) {
    if (retired) continue;
    need(sealedName(snapshot.sealed.file), snapshot.sealed.size);
    // Of a snapshot that is not there the findings on the chain tell.
    for (const { database } of unlessViolated(() => standsOn(snapshot, others, ({ database: { on } }) => on)) ?? []) {
      need(databaseName(database.file), database.size);
    }
    for (const { inventory } of unlessViolated(() => standsOn(snapshot, others, ({ inventory: { on } }) => on)) ?? []) {
      need(inventoryName(inventory.file), inventory.size);
    }
    const part = partOfWriter({ computer }, inventoryName(snapshot.inventory.file));
    const inventory = await findings.attemptAsync(part, () => readInventory({ target, job }, { snapshot, others }));
    if (inventory) addPayloads(inventory, need);
  }
  return needed;
}

function addPayloads(inventory: Inventory, need: (name: string, sizeBytes: number | null) => Needed): void {
  for (const { sha256, length, pack, offset } of inventory) {
    if (pack === null) need(objectName(sha256), length);
    else need(packName(pack), null).payloads.set(sha256, { offset, length });
  }
}

/** @throws VaultError `integrity-violated`, `not-found`. */
async function verifyFile(
  { target, signal }: ReadRepository,
  {
    folder,
    name,
    part,
    sizeBytes,
    payloads,
  }: {
    readonly folder: string;
    readonly name: string;
    readonly part: string;
    readonly sizeBytes: number;
    readonly payloads: Needed['payloads'] | undefined;
  },
): Promise<void> {
  const sha256 = hashInName(name) ?? '';
  const path = `${folder}/${name}`;
  if (!name.startsWith('packs/')) {
    const pieces = target.read(path, null, signal);
    for await (const _piece of verifiedPieces(pieces, { part, sha256, length: sizeBytes }));
    return;
  }
  const entries = await verifyPack({ sha256, sizeBytes, read: (range) => target.read(path, range, signal) });
  const places = new Map(entries.map((entry) => [entry.sha256, entry]));
  for (const [payload, { offset, length }] of payloads ?? []) {
    const found = places.get(payload);
    if (found?.offset === offset && found.length === length) continue;
    throw violated(part, 'a payload lies elsewhere than the inventory says');
  }
}
