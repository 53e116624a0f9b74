import { z } from 'zod';
import { invalidInput } from '../../contract/error-reasons.ts';
import {
  generatePostQuantumIdentity,
  type PostQuantumIdentity,
  postQuantumIdentityFromRaw,
  postQuantumRecipient,
  wipePostQuantumIdentity,
} from '../crypto/age/post-quantum-identity.ts';
import { base64, fromBase64, newId } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Keychain } from '../ports/keychain.ts';
import { fingerprint } from '../vault/fingerprint.ts';
import type { Environment } from '../vault/open-vault.ts';
import { HybridRecipientSchema, IdSchema, KeySchema, TimeSchema } from '../vault/schemas.ts';

const RequestSchema = z.strictObject({
  kind: z.literal('restore-request'),
  id: IdSchema,
  computer: z.string().min(1).max(200),
  recipient: HybridRecipientSchema,
  at: TimeSchema,
});
/** What a computer that is to restore a vault asks the Privacy Officer for (docs/formats.md section 15.9). */
export type RestoreRequest = z.infer<typeof RequestSchema>;

const EntrySchema = z.strictObject({ request: IdSchema, identity: KeySchema.nullable() });

/** The name of the keychain entry. */
const entryOf = (request: string) => `${request}.restore`;

/** A request as it was made: its text, and what is compared on both screens. */
export interface MadeRequest {
  readonly id: string;
  readonly computer: string;
  readonly text: string;
  readonly fingerprint: string;
}

/**
 * Makes a key for one restore, which stays in the keychain of this account, and the request for a ticket to it.
 * @throws VaultError `keychain-missing`.
 */
export async function makeRestoreRequest(
  { machine, clock }: Pick<Environment, 'machine' | 'clock'>,
  kind: Keychain['kind'],
): Promise<MadeRequest> {
  const identity = generatePostQuantumIdentity();
  try {
    const id = newId();
    const recipient = await postQuantumRecipient(identity);
    await storeEntry(machine.keychainOfKind(kind), { request: id, identity: base64(identity.seed) });
    await machine.chooseKeychain(id, kind);
    const request: RestoreRequest = {
      kind: 'restore-request',
      id,
      computer: machine.name,
      recipient,
      at: clock.now(),
    };
    const text = `${JSON.stringify(request)}\n`;
    return { id, computer: machine.name, text, fingerprint: requestFingerprint(request) };
  } finally {
    wipePostQuantumIdentity(identity);
  }
}

/** @throws VaultError `invalid-input` reason `not-a-restore-request`. */
export function parseRestoreRequest(text: string): RestoreRequest {
  const parsed = RequestSchema.safeParse(parseJson(Buffer.from(text, 'utf8')));
  if (!parsed.success) throw invalidInput('not-a-restore-request', 'request', 'not a whole request');
  return parsed.data;
}

export function requestFingerprint({ id, recipient }: Pick<RestoreRequest, 'id' | 'recipient'>): string {
  return fingerprint(id, [base64(Buffer.from(recipient, 'utf8'))]);
}

/**
 * The key that a request of this account was made with; the caller wipes it.
 * @throws VaultError `invalid-input` reason `ticket-for-another` where it was not made here, `ticket-used` where its vault is
 * restored; `keychain-missing`.
 */
export async function identityOfRequest(
  { machine }: Pick<Environment, 'machine'>,
  request: string,
): Promise<PostQuantumIdentity> {
  const keychain = await machine.keychainOf(request);
  const bytes = (await keychain?.read(entryOf(request))) ?? null;
  const entry = EntrySchema.safeParse(bytes && parseJson(bytes)).data;
  wipe(bytes);
  if (entry?.request !== request) throw invalidInput('ticket-for-another', 'ticket', 'not asked for from this account');
  if (entry.identity === null) throw invalidInput('ticket-used', 'ticket', 'its vault is restored already');
  const raw = fromBase64(entry.identity);
  try {
    return postQuantumIdentityFromRaw(raw);
  } finally {
    wipe(raw);
  }
}

/** A ticket for this request opens nothing any more. Does nothing for a request that was not made here. */
export async function spendRequest({ machine }: Pick<Environment, 'machine'>, request: string): Promise<void> {
  const keychain = await machine.keychainOf(request);
  if (keychain !== null) await storeEntry(keychain, { request, identity: null });
}

async function storeEntry(keychain: Keychain, entry: z.infer<typeof EntrySchema>): Promise<void> {
  const bytes = Buffer.from(JSON.stringify(entry), 'utf8');
  await keychain.write(entryOf(entry.request), bytes);
  wipe(bytes);
}
