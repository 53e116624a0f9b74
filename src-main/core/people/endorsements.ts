import { VaultError } from '../../contract/errors.ts';
import { commitKinds } from '../audit/log.ts';
import { commitBody, type LogView, seenCommit } from '../audit/log-view.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { formatX25519Recipient, parseX25519Recipient } from '../crypto/age/x25519-identity.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import type { SigningKey } from '../crypto/signing.ts';
import { parseStatement, type Statement, signStatement, verifyStatement } from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { type Endorsement, EndorsementSchema } from '../vault/certificates.ts';
import { type DirectoryUser, presentKey } from '../vault/directory.ts';
import { fingerprint } from '../vault/fingerprint.ts';

/** What a provisional key says of the keys that its user made at her first sign-in (docs/formats.md section 7.1). */
export function endorse(
  vault: string,
  user: string,
  fresh: { signing: SigningKey; identity: X25519Identity },
  provisional: SigningKey,
): Statement {
  const endorsement: Endorsement = {
    kind: 'endorsement',
    vault,
    user,
    signing: base64(fresh.signing.publicKey),
    recipient: formatX25519Recipient(fresh.identity.recipient),
  };
  return signStatement(endorsement, [provisional]);
}

/**
 * The endorsement by the provisional key in force of an account, and its place in the log; null when it has not been
 * activated.
 * @throws VaultError `integrity-violated` for one that does not hold.
 */
export function endorsementOf(
  { db, id, log }: { readonly db: Database; readonly id: string; readonly log: LogView },
  user: DirectoryUser,
): { readonly endorsement: Endorsement; readonly position: number } | null {
  const { signing } = presentKey(user);
  const seen = user.state === 'provisional' ? seenCommit(log, commitKinds.endorsement, fromBase64(signing)) : null;
  if (!seen) return null;
  const statement = parseStatement(commitBody(db, seen), 'endorsement');
  const endorsement = verifyStatement(
    statement,
    { kind: 'endorsement', vault: id, signers: [signing] },
    EndorsementSchema,
  );
  if (endorsement.user === user.id) return { endorsement, position: seen.position };
  throw new VaultError('integrity-violated', 'an endorsement of another user', { details: { part: 'endorsement' } });
}

/** Over the keys that a user signs and reads with, for her and the Privacy Officer to compare. */
export function userFingerprint(vault: string, keys: { readonly signing: string; readonly recipient: string }): string {
  return fingerprint(vault, [keys.signing, base64(parseX25519Recipient(keys.recipient))]);
}
