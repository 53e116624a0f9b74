import { z } from 'zod';
import { checkCalls } from '../check.ts';
import { windowCall } from './define.ts';
import { AppearanceSchema, handle, nothing } from './shapes.ts';

/** A vault that this account of this computer knows: the label is the name of its folder, never the office's. */
const KnownVaultSchema = z.strictObject({ handle, label: z.string(), present: z.boolean() });

const { status } = checkCalls;

/** Before anybody is signed in. A vault is named by a handle; its path stays in the shell. */
export const startCalls = {
  startState: windowCall(
    nothing,
    z.strictObject({
      version: z.string(),
      /** What the program runs on; null where it runs without that. */
      engines: z.strictObject({ electron: z.string().nullable(), chromium: z.string().nullable(), node: z.string() }),
      platform: z.enum(['linux', 'darwin', 'win32']),
      appearance: AppearanceSchema,
      /** The one used last comes first. */
      vaults: z.array(KnownVaultSchema),
      /** Why this page is new: nobody was signed in, or somebody was and the program locked. */
      locked: z.enum(['not-signed-in', 'by-hand', 'idle', 'system', 'switch-user', 'after-failure']),
      /** A demonstration vault is open to look around in: its people with their first passwords. */
      demo: z
        .strictObject({ people: z.array(z.strictObject({ name: z.string(), role: z.string(), password: z.string() })) })
        .nullable(),
      /** False where the window runs without Electron and so cannot print on paper. */
      canPrint: z.boolean(),
      /** Whether pictures of the screen leave the window out, and whether the system can do so: on Windows and macOS, in Electron. */
      capture: z.strictObject({ hidden: z.boolean(), canHide: z.boolean() }),
    }),
    { caller: 'anybody' },
  ),
  /** Language and colours on this account of this computer, also before a sign-in. */
  setAppearance: windowCall(AppearanceSchema, nothing, { caller: 'anybody' }),
  /** Has pictures of the screen leave the window out, or no longer, on this account of this computer. */
  hideFromCapture: windowCall(z.strictObject({ hidden: z.boolean() }), nothing, { changes: ['settings'] }),
  /** Asks for a folder with a dialog. Null when it was cancelled; `isVault`: there is one in it. */
  chooseVault: windowCall(nothing, KnownVaultSchema.extend({ isVault: z.boolean(), empty: z.boolean() }).nullable(), {
    caller: 'anybody',
  }),
  forgetVault: windowCall(z.strictObject({ handle }), nothing, { caller: 'anybody' }),
  /** What can be said of a vault without a sign-in. */
  vaultStatus: windowCall(z.strictObject({ handle }), status.output, { caller: 'anybody', errors: ['vault-in-use'] }),
};
