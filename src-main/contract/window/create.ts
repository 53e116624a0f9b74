import { z } from 'zod';
import { kitCalls } from '../kit.ts';
import { recoveryCalls } from '../recovery.ts';
import { windowCall } from './define.ts';
import { handle, nothing, SavedSchema } from './shapes.ts';

const { createBegin, createFinish, passwordStrength } = kitCalls;
const { recoveryCheck, recover } = recoveryCalls;
const draft = z.strictObject({ draft: z.string().min(1).max(100) });
const passwordErrors = ['password-too-weak', 'keychain-missing', 'keychain-entry-missing'] as const;

/** Making a vault with its recovery kit, and what the kit is for later. */
export const createCalls = {
  passwordStrength: windowCall(passwordStrength.input, passwordStrength.output, { caller: 'anybody' }),
  /** @param handle the folder that `chooseVault` gave. */
  createBegin: windowCall(createBegin.input.omit({ vault: true }).extend({ handle }), createBegin.output, {
    caller: 'anybody',
    errors: ['vault-exists', ...passwordErrors],
  }),
  /** Prints the page that the window shows by its rules for paper. False when the user cancelled. */
  kitPrint: windowCall(draft, z.strictObject({ printed: z.boolean() }), {
    caller: 'anybody',
    errors: ['print-failed'],
  }),
  kitSavePdf: windowCall(draft, SavedSchema, { caller: 'anybody', errors: ['print-failed', 'file-exists'] }),
  /** The digital locker file: the kit as an identity file of age. */
  kitSaveFile: windowCall(draft, SavedSchema, { caller: 'anybody', errors: ['file-exists'] }),
  createFinish: windowCall(createFinish.input, createFinish.output, {
    caller: 'anybody',
    errors: ['vault-exists', ...passwordErrors],
  }),
  createAbandon: windowCall(draft, nothing, { caller: 'anybody' }),
  /** @param key what `recoveryKey…` gave; it means nothing any more once this has ended well. */
  kitCheck: windowCall(z.strictObject({ handle, key: handle }), recoveryCheck.output, {
    caller: 'anybody',
    errors: ['recovery-key-wrong-vault', 'vault-in-use'],
  }),
  /** Break-glass for the Privacy Officer who lost her passphrase or her computer. @param key as of `kitCheck`. */
  recoverAccess: windowCall(
    z.strictObject({
      handle,
      key: handle,
      newPassphrase: z.string().max(1000),
      keychain: z.enum(['os', 'file']).optional(),
    }),
    recover.output,
    {
      caller: 'anybody',
      errors: ['recovery-key-wrong-vault', 'vault-in-use', 'vault-restored', ...passwordErrors],
    },
  ),
};
