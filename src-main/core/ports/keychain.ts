/**
 * A place of the operating system account that keeps small secrets between runs. Entries are named by vault id and
 * purpose; the values are bytes. An entry that has vanished is `null`, never a reason to make a new one silently.
 */
export interface Keychain {
  /** `os`: the operating system's own keychain. `file`: a file of mode 0600, chosen explicitly, with a permanent warning. */
  readonly kind: 'os' | 'file';
  /** @returns null when there is no such entry. @throws VaultError `keychain-missing` when there is no keychain to ask. */
  read(name: string): Promise<Uint8Array | null>;
  /** Durable when it resolves; replaces what was there. @throws VaultError `keychain-missing`. */
  write(name: string, secret: Uint8Array): Promise<void>;
  /** Idempotent. */
  remove(name: string): Promise<void>;
}
