import path from 'node:path';
import { notFound } from '../../contract/error-reasons.ts';
import type { Dialogs } from '../dialogs.ts';
import { readSmallText } from '../small-text.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';
import { type ChosenForTargets, targetMeant } from './chosen-target.ts';

/** Of a private key with its certificates. */
const largestKey = 20_000;

export interface BackupParts extends ChosenForTargets {
  readonly vault: VaultHost;
  readonly dialogs: Dialogs;
}

/** Backups. The vault of a session is known by its folder, which the window never names, and no other folder either. */
export function backupCalls({
  vault,
  dialogs,
  places,
  keys,
}: BackupParts): SomeCalls<
  'backupStatus' | 'backupChooseFolder' | 'backupChooseKey' | 'backupTargetAdd' | 'backupHistory' | 'backupVerify'
> {
  const folder = () => vault.requireSignedIn().folder;
  return {
    backupStatus: async (_, job) => await vault.ask('backupStatus', { vault: folder() }, job),
    backupChooseFolder: async () => {
      const chosen = await dialogs.chooseFolder('chooseBackupFolder', 'choose');
      return chosen === null ? null : { handle: places.put(chosen), name: path.basename(chosen) || chosen };
    },
    backupChooseKey: async () => {
      const chosen = await dialogs.chooseFile('chooseKey', []);
      if (chosen === null) return null;
      return { handle: keys.put(await readSmallText(chosen, largestKey)), name: path.basename(chosen) };
    },
    backupTargetAdd: async ({ name, ...chosen }, job) =>
      await vault.call('backupTargetAdd', { name, ...targetMeant(chosen, { places, keys }) }, job),
    backupHistory: async ({ target }, job) => {
      const { targets } = await vault.ask('backupList', { vault: folder(), target }, job);
      return onlyOne(targets);
    },
    backupVerify: async ({ target }, job) => {
      const { targets } = await vault.ask('backupVerify', { vault: folder(), target, sample: false }, job);
      return onlyOne(targets);
    },
  };
}

function onlyOne<Target>([target]: readonly Target[]): Target {
  if (target === undefined) throw notFound('target', 'target', 'no such target');
  return target;
}
