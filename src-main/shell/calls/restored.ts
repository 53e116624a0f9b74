import { VaultError } from '../../contract/errors.ts';
import type { RestoreSource } from '../../contract/restore.ts';
import type { WindowInput } from '../../contract/window/calls.ts';
import type { Handles } from '../handles.ts';
import type { KnownVaults } from '../known-vaults.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';
import { kept } from './kept.ts';

export interface RestoredParts {
  readonly vault: VaultHost;
  readonly vaults: KnownVaults;
  /** The texts of recovery keys that were given. */
  readonly recoveryKeys: Handles<string>;
  /** Places where backups lie, with what signs in there. */
  readonly sources: Handles<RestoreSource>;
}

/** Finishing a vault that was restored. */
export function restoredCalls({
  vault,
  vaults,
  recoveryKeys,
  sources,
}: RestoredParts): SomeCalls<'restoredTargets' | 'restoreFinish'> {
  const sourceOf = (folder: string, newer: WindowInput<'restoreFinish'>['newerBackups']): RestoreSource | null => {
    if (newer.kind === 'none') return null;
    if (newer.kind === 'place') return kept(sources, newer.source, 'source');
    return { by: 'name', vault: folder, target: newer.target };
  };
  return {
    restoredTargets: async ({ handle }) => {
      try {
        const { targets } = await vault.ask('backupStatus', { vault: vaults.folderOf(handle) });
        return targets.map(({ id, name }) => ({ id, name }));
      } catch (error) {
        // A computer on which the vault is new.
        if (error instanceof VaultError && error.code === 'keychain-entry-missing') return [];
        throw error;
      }
    },
    restoreFinish: async ({ handle, key, newerBackups, ...wanted }, job) => {
      const folder = vaults.folderOf(handle);
      const [kitText, source] = [kept(recoveryKeys, key, 'recovery key'), sourceOf(folder, newerBackups)];
      const finished = await vault.ask('restoreFinish', { ...wanted, vault: folder, kitText, source }, job);
      vaults.remember(folder);
      return finished;
    },
  };
}
