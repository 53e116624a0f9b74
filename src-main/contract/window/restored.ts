import { z } from 'zod';
import { TargetReferenceSchema } from '../backup.ts';
import { restoreCalls } from '../restore.ts';
import { targetErrors } from './backups.ts';
import { windowCall } from './define.ts';
import { handle } from './shapes.ts';

const { restoreFinish } = restoreCalls;

/** Where newer backups of a restored vault may be. */
const newerBackups = z.discriminatedUnion('kind', [
  /** One of `restoredTargets`. */
  z.strictObject({ kind: z.literal('target'), target: TargetReferenceSchema }),
  /** What `restoreConnect` gave. */
  z.strictObject({ kind: z.literal('place'), source: handle }),
  /** There are none any more. */
  z.strictObject({ kind: z.literal('none') }),
]);

/** A vault that was restored, before anybody can sign in to it: by its handle, as all vaults are known then. */
export const restoredWindowCalls = {
  /** The targets of this computer on which newer backups may be; none where it does not know the vault. */
  restoredTargets: windowCall(
    z.strictObject({ handle }),
    z.array(z.strictObject({ id: z.string(), name: z.string() })),
    { caller: 'anybody' },
  ),
  /** By the Privacy Officer. @param key what `recoveryKey…` gave. */
  restoreFinish: windowCall(
    restoreFinish.input.pick({ newPassphrase: true, keychain: true }).extend({ handle, key: handle, newerBackups }),
    restoreFinish.output,
    {
      caller: 'anybody',
      errors: [
        ...targetErrors,
        'recovery-key-wrong-vault',
        'vault-in-use',
        'password-too-weak',
        'keychain-missing',
        'keychain-entry-missing',
      ],
    },
  ),
};
