import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Decrypter, Encrypter } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHeader, generateFileKey } from '../../../../../src-main/core/crypto/age/header.ts';
import { PayloadEncryptor } from '../../../../../src-main/core/crypto/age/payload-encryptor.ts';
import {
  formatPostQuantumIdentity,
  generatePostQuantumIdentity,
  parsePostQuantumIdentity,
  postQuantumRecipient,
} from '../../../../../src-main/core/crypto/age/post-quantum-identity.ts';
import { type AgeIdentity, openSealed, sealToRecipients } from '../../../../../src-main/core/crypto/age/seal.ts';
import {
  formatX25519Identity,
  formatX25519Recipient,
  generateX25519Identity,
  parseX25519Identity,
} from '../../../../../src-main/core/crypto/age/x25519-identity.ts';
import { type TempFolder, tempFolder } from '../../../../support/temp-folder.ts';
import { describeWithTools, tool } from '../../../../support/tools.ts';
import { interopSizes, openInPieces } from './stream-age-file.ts';

interface Party {
  readonly kind: string;
  readonly identity: AgeIdentity;
  readonly identityText: string;
  readonly recipient: string;
}

const x25519 = generateX25519Identity();
const postQuantum = generatePostQuantumIdentity();
const parties: readonly Party[] = [
  {
    kind: 'X25519',
    identity: x25519,
    identityText: formatX25519Identity(x25519),
    recipient: formatX25519Recipient(x25519.recipient),
  },
  {
    kind: 'post-quantum',
    identity: postQuantum,
    identityText: formatPostQuantumIdentity(postQuantum),
    recipient: await postQuantumRecipient(postQuantum),
  },
];
const cases = parties.flatMap((party) => interopSizes.map((size) => ({ ...party, size })));

async function expectWeOpen(file: Uint8Array, identity: AgeIdentity, plaintext: Buffer): Promise<void> {
  expect((await openSealed(file, [identity]))?.equals(plaintext)).toBe(true);
  for (const pieceBytes of [1_000, 65_536, 1_000_000]) {
    expect((await openInPieces(file, identity, pieceBytes)).equals(plaintext)).toBe(true);
  }
}

/** An age file written as a document is: header apart, payload sealed in pieces. */
function sealInPieces(plaintext: Buffer, recipient: Uint8Array): Buffer {
  const fileKey = generateFileKey();
  const encryptor = new PayloadEncryptor(fileKey);
  const parts: Buffer[] = [createHeader(fileKey, [recipient])];
  for (let at = 0; at < plaintext.length; at += 10_007)
    parts.push(encryptor.update(plaintext.subarray(at, at + 10_007)));
  return Buffer.concat([...parts, encryptor.finish()]);
}

describe('age-encryption', () => {
  it.each(cases)('opens what we sealed: $kind, $size bytes', async ({ size, identityText, recipient }) => {
    const plaintext = randomBytes(size);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityText);
    const opened = await decrypter.decrypt(await sealToRecipients(plaintext, [recipient]));
    expect(plaintext.equals(opened)).toBe(true);
  });

  it.each(interopSizes)('opens what we sealed in pieces: %d bytes', async (size) => {
    const plaintext = randomBytes(size);
    const decrypter = new Decrypter();
    decrypter.addIdentity(formatX25519Identity(x25519));
    expect(plaintext.equals(await decrypter.decrypt(sealInPieces(plaintext, x25519.recipient)))).toBe(true);
  });

  it.each(cases)('seals what we open: $kind, $size bytes', async ({ size, identity, recipient }) => {
    const plaintext = randomBytes(size);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    await expectWeOpen(await encrypter.encrypt(plaintext), identity, plaintext);
  });
});

describeWithTools(['age', 'age-keygen'], 'age itself', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = tempFolder();
  });
  const run = (name: 'age' | 'age-keygen', args: readonly string[], input: Uint8Array = Buffer.alloc(0)): Buffer =>
    execFileSync(tool(name), args, { input, maxBuffer: 2 ** 24, stdio: 'pipe' });
  const identityFile = (text: string): string => {
    writeFileSync(folder.file('identity.txt'), `${text}\n`);
    return folder.file('identity.txt');
  };

  it.each(cases)('opens what we sealed: $kind, $size bytes', async ({ size, identityText, recipient }) => {
    const plaintext = randomBytes(size);
    const file = await sealToRecipients(plaintext, [recipient]);
    expect(run('age', ['-d', '-i', identityFile(identityText)], file).equals(plaintext)).toBe(true);
  });

  it('opens what we sealed in pieces', () => {
    const plaintext = randomBytes(200_000);
    const file = sealInPieces(plaintext, x25519.recipient);
    expect(run('age', ['-d', '-i', identityFile(formatX25519Identity(x25519))], file).equals(plaintext)).toBe(true);
  });

  it.each(cases)('seals what we open: $kind, $size bytes', async ({ size, identity, recipient }) => {
    const plaintext = randomBytes(size);
    await expectWeOpen(run('age', ['-r', recipient], plaintext), identity, plaintext);
  });

  it.each(parties)('derives the same recipient: $kind', ({ identityText, recipient }) => {
    const derived = run('age-keygen', ['-y', identityFile(identityText)]);
    expect(derived.toString().trim()).toBe(recipient);
  });

  it('makes identities that we read', async () => {
    run('age-keygen', ['-o', folder.file('x25519.txt')]);
    run('age-keygen', ['-pq', '-o', folder.file('pq.txt')]);
    const [x25519Text, postQuantumText] = ['x25519.txt', 'pq.txt'].map((name) =>
      readFileSync(folder.file(name), 'utf8').split('\n'),
    );
    const named = (lines: readonly string[] | undefined): string | undefined =>
      lines?.find((line) => line.startsWith('# public key: '))?.slice('# public key: '.length);
    const secret = (lines: readonly string[] | undefined): string =>
      lines?.find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? '';
    const x25519Identity = parseX25519Identity(secret(x25519Text));
    expect(formatX25519Recipient(x25519Identity.recipient)).toBe(named(x25519Text));
    const postQuantumIdentity = parsePostQuantumIdentity(secret(postQuantumText));
    expect(await postQuantumRecipient(postQuantumIdentity)).toBe(named(postQuantumText));
  });
});
