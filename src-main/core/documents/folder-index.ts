import { notFound } from '../../contract/error-reasons.ts';
import { committedRecords } from '../access/committed-records.ts';
import { bucketCount, bucketOf, committedHashes, hashOfBucket } from '../access/head.ts';
import { idBytes } from '../crypto/bytes.ts';
import { comparedName, findByName } from '../folders/find-by-name.ts';
import { turnOfOthers } from '../job.ts';
import { type DocumentBody, DocumentBodySchema, type FolderBody, FolderBodySchema } from '../records/bodies.ts';
import { countRows } from '../records/count-rows.ts';
import { openCommitted, openRowOf } from '../records/open-row.ts';
import { bodyOf, type OpenRecord, type RecordPlace } from '../records/sealed-record.ts';
import { compartmentOf, type OpenCompartment, type OpenVault } from '../vault/open-vault.ts';
import { foldedText } from './folded-text.ts';

/** A document as its record has it. */
export interface IndexedDocument {
  readonly id: string;
  readonly name: string;
  readonly body: DocumentBody;
  /** The position of the change that wrote its record, as its author signed it. */
  readonly writtenAt: number;
  /** The name as it is searched. */
  readonly folded: string;
}

/** Where a document is looked for: among those in use, in the bin, or both. */
export type Whereabouts = 'folder' | 'bin' | 'anywhere';

/** A part of the folder's rows, as the head of the compartment divides them. */
interface Bucket {
  /** The hash of the bucket that what is kept of it is true of; null before it was read. */
  hash: Buffer | null;
  /** The versions of its records by id. */
  readonly versions: Map<string, number>;
}

/** Rows that are opened in one go. */
const rowsAtOnce = 500;
/** Between two turns of other calls, in ms. */
const sliceMs = 20;

/**
 * What lies in one folder, opened and kept in memory: names are sealed, so without it every look-up by name would open
 * every record. It follows the folder by the bucket hashes of the compartment's head: what did not change is not read
 * again, whoever made the change.
 */
export class FolderIndex {
  readonly #vault: OpenVault;
  readonly #compartment: string;
  readonly #buckets: readonly Bucket[] = Array.from({ length: bucketCount }, () => ({
    hash: null,
    versions: new Map(),
  }));
  readonly #documents = new Map<string, IndexedDocument>();
  /** Where each note was written. */
  readonly #notes = new Map<string, number>();
  /** About how many rows a bucket had when the first one was read. */
  #rowsOfBucket: number | null = null;
  #folder: FolderBody | null = null;
  /** Documents out of the bin by their compared name. */
  readonly #byName = new Map<string, string>();

  constructor(vault: OpenVault, compartment: string) {
    this.#vault = vault;
    this.#compartment = compartment;
  }

  /**
   * Takes over what has changed. Within a change of the vault it shows the folder as it was before.
   * @param untilMs stops after the bucket at hand when `performance.now()` is past it.
   * @returns true when nothing is left to take over.
   * @throws VaultError `integrity-violated` for a row that does not open.
   */
  refresh(untilMs = Number.POSITIVE_INFINITY): boolean {
    const compartment = compartmentOf(this.#vault, this.#compartment);
    for (const [number, bucket] of this.#buckets.entries()) {
      const hash = hashOfBucket(compartment.buckets, number);
      if (bucket.hash?.equals(hash)) continue;
      if (performance.now() > untilMs) return false;
      if (bucket.hash === null) {
        this.#readFirst(compartment, number);
      } else {
        this.#takeOver(compartment, number, bucket.versions);
        bucket.hash = hash;
      }
    }
    return true;
  }

  /** Null only in a folder without its record, which nobody of ours makes. */
  get folder(): FolderBody | null {
    return this.#folder;
  }

  get documents(): Iterable<IndexedDocument> {
    return this.#documents.values();
  }

  get notes(): Iterable<string> {
    return this.#notes.keys();
  }

  /**
   * The position of the last change that wrote a document or a note that is there, as far as the log goes.
   * @returns null when there is none.
   */
  get lastWrittenAt(): number | null {
    const { position } = this.#vault.log.head;
    let last = 0;
    for (const { writtenAt } of this.#documents.values()) if (writtenAt <= position) last = Math.max(last, writtenAt);
    for (const writtenAt of this.#notes.values()) if (writtenAt <= position) last = Math.max(last, writtenAt);
    return last === 0 ? null : last;
  }

  document(id: string): IndexedDocument | null {
    return this.#documents.get(id) ?? null;
  }

  /** The document out of the bin that is called exactly so. */
  named(name: string): IndexedDocument | null {
    const id = this.#byName.get(comparedName(name));
    return id === undefined ? null : this.document(id);
  }

  /**
   * The document that an id or a name means: the name exactly, or, where only one is so called, whatever the case.
   * @param input what it was given as.
   * @throws VaultError `not-found`; `invalid-input` with `candidates` (ids) where several are meant.
   */
  find(reference: string, where: Whereabouts, input = 'document'): IndexedDocument {
    const byId = this.document(reference);
    if (byId && isThere(byId, where)) return byId;
    const exactly = where === 'folder' ? this.named(reference) : null;
    const among = exactly ? [exactly] : [...this.#documents.values()].filter((document) => isThere(document, where));
    const found = findByName(among, reference, ({ id }) => id, input);
    if (found) return found;
    throw notFound('document', input, 'no such document');
  }

  /** Reads a bucket for the first time, and those after it while they are small: each query has its price. */
  #readFirst(compartment: OpenCompartment, from: number): void {
    this.#rowsOfBucket ??= countRows(this.#vault.db, 'records', compartment.id) / bucketCount;
    const to = from + Math.max(1, Math.floor(rowsAtOnce / Math.max(1, this.#rowsOfBucket)));
    for (const row of committedRecords(this.#vault.db, compartment.id, from, to)) {
      const { place, record } = openCommitted(this.#vault, compartment, row);
      this.#take(place, record, this.#buckets[bucketOf(row.id)]?.versions);
    }
    for (const [offset, bucket] of this.#buckets.slice(from, to).entries()) {
      bucket.hash = hashOfBucket(compartment.buckets, from + offset);
    }
  }

  #takeOver(compartment: OpenCompartment, bucket: number, versions: Map<string, number>): void {
    const { db } = this.#vault;
    const leaves = committedHashes(db, 'records', compartment.id, bucket);
    for (const id of versions.keys()) if (!leaves.has(id)) this.#forget(id, versions);
    for (const [id, leaf] of leaves) {
      if (versions.get(id) === leaf.version) continue;
      for (const row of db.all('SELECT id, epoch, version, sealed FROM records WHERE id = ?', idBytes(id))) {
        const { place, record } = openRowOf(this.#vault, compartment, 'records', row, leaf);
        this.#take(place, record, versions);
      }
    }
  }

  #take(place: RecordPlace, record: OpenRecord, versions: Map<string, number> | undefined): void {
    if (versions?.has(place.id)) this.#forget(place.id, versions);
    this.#remember(place, record);
    versions?.set(place.id, place.version);
  }

  #remember(place: RecordPlace, record: OpenRecord): void {
    if (record.type === 'folder') this.#folder = bodyOf(place, record, 'folder', FolderBodySchema);
    if (record.type === 'note') this.#notes.set(place.id, record.at);
    if (record.type !== 'document') return;
    const body = bodyOf(place, record, 'document', DocumentBodySchema);
    const { name } = body;
    this.#documents.set(place.id, { id: place.id, name, body, writtenAt: record.at, folded: foldedText(name) });
    if (body.binned === null) this.#byName.set(comparedName(body.name), place.id);
  }

  #forget(id: string, versions: Map<string, number> | undefined): void {
    versions?.delete(id);
    this.#notes.delete(id);
    const document = this.#documents.get(id);
    if (!document) return;
    this.#documents.delete(id);
    const name = comparedName(document.name);
    if (this.#byName.get(name) === id) this.#byName.delete(name);
  }
}

function isThere({ body }: IndexedDocument, where: Whereabouts): boolean {
  return where === 'anywhere' || (where === 'bin') === (body.binned !== null);
}

/** Of every session its indexes; they go when it goes. */
const indexesOf = new WeakMap<OpenVault, Map<string, FolderIndex>>();

function indexOf(vault: OpenVault, compartment: string): FolderIndex {
  const indexes = indexesOf.get(vault) ?? new Map<string, FolderIndex>();
  indexesOf.set(vault, indexes);
  const index = indexes.get(compartment) ?? new FolderIndex(vault, compartment);
  indexes.set(compartment, index);
  for (const id of indexes.keys()) if (!vault.compartments.has(id)) indexes.delete(id);
  return index;
}

/**
 * The index of a folder as it is now. The first time may take a while: other calls get their turn meanwhile.
 * @throws VaultError `not-found`, `integrity-violated`.
 */
export async function folderIndex(vault: OpenVault, compartment: string): Promise<FolderIndex> {
  const index = indexOf(vault, compartment);
  while (!index.refresh(performance.now() + sliceMs)) await turnOfOthers();
  return index;
}
