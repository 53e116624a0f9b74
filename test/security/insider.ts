import { openDatabase } from '../../src-main/adapters/sqlcipher/open-database.ts';
import { type CompartmentKey, compartmentKeyOf } from '../../src-main/core/access/compartment-key.ts';
import { type X25519Identity, x25519IdentityFromRaw } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { type SigningKey, signingKeyOf } from '../../src-main/core/crypto/signing.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';

/** All that somebody had in her memory while she was signed in, copied out by a program of her own. */
export interface Insider {
  readonly vault: string;
  readonly user: string;
  readonly databaseKey: Buffer;
  readonly officeSecret: Buffer;
  readonly computer: X25519Identity;
  /** Everyday and provisional ones; for the Privacy Officer of a test also others. */
  readonly identities: readonly X25519Identity[];
  readonly signing: SigningKey;
  /** Everything that her keyring held. */
  readonly keys: readonly CompartmentKey[];
}

export function insiderOf(vault: OpenVault): Insider {
  const copied = (identity: X25519Identity) => x25519IdentityFromRaw(identity.secretKey);
  return {
    vault: vault.id,
    user: vault.user.id,
    databaseKey: Buffer.from(vault.databaseKeys[0] ?? []),
    officeSecret: Buffer.from(vault.officeSecret),
    computer: copied(vault.computer.identity),
    identities: vault.user.identities.map(copied),
    signing: signingKeyOf(Buffer.from(vault.user.author.signing.seed)),
    keys: [...vault.compartments.values()].flatMap(({ id, keys }) =>
      [...keys.values()].map(({ epoch, identity }) => compartmentKeyOf(vault.id, id, epoch, copied(identity))),
    ),
  };
}

/** The key of the newest epoch that she has of a compartment. */
export function keyOf(insider: Insider, compartment: string): CompartmentKey {
  const keys = insider.keys.filter((key) => key.compartment === compartment).sort((a, b) => b.epoch - a.epoch);
  const [newest] = keys;
  if (!newest) throw new Error(`no key of ${compartment}`);
  return newest;
}

/** `vault.db` as a database and nothing more, opened with a key that somebody had. */
export function withDatabase<Result>(folder: string, key: Uint8Array, work: (db: Database) => Result): Result {
  const db = openDatabase(`${folder}/vault.db`, key);
  try {
    const result = work(db);
    db.checkpoint();
    return result;
  } finally {
    db.close();
  }
}

/** The same session with all that the program would ask taken away: whatever user and key are given are signed with. */
export function writingAs(vault: OpenVault, { user, signing }: { user: string; signing: SigningKey }): OpenVault {
  const signedIn = { ...vault.user, id: user, author: { user, signing }, directorySigning: signing };
  return { ...vault, user: signedIn };
}
