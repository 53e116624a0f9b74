import type { Keychain } from './keychain.ts';

/** What this operating system account remembers of a vault, outside the vault. */
export interface Machine {
  /** A name for this computer and account that people recognise. */
  readonly name: string;
  /** The keychain chosen for a vault, or null when this account has none for it. */
  keychainOf(vault: string): Promise<Keychain | null>;
  /** Makes the choice and gives the keychain. @throws VaultError `keychain-missing` when there is none of that kind. */
  chooseKeychain(vault: string, kind: Keychain['kind']): Promise<Keychain>;
}
