import { violated } from '../../contract/errors.ts';
import {
  formatX25519Recipient,
  generateX25519Identity,
  wipeX25519Identity,
  type X25519Identity,
} from '../crypto/age/x25519-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { newSigningKey, type SigningKey } from '../crypto/signing.ts';
import type { Statement } from '../crypto/statement.ts';
import {
  certifyPrivacyOfficer,
  type OfficerChain,
  type PrivacyOfficerCertificate,
  presentOfficer,
} from '../vault/certificates.ts';
import { type DirectoryUser, findUser } from '../vault/directory.ts';
import type { KitAccess } from './open-by-kit.ts';

/** The same Privacy Officer with fresh keys, certified by the root. */
export interface NewOfficer {
  readonly user: DirectoryUser;
  readonly everyday: X25519Identity;
  readonly stepUp: X25519Identity;
  readonly signing: SigningKey;
  readonly certificate: PrivacyOfficerCertificate;
  readonly statement: Statement;
  /** With the new certificate. */
  readonly chain: OfficerChain;
  wipe(): void;
}

/** The certificate counts from the next entry of the log on, which is the one that tells of it. */
export function newOfficer({ kit, root, chain, directory, log }: KitAccess): NewOfficer {
  const user = findUser(directory, presentOfficer(chain).user);
  if (!user) {
    throw violated('directory', 'the directory does not know the Privacy Officer');
  }
  const [everyday, stepUp, signing] = [generateX25519Identity(), generateX25519Identity(), newSigningKey()];
  const certificate: PrivacyOfficerCertificate = {
    kind: 'privacy-officer',
    vault: kit.vault,
    user: user.id,
    signing: base64(signing.publicKey),
    recipient: formatX25519Recipient(everyday.recipient),
    stepUp: formatX25519Recipient(stepUp.recipient),
    from: log.head.position + 1,
  };
  return {
    user,
    everyday,
    stepUp,
    signing,
    certificate,
    statement: certifyPrivacyOfficer(root, certificate),
    chain: { certificates: [...chain.certificates, certificate] },
    wipe: () => {
      wipeX25519Identity(everyday);
      wipeX25519Identity(stepUp);
      wipe(signing.seed);
    },
  };
}
