import { VaultError } from '../../contract/errors.ts';
import type { FileReader, FileSystem } from '../ports/file-system.ts';
import type { PieceSource } from './pieces.ts';

/** What a file says while it is read. */
export interface ReadingWatch {
  /** Called before each piece. @throws VaultError to stop in the middle of the file. */
  beforePiece(): void;
  afterPiece(bytes: number): void;
}

/** A file that is imported. What is wrong with the file itself is told apart from everything else. */
export class SourceFile implements PieceSource {
  readonly #reader: FileReader;
  readonly #watch: ReadingWatch;
  #position = 0;
  #failure: VaultError | null = null;

  private constructor(reader: FileReader, watch: ReadingWatch) {
    this.#reader = reader;
    this.#watch = watch;
  }

  /** @throws VaultError `not-found`, `file-unreadable`, all of them about this file only. */
  static async open(files: FileSystem, path: string, watch: ReadingWatch): Promise<SourceFile> {
    return new SourceFile(await files.openReader(path), watch);
  }

  get sizeBytes(): number {
    return this.#reader.sizeBytes;
  }

  /** ms UTC. */
  get modifiedAt(): number {
    return Math.trunc(this.#reader.modifiedAtMs);
  }

  /** What went wrong in reading it; null when something else did. */
  get failure(): VaultError | null {
    return this.#failure;
  }

  /**
   * The next piece. At the end it makes sure that the file is still what it was at the beginning.
   * @throws VaultError `file-changed-while-read`, `file-unreadable`; whatever `beforePiece` throws.
   */
  async read(into: Uint8Array): Promise<number> {
    this.#watch.beforePiece();
    try {
      const wanted = Math.min(into.length, this.sizeBytes - this.#position);
      const bytes = wanted === 0 ? 0 : await this.#reader.readAt(into.subarray(0, wanted), this.#position);
      if (bytes < wanted || (wanted === 0 && !(await this.#reader.isUnchanged()))) {
        throw new VaultError('file-changed-while-read', 'the file changed while it was read');
      }
      this.#position += bytes;
      this.#watch.afterPiece(bytes);
      return bytes;
    } catch (error) {
      if (error instanceof VaultError) this.#failure = error;
      throw error;
    }
  }

  /** From the beginning again. */
  rewind(): void {
    this.#position = 0;
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }
}
