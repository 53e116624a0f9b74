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
 * A header with a fresh file key for a post-quantum recipient (`age1pq1…`), made by age-encryption, and that key, so
 * that the payload can run on libsodium. Throws 'invalid-input' for any other recipient. The caller wipes the key. About
 * 4 ms.
 */
export async function createPostQuantumHeader(recipient: string): Promise<{ header: Uint8Array; fileKey: Buffer }> {
  if (!isPostQuantumRecipient(recipient)) throw new VaultError('invalid-input', 'not a post-quantum age recipient');
  const fileKey = Buffer.alloc(fileKeyBytes);
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
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
 * Unwraps the file key of a header with a post-quantum identity, through age-encryption. Null: not addressed to it.
 * Throws 'integrity-violated' (part 'header') when the header is malformed, or addressed to it and altered. The caller
 * wipes the result.
 */
export async function unwrapPostQuantumFileKey(
  header: Uint8Array,
  identity: PostQuantumIdentity,
): Promise<Buffer | null> {
  // Our own parser first, so that both kinds of identity accept exactly the same headers.
  parseHeader(header);
  let nobodyMatched = false;
  const decrypter = new Decrypter();
  decrypter.addIdentity(formatPostQuantumIdentity(identity));
  // Asked last, and only when the identity before it had no key: tells "not for us" from "broken" without reading messages.
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
