import type { ImportedFile } from '../../contract/documents.ts';
import { type ErrorCode, VaultError } from '../../contract/errors.ts';
import { generateFileKey } from '../crypto/age/header.ts';
import { wipe } from '../crypto/sealing.ts';
import { comparedName } from '../folders/find-by-name.ts';
import { findWritableFolder } from '../folders/find-folder.ts';
import { checkCancelled, type Job } from '../job.ts';
import type { ImportEntry, ImportFile, SkippedEntry } from '../ports/import-source.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { legibleName, requireDocumentName } from './document-name.ts';
import { type FolderIndex, folderIndex, type IndexedDocument } from './folder-index.ts';
import { ImportBatch } from './import-batch.ts';
import { ObjectStage } from './object-stage.ts';
import { PieceSlots, streamPieces } from './pieces.ts';
import { readVersion } from './read-row.ts';
import { SourceFile } from './source-file.ts';

/** Files in flight: fsyncs that wait together are written together. */
const lanes = 12;

/**
 * Imports files, and folders to the bottom, into a folder. A name that exists becomes a new version, unless the file is
 * byte for byte the current one. What is wrong with a file is told of that file; files that were taken in are durable and
 * whole, whatever happens to the others.
 * @param paths absolute.
 * @returns what became of each file, in the order of their names below each path.
 * @throws VaultError `not-found`, `not-authorised`, `cancelled`, `disk-full`, …: `details.documents` is how many were taken in.
 */
export async function importDocuments(
  vault: OpenVault,
  folder: string,
  paths: readonly string[],
  job: Job,
): Promise<ImportedFile[]> {
  const { compartment } = findWritableFolder(vault, folder);
  if (vault.readOnly) throw new VaultError('vault-read-only', 'the vault is older than this computer remembers');
  const index = await folderIndex(vault, compartment.id);
  const found: ImportEntry[] = [];
  for await (const entry of vault.env.importSource.walk(paths)) {
    checkCancelled(job);
    found.push(entry);
  }
  return await ObjectStage.use(vault, (stage) => new Import(vault, compartment, index, stage, found, job).run());
}

class Import {
  readonly #vault: OpenVault;
  readonly #compartment: OpenCompartment;
  readonly #index: FolderIndex;
  readonly #stage: ObjectStage;
  readonly #found: readonly ImportEntry[];
  readonly #job: Job;
  readonly #batch: ImportBatch;
  readonly #totalBytes: number;
  readonly #results: ImportedFile[] = [];
  /** By compared name: settles when the last file of that name has been dealt with. */
  readonly #lastOfName = new Map<string, Promise<void>>();
  #next = 0;
  #doneBytes = 0;
  #failure: unknown = null;

  constructor(
    vault: OpenVault,
    compartment: OpenCompartment,
    index: FolderIndex,
    stage: ObjectStage,
    found: readonly ImportEntry[],
    job: Job,
  ) {
    this.#vault = vault;
    this.#compartment = compartment;
    this.#index = index;
    this.#stage = stage;
    this.#found = found;
    this.#job = job;
    this.#batch = new ImportBatch(vault, compartment.id, stage);
    this.#totalBytes = found.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.sizeBytes : 0), 0);
  }

  async run(): Promise<ImportedFile[]> {
    await Promise.all(Array.from({ length: Math.min(lanes, this.#found.length) }, () => this.#lane()));
    try {
      // Also when something failed: what is whole stays.
      await this.#batch.flush();
    } catch (error) {
      this.#failure ??= error;
    }
    if (this.#failure !== null) throw withCount(this.#failure, this.#batch.documents);
    return this.#results;
  }

  async #lane(): Promise<void> {
    const slots = new PieceSlots(this.#vault.env.hasher);
    try {
      for (let place = this.#next++; place < this.#found.length; place = this.#next++) {
        const entry = this.#found[place];
        if (this.#failure !== null || entry === undefined) return;
        checkCancelled(this.#job);
        if (entry.kind === 'skipped') this.#results[place] = skipped(entry);
        else await this.#inTurn(entry, () => this.#importFile(entry, place, slots));
      }
    } catch (error) {
      this.#failure ??= error;
    } finally {
      slots.wipe();
    }
  }

  /** Files of one name come from different paths: each becomes a version after the one before it. */
  async #inTurn(file: ImportFile, work: () => Promise<void>): Promise<void> {
    const name = comparedName(file.relativeName);
    const before = this.#lastOfName.get(name);
    const turn = before === undefined ? work() : this.#after(before, work);
    this.#lastOfName.set(
      name,
      turn.catch(() => undefined),
    );
    await turn;
  }

  async #after(before: Promise<void>, work: () => Promise<void>): Promise<void> {
    await before;
    await this.#batch.flush();
    await folderIndex(this.#vault, this.#compartment.id);
    await work();
  }

  async #importFile(file: ImportFile, place: number, slots: PieceSlots): Promise<void> {
    const name = file.relativeName;
    let source: SourceFile | null = null;
    try {
      requireDocumentName(name);
      source = await this.#open(file);
      const existing = this.#index.named(name);
      if (existing && (await this.#isCurrent(existing, source, slots))) {
        const { id, body } = existing;
        this.#results[place] = {
          outcome: 'unchanged',
          name,
          id,
          version: body.current,
          sizeBytes: source.sizeBytes,
        };
        return;
      }
      await this.#take(source, name, place, slots);
    } catch (error) {
      const isAboutTheFile = error instanceof VaultError && (source === null || source.failure === error);
      if (!isAboutTheFile) throw error;
      this.#results[place] = { outcome: 'failed', name: legibleName(name), error: error.code };
    } finally {
      await source?.close();
    }
  }

  async #open(file: ImportFile): Promise<SourceFile> {
    return await SourceFile.open(this.#vault.env.files, file.path, {
      beforePiece: () => {
        if (this.#failure !== null) throw this.#failure;
        checkCancelled(this.#job);
      },
      afterPiece: (bytes) => {
        this.#doneBytes += bytes;
        this.#job.report(Math.min(this.#doneBytes, this.#totalBytes), this.#totalBytes);
      },
    });
  }

  async #take(source: SourceFile, name: string, place: number, slots: PieceSlots): Promise<void> {
    const fileKey = generateFileKey();
    const { modifiedAt } = source;
    const written = await this.#stage.write(source, fileKey, slots).catch((error: unknown) => {
      wipe(fileKey);
      throw error;
    });
    const settled = ({ id, version }: { id: string; version: number }) => {
      const file = { name, id, sizeBytes: written.sizeBytes };
      this.#results[place] =
        version === 1 ? { ...file, outcome: 'added', version } : { ...file, outcome: 'new-version', version };
    };
    await this.#batch.add({ ...written, name, modifiedAt, fileKey, settled });
  }

  /** Files of the same size are mostly the same: reading one twice costs less than writing it. */
  async #isCurrent(existing: IndexedDocument, source: SourceFile, slots: PieceSlots): Promise<boolean> {
    if (existing.body.size !== source.sizeBytes) return false;
    const current = readVersion(this.#vault, this.#compartment, existing.body.versions.at(-1) ?? '');
    const before = this.#doneBytes;
    const hash = this.#vault.env.hasher.sha256(source.sizeBytes);
    try {
      await streamPieces(
        slots.all,
        (slot) => source.read(slot.plain),
        (slot, bytes) => hash.update(slot.plain.subarray(0, bytes)),
      );
      if ((await hash.digest()).toString('hex') === current?.body.sha256) return true;
    } finally {
      hash.abandon();
    }
    source.rewind();
    this.#doneBytes = before;
    return false;
  }
}

function skipped({ relativeName: name, reason }: SkippedEntry): ImportedFile {
  if (reason === 'not-found') return { outcome: 'failed', name, error: 'not-found' };
  if (reason === 'unreadable') return { outcome: 'failed', name, error: 'file-unreadable' };
  return { outcome: 'skipped', name, reason };
}

function withCount(error: unknown, documents: number): unknown {
  if (!(error instanceof VaultError)) return error;
  const code: ErrorCode = error.code;
  return new VaultError(code, error.message, { details: { ...error.details, documents }, cause: error });
}
