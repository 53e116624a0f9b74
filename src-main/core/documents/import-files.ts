import type { ImportedFile } from '../../contract/documents.ts';
import { VaultError } from '../../contract/errors.ts';
import { generateFileKey } from '../crypto/age/header.ts';
import { wipe } from '../crypto/sealing.ts';
import { comparedName } from '../folders/find-by-name.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { ImportEntry, ImportFile, SkippedEntry } from '../ports/import-source.ts';
import { readVersion } from '../records/open-row.ts';
import { isKitOf, longestKitBytes } from '../recovery/kit-text.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { legibleName, requireDocumentName } from './document-name.ts';
import { type FolderIndex, folderIndex, type IndexedDocument } from './folder-index.ts';
import type { ImportBatch, TakenFile } from './import-batch.ts';
import type { ObjectStage } from './object-stage.ts';
import { PieceSlots, streamPieces } from './pieces.ts';
import { SourceFile } from './source-file.ts';

/** Files in flight, each with memory of its own: fsyncs that wait together are written together. */
const lanes = 16;

/** What an import works with. */
export interface ImportContext {
  readonly vault: OpenVault;
  readonly compartment: OpenCompartment;
  /** Of the folder. */
  readonly index: FolderIndex;
  readonly stage: ObjectStage;
  readonly batch: ImportBatch;
  readonly job: Job;
}

/** A file that was found, and where its result goes. */
interface Found {
  readonly file: ImportFile;
  readonly place: number;
  /** Settles when the file of the same name before it has been dealt with; null for the first. */
  readonly after: Promise<void> | null;
  readonly settle: () => void;
}

type Result = ImportedFile | Omit<TakenFile, 'name' | 'settled'>;

/** Turns files into objects, several at once, and hands them to the batch. */
export class ImportFiles {
  readonly #context: ImportContext;
  readonly #totalBytes: number;
  readonly #results: ImportedFile[] = [];
  readonly #found: readonly Found[];
  #doneBytes = 0;
  #failure: unknown = null;

  constructor(context: ImportContext, entries: readonly ImportEntry[]) {
    this.#context = context;
    const twins = sameNameTwice(entries);
    for (const [place, entry] of entries.entries()) {
      if (entry.kind === 'skipped') this.#results[place] = skipped(entry);
      else if (twins.has(entry))
        this.#results[place] = { outcome: 'skipped', name: legibleName(entry.relativeName), reason: 'same-name' };
    }
    this.#found = inOrderOfName(entries, twins);
    this.#totalBytes = this.#found.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  }

  /** What became of each file; complete once `run` has given null and the batch is flushed. */
  get results(): ImportedFile[] {
    return this.#results;
  }

  /** @returns null, or what has stopped it: then nothing is under way any more. */
  async run(): Promise<unknown> {
    const left = [...this.#found].reverse();
    await Promise.all(Array.from({ length: Math.min(lanes, left.length) }, () => this.#lane(left)));
    return this.#failure;
  }

  /** Works through what is left, together with other lanes, until it is done or something has failed. */
  async #lane(left: Found[]): Promise<void> {
    const slots = new PieceSlots(this.#context.vault.env.hasher);
    try {
      for (let found = left.pop(); found && this.#failure === null; found = left.pop()) {
        checkCancelled(this.#context.job);
        if (found.after !== null) await this.#afterNamesake(found.after);
        if (this.#failure !== null) return;
        await this.#takeOne(found, slots);
        found.settle();
      }
    } catch (error) {
      this.#failure ??= error;
      // Whoever waits for a namesake in vain sees that the import has failed.
      for (const { settle } of this.#found) settle();
    } finally {
      slots.wipe();
    }
  }

  async #takeOne({ file, place }: Found, slots: PieceSlots): Promise<void> {
    const name = file.relativeName;
    try {
      requireDocumentName(name);
    } catch {
      this.#results[place] = { outcome: 'failed', name: legibleName(name), error: 'invalid-input' };
      return;
    }
    const result = await this.#seal(file, this.#context.index.named(name), slots);
    if ('outcome' in result) {
      this.#results[place] = result;
      return;
    }
    const { sizeBytes } = result;
    const settled = ({ id, version }: { id: string; version: number }) => {
      this.#results[place] =
        version === 1
          ? { outcome: 'added', name, id, version, sizeBytes }
          : { outcome: 'new-version', name, id, version, sizeBytes };
    };
    await this.#context.batch.add({ ...result, name, settled });
  }

  /** Files of one name come from different paths: each becomes a version after the one before it. */
  async #afterNamesake(namesake: Promise<void>): Promise<void> {
    const { vault, compartment, batch } = this.#context;
    await namesake;
    await batch.flush();
    await folderIndex(vault, compartment.id);
  }

  async #seal(file: ImportFile, existing: IndexedDocument | null, slots: PieceSlots): Promise<Result> {
    // One that may be there already is first compared, which the stream can do.
    const mayBeThere = existing?.body.size === file.sizeBytes;
    const isSmall = file.sizeBytes <= this.#context.vault.env.smallFiles.longestBytes;
    const whole = isSmall && !mayBeThere ? await this.#sealWhole(file) : null;
    return whole ?? (await this.#stream(file, existing, slots));
  }

  /** @returns null when it has grown too long for that. */
  async #sealWhole(file: ImportFile): Promise<Result | null> {
    const fileKey = generateFileKey();
    let isTaken = false;
    try {
      const written = await this.#context.stage.writeSmall(file.path, fileKey);
      if (written === null) return null;
      if (written.outcome === 'recovery-key') return recoveryKey(file);
      this.#report(file.sizeBytes);
      if (written.outcome === 'refused') {
        return { outcome: 'failed', name: file.relativeName, error: written.error };
      }
      isTaken = true;
      const { object, sha256, sizeBytes, modifiedAt } = written;
      return { object, sha256, sizeBytes, modifiedAt, fileKey };
    } finally {
      if (!isTaken) wipe(fileKey);
    }
  }

  async #stream(file: ImportFile, existing: IndexedDocument | null, slots: PieceSlots): Promise<Result> {
    let source: SourceFile | null = null;
    try {
      source = await SourceFile.open(this.#context.vault.env.files, file.path, {
        beforePiece: () => {
          if (this.#failure !== null) throw this.#failure;
          checkCancelled(this.#context.job);
        },
        afterPiece: (bytes) => this.#report(bytes),
      });
      if (existing && (await this.#isCurrent(existing, source, slots))) {
        return unchanged(file, existing, source.sizeBytes);
      }
      if (await this.#isOwnKit(file.path, source.sizeBytes)) return recoveryKey(file);
      return await this.#write(source, slots);
    } catch (error) {
      const isAboutTheFile = error instanceof VaultError && (source === null || source.failure === error);
      if (!isAboutTheFile) throw error;
      return failed(file, error);
    } finally {
      await source?.close();
    }
  }

  async #isOwnKit(path: string, sizeBytes: number): Promise<boolean> {
    if (sizeBytes > longestKitBytes) return false;
    const { env, id } = this.#context.vault;
    const bytes = await env.files.read(path);
    const isKit = bytes !== null && isKitOf(bytes, id);
    wipe(bytes);
    return isKit;
  }

  async #write(source: SourceFile, slots: PieceSlots): Promise<Result> {
    const fileKey = generateFileKey();
    try {
      const written = await this.#context.stage.write(source, fileKey, slots);
      return { ...written, fileKey, modifiedAt: source.modifiedAt };
    } catch (error) {
      wipe(fileKey);
      throw error;
    }
  }

  /** Files of the same size are mostly the same: reading one twice costs less than writing it. */
  async #isCurrent(existing: IndexedDocument, source: SourceFile, slots: PieceSlots): Promise<boolean> {
    if (existing.body.size !== source.sizeBytes) return false;
    const hash = this.#context.vault.env.hasher.sha256(source.sizeBytes);
    const before = this.#doneBytes;
    try {
      await streamPieces(
        slots.all,
        (slot) => source.read(slot.plain),
        (slot, bytes) => hash.update(slot.plain.subarray(0, bytes)),
      );
      if ((await hash.digest()).toString('hex') === this.#currentHash(existing)) return true;
    } finally {
      hash.abandon();
    }
    source.rewind();
    this.#doneBytes = before;
    return false;
  }

  #currentHash({ body }: IndexedDocument): string | null {
    const { vault, compartment } = this.#context;
    return readVersion(vault, compartment, body.versions.at(-1) ?? '')?.body.sha256 ?? null;
  }

  #report(bytes: number): void {
    this.#doneBytes += bytes;
    this.#context.job.report(Math.min(this.#doneBytes, this.#totalBytes), this.#totalBytes);
  }
}

/**
 * The second and further files that one given path has under one name, which differ in the normal form of their names
 * alone: as versions of each other they would all become new ones again at each repetition.
 */
function sameNameTwice(entries: readonly ImportEntry[]): Set<ImportEntry> {
  const twins = new Set<ImportEntry>();
  const names = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'skipped') continue;
    const name = `${entry.given}/${comparedName(entry.relativeName)}`;
    if (names.has(name)) twins.add(entry);
    names.add(name);
  }
  return twins;
}

/** The files among the entries, each after the one before it of the same name. */
function inOrderOfName(entries: readonly ImportEntry[], twins: ReadonlySet<ImportEntry>): Found[] {
  const last = new Map<string, Promise<void>>();
  return entries.flatMap((file, place) => {
    if (file.kind === 'skipped' || twins.has(file)) return [];
    const name = comparedName(file.relativeName);
    const { promise, resolve } = Promise.withResolvers<void>();
    const after = last.get(name) ?? null;
    last.set(name, promise);
    return [{ file, place, after, settle: () => resolve() }];
  });
}

function skipped({ relativeName: name, reason }: SkippedEntry): ImportedFile {
  if (reason === 'not-found') return { outcome: 'failed', name, error: 'not-found' };
  if (reason === 'unreadable') return { outcome: 'failed', name, error: 'file-unreadable' };
  return { outcome: 'skipped', name, reason };
}

/** Whoever could open the folder would have the whole vault. */
function recoveryKey({ relativeName: name }: ImportFile): ImportedFile {
  return { outcome: 'skipped', name, reason: 'recovery-key' };
}

function failed({ relativeName }: ImportFile, { code }: VaultError): ImportedFile {
  return { outcome: 'failed', name: relativeName, error: code };
}

function unchanged({ relativeName }: ImportFile, { id, body }: IndexedDocument, sizeBytes: number): ImportedFile {
  return { outcome: 'unchanged', name: relativeName, id, version: body.current, sizeBytes };
}
