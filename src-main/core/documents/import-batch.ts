import { VaultError } from '../../contract/errors.ts';
import { base64, newId, noBytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import type { DocumentBody, VersionBody } from '../records/bodies.ts';
import { type Change, changeVault } from '../vault/change.ts';
import { compartmentOf, type OpenVault, presentKeyOf } from '../vault/open-vault.ts';
import type { FolderIndex } from './folder-index.ts';
import type { ObjectStage, WrittenObject } from './object-stage.ts';

/**
 * A file whose object is written and that waits for its row. Before one of a name that this import has added already, the
 * batch is flushed and the index refreshed.
 */
export interface TakenFile extends WrittenObject {
  readonly name: string;
  readonly modifiedAt: number;
  /** Wiped when the row is written, or cannot be. */
  readonly fileKey: Buffer;
  /** Called when the document is durably there. */
  readonly settled: (document: { id: string; version: number }) => void;
}

const fullAtFiles = 500;
/** An entry of the log names them all, and may not grow without end. */
const mostFiles = 5000;
const fullAtBytes = 64 * 1024 * 1024;
const fullAfterMs = 1000;
/** A batch computes anew the head of a folder that may be big: that may take this part of the time, no more. */
const shareOfTime = 5;

/** Rows of an import, many in one transaction with one audit entry, for each is a wait for the disk. */
export class ImportBatch {
  readonly #vault: OpenVault;
  readonly #folder: string;
  readonly #index: FolderIndex;
  readonly #stage: ObjectStage;
  #waiting: TakenFile[] = [];
  #waitingBytes = 0;
  #waitingSince = 0;
  #writing: Promise<void> = Promise.resolve();
  #restUntil = 0;
  #documents = 0;

  /** @param index of the folder: it knows every name but those that this import has added. */
  constructor(vault: OpenVault, folder: string, index: FolderIndex, stage: ObjectStage) {
    this.#vault = vault;
    this.#folder = folder;
    this.#index = index;
    this.#stage = stage;
  }

  /** How many documents and versions are durably there. */
  get documents(): number {
    return this.#documents;
  }

  /** Takes a file in; the rows of the batch are written when it is full. */
  async add(file: TakenFile): Promise<void> {
    if (this.#waiting.length === 0) this.#waitingSince = performance.now();
    this.#waiting.push(file);
    this.#waitingBytes += file.sizeBytes;
    if (this.#isDue(performance.now())) await this.flush();
  }

  /** Writes the rows of everything taken in so far. */
  async flush(): Promise<void> {
    const writing = this.#writing.then(() => this.#write());
    // Whoever asked for it hears of its failure; the next one is not kept from trying.
    this.#writing = writing.catch(() => undefined);
    await writing;
  }

  #isDue(now: number): boolean {
    const isFull =
      this.#waiting.length >= fullAtFiles ||
      this.#waitingBytes >= fullAtBytes ||
      now - this.#waitingSince >= fullAfterMs;
    return (isFull && now >= this.#restUntil) || this.#waiting.length >= mostFiles;
  }

  async #write(): Promise<void> {
    const files = this.#waiting;
    if (files.length === 0) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const fileKeys = files.map(({ fileKey }) => fileKey);
    try {
      await this.#stage.sync();
      const { epoch, identity } = presentKeyOf(compartmentOf(this.#vault, this.#folder));
      const headers = await this.#vault.env.headers.seal(fileKeys, identity.recipient);
      const begun = performance.now();
      const settle = changeVault(this.#vault, (change) => {
        // No other call that writes has its turn meanwhile; the headers would be for a key that is no longer written with.
        if (change.compartment(this.#folder).epoch !== epoch) throw new VaultError('internal', 'a new key meanwhile');
        return this.#insert(change, files, headers);
      });
      const ended = performance.now();
      this.#restUntil = ended + (ended - begun) * shareOfTime;
      this.#stage.keep(files.map(({ object }) => object));
      this.#documents += files.length;
      for (const one of settle) one();
    } finally {
      wipe(...fileKeys);
    }
  }

  #insert(change: Change, files: readonly TakenFile[], headers: readonly Buffer[]): (() => void)[] {
    const added: string[] = [];
    const newVersions: string[] = [];
    const settle = files.map((file, place) => {
      const existing = this.#index.named(file.name);
      const id = existing?.id ?? newId();
      const version = (existing?.body.current ?? 0) + 1;
      const content = this.#insertContent(change, id, version, file, headers[place] ?? noBytes);
      const body: DocumentBody = {
        name: existing?.name ?? file.name,
        current: version,
        versions: [...(existing?.body.versions ?? []), content],
        createdAt: existing?.body.createdAt ?? change.at,
        binned: null,
        size: file.sizeBytes,
        modifiedAt: file.modifiedAt,
      };
      if (existing) change.updateRecord(this.#folder, id, 'document', body);
      else change.insertRecord(this.#folder, 'document', body, id);
      (existing ? newVersions : added).push(id);
      return () => file.settled({ id, version });
    });
    change.tell('documents-added', { folder: this.#folder, added, newVersions }, this.#folder);
    return settle;
  }

  #insertContent(change: Change, document: string, number: number, file: TakenFile, header: Buffer): string {
    const id = newId();
    const body: VersionBody = {
      document,
      number,
      size: file.sizeBytes,
      modifiedAt: file.modifiedAt,
      addedAt: change.at,
      sha256: file.sha256.toString('hex'),
      fileKey: base64(file.fileKey),
    };
    change.insertContent(this.#folder, id, body, header, file.object);
    return id;
  }
}
