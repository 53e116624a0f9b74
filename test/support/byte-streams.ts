import type { FileBytes } from '../../src-main/core/ports/file-system.ts';
import type { PatchedFile } from '../../src-main/core/ports/patched-file.ts';

/** All of a stream in one. */
export async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const piece of pieces) found.push(Uint8Array.from(piece));
  return Buffer.concat(found);
}

/** In pieces of that size. */
export async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export function memoryFile(bytes: Uint8Array): FileBytes {
  return {
    sizeBytes: bytes.length,
    readAt: async (buffer, position) => {
      const part = bytes.subarray(position, position + buffer.length);
      buffer.set(part);
      return part.length;
    },
  };
}

/** A file that is changed in place. `content` is what it holds by then. */
export class MemoryPatchedFile implements PatchedFile {
  content: Buffer;

  constructor(bytes: Uint8Array) {
    this.content = Buffer.from(bytes);
  }

  get sizeBytes(): number {
    return this.content.length;
  }

  async writeAt(bytes: Uint8Array, position: number): Promise<void> {
    if (position + bytes.length > this.sizeBytes) await this.resize(position + bytes.length);
    this.content.set(bytes, position);
  }

  async resize(sizeBytes: number): Promise<void> {
    const next = Buffer.alloc(sizeBytes);
    this.content.copy(next);
    this.content = next;
  }

  async sync(): Promise<void> {
    // Memory is as durable as it gets.
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}
