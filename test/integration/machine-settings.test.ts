import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../src-main/adapters/file-system/node-file-system.ts';
import { keychainFolder, readMachineSettings, writeMachineSettings } from '../../src-main/adapters/machine-settings.ts';
import { machineSettingsFolder } from '../../src-main/adapters/settings-folder.ts';
import { type TempFolder, tempFolder } from '../support/temp-folder.ts';

describe('the folder of the settings', () => {
  it.each<[Record<string, string>, NodeJS.Platform, string, string]>([
    [{}, 'linux', '/home/a', '/home/a/.config/dossierkluis'],
    [{ XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/a', '/cfg/dossierkluis'],
    [{ XDG_CONFIG_HOME: 'relative' }, 'linux', '/home/a', '/home/a/.config/dossierkluis'],
    [{ XDG_CONFIG_HOME: '' }, 'linux', '/home/a', '/home/a/.config/dossierkluis'],
    [{ XDG_CONFIG_HOME: '/cfg' }, 'darwin', '/Users/a', '/Users/a/Library/Application Support/Dossierkluis'],
    [{ APPDATA: 'D:\\Roaming' }, 'win32', 'C:\\Users\\a', 'D:\\Roaming\\Dossierkluis'],
    [{}, 'win32', 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Roaming\\Dossierkluis'],
    [{ KLUIS_CONFIG_DIR: '/x', XDG_CONFIG_HOME: '/cfg' }, 'linux', '/home/a', '/x'],
    [{ KLUIS_CONFIG_DIR: 'E:\\x' }, 'win32', 'C:\\Users\\a', 'E:\\x'],
  ])('for %j on %s is found', (environment, platform, home, expected) => {
    expect(machineSettingsFolder(environment, platform, home)).toBe(expected);
  });

  it('is never relative', () => {
    expect(() => machineSettingsFolder({ KLUIS_CONFIG_DIR: 'here' }, 'linux', '/home/a')).toThrow('absolute');
  });

  it('has the keychain in files below it', () => {
    expect(keychainFolder('/x')).toBe('/x/keychain');
  });
});

describe('the settings', () => {
  const vault = '0123456789abcdef'.repeat(2);
  const settings = { vaults: { [vault]: { keychain: 'file' as const } } };
  const fileSystem = new NodeFileSystem();
  let folder: TempFolder;
  beforeEach(() => {
    folder = tempFolder();
  });

  it('are empty where there are none, and reading makes nothing', async () => {
    expect(await readMachineSettings(folder.file('config'), fileSystem)).toEqual({ vaults: {} });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('are read back as written, in a private file and nothing beside it', async () => {
    await writeMachineSettings(folder.file('config'), settings, fileSystem);
    expect(await readMachineSettings(folder.file('config'), fileSystem)).toEqual(settings);
    expect(readdirSync(folder.file('config'))).toEqual(['settings.json']);
    expect(statSync(folder.file('config', 'settings.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"vaults":{"x":{"keychain":"os"}}}',
    `{"vaults":{"${vault}":{"keychain":"none"}}}`,
    `{"vaults":{"${vault}":{}}}`,
    `{"vaults":{},"keychain":"file"}`,
    Buffer.from([0x7b, 0xff, 0x7d]),
  ])('are refused when they read %j', async (content) => {
    writeFileSync(folder.file('settings.json'), content);
    await expect(readMachineSettings(folder.path, fileSystem)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('are not written when they are not settings', async () => {
    const wrong = { vaults: { short: { keychain: 'os' as const } } };
    await expect(writeMachineSettings(folder.path, wrong, fileSystem)).rejects.toThrow();
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
