import { VaultError } from '../../contract/errors.ts';

/** What a keychain has; null where it has no such entry. */
export async function unlessAbsent<Value>(read: Promise<Value>): Promise<Value | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'keychain-entry-missing') return null;
    throw error;
  }
}
