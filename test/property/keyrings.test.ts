import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newCompartmentKey } from '../../src-main/core/access/compartment-key.ts';
import { PurposeSchema, verifyKeyRow } from '../../src-main/core/access/key-rows.ts';
import { type Grant, type KeyringHolder, openKeyring, sealKeyrings } from '../../src-main/core/access/keyring.ts';
import {
  type MemberList,
  mayWriteAt,
  presentMembers,
  withMember,
  withoutMember,
} from '../../src-main/core/access/member-list.ts';
import { openWithX25519, sealToX25519 } from '../../src-main/core/crypto/age/seal.ts';
import {
  formatX25519Identity,
  formatX25519Recipient,
  generateX25519Identity,
  type X25519Identity,
} from '../../src-main/core/crypto/age/x25519-identity.ts';
import { bind } from '../../src-main/core/crypto/binding.ts';
import { base64, newId } from '../../src-main/core/crypto/bytes.ts';
import { newSigningKey, sign } from '../../src-main/core/crypto/signing.ts';
import type { OfficerChain } from '../../src-main/core/vault/certificates.ts';
import { dose } from '../support/dose.ts';

const runs = { numRuns: dose(20, 300) };
const vault = newId();
const officer = newSigningKey();
const officerKeys = [base64(officer.publicKey)];
const listHash = base64(Buffer.alloc(32, 1));
const pool = Array.from({ length: 12 }, () => newCompartmentKey(vault, newId(), 1));
const people = Array.from({ length: 4 }, () => {
  const identity = generateX25519Identity();
  const holder: KeyringHolder = {
    user: newId(),
    signing: base64(newSigningKey().publicKey),
    recipient: formatX25519Recipient(identity.recipient),
  };
  return { identity, holder };
});

/** For each person, which compartments of the pool she has, and with which right. */
const access = fc.array(
  fc.array(fc.tuple(fc.constantFrom(...pool), fc.constantFrom('read', 'write')), { maxLength: 12 }),
  { minLength: people.length, maxLength: people.length },
);

describe('keyrings', () => {
  test('open for their holder with exactly what was granted, and all have one size', () => {
    fc.assert(
      fc.property(access, fc.integer({ min: 1, max: 2 ** 30 }), (granted, version) => {
        const holders = people.map(({ holder }, index) => ({
          holder,
          grants: (granted[index] ?? []).map(([key, rights]): Grant => ({ key, rights, listHash })),
        }));
        const sealed = sealKeyrings(vault, version, holders, officer);
        expect(new Set([...sealed.values()].map((bytes) => bytes.length)).size).toBe(1);
        for (const [index, { identity, holder }] of people.entries()) {
          const keyring = sealed.get(holder.user) ?? Buffer.alloc(0);
          const entries = openKeyring(keyring, { vault, holder, version, officerKeys }, [identity]);
          expect(entries.map(({ compartment, rights }) => [compartment, rights])).toEqual(
            (granted[index] ?? []).map(([key, rights]) => [key.compartment, rights]),
          );
        }
      }),
      runs,
    );
  });

  test('are refused for another person, another key in force, another version, another officer, another vault', () => {
    const [alice, bob] = people;
    if (!alice || !bob) throw new Error('the test needs two people');
    const sealed = sealKeyrings(vault, 5, [{ holder: alice.holder, grants: [] }], officer).get(alice.holder.user);
    const expected = { vault, holder: alice.holder, version: 5, officerKeys };
    const open = (over: Partial<typeof expected>, identity = alice.identity) =>
      openKeyring(sealed ?? Buffer.alloc(0), { ...expected, ...over }, [identity]);
    expect(open({})).toEqual([]);
    expect(() => open({}, bob.identity)).toThrow(/keyring/);
    expect(() => open({ holder: { ...alice.holder, user: bob.holder.user } })).toThrow(/keyring/);
    expect(() => open({ holder: { ...alice.holder, signing: bob.holder.signing } })).toThrow(/keyring/);
    expect(() => open({ holder: { ...alice.holder, recipient: bob.holder.recipient } })).toThrow(/keyring/);
    expect(() => open({ version: 4 })).toThrow(/keyring/);
    expect(() => open({ version: 6 })).toThrow(/keyring/);
    expect(() => open({ officerKeys: [base64(newSigningKey().publicKey)] })).toThrow(/keyring/);
    expect(() => open({ vault: newId() })).toThrow(/keyring/);
  });
});

describe('an identity exchanged under the signature that was there', () => {
  const identities = () => [generateX25519Identity(), generateX25519Identity()] as const;

  test('is refused in a keyring, wherever in it', () => {
    const [alice] = people;
    if (!alice) throw new Error('the test needs somebody');
    const { holder } = alice;
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1 }), fc.nat(), (keys, place) => {
        const grants = keys.map((key): Grant => ({ key, rights: 'read', listHash }));
        const sealed = sealKeyrings(vault, 3, [{ holder, grants }], officer).get(holder.user) ?? Buffer.alloc(0);
        const expected = { vault, holder, version: 3, officerKeys };
        const plaintext = openWithX25519(sealed, [alice.identity]) ?? Buffer.alloc(0);
        const open = (bytes: Buffer) =>
          openKeyring(sealToX25519(bytes, [alice.identity.recipient]), expected, [alice.identity]);
        expect(open(plaintext)).toHaveLength(keys.length);
        const swapped = base64(keys[place % keys.length]?.identity.secretKey ?? Buffer.alloc(0));
        const other = Buffer.from(
          plaintext.toString('latin1').replace(swapped, base64(identities()[0].secretKey)),
          'latin1',
        );
        expect(other).not.toEqual(plaintext);
        expect(() => open(other)).toThrow(/keyring/);
      }),
      runs,
    );
  });

  const keyRow = fc.record({
    epoch: fc.integer({ min: 2, max: 2 ** 30 }),
    purpose: fc.constantFrom(...PurposeSchema.options),
    of: fc.option(fc.constant(newId())),
    /** How long it is made, as those that are written are. */
    padding: fc.nat({ max: 300 }),
  });

  test('is refused in a key row, and so is the row of another compartment, epoch, vault or officer', () => {
    fc.assert(
      fc.property(keyRow, fc.constantFrom(...pool), fc.constantFrom(...pool), ({ padding, ...about }, one, another) => {
        const { compartment, identity } = one;
        const bytesOf = (its: X25519Identity) =>
          Buffer.from(
            JSON.stringify({ vault, compartment, ...about, identity: formatX25519Identity(its) }) + ' '.repeat(padding),
          );
        const json = bytesOf(identity);
        const signature = sign(officer, bind(vault, 'compartment-key', json));
        const expected = { vault, compartment, epoch: about.epoch, officerKeys };
        const opened = verifyKeyRow(Buffer.concat([signature, json]), expected);
        expect(opened.key.identity.secretKey).toEqual(identity.secretKey);
        const other = another === one ? identities()[0] : another.identity;
        const swapped = Buffer.concat([signature, bytesOf(other)]);
        expect(() => verifyKeyRow(swapped, expected)).toThrow(/key row/);
        for (const change of [
          { vault: newId() },
          { compartment: newId() },
          { epoch: about.epoch - 1 },
          { officerKeys: [base64(newSigningKey().publicKey)] },
        ]) {
          const place = { ...expected, ...change };
          expect(() => verifyKeyRow(Buffer.concat([signature, json]), place)).toThrow(/key row/);
        }
      }),
      runs,
    );
  });
});

describe('a member list', () => {
  const chain: OfficerChain = { certificates: [] };
  const step = fc.record({
    user: fc.constantFrom('a', 'b', 'c'),
    rights: fc.constantFrom('read', 'write', null),
  });

  test('lets exactly those write who had the right at that position, whatever came before and after', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let list: MemberList = { purpose: 'folder', members: [], archive: null };
        const held = new Map<string, string | null>();
        const history: Map<string, string | null>[] = [new Map()];
        for (const [index, { user, rights }] of steps.entries()) {
          const position = index + 1;
          list =
            rights === null
              ? withoutMember(list, user, position)
              : withMember(list, { user, signing: `key of ${user}`, rights, endsAt: null }, position);
          held.set(user, rights);
          history.push(new Map(held));
        }
        for (const [position, at] of history.entries()) {
          for (const user of ['a', 'b', 'c']) {
            expect(mayWriteAt(list, chain, `key of ${user}`, position)).toBe(at.get(user) === 'write');
          }
        }
        const present = presentMembers(list).map(({ user }) => user);
        expect(new Set(present).size).toBe(present.length);
        expect([...present].sort()).toEqual(
          [...held]
            .filter(([, rights]) => rights !== null)
            .map(([user]) => user)
            .sort(),
        );
      }),
      runs,
    );
  });
});
