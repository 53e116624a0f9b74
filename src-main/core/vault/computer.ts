import { z } from 'zod';
import { VaultError, violated } from '../../contract/errors.ts';
import { openWithX25519, sealToX25519 } from '../crypto/age/seal.ts';
import {
  formatX25519Recipient,
  generateX25519Identity,
  parseX25519Recipient,
  wipeX25519Identity,
  type X25519Identity,
  x25519IdentityFromRaw,
} from '../crypto/age/x25519-identity.ts';
import { base64, fromBase64, newId } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { newSigningKey, type SigningKey, signingKeyOf } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import type { Keychain } from '../ports/keychain.ts';
import { unlessViolated } from '../unless-violated.ts';
import { type OfficerChain, presentOfficer } from './certificates.ts';
import type { DirectoryComputer } from './directory.ts';
import { IdSchema, KeySchema, PositionSchema } from './schemas.ts';

const ComputerEntrySchema = z.strictObject({
  vault: IdSchema,
  computer: IdSchema,
  name: z.string().min(1).max(200),
  identity: KeySchema,
  signingSeed: KeySchema,
  root: KeySchema.nullable(),
});

const OfficeSecretSchema = z.strictObject({ vault: IdSchema, officeSecret: KeySchema });

const RememberedHeadSchema = z.strictObject({
  position: PositionSchema,
  hash: KeySchema,
  officer: PositionSchema.optional(),
  recipients: PositionSchema.optional(),
  accepted: KeySchema.optional(),
});
/**
 * The head of the audit log that this computer saw last, with the positions that the Privacy Officer's certificate counts
 * from and that the recipients in `vault.json` were certified at; `accepted` is the head that it had seen before the Privacy
 * Officer accepted an older log.
 */
export type RememberedHead = z.infer<typeof RememberedHeadSchema>;

/** This operating system account's place in a vault; its secrets live in the keychain only. */
export interface Computer {
  readonly id: string;
  readonly name: string;
  readonly identity: X25519Identity;
  readonly signing: SigningKey;
  /**
   * base64 of the root's public key: pinned when the vault was created here, else at the first sign-in after approval.
   * Until then null, and nothing that is verified from the root is believed.
   */
  readonly root: string | null;
}

export function newComputer(name: string, root: string | null): Computer {
  return { id: newId(), name, identity: generateX25519Identity(), signing: newSigningKey(), root };
}

/** Overwrites its secrets; what shares them, such as the computer of an open vault, opens nothing any more either. */
export function wipeComputer(computer: Computer): void {
  wipeX25519Identity(computer.identity);
  wipe(computer.signing.seed);
}

export function recipientOfComputer(computer: Computer): string {
  return formatX25519Recipient(computer.identity.recipient);
}

/** What others know of a computer. */
type PublicComputer = Pick<DirectoryComputer, 'id' | 'name' | 'signing' | 'recipient'>;

export function publicComputer(computer: Computer): PublicComputer {
  const { id, name, signing } = computer;
  return { id, name, signing: base64(signing.publicKey), recipient: recipientOfComputer(computer) };
}

/** A computer in the directory that may be used from log position `from` on. */
export function activeEntry({ id, name, signing, recipient }: PublicComputer, from: number): DirectoryComputer {
  return { id, name, signing, recipient, state: 'active', from, until: null };
}

/** The name of the keychain entry. */
export function entryOfComputer(vault: string): string {
  return `${vault}.computer`;
}

export async function storeComputer(keychain: Keychain, vault: string, computer: Computer): Promise<void> {
  const entry = {
    vault,
    computer: computer.id,
    name: computer.name,
    identity: base64(computer.identity.secretKey),
    signingSeed: base64(computer.signing.seed),
    root: computer.root,
  };
  const bytes = Buffer.from(JSON.stringify(entry), 'utf8');
  try {
    await keychain.write(entryOfComputer(vault), bytes);
  } finally {
    wipe(bytes);
  }
}

/** @throws VaultError `keychain-entry-missing` when this account has no place in the vault; `integrity-violated`. */
export async function readComputer(keychain: Keychain, vault: string): Promise<Computer> {
  const bytes = await keychain.read(entryOfComputer(vault));
  if (bytes === null) throw new VaultError('keychain-entry-missing', 'no key of this computer for this vault');
  const parsed = ComputerEntrySchema.safeParse(parseJson(bytes));
  wipe(bytes);
  if (!parsed.success || parsed.data.vault !== vault) {
    throw violated('keychain', 'keychain entry altered');
  }
  const { computer, name, identity, signingSeed, root } = parsed.data;
  return {
    id: computer,
    name,
    identity: x25519IdentityFromRaw(fromBase64(identity)),
    signing: signingKeyOf(fromBase64(signingSeed)),
    root,
  };
}

/** The office secret for one computer, as it stands in `vault.json`. */
export function sealOfficeSecret(vault: string, officeSecret: Uint8Array, recipient: string): string {
  const plaintext = Buffer.from(JSON.stringify({ vault, officeSecret: base64(officeSecret) }), 'utf8');
  const sealed = base64(sealToX25519(plaintext, [parseX25519Recipient(recipient)]));
  wipe(plaintext);
  return sealed;
}

/**
 * @param computers the entries of `vault.json`, by computer.
 * @throws VaultError `keychain-entry-missing` when there is none for this computer: struck off, or never approved;
 * `integrity-violated` part `vault.json computers <id>` when there is, and it was altered.
 */
export function openOfficeSecret(
  vault: string,
  computers: Readonly<Record<string, string>>,
  computer: Computer,
): Buffer {
  const sealed = computers[computer.id];
  if (sealed !== undefined) return requireOwn(vault, sealed, computer);
  // An entry that was moved to another name is not one that was never made.
  for (const entry of Object.values(computers)) {
    if (openedEntry(entry, computer) !== null) throw alteredEntry(computer);
  }
  throw new VaultError('keychain-entry-missing', 'this computer has no place in this vault');
}

function requireOwn(vault: string, sealed: string, computer: Computer): Buffer {
  const plaintext = openedEntry(sealed, computer);
  const parsed = OfficeSecretSchema.safeParse(plaintext === null ? undefined : parseJson(plaintext));
  wipe(plaintext);
  if (!parsed.success || parsed.data.vault !== vault) throw alteredEntry(computer);
  return fromBase64(parsed.data.officeSecret);
}

/** Null when it is not for this computer, or not whole. */
function openedEntry(sealed: string, computer: Computer): Buffer | null {
  return unlessViolated(() => openWithX25519(fromBase64(sealed), [computer.identity]));
}

function alteredEntry(computer: Computer): VaultError {
  return violated(`vault.json computers ${computer.id}`, 'the office secret of this computer was altered');
}

export function shortenedChain(): VaultError {
  return violated('certificates', 'this computer has seen a later certificate');
}

/** True when the chain ends before the certificate that this computer saw last. */
export function endsBeforeRemembered(chain: OfficerChain, remembered: RememberedHead | null): boolean {
  return presentOfficer(chain).from < (remembered?.officer ?? 0);
}

export async function rememberHead(keychain: Keychain, vault: string, head: RememberedHead): Promise<void> {
  await keychain.write(`${vault}.head`, Buffer.from(JSON.stringify(head), 'utf8'));
}

/** @returns null before the first time. */
export async function rememberedHead(keychain: Keychain, vault: string): Promise<RememberedHead | null> {
  const bytes = await keychain.read(`${vault}.head`);
  if (bytes === null) return null;
  const parsed = RememberedHeadSchema.safeParse(parseJson(bytes));
  if (!parsed.success) {
    throw violated('keychain', 'keychain entry altered');
  }
  return parsed.data;
}
