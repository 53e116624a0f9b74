import { Decrypter, Encrypter } from 'age-encryption';
import { VaultError } from '../../../contract/errors.ts';
import { brokenAgeFile } from './broken-age-file.ts';
import { splitAgeFile } from './header.ts';
import { parseHeader } from './header-format.ts';
import {
  formatPostQuantumIdentity,
  isPostQuantumRecipient,
  type PostQuantumIdentity,
} from './post-quantum-identity.ts';
import { fileKeyBytes } from './x25519-stanza.ts';

/**
 * A header with a fresh file key for post-quantum recipients (`age1pq1…`), made by age-encryption, and that key, so
 * that the payload can run on libsodium. Throws 'invalid-input' for other recipients: age refuses to mix them, since
 * one that is not post-quantum would undo the others. The caller wipes the key. About 4 ms a recipient.
 */
export async function createPostQuantumHeader(
  recipients: readonly string[],
): Promise<{ header: Uint8Array; fileKey: Buffer }> {
  if (recipients.length === 0 || !recipients.every(isPostQuantumRecipient)) {
    throw new VaultError('invalid-input', 'a post-quantum header needs post-quantum recipients, and nothing else');
  }
  const fileKey = Buffer.alloc(fileKeyBytes);
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  // age-encryption shows the file key to each recipient and to nobody else, so one that writes no stanza keeps it.
  encrypter.addRecipient({
    wrapFileKey(shown) {
      fileKey.set(shown);
      return [];
    },
  });
  try {
    const { header } = splitAgeFile(await encrypter.encrypt(new Uint8Array(0)));
    return { header, fileKey };
  } catch {
    fileKey.fill(0);
    throw new VaultError('invalid-input', 'the post-quantum recipient is not a valid key');
  }
}

/**
 * Unwraps the file key of a header with post-quantum identities, through age-encryption. Null: not addressed to any of
 * them. Throws 'integrity-violated' (part 'header') when the header is malformed, or addressed to one and altered. The
 * caller wipes the result.
 */
export async function unwrapPostQuantumFileKey(
  header: Uint8Array,
  identities: readonly PostQuantumIdentity[],
): Promise<Buffer | null> {
  // Our own parser first, so that both kinds of identity accept exactly the same headers.
  parseHeader(header);
  let nobodyMatched = false;
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(formatPostQuantumIdentity(identity));
  // Asked last, and only when no identity before it had a key: tells "not for us" from "broken" without reading messages.
  decrypter.addIdentity({
    unwrapFileKey() {
      nobodyMatched = true;
      return null;
    },
  });
  try {
    const unwrapped = await decrypter.decryptHeader(header);
    const fileKey = Buffer.from(unwrapped);
    unwrapped.fill(0);
    return fileKey;
  } catch {
    if (nobodyMatched) return null;
    throw brokenAgeFile('header', 'malformed or altered post-quantum header');
  }
}
