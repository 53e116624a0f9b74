import path from 'node:path';
import type { Dialogs } from '../dialogs.ts';
import type { Handles } from '../handles.ts';
import { readSmallFile, readSmallText } from '../small-text.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';

/** A recovery key is a few lines; what is larger is something else. */
const largestKit = 20_000;
/** Of a photograph. */
const largestPicture = 25_000_000;

export interface RecoveryKeyParts {
  readonly vault: VaultHost;
  readonly dialogs: Dialogs;
  /** The texts of recovery keys that were given. */
  readonly recoveryKeys: Handles<string>;
}

/** A recovery key as it comes into the program: it stays here, and the page goes on with a handle. */
export function recoveryKeyCalls({
  vault,
  dialogs,
  recoveryKeys,
}: RecoveryKeyParts): SomeCalls<'recoveryKeyTyped' | 'recoveryKeyChoose' | 'recoveryKeyPicture'> {
  const kept = async (kitText: string, name: string | null) => {
    const { id, rootFingerprint } = await vault.ask('recoveryKeyRead', { kitText });
    return { handle: recoveryKeys.put(kitText), name, vault: id, rootFingerprint };
  };
  return {
    recoveryKeyTyped: async ({ typed }) => await kept(typed, null),
    recoveryKeyChoose: async () => {
      const file = await dialogs.chooseFile('openKit', []);
      return file === null ? null : await kept(await readSmallText(file, largestKit), path.basename(file));
    },
    recoveryKeyPicture: async () => {
      const file = await dialogs.chooseFile('openKeyPicture', []);
      if (file === null) return null;
      const bytes = await readSmallFile(file, largestPicture);
      try {
        return { name: path.basename(file), bytes: bytes.toString('base64') };
      } finally {
        bytes.fill(0);
      }
    },
  };
}
