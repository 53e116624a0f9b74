/** SHA-256 of long streams, beside the caller's thread where that pays. */
export interface StreamHasher {
  /** Memory that can be hashed without being copied; zeros at first. */
  allocate(sizeBytes: number): Buffer;
  /** @param expectedBytes about how long the stream will be: a short one is not worth another thread. */
  sha256(expectedBytes: number): StreamHash;
}

export interface StreamHash {
  /** Pieces count in the order of the calls, and must be views of allocated memory that stay as they are until it resolves. */
  update(piece: Uint8Array): Promise<void>;
  /** 32 bytes; the stream has ended. Call it, or `abandon` when giving up. */
  digest(): Promise<Buffer>;
  /** Idempotent; does nothing after `digest`. */
  abandon(): void;
}
