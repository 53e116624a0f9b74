import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { hmacSha256 } from '../crypto/age/primitives.ts';
import { bind } from '../crypto/binding.ts';
import { base64, fromBase64, idBytes, noBytes, paddedJson, u64 } from '../crypto/bytes.ts';
import { newPasswordSalt, type PasswordCost, passwordKey } from '../crypto/password.ts';
import { deriveKey, seal, sealOverheadBytes, tryUnseal, wipe } from '../crypto/sealing.ts';
import { parseJson } from '../crypto/statement.ts';
import { SecondFactorSchema } from '../second-factor/check-code.ts';
import { IdSchema, KeySchema } from './schemas.ts';
import { keptName } from './shown-name.ts';
import type { Slot } from './vault-file.ts';

const slotIdBytes = 32;
const slotStepBytes = 1024;

const KeyPairSchema = z.strictObject({ identity: KeySchema, signingSeed: KeySchema });

/** What a user's password opens (docs/formats.md section 4). */
export const EverydaySecretsSchema = z.strictObject({
  user: IdSchema,
  version: z.int().min(1),
  root: KeySchema,
  identity: KeySchema,
  signingSeed: KeySchema,
  provisional: KeyPairSchema.optional(),
  personal: z.strictObject({ compartment: IdSchema, identity: KeySchema }).optional(),
  secondFactor: SecondFactorSchema.optional(),
});
export type EverydaySecrets = z.infer<typeof EverydaySecretsSchema>;

export const StepUpSecretsSchema = z.strictObject({
  user: IdSchema,
  version: z.int().min(1),
  root: KeySchema,
  stepUp: KeySchema,
});
export type StepUpSecrets = z.infer<typeof StepUpSecretsSchema>;

export type SlotPurpose = 'everyday' | 'step-up';

/** Names compare as people read them: Unicode NFKC, lower case, white space collapsed. */
export function normalisedName(name: string): string {
  return keptName(name.normalize('NFKC')).toLowerCase();
}

/** Where a name's slot is: tells nothing about the name without the office secret. */
export function slotId(vault: string, officeSecret: Uint8Array, purpose: SlotPurpose, name: string): string {
  const key = deriveKey(officeSecret, vault, 'slot-name');
  const id = hmacSha256(key, Buffer.from(`${purpose}\0${normalisedName(name)}`, 'utf8')).toString('hex');
  wipe(key);
  return id;
}

export interface SlotContext {
  readonly vault: string;
  readonly officeSecret: Uint8Array;
  readonly cost: PasswordCost;
}

/** What a password opens one slot by, so that it can be written later without the password. Whoever has it wipes it. */
export interface SlotKey {
  readonly salt: Buffer;
  readonly inner: Buffer;
}

export async function newSlotKey({ cost }: SlotContext, password: string): Promise<SlotKey> {
  const salt = newPasswordSalt();
  return { salt, inner: await passwordKey(password, salt, cost) };
}

export async function sealSlot(
  context: SlotContext,
  id: string,
  password: string,
  secrets: EverydaySecrets | StepUpSecrets,
): Promise<Slot> {
  const key = await newSlotKey(context, password);
  try {
    return sealSlotWith(context, id, key, secrets);
  } finally {
    wipe(key.inner);
  }
}

export function sealSlotWith(
  context: SlotContext,
  id: string,
  { salt, inner }: SlotKey,
  secrets: EverydaySecrets | StepUpSecrets,
): Slot {
  const outer = deriveKey(context.officeSecret, context.vault, 'slot-outer');
  const plaintext = paddedJson(secrets, slotStepBytes);
  try {
    const innerSealed = seal(inner, innerBinding(context, idBytes(id)), plaintext);
    const layers = Buffer.concat([idBytes(id), innerSealed]);
    return { salt: base64(salt), sealed: base64(seal(outer, outerBinding(context, id, salt), layers)) };
  } finally {
    wipe(outer, plaintext);
  }
}

/**
 * Opens a slot. The work is the same whether the slot exists or not and whatever its password is: one Argon2id.
 * @returns null for a wrong password, a name without a slot, or a slot of another kind.
 * @throws VaultError `integrity-violated` when the outer layer does not open: somebody altered it.
 */
export async function openSlot<Secrets>(
  context: SlotContext,
  id: string,
  slot: Slot | undefined,
  password: string,
  schema: z.ZodType<Secrets>,
): Promise<Secrets | null> {
  const key = await slotKeyOf(context, id, slot, password);
  try {
    return openSlotWith(context, id, slot, key, schema);
  } finally {
    wipe(key.inner);
  }
}

/** A name without a slot costs the same Argon2id on a salt that depends on the name, as a real one would. */
export async function slotKeyOf(
  context: SlotContext,
  id: string,
  slot: Slot | undefined,
  password: string,
): Promise<SlotKey> {
  const outer = deriveKey(context.officeSecret, context.vault, 'slot-outer');
  const salt = slot ? fromBase64(slot.salt) : hmacSha256(outer, idBytes(id)).subarray(0, 16);
  wipe(outer);
  return { salt, inner: await passwordKey(password, salt, context.cost) };
}

/** As `openSlot`, with the key that the password gave. */
export function openSlotWith<Secrets>(
  context: SlotContext,
  id: string,
  slot: Slot | undefined,
  { salt, inner }: SlotKey,
  schema: z.ZodType<Secrets>,
): Secrets | null {
  const outer = deriveKey(context.officeSecret, context.vault, 'slot-outer');
  const layers = slot ? tryUnseal(outer, outerBinding(context, id, salt), fromBase64(slot.sealed)) : noBytes;
  wipe(outer);
  if (layers === null) {
    throw violated(`vault.json slots ${id}`, 'a slot was altered');
  }
  const { firstId, innerSealed } = layersOf(id, layers);
  const plaintext = tryUnseal(inner, innerBinding(context, firstId), innerSealed);
  if (plaintext === null) return null;
  const parsed = schema.safeParse(parseJson(plaintext));
  wipe(plaintext);
  return parsed.success ? parsed.data : null;
}

/** The part that is named when no slot opens. */
export const alteredCost = 'vault.json kdf';

/**
 * Which part of `vault.json` was altered, as far as the office secret alone can tell: a slot that does not open under its id
 * and salt; the cost of passwords when none does.
 * @returns null when all slots are as they were written.
 */
export function alteredSlotPart(context: SlotContext, slots: Readonly<Record<string, Slot>>): string | null {
  const outer = deriveKey(context.officeSecret, context.vault, 'slot-outer');
  const altered = Object.entries(slots).filter(([id, { salt, sealed }]) => {
    return tryUnseal(outer, outerBinding(context, id, fromBase64(salt)), fromBase64(sealed)) === null;
  });
  wipe(outer);
  const [first] = altered;
  if (!first) return null;
  return altered.length > 1 && altered.length === Object.keys(slots).length
    ? alteredCost
    : `vault.json slots ${first[0]}`;
}

/**
 * The slots whose outer layer opens under the cost of the context or one of the others, sealed for the former. What
 * the password opens stays as it is.
 */
export function slotsSealedFor(
  context: SlotContext,
  slots: Readonly<Record<string, Slot>>,
  others: readonly PasswordCost[],
): Record<string, Slot> {
  const outer = deriveKey(context.officeSecret, context.vault, 'slot-outer');
  const kept: Record<string, Slot> = {};
  for (const [id, { salt, sealed }] of Object.entries(slots)) {
    const opened = (cost: PasswordCost) => {
      const binding = outerBinding({ ...context, cost }, id, fromBase64(salt));
      return tryUnseal(outer, binding, fromBase64(sealed));
    };
    if (opened(context.cost) !== null) {
      kept[id] = { salt, sealed };
      continue;
    }
    const inner = others.map(opened).find((found) => found !== null);
    if (inner) kept[id] = { salt, sealed: base64(seal(outer, outerBinding(context, id, fromBase64(salt)), inner)) };
  }
  wipe(outer);
  return kept;
}

/**
 * A slot as another office secret has it: under the id that this gives, with its inner layer as it is, for that only the
 * password opens.
 * @returns null when the outer layer does not open: somebody altered it.
 */
export function slotUnder(
  present: SlotContext,
  id: string,
  { salt, sealed }: Slot,
  next: { readonly officeSecret: Uint8Array; readonly id: string },
): Slot | null {
  const bytes = fromBase64(salt);
  const before = deriveKey(present.officeSecret, present.vault, 'slot-outer');
  const after = deriveKey(next.officeSecret, present.vault, 'slot-outer');
  const layers = tryUnseal(before, outerBinding(present, id, bytes), fromBase64(sealed));
  const opened = layers && layersOf(id, layers);
  const renewed =
    opened && seal(after, outerBinding(present, next.id, bytes), Buffer.concat([opened.firstId, opened.innerSealed]));
  wipe(before, after);
  return renewed && { salt, sealed: base64(renewed) };
}

/**
 * What the outer layer holds: the id under which the inner one was sealed, which stays when the office secret is rotated, and
 * that layer; of a slot from before there were rotations the layer alone.
 */
function layersOf(id: string, layers: Buffer): { readonly firstId: Buffer; readonly innerSealed: Buffer } {
  const hasFirstId = (layers.length - sealOverheadBytes) % slotStepBytes === slotIdBytes;
  if (!hasFirstId) return { firstId: idBytes(id), innerSealed: layers };
  return { firstId: layers.subarray(0, slotIdBytes), innerSealed: layers.subarray(slotIdBytes) };
}

/** Salt and cost are in it, so that altering them is told from a wrong password. */
function outerBinding(context: SlotContext, id: string, salt: Uint8Array): Buffer {
  const { algorithm, memoryBytes, passes } = context.cost;
  const cost = [Buffer.from(algorithm), u64(memoryBytes), u64(passes)];
  return bind(context.vault, 'slot-outer', Buffer.from(id, 'hex'), salt, ...cost);
}

function innerBinding(context: SlotContext, firstId: Uint8Array): Buffer {
  return bind(context.vault, 'slot-inner', firstId);
}
