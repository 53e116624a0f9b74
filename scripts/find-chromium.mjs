// Where a Chromium or Chrome is on this computer.
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const places = {
  linux: [],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** @returns the program's path, or null. `KLUIS_CHROMIUM` names another one. */
export function findChromium(environment = process.env, platform = process.platform) {
  const named = environment.KLUIS_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  return findInPath(names, environment) ?? (places[platform] ?? []).find((candidate) => existsSync(candidate)) ?? null;
}

/** @returns the first program of one of these names in the path, or null. */
export function findInPath(programNames, environment = process.env) {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => programNames.map((name) => path.join(folder, name)));
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}
