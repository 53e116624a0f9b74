/** A file of one's own that is changed in place. Errors as those of a `FileWriter`. */
export interface PatchedFile {
  /** At the moment. */
  readonly sizeBytes: number;
  /** Grows the file where it ends before. The bytes must stay as they are until it resolves. */
  writeAt(bytes: Uint8Array, position: number): Promise<void>;
  resize(sizeBytes: number): Promise<void>;
  /** Makes it durable. */
  sync(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}
