import { VaultError } from '../../contract/errors.ts';

/** A name is never a path, an option or a hidden file; Windows drops a dot at the end of a file's name. */
const entryName = /^(?!\.)[a-z0-9.-]{1,100}(?<!\.)$/;

/** CRED_MAX_CREDENTIAL_BLOB_SIZE on Windows; elsewhere a limit of our own. */
const largestSecretBytes = process.platform === 'win32' ? 2560 : 4096;

/** @throws VaultError `invalid-input`. */
export function requireEntryName(name: string): void {
  if (!entryName.test(name)) throw new VaultError('invalid-input', 'not a name for a keychain entry');
}

/** @throws VaultError `invalid-input`. */
export function requireSecretFits(secret: Uint8Array): void {
  if (secret.length <= largestSecretBytes) return;
  throw new VaultError('invalid-input', 'too large for a keychain entry', {
    details: { sizeBytes: secret.length, largestBytes: largestSecretBytes },
  });
}
