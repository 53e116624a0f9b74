import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { wipeX25519Identity } from '../crypto/age/x25519-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { rememberedHead, rememberHead } from './computer.ts';
import type { OpenVault } from './open-vault.ts';

/**
 * Ends a session: this computer remembers the head of the log, the database and its write-ahead log are closed, every
 * key is wiped, the lock is let go.
 */
export async function closeVault(vault: OpenVault): Promise<void> {
  try {
    if (!vault.readOnly) {
      const { position, hash } = vault.log.head;
      const before = await rememberedHead(vault.keychain, vault.id);
      await rememberHead(vault.keychain, vault.id, { ...before, position, hash: base64(hash) });
    }
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
