import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Decrypter, Encrypter } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHeader, generateFileKey, unwrapFileKey } from '../../../../../src-main/core/crypto/age/header.ts';
import { PayloadEncryptor } from '../../../../../src-main/core/crypto/age/payload-encryptor.ts';
import { unwrapPostQuantumFileKey } from '../../../../../src-main/core/crypto/age/post-quantum-header.ts';
import {
  formatPostQuantumIdentity,
  generatePostQuantumIdentity,
  parsePostQuantumIdentity,
  postQuantumRecipient,
} from '../../../../../src-main/core/crypto/age/post-quantum-identity.ts';
import {
  openWithPostQuantum,
  openWithX25519,
  sealToPostQuantum,
  sealToX25519,
} from '../../../../../src-main/core/crypto/age/seal.ts';
import {
  formatX25519Identity,
  formatX25519Recipient,
  generateX25519Identity,
  parseX25519Identity,
} from '../../../../../src-main/core/crypto/age/x25519-identity.ts';
import { finish, update } from '../../../../support/payload-pieces.ts';
import { type TempFolder, tempFolder } from '../../../../support/temp-folder.ts';
import { describeWithTools, tool } from '../../../../support/tools.ts';
import { interopSizes, openInPieces } from './stream-age-file.ts';

interface Party {
  readonly kind: string;
  readonly identityText: string;
  readonly recipient: string;
  seal(plaintext: Uint8Array): Promise<Buffer>;
  open(file: Uint8Array): Promise<Buffer | null>;
  unwrap(header: Uint8Array): Promise<Buffer | null>;
}

const x25519 = generateX25519Identity();
const postQuantum = generatePostQuantumIdentity();
const postQuantumTo = await postQuantumRecipient(postQuantum);
const parties: readonly Party[] = [
  {
    kind: 'X25519',
    identityText: formatX25519Identity(x25519),
    recipient: formatX25519Recipient(x25519.recipient),
    seal: async (plaintext) => sealToX25519(plaintext, [x25519.recipient]),
    open: async (file) => openWithX25519(file, [x25519]),
    unwrap: async (header) => unwrapFileKey(header, [x25519]),
  },
  {
    kind: 'post-quantum',
    identityText: formatPostQuantumIdentity(postQuantum),
    recipient: postQuantumTo,
    seal: (plaintext) => sealToPostQuantum(plaintext, postQuantumTo),
    open: (file) => openWithPostQuantum(file, postQuantum),
    unwrap: (header) => unwrapPostQuantumFileKey(header, postQuantum),
  },
];
const cases = parties.flatMap((party) => interopSizes.map((size) => ({ ...party, size })));

async function expectWeOpen(
  file: Uint8Array,
  { open, unwrap }: Pick<Party, 'open' | 'unwrap'>,
  plaintext: Buffer,
): Promise<void> {
  expect((await open(file))?.equals(plaintext)).toBe(true);
  for (const pieceBytes of [1_000, 65_536, 1_000_000]) {
    expect((await openInPieces(file, unwrap, pieceBytes)).equals(plaintext)).toBe(true);
  }
}

/** An age file written as a document is: header apart, payload sealed in pieces. */
function sealInPieces(plaintext: Buffer, recipient: Uint8Array): Buffer {
  const fileKey = generateFileKey();
  const encryptor = new PayloadEncryptor(fileKey);
  const parts: Buffer[] = [createHeader(fileKey, [recipient])];
  for (let at = 0; at < plaintext.length; at += 10_007)
    parts.push(update(encryptor, plaintext.subarray(at, at + 10_007)));
  return Buffer.concat([...parts, finish(encryptor)]);
}

describe('age-encryption', () => {
  it.each(cases)('opens what we sealed: $kind, $size bytes', async ({ size, identityText, seal }) => {
    const plaintext = randomBytes(size);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityText);
    const opened = await decrypter.decrypt(await seal(plaintext));
    expect(plaintext.equals(opened)).toBe(true);
  });

  it.each(interopSizes)('opens what we sealed in pieces: %d bytes', async (size) => {
    const plaintext = randomBytes(size);
    const decrypter = new Decrypter();
    decrypter.addIdentity(formatX25519Identity(x25519));
    expect(plaintext.equals(await decrypter.decrypt(sealInPieces(plaintext, x25519.recipient)))).toBe(true);
  });

  it.each(cases)('seals what we open: $kind, $size bytes', async ({ size, recipient, open, unwrap }) => {
    const plaintext = randomBytes(size);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    await expectWeOpen(await encrypter.encrypt(plaintext), { open, unwrap }, plaintext);
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

  it.each(cases)('opens what we sealed: $kind, $size bytes', async ({ size, identityText, seal }) => {
    const plaintext = randomBytes(size);
    const file = await seal(plaintext);
    expect(run('age', ['-d', '-i', identityFile(identityText)], file).equals(plaintext)).toBe(true);
  });

  it('opens what we sealed in pieces', () => {
    const plaintext = randomBytes(200_000);
    const file = sealInPieces(plaintext, x25519.recipient);
    expect(run('age', ['-d', '-i', identityFile(formatX25519Identity(x25519))], file).equals(plaintext)).toBe(true);
  });

  it.each(cases)('seals what we open: $kind, $size bytes', async ({ size, recipient, open, unwrap }) => {
    const plaintext = randomBytes(size);
    await expectWeOpen(run('age', ['-r', recipient], plaintext), { open, unwrap }, plaintext);
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
