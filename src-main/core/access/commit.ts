import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import type { Commit } from '../audit/log.ts';
import { commitKinds } from '../audit/log.ts';
import { bind } from '../crypto/binding.ts';
import { base64, fromBase64, u64 } from '../crypto/bytes.ts';
import { seal, unseal } from '../crypto/sealing.ts';
import { sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Author } from '../records/sealed-record.ts';
import { IdSchema, KeySchema } from '../vault/schemas.ts';
import { blindedCommitId, type CompartmentKey } from './compartment-key.ts';

const CompartmentCommitSchema = z.strictObject({
  c: IdSchema,
  e: z.int().min(1),
  v: z.int().min(1),
  h: KeySchema,
  u: IdSchema,
  k: KeySchema,
});
export type CompartmentCommit = z.infer<typeof CompartmentCommitSchema>;

/** The commit of a compartment's new state for the audit entry at `position` (docs/formats.md section 7.6). */
export function sealCommit(
  vault: string,
  key: CompartmentKey,
  state: { version: number; head: Buffer },
  author: Author,
  position: number,
): Commit {
  const commit: CompartmentCommit = {
    c: key.compartment,
    e: key.epoch,
    v: state.version,
    h: base64(state.head),
    u: author.user,
    k: base64(author.signing.publicKey),
  };
  const json = Buffer.from(JSON.stringify(commit), 'utf8');
  const signature = sign(author.signing, bind(vault, 'commit-author', u64(position), json));
  const body = seal(key.recordKey, bind(vault, 'commit', u64(position)), Buffer.concat([signature, json]));
  return { kind: commitKinds.compartment, key: blindedCommitId(key, state.version), body };
}

/**
 * Opens a commit and checks the signature by the key that it names; whether that key might write is the member list's
 * say.
 * @throws VaultError `integrity-violated`.
 */
export function openCommit(vault: string, key: CompartmentKey, body: Uint8Array, position: number): CompartmentCommit {
  const part = `audit log ${position}`;
  const plaintext = unseal(key.recordKey, bind(vault, 'commit', u64(position)), body, part);
  const json = plaintext.subarray(signatureBytes);
  const parsed = CompartmentCommitSchema.safeParse(parseJson(json));
  const signature = plaintext.subarray(0, signatureBytes);
  if (
    !parsed.success ||
    parsed.data.c !== key.compartment ||
    parsed.data.e !== key.epoch ||
    !verify(fromBase64(parsed.data.k), bind(vault, 'commit-author', u64(position), json), signature)
  ) {
    throw violated(part, 'a commit is not what its author signed');
  }
  return parsed.data;
}
