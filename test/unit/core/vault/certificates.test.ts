import { describe, expect, test } from 'vitest';
import { commitKinds } from '../../../../src-main/core/audit/log.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../../../src-main/core/crypto/age/x25519-identity.ts';
import { sha256 } from '../../../../src-main/core/crypto/binding.ts';
import { base64, newId, u64 } from '../../../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../../../src-main/core/crypto/signing.ts';
import { type Statement, signStatement, statementBytes } from '../../../../src-main/core/crypto/statement.ts';
import {
  certifyPrivacyOfficer,
  presentOfficer,
  verifyOfficerChain,
  wasOfficerKey,
} from '../../../../src-main/core/vault/certificates.ts';
import { certificateCommit, requireLoggedCertificates } from '../../../../src-main/core/vault/logged-certificates.ts';

const vault = newId();
const root = newSigningKey();
const rootKey = base64(root.publicKey);
const recipient = () => formatX25519Recipient(generateX25519Identity().recipient);
const payload = (from: number, of = vault) => ({
  kind: 'privacy-officer' as const,
  vault: of,
  user: newId(),
  signing: base64(newSigningKey().publicKey),
  recipient: recipient(),
  stepUp: recipient(),
  from,
});
const payloads = [payload(1), payload(40), payload(90)] as const;
const first = certifyPrivacyOfficer(root, payloads[0]);
const second = certifyPrivacyOfficer(root, payloads[1]);
const third = certifyPrivacyOfficer(root, payloads[2]);
const statements = [first, second, third];
const refused = expect.objectContaining({ code: 'integrity-violated' });

describe('the certificates of the Privacy Officer', () => {
  test('say whose key counted at which position, up to where the next one begins', () => {
    const chain = verifyOfficerChain(statements, vault, rootKey);
    expect(presentOfficer(chain)).toEqual(payloads[2]);
    const inForce = [1, 39, 40, 89, 90, 1000].map((position) =>
      payloads.findIndex(({ signing }) => wasOfficerKey(chain, signing, position)),
    );
    expect(inForce).toEqual([0, 0, 1, 1, 2, 2]);
  });

  test.each<[string, Statement[]]>([
    ['in another order', [first, third, second]],
    ['one of them twice', [first, second, second, third]],
    ['two from one position on', [first, second, certifyPrivacyOfficer(root, payload(40))]],
    ['none', []],
    ['one by another root', [first, certifyPrivacyOfficer(newSigningKey(), payload(40))]],
    ['one of another vault', [first, certifyPrivacyOfficer(root, payload(40, newId()))]],
    ['one of a kind that this version does not know', [first, signStatement({ kind: 'delegate', vault }, [root])]],
  ])('are refused: %s', (_, given) => {
    expect(() => verifyOfficerChain(given, vault, rootKey)).toThrow(refused);
  });

  test('are those that the log names, all of them, each at its number, and no other', () => {
    const commits = new Map(
      statements.map((statement, index) => {
        const bodyHash = sha256(certificateCommit(statementBytes(statement)));
        return [`${index}`, { kind: commitKinds.certificate, key: u64(index + 1), position: index + 1, bodyHash }];
      }),
    );
    const stored = (...given: [number, Statement][]) => {
      const rows = given.map(([number, statement]) => ({ number, statement: statementBytes(statement) }));
      requireLoggedCertificates({ all: () => rows }, { commits });
    };
    expect(() => stored([1, first], [2, second], [3, third])).not.toThrow();
    expect(() => stored([1, first], [2, second])).toThrow(refused);
    expect(() => stored([1, first], [3, third])).toThrow(refused);
    expect(() => stored([1, first], [2, third], [3, second])).toThrow(refused);
    expect(() => stored([1, first], [2, second], [3, third], [4, third])).toThrow(refused);
  });
});
