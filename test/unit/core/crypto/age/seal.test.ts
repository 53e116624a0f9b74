import { Encrypter } from 'age-encryption';
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
import { hkdfSha256, hmacSha256 } from '../../../../../src-main/core/crypto/age/primitives.ts';
import {
  openWithPostQuantum,
  openWithX25519,
  sealToPostQuantum,
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

  it('opens for each of them', () => {
    expect(openWithX25519(file, [alice])).toEqual(plaintext);
    expect(openWithX25519(file, [bob])).toEqual(plaintext);
  });

  it('is null for anybody else, altered or not', async () => {
    const stranger = generateX25519Identity();
    expect(openWithX25519(file, [stranger])).toBeNull();
    expect(openWithX25519(altered(file), [stranger])).toBeNull();
    expect(await openWithPostQuantum(file, officer)).toBeNull();
  });

  it('is refused when altered', () => {
    expect(() => openWithX25519(altered(file), [alice])).toThrow(broken);
  });
});

describe('a file sealed to a post-quantum recipient', () => {
  it('opens for that one only', async () => {
    const file = await sealToPostQuantum(plaintext, toOfficer);
    expect(await openWithPostQuantum(file, officer)).toEqual(plaintext);
    expect(await openWithPostQuantum(file, generatePostQuantumIdentity())).toBeNull();
    expect(openWithX25519(file, [alice])).toBeNull();
  });

  it('is null for anybody else when altered, too', async () => {
    const file = await sealToPostQuantum(plaintext, toOfficer);
    expect(await openWithPostQuantum(altered(file), generatePostQuantumIdentity())).toBeNull();
  });

  it('is refused when header or payload are altered', async () => {
    const file = await sealToPostQuantum(plaintext, toOfficer);
    await expect(openWithPostQuantum(altered(file), officer)).rejects.toThrow(broken);
    const macAt = file.indexOf('\n--- ') + 5;
    file.write(file.toString('latin1', macAt, macAt + 1) === 'A' ? 'B' : 'A', macAt);
    await expect(openWithPostQuantum(file, officer)).rejects.toThrow(broken);
  });

  it('is refused with a passphrase beside it, as with X25519', async () => {
    const { header, fileKey } = await createPostQuantumHeader(toOfficer);
    const stanzas = [...parseHeader(header).stanzas, { args: ['scrypt', 'salt', '10'], body: Buffer.alloc(32) }];
    const text = serializeAuthenticated(stanzas);
    const forged = serializeHeader(text, hmacSha256(hkdfSha256(fileKey, null, 'header'), text));
    await expect(unwrapPostQuantumFileKey(forged, officer)).rejects.toThrow(broken);
  });

  it('also opens when it has several, as other programs may write it', async () => {
    const [second, encrypter] = [generatePostQuantumIdentity(), new Encrypter()];
    for (const recipient of [toOfficer, await postQuantumRecipient(second)]) encrypter.addRecipient(recipient);
    const file = await encrypter.encrypt(plaintext);
    expect(await openWithPostQuantum(file, second)).toEqual(plaintext);
    expect(await openWithPostQuantum(file, officer)).toEqual(plaintext);
  });

  it('is not sealed to what is not one', async () => {
    for (const wrong of ['', 'age1nobody', toOfficer.slice(0, -1), formatX25519Recipient(alice.recipient)]) {
      await expect(sealToPostQuantum(plaintext, wrong), wrong).rejects.toThrow(invalid);
    }
  });

  it('is not sealed to one that is well formed but no key', async () => {
    const pointOfLowOrder = Buffer.alloc(1216);
    const noKey = encodeBech32('age1pq', pointOfLowOrder);
    expect(isPostQuantumRecipient(noKey)).toBe(true);
    await expect(sealToPostQuantum(plaintext, noKey)).rejects.toThrow(invalid);
  });
});
