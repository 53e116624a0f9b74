import { z } from 'zod';
import { sessionlessCall } from './define.ts';
import { ContactSchema } from './settings.ts';
import { NewVaultSchema, PasswordSchema, PathSchema } from './shapes.ts';

const draft = z.string().min(1).max(100);

/** The recovery kit as it goes on paper. */
const KitSchema = z.strictObject({
  office: z.string(),
  officer: z.string(),
  vault: z.string(),
  madeAt: z.number().int(),
  /** The recovery key in groups for reading and typing; joined they are `key`. */
  groups: z.array(z.string()).min(8),
  /** The recovery key: an age identity, also what the QR code says. */
  key: z.string(),
  rootFingerprint: z.string(),
  /** base64 of the root's public key: a kit that is typed off paper needs it too (`parseKit`). */
  root: z.string(),
});

/**
 * Making a vault whose recovery kit is shown, kept and proved before the vault is there. One draft at a time; without
 * `createFinish` nothing is left of it. Sessionless calls name the draft's id, which means nothing outside this worker.
 */
export const kitCalls = {
  /** @throws `vault-exists`, `password-too-weak`, `keychain-missing`, `folder-read-only`. */
  createBegin: sessionlessCall(
    NewVaultSchema.extend({ contact: ContactSchema.optional() }),
    z.strictObject({ draft, passphrase: z.string().nullable(), kit: KitSchema }),
  ),
  /**
   * Writes the kit as an identity file of age, or as the PDF that was made of its page, durably and never over another file.
   * @throws `file-exists`, `not-found`; `invalid-input` `out-in-vault`, for whoever has a copy of the vault would have the kit.
   */
  createSaveKit: sessionlessCall(
    z.strictObject({ draft, outPath: PathSchema, pdf: z.instanceof(Uint8Array).optional() }),
    z.strictObject({ file: z.string() }),
  ),
  /**
   * Makes the vault, when the groups typed from the paper are right. Nobody is signed in afterwards.
   * @param groups numbers count from 1. @throws `invalid-input` reason `wrong-group` with `details.group`; `not-found`.
   */
  createFinish: sessionlessCall(
    z.strictObject({
      draft,
      groups: z.array(z.strictObject({ number: z.number().int().min(1), text: z.string().max(100) })).min(2),
    }),
    z.strictObject({ id: z.string(), name: z.string(), officer: z.string() }),
  ),
  /** Forgets the draft and wipes its keys. Idempotent. */
  createAbandon: sessionlessCall(z.strictObject({ draft }), z.strictObject({})),
  /**
   * How many bits a password is worth by the program's estimate, and whether it is enough for its purpose. A `password` has
   * at least eight characters with a digit and a capital, or at least twenty; so has a `passphrase`, which must be worth more.
   * @param name whose it is, and `office`, where known: neither may be in it.
   */
  passwordStrength: sessionlessCall(
    z.strictObject({
      password: PasswordSchema,
      purpose: z.enum(['passphrase', 'password']),
      name: z.string().max(200).optional(),
      office: z.string().max(200).optional(),
    }),
    z.strictObject({
      bits: z.number().min(0),
      enough: z.boolean(),
      neededBits: z.number().min(0),
      /** The first that has to be put right; null when it is enough. */
      problem: z.enum(['too-short', 'no-digit', 'no-capital', 'contains-name', 'too-easy']).nullable(),
    }),
  ),
  /** A first password for somebody: four words that can be read out. Given once, kept nowhere. */
  passwordGenerate: sessionlessCall(z.strictObject({}), z.strictObject({ password: z.string() })),
};
