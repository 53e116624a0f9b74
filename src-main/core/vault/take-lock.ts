import type { Store } from '../ports/store.ts';

/**
 * Takes the lock of a vault, and makes sure that it keeps others out.
 * @param path of the lock file.
 * @throws VaultError `vault-in-use`, `folder-without-locking`; the lock is not held then.
 */
export async function takeLock(store: Store, path: string): Promise<{ release(): void }> {
  const lock = store.lock(path);
  try {
    await store.requireLocking(path);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}
