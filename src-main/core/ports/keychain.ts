/**
 * A place of the operating system account that keeps small secrets between runs. Entries are named by vault id and
 * purpose: 1 to 100 of `a-z`, `0-9`, `.` and `-`, no dot at either end; anything else is `invalid-input`. The values
 * are bytes, at most 4,096, and where they are to work on Windows 2,560; more is `invalid-input`. An entry that has
 * vanished is `null`, never a reason to make a new one silently.
 */
export interface Keychain {
  /** `os`: the operating system's own keychain. `file`: a file of mode 0600, chosen explicitly, with a permanent warning. */
  readonly kind: 'os' | 'file';
  /**
   * @returns null when there is no such entry.
   * @throws VaultError `keychain-missing` when there is no keychain to ask, or none that answers: `details.reason` says
   * which; `file-unreadable` when other accounts may read or replace the file (`details.reason` is `not-private`).
   */
  read(name: string): Promise<Uint8Array | null>;
  /** Durable when it resolves; replaces what was there. @throws VaultError as `read`. */
  write(name: string, secret: Uint8Array): Promise<void>;
  /** Durable when it resolves; idempotent. @throws VaultError as `read`. */
  remove(name: string): Promise<void>;
}
