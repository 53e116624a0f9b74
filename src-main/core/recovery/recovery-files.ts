import { z } from 'zod';
import { VaultError, violated } from '../../contract/errors.ts';
import type { PostQuantumIdentity } from '../crypto/age/post-quantum-identity.ts';
import { openWithPostQuantum, sealToPostQuantum } from '../crypto/age/seal.ts';
import { base64, fromBase64 } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sealing.ts';
import { type SigningKey, signingKeyOf } from '../crypto/signing.ts';
import { parseJson } from '../crypto/statement.ts';
import { DatabaseKeySchema } from '../vault/database-keys.ts';
import { IdSchema, KeySchema } from '../vault/schemas.ts';
import { mistypedLine, type RecoveryKit } from './kit.ts';

const RootFileSchema = z.strictObject({ vault: IdSchema, root: KeySchema, seed: KeySchema });

const RecoveryFileSchema = z.strictObject({
  vault: IdSchema,
  databaseKeys: z.array(DatabaseKeySchema).min(1).max(2),
  officeSecret: KeySchema,
  /** While the office secret is being rotated: the one that follows. */
  nextOfficeSecret: KeySchema.optional(),
});

/** `root.age`: the only place of the root's secret (docs/formats.md section 5). */
export async function sealRootFile(vault: string, root: SigningKey, recovery: string): Promise<Buffer> {
  return await sealJson({ vault, root: base64(root.publicKey), seed: base64(root.seed) }, recovery);
}

/** What opens a vault without any password: of the database key two while it is rotated, the present one first. */
export interface RecoverySecrets {
  readonly databaseKeys: readonly Buffer[];
  readonly officeSecret: Buffer;
  /** While that is rotated. */
  readonly nextOfficeSecret?: Buffer;
}

/** `recovery.age`. */
export async function sealRecoveryFile(vault: string, secrets: RecoverySecrets, recovery: string): Promise<Buffer> {
  const { officeSecret, nextOfficeSecret } = secrets;
  const file = {
    vault,
    databaseKeys: secrets.databaseKeys.map((key) => key.toString('hex')),
    officeSecret: base64(officeSecret),
    ...(nextOfficeSecret && { nextOfficeSecret: base64(nextOfficeSecret) }),
  };
  return await sealJson(file, recovery);
}

/**
 * The root's signing key, checked against the kit: anybody can seal a file to a public key.
 * @throws VaultError `recovery-key-wrong-vault` when the file is not for this kit; `integrity-violated` part `root.age`;
 * `invalid-input` reason `recovery-key-mistyped` when the kit names it but for a typing error.
 */
export async function openRootFile(file: Uint8Array, kit: RecoveryKit): Promise<SigningKey> {
  const { vault, root, seed } = await openJson(file, kit.identity, RootFileSchema, 'root.age');
  const key = signingKeyOf(fromBase64(seed));
  if (vault !== kit.vault || root !== kit.root || base64(key.publicKey) !== kit.root) {
    wipe(key.seed);
    const isWhole = base64(key.publicKey) === root;
    const mistyped =
      vault === kit.vault ? mistypedLine('# root:', kit.root, root) : mistypedLine('# vault:', kit.vault, vault);
    if (isWhole && mistyped) throw mistyped;
    throw violated('root.age', 'root.age is not of the root that the kit names');
  }
  return key;
}

/**
 * @returns of each secret, two while it is being rotated.
 * @throws VaultError `recovery-key-wrong-vault`, `integrity-violated` part `recovery.age`.
 */
export async function openRecoveryFile(
  file: Uint8Array,
  kit: RecoveryKit,
): Promise<{ databaseKeys: Buffer[]; officeSecrets: readonly [Buffer, ...Buffer[]] }> {
  const found = await openJson(file, kit.identity, RecoveryFileSchema, 'recovery.age');
  if (found.vault !== kit.vault) {
    throw violated('recovery.age', 'recovery.age is of another vault');
  }
  return {
    databaseKeys: found.databaseKeys.map((key) => Buffer.from(key, 'hex')),
    officeSecrets: [
      fromBase64(found.officeSecret),
      ...(found.nextOfficeSecret === undefined ? [] : [fromBase64(found.nextOfficeSecret)]),
    ],
  };
}

async function sealJson(value: unknown, recovery: string): Promise<Buffer> {
  const plaintext = Buffer.from(JSON.stringify(value), 'utf8');
  try {
    return await sealToPostQuantum(plaintext, recovery);
  } finally {
    wipe(plaintext);
  }
}

async function openJson<Value>(
  file: Uint8Array,
  identity: PostQuantumIdentity,
  schema: z.ZodType<Value>,
  part: string,
): Promise<Value> {
  const plaintext = await openWithPostQuantum(file, identity);
  if (plaintext === null) {
    throw new VaultError('recovery-key-wrong-vault', `${part} is not for this recovery key`, { details: { part } });
  }
  const parsed = schema.safeParse(parseJson(plaintext));
  wipe(plaintext);
  if (!parsed.success) throw violated(part, `${part} altered`);
  return parsed.data;
}
