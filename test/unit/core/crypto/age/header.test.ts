import { describe, expect, it } from 'vitest';
import {
  createHeader,
  generateFileKey,
  joinAgeFile,
  splitAgeFile,
  unwrapFileKey,
} from '../../../../../src-main/core/crypto/age/header.ts';
import {
  maxHeaderBytes,
  parseHeader,
  serializeAuthenticated,
  serializeHeader,
} from '../../../../../src-main/core/crypto/age/header-format.ts';
import { hkdfSha256, hmacSha256 } from '../../../../../src-main/core/crypto/age/primitives.ts';
import { generateX25519Identity } from '../../../../../src-main/core/crypto/age/x25519-identity.ts';
import { wrapToX25519 } from '../../../../../src-main/core/crypto/age/x25519-stanza.ts';

const brokenIn = (part: string) => expect.objectContaining({ code: 'integrity-violated', details: { part } });

const alice = generateX25519Identity();
const bob = generateX25519Identity();
const stranger = generateX25519Identity();

describe('a header', () => {
  it('gives the file key to each of its recipients, and null to others', () => {
    const fileKey = generateFileKey();
    const header = createHeader(fileKey, [alice.recipient, bob.recipient]);
    expect(unwrapFileKey(header, [alice])).toEqual(fileKey);
    expect(unwrapFileKey(header, [stranger, bob])).toEqual(fileKey);
    expect(unwrapFileKey(header, [stranger])).toBeNull();
    expect(unwrapFileKey(header, [])).toBeNull();
  });

  it('for one recipient has 168 bytes, and differs each time', () => {
    const fileKey = generateFileKey();
    const [first, second] = [createHeader(fileKey, [alice.recipient]), createHeader(fileKey, [alice.recipient])];
    expect(first).toHaveLength(168);
    expect(first).not.toEqual(second);
  });

  it('needs a recipient', () => {
    expect(() => createHeader(generateFileKey(), [])).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  it('is not made for a point of low order, which would let everybody in', () => {
    const orderEight = Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex');
    for (const point of [Buffer.alloc(32), Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]), orderEight]) {
      expect(() => createHeader(generateFileKey(), [point])).toThrow(
        expect.objectContaining({ code: 'invalid-input' }),
      );
    }
  });

  it('is not made with a file key or a recipient of another length', () => {
    const internal = expect.objectContaining({ code: 'internal' });
    expect(() => createHeader(Buffer.alloc(32), [alice.recipient])).toThrow(internal);
    expect(() => createHeader(generateFileKey(), [alice.recipient.subarray(1)])).toThrow(internal);
  });

  it('to which somebody added a recipient is refused by the others', () => {
    const fileKey = generateFileKey();
    const { stanzas, mac } = parseHeader(createHeader(fileKey, [alice.recipient]));
    const added = [...stanzas, wrapToX25519(fileKey, stranger.recipient)];
    const forged = serializeHeader(serializeAuthenticated(added), mac);
    expect(() => unwrapFileKey(forged, [alice])).toThrow(brokenIn('mac'));
  });

  it('skips stanzas of unknown types, whole lines and empty bodies included', () => {
    const fileKey = generateFileKey();
    const stanzas = [
      { args: ['grease', 'a', '!~'], body: Buffer.alloc(0) },
      { args: ['x25519'], body: Buffer.alloc(96, 1) },
      wrapToX25519(fileKey, alice.recipient),
    ];
    const text = serializeAuthenticated(stanzas);
    const header = serializeHeader(text, hmacSha256(hkdfSha256(fileKey, null, 'header'), text));
    expect(parseHeader(header).stanzas.map((stanza) => stanza.body.length)).toEqual([0, 96, 32]);
    expect(unwrapFileKey(header, [alice])).toEqual(fileKey);
  });

  it.each([
    ['no recipient', `age-encryption.org/v1\n--- ${'A'.repeat(43)}\n`],
    ['another version', `age-encryption.org/v2\n-> a\n\n--- ${'A'.repeat(43)}\n`],
    ['text after its end', `age-encryption.org/v1\n-> a\n\n--- ${'A'.repeat(43)}\nx`],
    ['a second end', `age-encryption.org/v1\n-> a\n\n--- ${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`],
    ['no line feed at its end', `age-encryption.org/v1\n-> a\n\n--- ${'A'.repeat(43)}`],
    ['a stanza without arguments', `age-encryption.org/v1\n->\n\n--- ${'A'.repeat(43)}\n`],
    ['a body line of 68 columns', `age-encryption.org/v1\n-> a\n${'A'.repeat(68)}\n--- ${'A'.repeat(43)}\n`],
    ['nothing in it', ''],
  ])('with %s is refused', (_, text) => {
    expect(() => parseHeader(Buffer.from(text))).toThrow(brokenIn('header'));
  });

  it('longer than a mebibyte is refused', () => {
    const long = serializeAuthenticated([{ args: ['a'], body: Buffer.alloc(maxHeaderBytes) }]);
    expect(() => parseHeader(serializeHeader(long, Buffer.alloc(32)))).toThrow(brokenIn('header'));
  });
});

describe('an age file', () => {
  const header = createHeader(generateFileKey(), [alice.recipient]);
  const payload = Buffer.from('\n--- payload\n--- with lines like the end of a header\n');
  const file = joinAgeFile(header, payload);

  it('splits into the parts that it was joined from', () => {
    const split = splitAgeFile(file);
    expect(Buffer.from(split.header)).toEqual(header);
    expect(Buffer.from(split.payload)).toEqual(payload);
  });

  it('without an end of its header is refused', () => {
    expect(() => splitAgeFile(header.subarray(0, -1))).toThrow(brokenIn('header'));
    expect(() => splitAgeFile(Buffer.alloc(0))).toThrow(brokenIn('header'));
  });

  it('splits at the same place however much of it is there, once its header is', () => {
    for (let size = 0; size < header.length; size++) {
      expect(() => splitAgeFile(file.subarray(0, size)), String(size)).toThrow(brokenIn('header'));
    }
    for (let size = header.length; size <= file.length; size++) {
      const split = splitAgeFile(file.subarray(0, size));
      expect(Buffer.from(split.header)).toEqual(header);
      expect(Buffer.from(split.payload)).toEqual(payload.subarray(0, size - header.length));
    }
  });

  it('whose header does not end within a mebibyte is refused', () => {
    const endless = Buffer.concat([Buffer.alloc(maxHeaderBytes, 'A'), Buffer.from('\n--- \n')]);
    expect(() => splitAgeFile(endless)).toThrow(brokenIn('header'));
    expect(splitAgeFile(endless.subarray(6)).payload).toHaveLength(0);
  });
});
