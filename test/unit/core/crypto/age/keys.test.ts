import {
  generateX25519Identity as generateByPackage,
  generateHybridIdentity,
  identityToRecipient,
} from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { decodeBech32, encodeBech32 } from '../../../../../src-main/core/crypto/age/bech32.ts';
import {
  formatPostQuantumIdentity,
  generatePostQuantumIdentity,
  isPostQuantumRecipient,
  parsePostQuantumIdentity,
  postQuantumIdentityFromRaw,
  postQuantumRecipient,
  wipePostQuantumIdentity,
} from '../../../../../src-main/core/crypto/age/post-quantum-identity.ts';
import {
  formatX25519Identity,
  formatX25519Recipient,
  generateX25519Identity,
  parseX25519Identity,
  parseX25519Recipient,
  wipeX25519Identity,
  x25519IdentityFromRaw,
} from '../../../../../src-main/core/crypto/age/x25519-identity.ts';

const invalid = expect.objectContaining({ code: 'invalid-input' });
const replaceAt = (text: string, at: number, letter: string): string => text.slice(0, at) + letter + text.slice(at + 1);

describe('Bech32', () => {
  it('writes and reads the examples of BIP 173', () => {
    expect(encodeBech32('a', Buffer.alloc(0))).toBe('a12uel5l');
    expect(decodeBech32('a', 'a12uel5l')).toEqual(Buffer.alloc(0));
    expect(decodeBech32('A', 'A12UEL5L')).toEqual(Buffer.alloc(0));
    const longPrefix = 'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio';
    expect(encodeBech32(longPrefix, Buffer.alloc(0))).toBe(`${longPrefix}1tt5tgs`);
    expect(encodeBech32('abcdef', Buffer.from('00443214c74254b635cf84653a56d7c675be77df', 'hex'))).toBe(
      'abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw',
    );
  });

  it.each([
    ['a wrong checksum', 'a12uel5m'],
    ['mixed case', 'a12UEL5L'],
    ['the other case', 'A12UEL5L'],
    ['a letter outside its alphabet', 'a12uel5b'],
    ['a character outside ASCII', 'a12uel5é'],
    ['another prefix', 'b12uel5l'],
    ['no separator', 'a2uel5l'],
    ['a checksum cut off', 'a12uel5'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(decodeBech32('a', text)).toBeNull();
  });

  it('refuses a foreign letter that would cancel out in the checksum', () => {
    const valid = encodeBech32('a', Buffer.from([0x07, 0xc0]));
    expect(valid.startsWith('a1ql')).toBe(true);
    // A letter that counted as 255 instead of 'l' (31) would be made up for by '8' (7) instead of 'q' (0) before it.
    expect(decodeBech32('a', valid.replace('a1ql', 'a18b'))).toBeNull();
  });

  it('refuses a second spelling of the same bytes: padding that is not zero, or a group too many', () => {
    const [valid, strayBits, groupTooMany] = ['a1qqqd87cq', 'a1qpamnt9j', 'a1qqqd87cpp'];
    expect([valid, strayBits, groupTooMany].map((text) => decodeBech32('a', text ?? ''))).toEqual([
      Buffer.alloc(1),
      null,
      null,
    ]);
  });
});

describe('X25519 identities', () => {
  it('are read and written as age-encryption does', async () => {
    const text = await generateByPackage();
    const identity = parseX25519Identity(text);
    expect(formatX25519Identity(identity)).toBe(text);
    expect(formatX25519Recipient(identity.recipient)).toBe(await identityToRecipient(text));
  });

  it('come back from their raw bytes and from their text', () => {
    const identity = generateX25519Identity();
    expect(x25519IdentityFromRaw(identity.secretKey)).toEqual(identity);
    expect(parseX25519Identity(formatX25519Identity(identity))).toEqual(identity);
    expect(parseX25519Recipient(formatX25519Recipient(identity.recipient))).toEqual(identity.recipient);
    expect(generateX25519Identity().secretKey).not.toEqual(identity.secretKey);
  });

  it('are refused when anything about the text is wrong', () => {
    const text = formatX25519Identity(generateX25519Identity());
    const short = encodeBech32('age-secret-key-', Buffer.alloc(31)).toUpperCase();
    const postQuantum = formatPostQuantumIdentity(generatePostQuantumIdentity());
    const flipped = replaceAt(text, 30, text[30] === 'Q' ? 'P' : 'Q');
    for (const wrong of [text.toLowerCase(), text.slice(0, -1), `${text} `, short, postQuantum, flipped, '']) {
      expect(() => parseX25519Identity(wrong), wrong).toThrow(invalid);
    }
  });

  it('have recipients of 32 bytes only', () => {
    for (const length of [31, 33]) {
      expect(() => parseX25519Recipient(encodeBech32('age', Buffer.alloc(length)))).toThrow(invalid);
    }
  });

  it('are not taken for recipients, nor the other way round', () => {
    const identity = generateX25519Identity();
    expect(() => parseX25519Recipient(formatX25519Identity(identity))).toThrow(invalid);
    expect(() => parseX25519Identity(formatX25519Recipient(identity.recipient))).toThrow(invalid);
    expect(() => parseX25519Recipient(formatX25519Recipient(identity.recipient).toUpperCase())).toThrow(invalid);
  });

  it('hold no secret once wiped, while the bytes they were made of stay as they were', () => {
    const raw = Buffer.alloc(32, 7);
    const identity = x25519IdentityFromRaw(raw);
    wipeX25519Identity(identity);
    expect(identity.secretKey).toEqual(Buffer.alloc(32));
    expect(raw).toEqual(Buffer.alloc(32, 7));
  });
});

describe('post-quantum identities', () => {
  it('are read and written as age-encryption does', async () => {
    const text = await generateHybridIdentity();
    const identity = parsePostQuantumIdentity(text);
    expect(formatPostQuantumIdentity(identity)).toBe(text);
    const recipient = await postQuantumRecipient(identity);
    expect(recipient).toBe(await identityToRecipient(text));
    expect(isPostQuantumRecipient(recipient)).toBe(true);
    expect(postQuantumIdentityFromRaw(identity.seed)).toEqual(identity);
  });

  it('are refused when anything about the text is wrong', () => {
    const text = formatPostQuantumIdentity(generatePostQuantumIdentity());
    const x25519 = formatX25519Identity(generateX25519Identity());
    for (const wrong of [text.toLowerCase(), text.slice(0, -1), x25519, '']) {
      expect(() => parsePostQuantumIdentity(wrong), wrong).toThrow(invalid);
    }
    expect(isPostQuantumRecipient(formatX25519Recipient(generateX25519Identity().recipient))).toBe(false);
    expect(isPostQuantumRecipient(encodeBech32('age1pq', Buffer.alloc(1215)))).toBe(false);
  });

  it('hold no secret once wiped', () => {
    const identity = generatePostQuantumIdentity();
    expect(identity.seed).not.toEqual(Buffer.alloc(32));
    wipePostQuantumIdentity(identity);
    expect(identity.seed).toEqual(Buffer.alloc(32));
  });
});
