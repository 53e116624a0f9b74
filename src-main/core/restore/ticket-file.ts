import { z } from 'zod';
import { invalidInput } from '../../contract/error-reasons.ts';
import { isViolation } from '../../contract/errors.ts';
import type { SealedFileKey } from '../backup/repository/sealed-stream.ts';
import type { PostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { openWithPostQuantum, sealToPostQuantum } from '../crypto/age/seal.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { parseJson } from '../crypto/statement.ts';
import { IdSchema, KeySchema, Sha256Schema, TimeSchema } from '../vault/schemas.ts';

const NameSchema = z.string().regex(/^(?:database|sealed)\/[0-9a-f]{64}$/);

const TicketSchema = z.strictObject({
  kind: z.literal('restore-ticket'),
  request: IdSchema,
  vault: IdSchema,
  root: KeySchema,
  at: TimeSchema,
  snapshot: z.strictObject({ computer: IdSchema, number: z.int().min(1), hash: Sha256Schema }),
  fileKeys: z.record(NameSchema, z.base64().length(24)),
  later: z.base64().nullable(),
});
/** The keys of one snapshot, for one request (docs/formats.md section 15.9). */
export type Ticket = z.infer<typeof TicketSchema>;

const TicketFileSchema = z.strictObject({
  kind: z.literal('restore-ticket'),
  request: IdSchema,
  sealed: z.base64(),
});

/** More than the erasures of an office come to. */
export const longestTicketBytes: number = 64 * 1024 * 1024;

/** @param recipient of the request. */
export async function sealTicket(ticket: Ticket, recipient: string): Promise<Buffer> {
  const plaintext = Buffer.from(JSON.stringify(TicketSchema.parse(ticket)), 'utf8');
  try {
    const sealed = base64(await sealToPostQuantum(plaintext, recipient));
    const file: z.infer<typeof TicketFileSchema> = { kind: 'restore-ticket', request: ticket.request, sealed };
    return Buffer.from(`${JSON.stringify(file)}\n`, 'utf8');
  } finally {
    wipe(plaintext);
  }
}

/** Which request a ticket answers, as it says itself. @throws VaultError `invalid-input` reason `not-a-ticket`. */
export function requestOfTicket(file: Uint8Array): string {
  return parsedFile(file).request;
}

/**
 * @param identity of the request that the ticket answers.
 * @throws VaultError `invalid-input` reason `ticket-for-another` when it is sealed to another, `not-a-ticket` for one that is not whole.
 */
export async function openTicket(file: Uint8Array, identity: PostQuantumIdentity): Promise<Ticket> {
  const { request, sealed } = parsedFile(file);
  const plaintext = await openWithPostQuantum(fromBase64(sealed), identity).catch((error: unknown) => {
    if (isViolation(error)) throw notATicket();
    throw error;
  });
  if (plaintext === null) throw invalidInput('ticket-for-another', 'ticket', 'sealed to another request');
  const parsed = TicketSchema.safeParse(parseJson(plaintext));
  wipe(plaintext);
  if (!parsed.success || parsed.data.request !== request) throw notATicket();
  return parsed.data;
}

/** What opens the sealed files of one snapshot. */
export interface FileKeys {
  /** @throws VaultError `invalid-input` reason `ticket-for-another` for a file that they are not for. */
  readonly keyOf: (name: string) => SealedFileKey;
  wipe(): void;
}

export function fileKeysOf({ fileKeys }: Pick<Ticket, 'fileKeys'>): FileKeys {
  const keys = new Map(Object.entries(fileKeys).map(([name, key]) => [name, fromBase64(key)]));
  return {
    keyOf: (name) => {
      const fileKey = keys.get(name);
      if (!fileKey) throw invalidInput('ticket-for-another', 'ticket', 'the ticket is for another snapshot');
      return { fileKey };
    },
    wipe: () => wipe(...keys.values()),
  };
}

function parsedFile(file: Uint8Array): z.infer<typeof TicketFileSchema> {
  const parsed = file.length > longestTicketBytes ? null : TicketFileSchema.safeParse(parseJson(file));
  if (!parsed?.success) throw notATicket();
  return parsed.data;
}

function notATicket() {
  return invalidInput('not-a-ticket', 'ticket', 'not a whole ticket');
}
