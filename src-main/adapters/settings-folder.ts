import path from 'node:path';
import { VaultError } from '../contract/errors.ts';

/**
 * The folder of this account's settings: KLUIS_CONFIG_DIR when set, else where the platform keeps such things. A
 * relative XDG_CONFIG_HOME is ignored, as its specification says.
 *
 * @throws VaultError `invalid-input` for a relative KLUIS_CONFIG_DIR: it would be another folder at each start.
 */
export function machineSettingsFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const { isAbsolute, join } = platform === 'win32' ? path.win32 : path.posix;
  const { KLUIS_CONFIG_DIR: chosen, XDG_CONFIG_HOME: xdg, APPDATA: appData } = environment;
  if (chosen) {
    if (!isAbsolute(chosen)) {
      throw new VaultError('invalid-input', 'KLUIS_CONFIG_DIR is not an absolute path', {
        details: { input: 'KLUIS_CONFIG_DIR' },
      });
    }
    return chosen;
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Dossierkluis');
  if (platform === 'win32') return join(appData || join(home, 'AppData', 'Roaming'), 'Dossierkluis');
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.config'), 'dossierkluis');
}
