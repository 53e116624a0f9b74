import { VaultError, violated } from '../../contract/errors.ts';
import { sealToX25519 } from '../crypto/age/seal.ts';
import { parseX25519Recipient } from '../crypto/age/x25519-identity.ts';
import { base64, noBytes } from '../crypto/bytes.ts';
import { parseStatement, verifyStatement } from '../crypto/statement.ts';
import { unlessViolated } from '../unless-violated.ts';
import { type Endorsement, EndorsementSchema } from '../vault/certificates.ts';
import type { Commit } from './log.ts';

/** An endorsement that counts: the first of its user by that provisional key. */
export interface LoggedEndorsement {
  readonly user: string;
  /** The key that was endorsed, and what is sealed to once it is certified. */
  readonly signing: string;
  readonly recipient: string;
  readonly position: number;
}

/** The endorsements that the log commits to, by provisional key (base64) and user. */
export type LoggedEndorsements = Map<string, ReadonlyMap<string, LoggedEndorsement>>;

/**
 * What a commit endorses (docs/formats.md section 7.1).
 * @throws VaultError `integrity-violated` for one that the provisional key did not sign.
 */
export function verifiedEndorsement(vault: string, { key, body }: Pick<Commit, 'key' | 'body'>): Endorsement {
  const expected = { kind: 'endorsement', vault, signers: [base64(key)] };
  const endorsement = verifyStatement(parseStatement(body, 'endorsement'), expected, EndorsementSchema);
  if (!isSealable(endorsement.recipient)) {
    throw violated('endorsement', 'nothing can be sealed to these keys');
  }
  return endorsement;
}

/** What cannot be sealed to would end the work of certifying everybody else who waits. */
function isSealable(recipient: string): boolean {
  try {
    return sealToX25519(noBytes, [parseX25519Recipient(recipient)]).length > 0;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}

/**
 * Takes an endorsement up. One that does not verify is as if it were not there: anybody can append an entry, and must not take
 * the place of the user's own.
 * @returns whether it counts and whether the key had endorsed before; null for one that does not verify.
 */
export function noteEndorsement(
  vault: string,
  endorsements: LoggedEndorsements,
  commit: Pick<Commit, 'key' | 'body'>,
  position: number,
): { readonly counts: boolean; readonly isSecond: boolean } | null {
  const endorsement = unlessViolated(() => verifiedEndorsement(vault, commit));
  if (endorsement === null) return null;
  const { user, signing, recipient } = endorsement;
  const provisional = base64(commit.key);
  const earlier = endorsements.get(provisional) ?? new Map<string, LoggedEndorsement>();
  const counts = !earlier.has(user);
  if (counts) {
    endorsements.set(provisional, new Map([...earlier, [user, { user, signing, recipient, position }]]));
  }
  return { counts, isSecond: earlier.size > 0 };
}
