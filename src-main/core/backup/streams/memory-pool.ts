/**
 * Memory that is used again: what is allocated anew each time stays until the garbage is collected, which happens only when
 * there is much of it. Shared, so that threads need no copy.
 */
export class MemoryPool {
  readonly #sizeBytes: number;
  readonly #free: Buffer<SharedArrayBuffer>[] = [];

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  /** Not zeroed when it was in use before. */
  take(): Buffer<SharedArrayBuffer> {
    return this.#free.pop() ?? Buffer.from(new SharedArrayBuffer(this.#sizeBytes));
  }

  /** Nobody uses it any more. */
  give(memory: Buffer<SharedArrayBuffer>): void {
    this.#free.push(memory);
  }
}
