import { wipeCompartmentKey } from '../access/compartment-key.ts';
import { lockArchive } from '../archive/archive-session.ts';
import { wipeX25519Identity } from '../crypto/age/x25519-identity.ts';
import { wipe } from '../crypto/sealing.ts';
import { wipePersonalKey } from '../personal/personal-key.ts';
import { dropEnrolment } from '../second-factor/enrol.ts';
import { wipeComputer } from './computer.ts';
import type { OpenVault, SignedInUser } from './open-vault.ts';
import { rememberPresentHead } from './remember-present-head.ts';

/**
 * Ends a session: this computer remembers the head of the log, every key is wiped, the database and its write-ahead log are
 * closed, the lock is let go.
 */
export async function closeVault(vault: OpenVault): Promise<void> {
  try {
    await rememberPresentHead(vault);
    await vault.env.files.remove(vault.paths.lockInfo);
  } finally {
    // First, so that nothing that goes wrong with the files leaves a key behind.
    wipeVault(vault);
    try {
      vault.db.close();
    } finally {
      vault.lock.release();
    }
  }
}

/** Wipes every key of a session; nothing can be opened with it any more. */
export function wipeVault(vault: OpenVault): void {
  const { compartments, broken, user, computer, officeSecret, databaseKeys } = vault;
  lockArchive(vault);
  dropEnrolment(vault);
  if (vault.personal) wipePersonalKey(vault.personal);
  for (const { keys } of [...compartments.values(), ...broken.values()])
    for (const key of keys.values()) wipeCompartmentKey(key);
  wipeUser(user);
  wipeComputer(computer);
  wipe(officeSecret, ...databaseKeys);
}

/** The part of `wipeVault` that is the user's, for a sign-in that fails before there is a vault. */
export function wipeUser({ identities, author, directorySigning }: SignedInUser): void {
  for (const identity of identities) wipeX25519Identity(identity);
  wipe(author.signing.seed, directorySigning.seed);
}
