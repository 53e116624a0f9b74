import { randomInt } from 'node:crypto';
import type { Finding } from '../../../contract/check.ts';
import { VaultError } from '../../../contract/errors.ts';
import { Findings } from '../../check/findings.ts';
import type { Job } from '../../job.ts';
import type { Target } from '../../ports/target.ts';
import { partOfWriter } from '../repository/examine-file.ts';
import type { Inventory, InventoryEntry } from '../repository/inventory.ts';
import { databaseName, hashInName, objectName, packName, sealedName } from '../repository/names.ts';
import { packBytesAtMost } from '../repository/pack-format.ts';
import { openSealedStream, type SealedFile } from '../repository/sealed-stream.ts';
import { withDamageNamed } from '../streams/damage.ts';
import { inLanes } from '../streams/in-lanes.ts';
import type { NotedFile } from '../streams/noting-target.ts';
import { verifiedPieces } from '../streams/verified-pieces.ts';

/** Files that are read at once. */
const lanes = 4;
/** Of new payloads; what is more of a first run is left to chance, and to the weekly verification. */
const newBytesAtMost = 256 * 2 ** 20;
/** A sample of what earlier runs left. */
const samplePayloads = 4;
const sampleBytesAtMost = 4 * 2 ** 20;

/** What a run has put on a target. */
export interface Made {
  readonly files: readonly NotedFile[];
  /** Those with their keys still in memory; null when there are none. */
  readonly database: SealedFile | null;
  readonly sealed: SealedFile | null;
  /** Of the snapshot before; null when there was none. */
  readonly before: Inventory | null;
}

/** Where it lies. */
export interface ReadBackPlace {
  readonly target: Target;
  /** Of the writer, on the target. */
  readonly folder: string;
  readonly computer: string;
  readonly job: Job;
}

/** A file, or a part of one, that is to be read again. */
interface Reading {
  readonly name: string;
  read(): Promise<void>;
}

/** From 0 up to but not `below`. */
export type Draw = (below: number) => number;

export interface ReadBack {
  /** What is not as it was sent. */
  readonly findings: readonly Finding[];
  /** Why not all was read: of the target, or `cancelled`. What the run has made is there all the same. */
  readonly brokenOff: VaultError | null;
}

/**
 * Reads what a run has put on the target: each file is compared with its hash, those that are sealed are opened, and payloads of
 * earlier runs, some drawn at random, are compared with theirs.
 */
export async function readBack(place: ReadBackPlace, made: Made, draw: Draw = randomInt): Promise<ReadBack> {
  const findings = new Findings();
  try {
    await readInto(findings, place, made, draw);
    return { findings: findings.all, brokenOff: null };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return { findings: findings.all, brokenOff: error };
  }
}

async function readInto(findings: Findings, place: ReadBackPlace, made: Made, draw: Draw): Promise<void> {
  const readings = [
    ...newFiles(made.files, draw).map((file) => readingOf(place, file, made)),
    ...sampleOf(made.before, draw).map((payload) => readingOfPayload(place, payload)),
  ];
  let done = 0;
  const works = async function* () {
    for (const { name, read } of readings) {
      yield async () => {
        const part = partOfWriter({ computer: place.computer }, name);
        await findings.attemptAsync(part, () => withDamageNamed(part, read));
        done += 1;
        place.job.report(done, readings.length);
      };
    }
  };
  await inLanes(works(), lanes);
}

/** All but payloads; of these as many as there may be, drawn at random where there are more. */
function newFiles(files: readonly NotedFile[], draw: Draw): readonly NotedFile[] {
  const isPayload = ({ name }: NotedFile) => name.startsWith('objects/') || name.startsWith('packs/');
  const chosen = files.filter((file) => !isPayload(file));
  let leftBytes = newBytesAtMost;
  for (const file of drawn(files.filter(isPayload), draw)) {
    leftBytes -= file.sizeBytes ?? packBytesAtMost;
    if (leftBytes < 0) break;
    chosen.push(file);
  }
  return chosen;
}

/** In an order of chance. */
function* drawn(files: readonly NotedFile[], draw: Draw): Generator<NotedFile> {
  const left = [...files];
  for (let count = left.length; count > 0; count -= 1) {
    const index = draw(count);
    const [file, last] = [left[index], left[count - 1]];
    if (!file || !last) return;
    left[index] = last;
    yield file;
  }
}

function sampleOf(before: Inventory | null, draw: Draw): readonly InventoryEntry[] {
  const chosen = new Map<number, InventoryEntry>();
  let leftBytes = sampleBytesAtMost;
  for (let drawing = 0; before !== null && before.payloads > 0 && drawing < samplePayloads; drawing += 1) {
    const index = draw(before.payloads);
    const payload = { sha256: before.hashAt(index), ...before.placeAt(index) };
    if (chosen.has(index) || payload.length > leftBytes) continue;
    leftBytes -= payload.length;
    chosen.set(index, payload);
  }
  return [...chosen.values()];
}

function readingOf(place: ReadBackPlace, { name, sizeBytes }: NotedFile, made: Made): Reading {
  const { target, folder, job } = place;
  const fileKey = fileKeyOf(name, made);
  const read = async () => {
    const path = `${folder}/${name}`;
    const length = sizeBytes ?? (await target.size(path, job.signal));
    if (length === null) throw new VaultError('not-found', 'what was sent is not there');
    const part = partOfWriter(place, name);
    const pieces = target.read(path, null, job.signal);
    const verified = verifiedPieces(pieces, { part, sha256: hashInName(name) ?? '', length });
    for await (const _piece of fileKey === null ? verified : openSealedStream(part, verified, { fileKey }));
  };
  return { name, read };
}

function fileKeyOf(name: string, { database, sealed }: Made): Uint8Array | null {
  if (database && name === databaseName(database.sha256)) return database.fileKey;
  return sealed && name === sealedName(sealed.sha256) ? sealed.fileKey : null;
}

function readingOfPayload(place: ReadBackPlace, { sha256, length, pack, offset }: InventoryEntry): Reading {
  const { target, folder, job } = place;
  const name = pack === null ? objectName(sha256) : packName(pack);
  const read = async () => {
    const range = pack === null ? null : { offset, length };
    const pieces = target.read(`${folder}/${name}`, range, job.signal);
    for await (const _piece of verifiedPieces(pieces, { part: partOfWriter(place, name), sha256, length }));
  };
  return { name, read };
}

/** Files that payloads lie in, each once. */
export function filesOf(payloads: Iterable<InventoryEntry>): NotedFile[] {
  const sizes = new Map<string, number | null>();
  for (const { sha256, length, pack } of payloads) {
    if (pack === null) sizes.set(objectName(sha256), length);
    else sizes.set(packName(pack), null);
  }
  return [...sizes].map(([name, sizeBytes]) => ({ name, sizeBytes }));
}
