// Where Electron's binary is on this computer, and how it is fetched where it is not.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const packageFolder = path.join(root, 'node_modules/electron');
const installer = path.join(packageFolder, 'install.js');
/** Where it is remembered that the binary could not be fetched, so that the next start does not wait for it again. */
const failureFile = path.join(root, '.tools/electron-not-to-be-had');

/** Whether there is a display. Without one Electron does not start, and a Chromium that shows nothing does. */
export const hasDisplay = (environment = process.env, platform = process.platform) =>
  platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);

/**
 * @returns the program's path; null where it is not, or could not start for want of a display.
 * `ELECTRON_OVERRIDE_DIST_PATH` names the folder of another one, as in Electron itself.
 */
export function findElectron(environment = process.env) {
  if (!hasDisplay(environment)) return null;
  const placeFile = path.join(packageFolder, 'path.txt');
  const name = existsSync(placeFile) ? readFileSync(placeFile, 'utf8').trim() : programName(process.platform);
  const folder = environment.ELECTRON_OVERRIDE_DIST_PATH || path.join(packageFolder, 'dist');
  const program = path.join(folder, name);
  return existsSync(program) ? program : null;
}

/** Whether it is worth trying to fetch the binary: it was not tried before in vain. */
export const mayBeFetched = () => existsSync(installer) && !existsSync(failureFile);

/**
 * Fetches the binary with the package's own installer. A failure is remembered; `npm start -- --retry` tries again.
 * @returns the program's path, or null.
 */
export async function installElectron({ limitMs = 30_000 } = {}) {
  const installed = await succeeds(
    spawn(process.execPath, [installer], { cwd: packageFolder, stdio: 'ignore' }),
    limitMs,
  );
  const program = installed ? findElectron() : null;
  if (program === null) {
    mkdirSync(path.dirname(failureFile), { recursive: true });
    writeFileSync(failureFile, `${new Date().toISOString()}\n`);
  }
  return program;
}

function programName(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

async function succeeds(child, limitMs) {
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const code = await new Promise((resolve) => {
    child.on('exit', resolve);
    child.on('error', () => resolve(1));
  });
  clearTimeout(limit);
  return code === 0;
}
