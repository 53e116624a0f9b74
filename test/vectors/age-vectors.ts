import { inflateSync } from 'node:zlib';
import * as files from 'cctv-age';

/** What a CCTV age vector says should become of it. */
export type AgeOutcome =
  | 'success'
  | 'no match'
  | 'HMAC failure'
  | 'header failure'
  | 'payload failure'
  | 'armor failure';

/** One of the Community Cryptography Test Vectors for age (C2SP/CCTV, npm package cctv-age). */
export interface AgeVector {
  readonly name: string;
  readonly expect: AgeOutcome;
  /** SHA-256 in hex of all plaintext that the reference implementation releases; null when it releases none. */
  readonly payloadSha256: string | null;
  readonly fileKey: Buffer | null;
  readonly identities: readonly string[];
  readonly hasPassphrase: boolean;
  readonly isArmored: boolean;
  readonly file: Buffer;
}

function readVector(name: string, bytes: Uint8Array): AgeVector {
  const all = Buffer.from(bytes);
  const headEnd = all.indexOf('\n\n');
  const head = all.toString('utf8', 0, headEnd).split('\n');
  const values = (key: string): string[] =>
    head.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  const body = all.subarray(headEnd + 2);
  const [fileKeyHex] = values('file key');
  return {
    name,
    expect: values('expect')[0] as AgeOutcome,
    payloadSha256: values('payload')[0] ?? null,
    fileKey: fileKeyHex === undefined ? null : Buffer.from(fileKeyHex, 'hex'),
    identities: values('identity'),
    hasPassphrase: values('passphrase').length > 0,
    isArmored: values('armored').length > 0,
    file: values('compressed')[0] === 'zlib' ? inflateSync(body) : body,
  };
}

/** All vectors of the package. */
export const ageVectors: readonly AgeVector[] = Object.entries(files as unknown as Record<string, Uint8Array>)
  .filter(([, bytes]) => bytes instanceof Uint8Array)
  .map(([name, bytes]) => readVector(name, bytes));
