import { randomInt } from 'node:crypto';
import type { Finding } from '../../../contract/check.ts';
import { isViolation, violated } from '../../../contract/errors.ts';
import { Findings } from '../../check/findings.ts';
import { checkCancelled, type Job } from '../../job.ts';
import type { TargetRange } from '../../ports/target.ts';
import { unlessViolated } from '../../unless-violated.ts';
import { ancestry } from '../repository/ancestors.ts';
import { partOfWriter } from '../repository/examine-file.ts';
import type { Inventory } from '../repository/inventory.ts';
import { inventoryDelta } from '../repository/inventory-delta.ts';
import {
  databaseName,
  hashInName,
  inventoryName,
  objectName,
  packName,
  sealedName,
  writerFolder,
} from '../repository/names.ts';
import { packBytesAtMost } from '../repository/pack-format.ts';
import { verifyPack } from '../repository/read-pack.ts';
import { standsOn } from '../repository/stands-on.ts';
import type { Snapshot } from '../repository/statements.ts';
import { SnapshotInventories } from '../runs/snapshot-inventories.ts';
import { withDamageNamed } from '../streams/damage.ts';
import { inLanes } from '../streams/in-lanes.ts';
import { MemoryPool } from '../streams/memory-pool.ts';
import { verifiedPieces } from '../streams/verified-pieces.ts';
import { listed, type ReadRepository, type ReadWriter, readWriters } from './read-repository.ts';
import type { RememberedChain } from './verify-chain.ts';

/** Files that are read at once. */
const lanes = 4;
/** Of the files, what a sample reads, and no fewer than so many. */
const sampleShare = 0.1;
const fewestInSample = 20;
const payloadFolders = ['database', 'sealed', 'inventories', 'objects', 'packs'] as const;

/** How much of the files of a repository is read. */
export type Reads = 'all' | 'sample' | 'names';

interface VerifiedWriter {
  readonly computer: string;
  /** Of those that are not retired. */
  readonly snapshots: readonly Snapshot[];
  /** That are there, and needed. */
  readonly files: number;
  readonly bytes: number;
  /** How many of these files were read. */
  readonly read: number;
}

export interface RepositoryReport {
  readonly findings: readonly Finding[];
  readonly writers: readonly VerifiedWriter[];
}

/**
 * Whether all that snapshots need is there and as it was written. Needs no key, and nothing but the root of the vault.
 * @param reads `all`: every byte of it; `sample`: of some files, drawn at random; `names`: that it is there, in its length.
 * @param remembered by computer: the newest snapshot that the verifier has seen.
 * @throws VaultError of the target, `cancelled`; what is wrong with the repository is in `findings`.
 */
export async function verifyRepository(
  repository: ReadRepository,
  root: string,
  { reads, remembered }: { readonly reads: Reads; readonly remembered: ReadonlyMap<string, RememberedChain> },
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
  reads: Reads,
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
  const sum = (names: readonly string[]) => names.reduce((bytes, name) => bytes + bytesOf(name), 0);
  const read = reads === 'all' ? there : reads === 'sample' ? sampleOf(there) : [];
  const readBytes = sum(read);
  let doneBytes = 0;
  const longestPack = read.reduce((most, name) => Math.max(most, name.startsWith('packs/') ? bytesOf(name) : 0), 0);
  // One that is longer than any is refused before it is read.
  const memories = new MemoryPool(Math.min(longestPack, packBytesAtMost));
  const works = async function* () {
    for (const name of read) {
      yield async () => {
        checkCancelled(job);
        const part = partOfWriter({ computer }, name);
        const payloads = needed.get(name)?.payloads;
        await findings.attemptAsync(part, () =>
          ofWriter(computer, part, () =>
            verifyFile(repository, { folder, name, part, sizeBytes: bytesOf(name), payloads, memories }),
          ),
        );
        doneBytes += bytesOf(name);
        job.report(doneBytes, readBytes);
      };
    }
  };
  await inLanes(works(), lanes);
  return { computer, snapshots: present, files: there.length, bytes: sum(there), read: read.length };
}

/** What is wrong with a file is told by its name from the folder of the vault on, as all findings are. */
async function ofWriter<Result>(computer: string, part: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await withDamageNamed(part, read);
  } catch (error) {
    if (!isViolation(error) || typeof error.details.part !== 'string') throw error;
    const { part: named } = error.details;
    throw violated(named.startsWith('writers/') ? named : partOfWriter({ computer }, named), error.message, error);
  }
}

/** Some, drawn at random. */
function sampleOf(names: readonly string[]): readonly string[] {
  const drawn = [...names];
  const count = Math.min(names.length, Math.max(fewestInSample, Math.ceil(names.length * sampleShare)));
  for (let place = 0; place < count; place += 1) {
    const other = randomInt(place, drawn.length);
    [drawn[place], drawn[other]] = [drawn[other] ?? '', drawn[place] ?? ''];
  }
  return drawn.slice(0, count);
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
  const othersOf = ancestry(snapshots);
  const inventories = new SnapshotInventories(target, othersOf, job.signal);
  let counted: Inventory | null = null;
  for (const { payload: snapshot, retired } of snapshots) {
    if (retired) continue;
    checkCancelled(job);
    const others = othersOf(snapshot);
    need(sealedName(snapshot.sealed.file), snapshot.sealed.size);
    // Of a snapshot that is not there the findings on the chain tell.
    for (const { database } of unlessViolated(() => standsOn(snapshot, others, ({ database: { on } }) => on)) ?? []) {
      need(databaseName(database.file), database.size);
    }
    for (const { inventory } of unlessViolated(() => standsOn(snapshot, others, ({ inventory: { on } }) => on)) ?? []) {
      need(inventoryName(inventory.file), inventory.size);
    }
    const part = partOfWriter({ computer }, inventoryName(snapshot.inventory.file));
    const inventory = await findings.attemptAsync(part, () => ofWriter(computer, part, () => inventories.of(snapshot)));
    if (inventory === null) continue;
    // Most of it is what the one before needs.
    addPayloads(counted ? inventoryDelta(counted, inventory).added : inventory, need);
    counted = inventory;
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
    memories,
  }: {
    readonly folder: string;
    readonly name: string;
    readonly part: string;
    readonly sizeBytes: number;
    readonly payloads: Needed['payloads'] | undefined;
    readonly memories: MemoryPool;
  },
): Promise<void> {
  const sha256 = hashInName(name) ?? '';
  const path = `${folder}/${name}`;
  if (!name.startsWith('packs/')) {
    // By its length a target can tell what is long, as objects are; of nothing there is no range.
    const pieces = target.read(path, sizeBytes === 0 ? null : { offset: 0, length: sizeBytes }, signal);
    for await (const _piece of verifiedPieces(pieces, { part, sha256, length: sizeBytes }));
    return;
  }
  const memory = memories.take();
  const pack = { sha256, sizeBytes, read: (range: TargetRange) => target.read(path, range, signal) };
  const entries = await verifyPack(pack, memory).finally(() => memories.give(memory));
  const places = new Map(entries.map((entry) => [entry.sha256, entry]));
  for (const [payload, { offset, length }] of payloads ?? []) {
    const found = places.get(payload);
    if (found?.offset === offset && found.length === length) continue;
    throw violated(part, 'a payload lies elsewhere than the inventory says');
  }
}
