import { invalidInput } from '../../contract/error-reasons.ts';
import { violated } from '../../contract/errors.ts';
import { commitKinds } from '../audit/log.ts';
import {
  formatX25519Recipient,
  generateX25519Identity,
  wipeX25519Identity,
  type X25519Identity,
} from '../crypto/age/x25519-identity.ts';
import { base64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { newSigningKey, type SigningKey } from '../crypto/signing.ts';
import { statementBytes } from '../crypto/statement.ts';
import { beginPersonal, ownExchange, preparePersonal } from '../personal/personal-compartment.ts';
import { personalSecretsOf, wipePersonalKey } from '../personal/personal-key.ts';
import { changeVaultWithFile } from '../vault/change.ts';
import { closeVault } from '../vault/close-vault.ts';
import { findUser } from '../vault/directory.ts';
import type { Environment } from '../vault/open-vault.ts';
import { slotContextOf, withSlot } from '../vault/own-slot.ts';
import { isUnactivated, type SignedIn, signIn } from '../vault/sign-in.ts';
import { sealSlot } from '../vault/slots.ts';
import { endorse, endorsementOf, userFingerprint } from './endorsements.ts';
import { requireGoodPassword } from './password-policy.ts';
import { nextSlotVersion, slotFacts } from './slot-writes.ts';

export interface Activated {
  readonly id: string;
  readonly name: string;
  /** Of the keys that only the user has from here on. */
  readonly fingerprint: string;
}

/**
 * The first sign-in of a provisional account: keys that only its user has, endorsed by the provisional ones, under a
 * password of her own. Until the Privacy Officer's next sign-in she reads with the provisional identity and signs with
 * the fresh key.
 * @throws VaultError those of `signIn`; `password-too-weak`; `invalid-input` when there is nothing to activate.
 */
export async function activateUser(
  env: Environment,
  folder: string,
  credentials: { readonly name: string; readonly password: string; readonly newPassword: string },
): Promise<Activated> {
  const { name, password, newPassword } = credentials;
  const signedIn = await signIn(env, folder, { name, password });
  try {
    if (!isUnactivated(signedIn)) {
      throw invalidInput('account-active', 'name', 'the account is activated already');
    }
    const { user, directory } = signedIn.vault;
    requireGoodPassword(newPassword, { name: user.name, office: directory.office, isPrivacyOfficer: false });
    if (newPassword.normalize('NFKC') === password.normalize('NFKC')) {
      throw invalidInput('password-unchanged', 'newPassword', 'the same password as before');
    }
    const fresh = { identity: generateX25519Identity(), signing: newSigningKey() };
    try {
      return await writeActivation(signedIn, newPassword, fresh);
    } finally {
      wipeX25519Identity(fresh.identity);
      wipe(fresh.signing.seed);
    }
  } finally {
    await closeVault(signedIn.vault);
  }
}

async function writeActivation(
  { vault, secrets, slot }: SignedIn,
  newPassword: string,
  fresh: { identity: X25519Identity; signing: SigningKey },
): Promise<Activated> {
  const { id, name, directorySigning } = vault.user;
  const account = findUser(vault.directory, id);
  if (account && endorsementOf(vault, account)) {
    // Somebody who knew the first password was here before; writing a second endorsement would only add to the alarm.
    throw violated('endorsement', 'keys of this account have been endorsed already');
  }
  const endorsement = endorse(vault.id, id, fresh, directorySigning);
  const author = { user: id, signing: fresh.signing };
  const version = nextSlotVersion(vault);
  const context = slotContextOf(vault);
  const personal = await preparePersonal(vault.id, vault.directory.recovery, author);
  const sealed = await sealSlot(context, slot, newPassword, {
    ...secrets,
    version,
    identity: base64(fresh.identity.secretKey),
    signingSeed: base64(fresh.signing.seed),
    provisional: { identity: secrets.identity, signingSeed: secrets.signingSeed },
    personal: personalSecretsOf(personal.key),
  }).finally(() => wipePersonalKey(personal.key));
  const keys = {
    signing: base64(fresh.signing.publicKey),
    recipient: formatX25519Recipient(fresh.identity.recipient),
  };
  const shown = userFingerprint(vault.id, keys);
  const content = withSlot(vault.official, slot, sealed);
  // The fresh key tells of it: the provisional one counts for nothing but the endorsement and, until then, the file.
  const activating = { ...vault, user: { ...vault.user, author } };
  await changeVaultWithFile(activating, content, (change) => {
    change.commit(commitKinds.endorsement, directorySigning.publicKey, statementBytes(endorsement));
    beginPersonal(activating, change, personal, ownExchange(vault));
    const facts = { user: id, computer: vault.computer.id, fingerprint: shown, ...slotFacts(version, sealed) };
    change.tell('user-activated', facts);
  });
  return { id, name, fingerprint: shown };
}
