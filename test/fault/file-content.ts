import { createHash } from 'node:crypto';

export type Change = { kind: 'write'; offset: number; data: Uint8Array } | { kind: 'resize'; size: number };

/** The bytes of one file, growing with what is written to it. */
export class FileContent {
  #buffer: Uint8Array;
  #size: number;
  #digest: string | undefined;

  constructor(data: Uint8Array = new Uint8Array()) {
    this.#buffer = Uint8Array.from(data);
    this.#size = data.length;
  }

  /** Valid until the next change. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#size);
  }

  digest(): string {
    this.#digest ??= createHash('sha256').update(this.bytes()).digest('hex');
    return this.#digest;
  }

  copy(): FileContent {
    return new FileContent(this.bytes());
  }

  apply(change: Change): void {
    this.#digest = undefined;
    if (change.kind === 'resize') this.#resize(change.size);
    else this.#write(change.offset, change.data);
  }

  #write(offset: number, data: Uint8Array): void {
    if (offset + data.length > this.#size) this.#resize(offset + data.length);
    this.#buffer.set(data, offset);
  }

  #resize(size: number): void {
    if (size > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#buffer.length));
      larger.set(this.bytes());
      this.#buffer = larger;
    }
    if (size < this.#size) this.#buffer.fill(0, size, this.#size);
    this.#size = size;
  }
}
