import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { NodePatchedFile } from '../adapters/backup/node-patched-file.ts';
import { NodeFileSystem } from '../adapters/file-system/node-file-system.ts';
import { sweepTemporaryFiles } from '../adapters/file-system/temporary-file.ts';
import { walkImportSource } from '../adapters/file-system/walk-import-source.ts';
import { ThreadHasher } from '../adapters/hashing/thread-hasher.ts';
import { ThreadHeaderSealer } from '../adapters/headers/thread-header-sealer.ts';
import { openKeychain } from '../adapters/keychain/open-keychain.ts';
import { keychainFolder, readMachineSettings, writeMachineSettings } from '../adapters/machine-settings.ts';
import { readRules, rulesFolder } from '../adapters/read-rules.ts';
import { machineSettingsFolder } from '../adapters/settings-folder.ts';
import { ThreadSmallFileSealer } from '../adapters/small-files/thread-small-file-sealer.ts';
import { requireLocking } from '../adapters/sqlcipher/lock-self-test.ts';
import { migrate } from '../adapters/sqlcipher/migrate.ts';
import { migrations } from '../adapters/sqlcipher/migrations/index.ts';
import { openDatabase } from '../adapters/sqlcipher/open-database.ts';
import { openMigratedDatabase, openPresentDatabase } from '../adapters/sqlcipher/open-migrated-database.ts';
import { verdictOn, withPagesToVerify } from '../adapters/sqlcipher/open-vault-database.ts';
import { acquireVaultLock } from '../adapters/sqlcipher/vault-lock.ts';
import { markFolder } from '../adapters/targets/folder/folder-marker.ts';
import { openTarget } from '../adapters/targets/open-target.ts';
import type { Scene } from '../contract/scene.ts';
import { TargetCredentialsSchema, TargetSettingsSchema } from '../contract/targets.ts';
import { RetentionRulesSchema } from '../core/backup/prune/retention-rules.ts';
import type { Keychain } from '../core/ports/keychain.ts';
import type { Machine } from '../core/ports/machine.ts';
import type { Store } from '../core/ports/store.ts';
import type { Environment } from '../core/vault/open-vault.ts';

/** One each for the process, so that there is one thread however many environments there are. */
const hasher = new ThreadHasher();
const smallFiles = new ThreadSmallFileSealer();
const headers = new ThreadHeaderSealer();

/** The real outside: this machine's files, database, keychain and clock; of an office that never was, its `scene`. */
export function nodeEnvironment(variables: NodeJS.ProcessEnv, home: string, scene: Scene | null = null): Environment {
  const files = new NodeFileSystem();
  const behindMs = scene === null ? [0] : new Float64Array(scene.behindMs);
  const clock = { now: () => Date.now() - (behindMs[0] ?? 0) };
  const settingsFolder = machineSettingsFolder(variables, process.platform, home);
  const store: Store = {
    lock: (path) => acquireVaultLock(path),
    requireLocking,
    create: async (path, key) => {
      const db = openDatabase(path, key, { create: true });
      migrate(db, migrations);
      return withPagesToVerify(db, path, key);
    },
    open: async (path, key) => {
      const db = await openMigratedDatabase(path, key, { migrations, fileSystem: files, clock });
      return withPagesToVerify(db, path, key);
    },
    openPresent: async (path, key) => withPagesToVerify(openPresentDatabase(path, key, migrations), path, key),
    verifyCopy: async (path, key, job) => {
      const reader = await files.openReader(path);
      try {
        return await verdictOn(reader, key, job);
      } finally {
        await reader.close();
      }
    },
  };
  const keychainOfKind = (kind: Keychain['kind']) =>
    openKeychain(kind === 'os' ? { kind } : { kind, folder: keychainFolder(settingsFolder) }, files);
  const machine: Machine = {
    name: scene?.computer ?? `${hostname()} / ${userInfo().username}`,
    host: scene?.computer ?? hostname(),
    keychainOf: async (vault) => {
      await sweepLeftOvers([settingsFolder, keychainFolder(settingsFolder)]);
      const settings = await readMachineSettings(settingsFolder, files);
      const known = settings.vaults[vault];
      return known === undefined ? null : keychainOfKind(known.keychain);
    },
    keychainOfKind,
    chooseKeychain: async (vault, kind) => {
      const settings = await readMachineSettings(settingsFolder, files);
      const vaults = { ...settings.vaults, [vault]: { keychain: kind } };
      await writeMachineSettings(settingsFolder, { ...settings, vaults }, files);
    },
  };
  return {
    files,
    importSource: { walk: walkImportSource },
    hasher,
    smallFiles,
    headers,
    store,
    machine,
    clock,
    openTarget: (settings, credentials) => openTarget(settings, credentials, files),
    targetMarker: (folder, ifAbsent) => markFolder(files, folder, ifAbsent),
    targetSchemas: { settings: TargetSettingsSchema, credentials: TargetCredentialsSchema },
    openPatched: (path) => NodePatchedFile.open(path),
    backupFolder: (vault) => join(settingsFolder, 'backup', vault),
    retentionRules: () => readRules(rulesFolder, 'backup-retention', RetentionRulesSchema),
  };
}

/** No write of settings or of a key takes so long: what is older was left by a process that was killed. */
const leftOverAfterMs = 60_000;

/** Nobody holds these folders alone: other vaults of this account have their keys there. */
async function sweepLeftOvers(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    // Tidying keeps nobody from working: what really needs the folder tells what is wrong with it.
    await sweepTemporaryFiles(folder, Date.now() - leftOverAfterMs).catch(() => undefined);
  }
}
