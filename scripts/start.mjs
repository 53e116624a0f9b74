// `npm start`: the desktop application, on Electron where its binary is or can be fetched, else on an installed Chromium.
// --demo: with an office to look around in · --retry: try again to fetch Electron
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { findElectron, installElectron, mayBeFetched } from './find-electron.mjs';

const root = path.resolve(import.meta.dirname, '..');
const main = path.join(root, 'dist/main.mjs');
const host = path.join(root, 'scripts/chromium-host/register.mjs');
const shots = path.join(root, 'scripts/demo-shots.mjs');

const isRoot = process.getuid?.() === 0;
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const given = process.argv.slice(2).filter((argument) => argument !== '--retry');

/** What Debian's own packages bring: the browser, and letters to show. */
const debianPackages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];

if (!existsSync(main)) {
  console.log('Building the program first.');
  runToEnd([path.join(root, 'scripts/build.mjs')]);
}
process.exitCode = hasDisplay ? await startWithWindow() : startWithoutDisplay();

async function startWithWindow() {
  const electron = findElectron() ?? (await fetchElectron());
  const tellDemo = () => {
    if (given.includes('--demo')) console.log('The office of the demonstration is being made: some fifteen seconds.');
  };
  if (electron !== null) {
    tellDemo();
    return await run(electron, [...(isRoot ? ['--no-sandbox'] : []), main, ...given]);
  }
  const chromium = findOrInstallChromium();
  if (chromium === null) return 1;
  console.log(`Electron's binary cannot be had here, so the window runs on Chromium instead: ${chromium}`);
  tellDemo();
  return await run(process.execPath, ['--import', host, main, ...given]);
}

/** The guided demonstration: what a person would do, in a browser that shows nothing, with a picture of each step. */
function startWithoutDisplay() {
  const chromium = findOrInstallChromium();
  if (chromium === null) return 1;
  console.log(`There is no display here, so the guided demonstration runs unseen on Chromium: ${chromium}`);
  const pictures = path.join(root, 'release/demo');
  const code = runToEnd([shots, pictures]);
  if (code === 0) console.log(`The pictures of each step are in ${pictures}`);
  return code;
}

async function fetchElectron() {
  if (!mayBeFetched() && !process.argv.includes('--retry')) return null;
  console.log("Electron's binary is not here; trying to fetch it, for half a minute at most.");
  return await installElectron();
}

/** On Debian as root the browser is installed; elsewhere its user is told how. */
function findOrInstallChromium() {
  const found = findChromium();
  if (found !== null) return found;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...debianPackages];
  if (!isRoot || !isDebian()) {
    console.error(`A Chromium or Chrome is needed and was not found. On Debian or Ubuntu: sudo ${install.join(' ')}`);
    return null;
  }
  console.log(`Installing ${debianPackages.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', install.slice(1), options);
  const installed = findChromium();
  if (installed === null) console.error(`Chromium could not be installed. Try: ${install.join(' ')}`);
  return installed;
}

function isDebian() {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync(file, 'utf8'));
}

/** Runs a script of ours to its end. @returns its exit code. */
function runToEnd(scriptAndArguments) {
  return spawnSync(process.execPath, scriptAndArguments, { stdio: 'inherit' }).status ?? 1;
}

/** Runs the program until its user ends it, passing on what stops us. @returns its exit code. */
async function run(program, argumentsGiven) {
  const child = spawn(program, argumentsGiven, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
}
