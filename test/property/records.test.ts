import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCommit, sealCommit } from '../../src-main/core/access/commit.ts';
import { compartmentKeyOf, newCompartmentKey } from '../../src-main/core/access/compartment-key.ts';
import { generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { newId } from '../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../src-main/core/crypto/signing.ts';
import { openMessage, sealMessage } from '../../src-main/core/records/sealed-message.ts';
import {
  type Author,
  isSignedByItsKey,
  openRecord,
  type RecordPlace,
  sealRecord,
  signRecord,
} from '../../src-main/core/records/sealed-record.ts';
import { dose } from '../support/dose.ts';

const runs = { numRuns: dose(60, 1_000) };
const vault = newId();
const key = newCompartmentKey(vault, newId(), 3);
const stranger = newCompartmentKey(vault, key.compartment, 3);
const author: Author = { user: newId(), signing: newSigningKey() };
const body = fc.jsonValue();
const place: fc.Arbitrary<RecordPlace> = fc.record({
  vault: fc.constant(vault),
  compartment: fc.constant(key.compartment),
  table: fc.constantFrom('records', 'contents'),
  id: fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  version: fc.integer({ min: 1, max: 2 ** 40 }),
});

function sealed(at: RecordPlace, value: unknown): Buffer {
  return sealRecord(at, key.recordKey, signRecord(at, author, 'note', 7, value));
}

describe('a sealed record', () => {
  test('opens to what was sealed, and its author is known', () => {
    fc.assert(
      fc.property(place, body, (at, value) => {
        const record = openRecord(at, key.recordKey, sealed(at, value));
        expect(record.body).toEqual(JSON.parse(JSON.stringify(value)));
        expect(isSignedByItsKey(at, record)).toBe(true);
        expect(record.author).toBe(author.user);
      }),
      runs,
    );
  });

  test('opens in no other place', () => {
    fc.assert(
      fc.property(place, place, body, (at, other, value) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(other));
        expect(() => openRecord(other, key.recordKey, sealed(at, value))).toThrow(/seal broken/);
      }),
      runs,
    );
  });

  test('does not open after any change of one bit, nor with the key of somebody else', () => {
    fc.assert(
      fc.property(place, body, fc.nat(), fc.integer({ min: 0, max: 7 }), (at, value, index, bit) => {
        const bytes = sealed(at, value);
        const position = index % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(position) ^ (1 << bit), position);
        expect(() => openRecord(at, key.recordKey, bytes)).toThrow(/seal broken/);
        expect(() => openRecord(at, stranger.recordKey, sealed(at, value))).toThrow(/seal broken/);
      }),
      runs,
    );
  });

  test('that a holder of the key writes in the name of another is not signed by that key', () => {
    fc.assert(
      fc.property(place, body, (at, value) => {
        const forger: Author = { ...author, signing: newSigningKey() };
        const plaintext = signRecord(at, forger, 'note', 7, value);
        const json = plaintext.subarray(64).toString('utf8');
        const named = json.replace(
          forger.signing.publicKey.toString('base64'),
          author.signing.publicKey.toString('base64'),
        );
        const forged = Buffer.concat([plaintext.subarray(0, 64), Buffer.from(named, 'utf8')]);
        const record = openRecord(at, key.recordKey, sealRecord(at, key.recordKey, forged));
        expect(record.key).toBe(author.signing.publicKey.toString('base64'));
        expect(isSignedByItsKey(at, record)).toBe(false);
      }),
      runs,
    );
  });

  test('survives being sealed again under another epoch with its signature', () => {
    fc.assert(
      fc.property(place, body, (at, value) => {
        const next = newCompartmentKey(vault, key.compartment, 4);
        const record = openRecord(at, key.recordKey, sealed(at, value));
        const again = openRecord(at, next.recordKey, sealRecord(at, next.recordKey, record.plaintext));
        expect(again.plaintext.equals(record.plaintext)).toBe(true);
        expect(isSignedByItsKey(at, again)).toBe(true);
      }),
      runs,
    );
  });

  test('has a size that is a multiple of its padding whatever it says', () => {
    fc.assert(
      fc.property(place, body, (at, value) => {
        expect((sealed(at, value).length - 24 - 16 - 64) % 64).toBe(0);
      }),
      runs,
    );
  });
});

describe('a commit', () => {
  const state = { version: 5, head: Buffer.alloc(32, 9) };

  test('opens at its position, for its compartment and epoch, and nowhere else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.integer({ min: 1, max: 2 ** 40 }), (position, other) => {
        const commit = sealCommit(vault, key, state, author, position);
        expect(openCommit(vault, key, commit.body, position)).toMatchObject({ v: 5, u: author.user });
        if (other !== position) expect(() => openCommit(vault, key, commit.body, other)).toThrow(/seal broken/);
        expect(() => openCommit(vault, stranger, commit.body, position)).toThrow(/seal broken/);
      }),
      runs,
    );
  });

  test('stands under a key that a stranger cannot link to the next one', () => {
    const first = sealCommit(vault, key, state, author, 1).key;
    const second = sealCommit(vault, key, { ...state, version: 6 }, author, 2).key;
    const sameIdentityOtherEpoch = compartmentKeyOf(vault, key.compartment, 4, generateX25519Identity());
    expect(first.equals(second)).toBe(false);
    expect(first.equals(sealCommit(vault, sameIdentityOtherEpoch, state, author, 1).key)).toBe(false);
    expect(first.equals(sealCommit(vault, key, state, author, 9).key)).toBe(true);
  });
});

describe('a sealed message', () => {
  const mailbox = { compartment: key.compartment, epoch: key.epoch, recipient: key.recipient };
  const from = { id: author.user, signing: author.signing };

  test('opens for the compartment with its author, and under no other id or compartment', () => {
    fc.assert(
      fc.property(body, fc.uint8Array({ minLength: 16, maxLength: 16 }), (value, id) => {
        const bytes = sealMessage(vault, mailbox, id, from, { type: 'report', at: 4, body: value });
        const opened = openMessage(vault, key.compartment, id, bytes, [key.identity], 'message');
        expect(opened.body).toEqual(JSON.parse(JSON.stringify(value)));
        const otherId = Buffer.from(id).map((byte) => byte ^ 1);
        expect(() => openMessage(vault, key.compartment, otherId, bytes, [key.identity], 'm')).toThrow(/not what its/);
        expect(() => openMessage(vault, newId(), id, bytes, [key.identity], 'm')).toThrow(/not what its/);
        expect(() => openMessage(vault, key.compartment, id, bytes, [stranger.identity], 'm')).toThrow(/not what its/);
      }),
      runs,
    );
  });
});
