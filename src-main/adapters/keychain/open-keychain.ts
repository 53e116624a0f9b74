import type { FileSystem } from '../../core/ports/file-system.ts';
import type { Keychain } from '../../core/ports/keychain.ts';
import { FileKeychain } from './file-keychain.ts';
import { OsKeychain } from './os-keychain.ts';

/** The user's choice for this vault on this machine. */
export type KeychainChoice = { readonly kind: 'os' } | { readonly kind: 'file'; readonly folder: string };

/** Opens what was chosen. Never the one in place of the other: a missing keychain is an error that the user sees. */
export function openKeychain(choice: KeychainChoice, fileSystem: FileSystem): Keychain {
  return choice.kind === 'os' ? new OsKeychain() : new FileKeychain(choice.folder, fileSystem);
}
