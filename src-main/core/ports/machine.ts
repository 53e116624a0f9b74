import type { Keychain } from './keychain.ts';

/** What this operating system account remembers of a vault, outside the vault. */
export interface Machine {
  /** A name for this computer and account that people recognise. */
  readonly name: string;
  /** Of this computer alone: an account is often called as a person is. */
  readonly host: string;
  /** The keychain chosen for a vault, or null when this account has none for it. */
  keychainOf(vault: string): Promise<Keychain | null>;
  /** A keychain that may be chosen; nothing is remembered by this. */
  keychainOfKind(kind: Keychain['kind']): Keychain;
  /** Makes the choice, durably: to be called when the keychain has what the vault is opened with, not before. */
  chooseKeychain(vault: string, kind: Keychain['kind']): Promise<void>;
}
