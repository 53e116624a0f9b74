import { z } from 'zod';
import { type VaultError, violated } from '../../contract/errors.ts';
import { openWithX25519, sealToX25519 } from '../crypto/age/seal.ts';
import { parseX25519Recipient, type X25519Identity } from '../crypto/age/x25519-identity.ts';
import { bind } from '../crypto/binding.ts';
import { base64, fromBase64, idBytes, paddedJson } from '../crypto/bytes.ts';
import { type SigningKey, sign, signatureBytes, verify } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import { IdSchema, KeySchema, type Mailbox, PositionSchema } from '../vault/schemas.ts';

const MessageSchema = z.strictObject({
  type: z.string().min(1).max(40),
  author: IdSchema,
  key: KeySchema,
  at: PositionSchema,
  body: z.unknown(),
});
export type Message = z.infer<typeof MessageSchema>;

/** A user or a computer. */
export interface MessageAuthor {
  readonly id: string;
  readonly signing: SigningKey;
}

const paddingBytes = 256;

/**
 * Seals a message to a compartment that its author may not read: an age file with her signature inside
 * (docs/formats.md section 1).
 * @param id the message id that the signature is bound to, 16 bytes.
 */
export function sealMessage(
  vault: string,
  mailbox: Mailbox,
  id: Uint8Array,
  author: MessageAuthor,
  message: { type: string; at: number; body: unknown },
): Buffer {
  const json = paddedJson(
    {
      type: message.type,
      author: author.id,
      key: base64(author.signing.publicKey),
      at: message.at,
      body: message.body,
    },
    paddingBytes,
  );
  const signature = sign(author.signing, bind(vault, 'message', idBytes(mailbox.compartment), id, json));
  return sealToX25519(Buffer.concat([signature, json]), [parseX25519Recipient(mailbox.recipient)]);
}

/**
 * Opens a message and checks the signature by the key that it names; whether that key was its author's, the caller asks
 * the directory.
 * @throws VaultError `integrity-violated` naming `part`.
 */
export function openMessage(
  vault: string,
  compartment: string,
  id: Uint8Array,
  sealed: Uint8Array,
  identities: readonly X25519Identity[],
  part: string,
): Message {
  const plaintext = openWithX25519(sealed, identities);
  if (plaintext === null) throw brokenMessage(part);
  const json = plaintext.subarray(signatureBytes);
  const parsed = MessageSchema.safeParse(parseJson(json));
  if (!parsed.success) throw brokenMessage(part);
  const binding = bind(vault, 'message', idBytes(compartment), id, json);
  if (!verify(fromBase64(parsed.data.key), binding, plaintext.subarray(0, signatureBytes))) throw brokenMessage(part);
  return parsed.data;
}

function brokenMessage(part: string): VaultError {
  return violated(part, `${part}: not what its author sealed`);
}
