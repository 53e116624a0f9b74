import { endorsementBy, type LogView } from '../audit/log-view.ts';
import type { LoggedEndorsement } from '../audit/logged-endorsements.ts';
import type { X25519Identity } from '../crypto/age/x25519-identity.ts';
import { formatX25519Recipient, parseX25519Recipient } from '../crypto/age/x25519-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import type { SigningKey } from '../crypto/signing.ts';
import { type Statement, signStatement } from '../crypto/statement.ts';
import type { Endorsement } from '../vault/certificates.ts';
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

/** The endorsement by the provisional key in force of an account; null when it has not been activated. */
export function endorsementOf({ log }: { readonly log: LogView }, user: DirectoryUser): LoggedEndorsement | null {
  return user.state === 'provisional' ? endorsementBy(log, presentKey(user).signing, user.id) : null;
}

/** Over the keys that a user signs and reads with, for her and the Privacy Officer to compare. */
export function userFingerprint(vault: string, keys: { readonly signing: string; readonly recipient: string }): string {
  return fingerprint(vault, [keys.signing, base64(parseX25519Recipient(keys.recipient))]);
}
