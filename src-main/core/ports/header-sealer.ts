/** Makes the headers of many age files, beside the caller's thread where that pays. */
export interface HeaderSealer {
  /**
   * A header for each file key (16 bytes), all for one X25519 recipient (32 public bytes), in their order. The keys are
   * copied; the caller wipes hers.
   */
  seal(fileKeys: readonly Uint8Array[], recipient: Uint8Array): Promise<Buffer[]>;
}
