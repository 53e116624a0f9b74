import type { WindowOutput } from '../../contract/window/calls.ts';
import type { Appearance } from '../../contract/window/shapes.ts';
import type { Dialogs } from '../dialogs.ts';
import type { KnownVaults } from '../known-vaults.ts';
import type { LockReason } from '../lock.ts';
import type { ScreenCapture } from '../screen-capture.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';

type StartState = WindowOutput<'startState'>;

export interface StartParts {
  readonly version: string;
  readonly engines: StartState['engines'];
  readonly platform: StartState['platform'];
  readonly canPrint: boolean;
  readonly appearance: () => Appearance;
  readonly setAppearance: (appearance: Appearance) => void;
  readonly capture: ScreenCapture;
  readonly lockReason: () => LockReason;
  readonly demo: () => StartState['demo'];
  readonly vaults: KnownVaults;
  readonly vault: VaultHost;
  readonly dialogs: Dialogs;
}

/** What can be done before anybody is signed in. */
export function startCalls(
  parts: StartParts,
): SomeCalls<'startState' | 'setAppearance' | 'hideFromCapture' | 'chooseVault' | 'forgetVault' | 'vaultStatus'> {
  const { vaults, vault, dialogs } = parts;
  return {
    startState: async () => ({
      version: parts.version,
      engines: parts.engines,
      platform: parts.platform,
      appearance: parts.appearance(),
      vaults: vaults.list(),
      locked: parts.lockReason(),
      demo: parts.demo(),
      canPrint: parts.canPrint,
      capture: parts.capture.state,
    }),
    setAppearance: async (appearance) => {
      parts.setAppearance(appearance);
      return {};
    },
    hideFromCapture: async ({ hidden }) => {
      parts.capture.hide(hidden);
      return {};
    },
    chooseVault: async () => {
      const folder = await dialogs.chooseFolder('chooseVault', 'choose');
      return folder === null ? null : vaults.chosen(folder);
    },
    forgetVault: async ({ handle }) => {
      vaults.forget(handle);
      return {};
    },
    vaultStatus: async ({ handle }, job) => await vault.ask('status', { vault: vaults.folderOf(handle) }, job),
  };
}
