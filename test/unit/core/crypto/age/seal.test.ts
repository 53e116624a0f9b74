import { describe, expect, it } from 'vitest';
import { encodeBech32 } from '../../../../../src-main/core/crypto/age/bech32.ts';
import {
  parseHeader,
  serializeAuthenticated,
  serializeHeader,
} from '../../../../../src-main/core/crypto/age/header-format.ts';
import {
  createPostQuantumHeader,
  unwrapPostQuantumFileKey,
} from '../../../../../src-main/core/crypto/age/post-quantum-header.ts';
import {
  generatePostQuantumIdentity,
  isPostQuantumRecipient,
  postQuantumRecipient,
} from '../../../../../src-main/core/crypto/age/post-quantum-identity.ts';
import { deriveKey, hmacSha256 } from '../../../../../src-main/core/crypto/age/primitives.ts';
import {
  openSealed,
  openWithX25519,
  sealToRecipients,
  sealToX25519,
} from '../../../../../src-main/core/crypto/age/seal.ts';
import {
  formatX25519Recipient,
  generateX25519Identity,
} from '../../../../../src-main/core/crypto/age/x25519-identity.ts';

const plaintext = Buffer.from('the content of a small file');
const alice = generateX25519Identity();
const bob = generateX25519Identity();
const officer = generatePostQuantumIdentity();
const toOfficer = await postQuantumRecipient(officer);

const broken = expect.objectContaining({ code: 'integrity-violated' });
const invalid = expect.objectContaining({ code: 'invalid-input' });
const altered = (file: Buffer): Buffer => {
  const copy = Buffer.from(file);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
};

describe('a file sealed to X25519 recipients', () => {
  const file = sealToX25519(plaintext, [alice.recipient, bob.recipient]);

  it('opens for each of them', async () => {
    expect(openWithX25519(file, [alice])).toEqual(plaintext);
    expect(openWithX25519(file, [bob])).toEqual(plaintext);
    expect(await openSealed(file, [officer, bob])).toEqual(plaintext);
  });

  it('is null for anybody else, altered or not', async () => {
    const stranger = generateX25519Identity();
    expect(openWithX25519(file, [stranger])).toBeNull();
    expect(openWithX25519(altered(file), [stranger])).toBeNull();
    expect(await openSealed(file, [stranger, officer])).toBeNull();
  });

  it('is refused when altered', async () => {
    expect(() => openWithX25519(altered(file), [alice])).toThrow(broken);
    await expect(openSealed(altered(file), [alice])).rejects.toThrow(broken);
  });
});

describe('a file sealed to a post-quantum recipient', () => {
  it('opens for that one only', async () => {
    const file = await sealToRecipients(plaintext, [toOfficer]);
    expect(await openSealed(file, [alice, officer])).toEqual(plaintext);
    expect(await openSealed(file, [alice, generatePostQuantumIdentity()])).toBeNull();
    expect(await openSealed(file, [alice])).toBeNull();
    expect(openWithX25519(file, [alice])).toBeNull();
  });

  it('is refused when header or payload are altered', async () => {
    const file = await sealToRecipients(plaintext, [toOfficer]);
    await expect(openSealed(altered(file), [officer])).rejects.toThrow(broken);
    const macAt = file.indexOf('\n--- ') + 5;
    file.write(file.toString('latin1', macAt, macAt + 1) === 'A' ? 'B' : 'A', macAt);
    await expect(openSealed(file, [officer])).rejects.toThrow(broken);
  });

  it('is refused with a passphrase beside it, as with X25519', async () => {
    const { header, fileKey } = await createPostQuantumHeader([toOfficer]);
    const stanzas = [...parseHeader(header).stanzas, { args: ['scrypt', 'salt', '10'], body: Buffer.alloc(32) }];
    const text = serializeAuthenticated(stanzas);
    const forged = serializeHeader(text, hmacSha256(deriveKey(fileKey, null, 'header'), text));
    await expect(unwrapPostQuantumFileKey(forged, [officer])).rejects.toThrow(broken);
  });

  it('may have several, each of which opens it', async () => {
    const second = generatePostQuantumIdentity();
    const file = await sealToRecipients(plaintext, [toOfficer, await postQuantumRecipient(second)]);
    expect(await openSealed(file, [second])).toEqual(plaintext);
    expect(await openSealed(file, [officer])).toEqual(plaintext);
  });
});

describe('sealing', () => {
  it('takes recipients of either kind as text, but not both at once', async () => {
    const toAlice = formatX25519Recipient(alice.recipient);
    const file = await sealToRecipients(plaintext, [toAlice]);
    expect(openWithX25519(file, [alice])).toEqual(plaintext);
    await expect(sealToRecipients(plaintext, [toOfficer, toAlice])).rejects.toThrow(invalid);
  });

  it('refuses no recipient, and what is not one', async () => {
    await expect(sealToRecipients(plaintext, [])).rejects.toThrow(invalid);
    await expect(sealToRecipients(plaintext, ['age1nobody'])).rejects.toThrow(invalid);
    await expect(sealToRecipients(plaintext, [toOfficer.slice(0, -1)])).rejects.toThrow(invalid);
  });

  it('refuses a post-quantum recipient that is well formed but no key', async () => {
    const pointOfLowOrder = Buffer.alloc(1216);
    const noKey = encodeBech32('age1pq', pointOfLowOrder);
    expect(isPostQuantumRecipient(noKey)).toBe(true);
    await expect(sealToRecipients(plaintext, [noKey])).rejects.toThrow(invalid);
  });
});
