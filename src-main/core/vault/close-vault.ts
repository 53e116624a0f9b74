import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { wipeX25519Identity } from '../crypto/age/x25519-identity.ts';
import { wipe } from '../crypto/sealing.ts';
import type { OpenVault } from './open-vault.ts';
import { rememberPresentHead } from './remember-present-head.ts';

/**
 * Ends a session: this computer remembers the head of the log, the database and its write-ahead log are closed, every
 * key is wiped, the lock is let go.
 */
export async function closeVault(vault: OpenVault): Promise<void> {
  try {
    await rememberPresentHead(vault);
    await vault.env.files.remove(vault.paths.lockInfo);
  } finally {
    vault.db.close();
    for (const { keys } of vault.compartments.values()) for (const key of keys.values()) wipeCompartmentKey(key);
    for (const identity of vault.user.identities) wipeX25519Identity(identity);
    wipe(
      vault.officeSecret,
      vault.user.author.signing.seed,
      vault.user.directorySigning.seed,
      vault.computer.signing.seed,
      ...vault.databaseKeys,
    );
    wipeX25519Identity(vault.computer.identity);
    vault.lock.release();
  }
}
