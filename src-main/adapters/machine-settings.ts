import path from 'node:path';
import { z } from 'zod';
import { VaultError } from '../contract/errors.ts';
import type { FileSystem } from '../core/ports/file-system.ts';
import { IdSchema } from '../core/vault/schemas.ts';

const MachineSettingsSchema = z.strictObject({
  /** By vault id: the kind of keychain chosen for it on this machine. */
  vaults: z.record(IdSchema, z.strictObject({ keychain: z.enum(['os', 'file']) })),
});

/** What this account on this machine remembers outside every vault. Nothing in it is secret. */
export type MachineSettings = z.infer<typeof MachineSettingsSchema>;

/** The folder for `FileKeychain` within the folder of the settings. */
export function keychainFolder(settingsFolder: string): string {
  return path.join(settingsFolder, 'keychain');
}

/**
 * @returns no vaults when there is no file yet.
 * @throws VaultError `file-unreadable` when the file is damaged: guessing could choose another keychain than the user did.
 */
export async function readMachineSettings(folder: string, fileSystem: FileSystem): Promise<MachineSettings> {
  const bytes = await fileSystem.read(fileIn(folder));
  if (bytes === null) return { vaults: {} };
  const parsed = MachineSettingsSchema.safeParse(parseJson(bytes));
  if (parsed.success) return parsed.data;
  throw new VaultError('file-unreadable', 'settings.json is damaged; correct it or remove it', {
    details: { reason: 'settings-damaged' },
  });
}

/** Replaces the whole file, durably. Makes the folder when needed. */
export async function writeMachineSettings(
  folder: string,
  settings: MachineSettings,
  fileSystem: FileSystem,
): Promise<void> {
  const text = `${JSON.stringify(MachineSettingsSchema.parse(settings), null, 2)}\n`;
  await fileSystem.makeFolder(folder);
  await fileSystem.replace(fileIn(folder), new TextEncoder().encode(text));
}

function fileIn(folder: string): string {
  return path.join(folder, 'settings.json');
}

/** undefined, which no schema takes, when it is not JSON in UTF-8. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
