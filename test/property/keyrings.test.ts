import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newCompartmentKey } from '../../src-main/core/access/compartment-key.ts';
import { type Grant, type KeyringHolder, openKeyring, sealKeyrings } from '../../src-main/core/access/keyring.ts';
import {
  type MemberList,
  mayWriteAt,
  presentMembers,
  withMember,
  withoutMember,
} from '../../src-main/core/access/member-list.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { base64, newId } from '../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../src-main/core/crypto/signing.ts';
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
