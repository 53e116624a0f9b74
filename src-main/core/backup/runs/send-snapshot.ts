import type { VaultError } from '../../../contract/errors.ts';
import { sha256 } from '../../crypto/binding.ts';
import { base64, fromBase64 } from '../../crypto/bytes.ts';
import type { SigningKey } from '../../crypto/signing.ts';
import { statementBytes } from '../../crypto/statement.ts';
import { type Job, turnOfOthers } from '../../job.ts';
import type { FileSystem } from '../../ports/file-system.ts';
import type { Target } from '../../ports/target.ts';
import { type Inventory, InventoryBuilder, type InventoryEntry } from '../repository/inventory.ts';
import { inventoryDelta, isBaseDue, linesOf } from '../repository/inventory-delta.ts';
import { formatInventory, formatInventoryDelta } from '../repository/inventory-text.ts';
import {
  databaseName,
  heartbeatName,
  inventoryName,
  sealedName,
  snapshotName,
  tombstoneName,
  writerName,
} from '../repository/names.ts';
import { dayOf, type Snapshot, SnapshotSchema, signHeartbeat, signSnapshot } from '../repository/statements.ts';
import type { CapturedContent } from '../sources/capture.ts';
import { contentOf, contentOfFile } from '../streams/content.ts';
import { createWhole } from '../streams/create-whole.ts';
import { isFirstOfDay, nextDatabaseOn } from './base-due.ts';
import { rememberedInventory } from './known-inventory.ts';
import {
  inventoryFile,
  type LastSnapshot,
  newestOf,
  pagesFile,
  promoteNext,
  type Remembered,
  type SeenSnapshot,
  writeNext,
} from './memory.ts';
import { scatteredPayloads } from './scattered-payloads.ts';
import { sendPayloads } from './send-payloads.ts';
import type { SentJournal } from './sent-journal.ts';
import type { StagedFile, StagedSnapshot } from './stage-snapshot.ts';

/** Where a snapshot goes, and by whom. */
export interface Destination {
  readonly target: Target;
  /** Of the writer, on the target. */
  readonly folder: string;
  readonly files: FileSystem;
  /** Of the target, on this computer. */
  readonly memory: string;
  readonly vault: string;
  readonly computer: { readonly id: string; readonly signing: SigningKey };
  /** The file of `writer/` that vouches for this computer. */
  readonly writerFile: Uint8Array;
  readonly pathOf: (sha256: string) => string;
  readonly job: Job;
}

/** What a snapshot is of. */
export interface SnapshotContent {
  readonly state: Snapshot['state'];
  readonly objects: ReadonlySet<string>;
  readonly audit: CapturedContent['audit'] | null;
  readonly tombstones: CapturedContent['tombstones'];
}

export interface NewSnapshot {
  readonly staged: StagedSnapshot;
  readonly content: SnapshotContent;
  /** null for the first, as is `before`. */
  readonly last: LastSnapshot | null;
  /** The inventory of the last snapshot. */
  readonly before: Inventory | null;
  readonly journal: SentJournal;
  /** What this computer knows to have been on the target; null for nothing. */
  readonly seen: SeenSnapshot | null;
  /** ms UTC. */
  readonly now: number;
}

export interface SentSnapshot {
  readonly last: LastSnapshot;
  /** What is wrong with the objects that are not in it. */
  readonly damaged: ReadonlyMap<string, VaultError>;
}

/**
 * Sends what a staged snapshot needs and the target lacks, and last the snapshot itself: until then there is none, and what was
 * sent serves the next run.
 * @throws VaultError of the target, `cancelled`.
 */
export async function sendSnapshot(destination: Destination, made: NewSnapshot): Promise<SentSnapshot> {
  const { staged, content, last, before, journal, seen, now } = made;
  const { files, memory, vault, computer } = destination;
  // The first of a day stays longest: what it needs is to lie in few files.
  const isToGather = before && last && isFirstOfDay(last.snapshot.at, now);
  const again = isToGather ? await scatteredPayloads(before, content.objects) : null;
  const isSettled = (object: string) => (before?.find(object) ?? null) !== null && again?.has(object) !== true;
  const missing = await missingOf(content.objects, isSettled, journal.sent);
  const placed = (payloads: readonly InventoryEntry[]) => journal.note(payloads);
  const damaged = await sendPayloads({ ...destination, placed }, missing);
  await sendFile(destination, databaseName(staged.database.sha256), staged.database);
  if (staged.sealed) await sendFile(destination, sealedName(staged.sealed.sha256), staged.sealed);
  // Where the target has lost its end, the gap stays to be seen. Only a first snapshot follows none, and is the first.
  const number = last === null ? 1 : Math.max(last.snapshot.number, seen?.number ?? 0) + 1;
  const payloads = await inventoryNow(content.objects, before, journal.sent);
  const inventory = await sendInventory(destination, payloads, made, { number, at: now });
  const writer = await sendWriter(destination, last, now);
  const tombstones = await sendTombstones(destination, content.tombstones, last);
  const snapshot: Snapshot = SnapshotSchema.parse({
    kind: 'backup-snapshot',
    vault,
    computer: computer.id,
    number,
    at: now,
    previous: last?.remembered.sha256 ?? null,
    writer,
    state: content.state,
    audit: content.audit && { position: content.audit.position, hash: base64(content.audit.hash) },
    database: { ...named(staged.database), on: staged.database.on, pages: staged.database.pages },
    sealed: staged.sealed ? named(staged.sealed) : last?.snapshot.sealed,
    inventory: inventory.named,
  });
  const bytes = statementBytes(signSnapshot(snapshot, computer.signing));
  const hash = sha256(bytes);
  await staged.pageIndex.append(staged.pageIndexEnd(hash));
  await staged.pageIndex.commit(pagesFile(memory, number), { syncFolder: false });
  await files.syncFolder(memory);
  const point = { number, at: now, sha256: hash.toString('hex') };
  const remembered: Remembered = {
    snapshot: base64(bytes),
    sha256: point.sha256,
    seen: newestOf({ number, sha256: point.sha256 }, seen),
    databaseBase: last && snapshot.database.on !== null ? last.remembered.databaseBase : point,
    inventory: inventory.remembered,
    sealedPlaintext: staged.sealedPlaintext,
    tombstones,
    heartbeat: last?.remembered.heartbeat ?? null,
  };
  const next = { remembered, snapshot };
  await writeNext(files, memory, remembered);
  await createSnapshot(destination, next);
  await promoteNext(files, memory, next);
  // What could not be packed anew lies where it did.
  return { last: next, damaged: new Map([...damaged].filter(([object]) => (before?.find(object) ?? null) === null)) };
}

function named({ sha256: file, sizeBytes: size }: StagedFile): { readonly file: string; readonly size: number } {
  return { file, size };
}

/** Once a day also the same again: without it nothing of this computer counts, and a target may have lost it. @returns its SHA-256. */
async function sendWriter(
  { target, folder, writerFile, job }: Destination,
  last: LastSnapshot | null,
  now: number,
): Promise<string> {
  const hash = sha256(writerFile).toString('hex');
  if (last === null || hash !== last.snapshot.writer || isFirstOfDay(last.snapshot.at, now)) {
    await createWhole(target, `${folder}/${writerName(hash)}`, contentOf(writerFile), job.signal);
  }
  return hash;
}

/** @returns the ids of all that are on the target. */
async function sendTombstones(
  { target, folder, job }: Destination,
  tombstones: SnapshotContent['tombstones'],
  last: LastSnapshot | null,
): Promise<string[]> {
  const known = new Set(last?.remembered.tombstones);
  for (const { id, sealed } of tombstones) {
    if (known.has(id)) continue;
    const name = tombstoneName(id, sha256(sealed).toString('hex'));
    await createWhole(target, `${folder}/${name}`, contentOf(sealed), job.signal);
    known.add(id);
  }
  return [...known];
}

/** Idempotent. */
export async function createSnapshot(
  { target, folder, job }: Pick<Destination, 'target' | 'folder' | 'job'>,
  { snapshot, remembered }: LastSnapshot,
): Promise<void> {
  const name = snapshotName(snapshot.number, remembered.sha256);
  await createWhole(target, `${folder}/${name}`, contentOf(fromBase64(remembered.snapshot)), job.signal);
}

/** Says that the writer was there, once a day, also where nothing changed. */
export async function sendHeartbeat(
  { target, folder, files, memory, vault, computer, job }: Destination,
  last: LastSnapshot,
  now: number,
): Promise<void> {
  if (last.remembered.heartbeat === dayOf(now)) return;
  const snapshot = { number: last.snapshot.number, hash: last.remembered.sha256 };
  const bytes = statementBytes(signHeartbeat({ vault, computer: computer.id, at: now, snapshot }, computer.signing));
  const name = heartbeatName(dayOf(now), sha256(bytes).toString('hex'));
  await createWhole(target, `${folder}/${name}`, contentOf(bytes), job.signal);
  await promoteNext(files, memory, { ...last, remembered: { ...last.remembered, heartbeat: dayOf(now) } });
}

async function sendFile(
  { target, folder, files, job }: Destination,
  name: string,
  { path, sha256: hash, sizeBytes }: StagedFile,
): Promise<void> {
  const content = contentOfFile(files, path, { sizeBytes, sha256: Buffer.from(hash, 'hex') });
  await createWhole(target, `${folder}/${name}`, content, job.signal);
}

/** So many payloads are gone through before other calls of the thread get their turn: some milliseconds. */
const payloadsAtOnce = 5_000;

/** Those that the target lacks, or that are to be sent again. */
async function missingOf(
  objects: ReadonlySet<string>,
  isSettled: (object: string) => boolean,
  sent: ReadonlyMap<string, InventoryEntry>,
): Promise<string[]> {
  const missing: string[] = [];
  let passed = 0;
  for (const object of objects) {
    if (!isSettled(object) && !sent.has(object)) missing.push(object);
    passed += 1;
    if (passed % payloadsAtOnce === 0) await turnOfOthers();
  }
  return missing;
}

async function inventoryNow(
  objects: ReadonlySet<string>,
  before: Inventory | null,
  sent: ReadonlyMap<string, InventoryEntry>,
): Promise<Inventory> {
  const builder = new InventoryBuilder();
  let passed = 0;
  for (const object of [...objects].sort()) {
    const place = sent.get(object) ?? before?.find(object);
    if (place) builder.addPayload({ sha256: object, length: place.length, pack: place.pack, offset: place.offset });
    passed += 1;
    if (passed % payloadsAtOnce === 0) await turnOfOthers();
  }
  return builder.build();
}

async function textOf(pieces: Iterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for (const piece of pieces) {
    all.push(piece);
    await turnOfOthers();
  }
  return Buffer.concat(all);
}

/** Stands on what the database would, had it none of its own: the first of a day on the base, the others on the one before. */
async function sendInventory(
  { target, folder, files, memory, job }: Destination,
  now: Inventory,
  { last, before }: Pick<NewSnapshot, 'last' | 'before'>,
  point: { readonly number: number; readonly at: number },
): Promise<{ readonly named: Snapshot['inventory']; readonly remembered: Remembered['inventory'] }> {
  const stands = last && before && (await standingOn(files, memory, { last, before }, point.at));
  const delta = stands && inventoryDelta(stands.inventory, now);
  const deltaLines = stands && delta ? stands.deltaLines + linesOf(delta) : 0;
  const isBase = !stands || isBaseDue({ baseLines: stands.baseLines, baseAt: stands.base.at, deltaLines }, point.at);
  const bytes = await textOf(isBase || !delta ? formatInventory(now) : formatInventoryDelta(delta));
  const hash = sha256(bytes).toString('hex');
  await files.replace(inventoryFile(memory, hash), bytes);
  await createWhole(target, `${folder}/${inventoryName(hash)}`, contentOf(bytes), job.signal);
  return {
    named: { file: hash, size: bytes.length, on: isBase ? null : stands.on, payloads: now.payloads, bytes: now.bytes },
    remembered: isBase
      ? { files: [hash], base: point, baseLines: now.payloads, deltaLines: 0 }
      : { files: [...stands.files, hash], base: stands.base, baseLines: stands.baseLines, deltaLines },
  };
}

/** @returns null when a new base is due by its age. */
async function standingOn(
  files: FileSystem,
  memory: string,
  { last, before }: { readonly last: LastSnapshot; readonly before: Inventory },
  at: number,
) {
  const { base, baseLines, deltaLines, files: all } = last.remembered.inventory;
  const on = nextDatabaseOn({ base, last: { number: last.snapshot.number, at: last.snapshot.at } }, at);
  if (on === null) return null;
  if (on !== base.number) return { on, base, baseLines, deltaLines, files: all, inventory: before };
  const inventory = await rememberedInventory(files, memory, all.slice(0, 1));
  return { on, base, baseLines, deltaLines: 0, files: all.slice(0, 1), inventory };
}
