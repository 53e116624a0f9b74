// `npm start`: the desktop application, on Electron where its binary is or can be fetched, else on an installed Chromium.
// --demo: with an office to look around in · --retry: try again to fetch Electron
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium, findInPath } from './find-chromium.mjs';
import { findElectron, hasDisplay, installElectron, mayBeFetched } from './find-electron.mjs';

const root = path.resolve(import.meta.dirname, '..');
const main = path.join(root, 'dist/main.mjs');
const host = path.join(root, 'scripts/chromium-host/register.mjs');
const shots = path.join(root, 'scripts/demo-shots.mjs');

const isRoot = process.getuid?.() === 0;
const given = process.argv.slice(2).filter((argument) => argument !== '--retry');

/** What Debian's own packages bring: the browser with letters to show, and what asks for files where windows are shown. */
const browserPackages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core'];
const dialogPackages = ['zenity'];

if (!existsSync(main)) {
  console.log('Building the program first.');
  if (runToEnd([path.join(root, 'scripts/build.mjs')]) !== 0) process.exit(1);
}
process.exitCode = hasDisplay() ? await startWithWindow() : startWithoutDisplay();

async function startWithWindow() {
  const electron = findElectron() ?? (await fetchElectron());
  const tellDemo = () => {
    if (given.includes('--demo'))
      console.log(
        'The office of the demonstration is being made: fifteen seconds on a quiet machine, minutes on a busy one.',
      );
  };
  if (electron !== null) {
    tellDemo();
    return await run(electron, [...(isRoot ? ['--no-sandbox'] : []), main, ...given]);
  }
  const chromium = readyHost(browserPackages, dialogPackages);
  if (chromium === null) return 1;
  console.log(`Electron's binary cannot be had here, so the window runs on Chromium instead: ${chromium}`);
  tellDemo();
  return await run(process.execPath, ['--import', host, main, ...given]);
}

/** The guided demonstration: what a person would do, in a browser that shows nothing, with a picture of each step. */
function startWithoutDisplay() {
  const chromium = readyHost(browserPackages, []);
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

/** On Debian as root what the host lacks is installed; elsewhere its user is told how. @returns the browser, or null. */
function readyHost(browser, dialogs) {
  const lacking = () => [
    ...(findChromium() === null ? browser : []),
    ...dialogs.filter((program) => findInPath([program]) === null),
  ];
  if (lacking().length > 0 && isRoot && isDebian()) install(lacking());
  const chromium = findChromium();
  const missing = lacking();
  if (missing.length > 0) {
    const what =
      chromium === null
        ? 'A Chromium or Chrome is needed and was not found.'
        : `No file or folder can be chosen in the window, for ${missing.join(', ')} is missing.`;
    console.error(`${what} On Debian or Ubuntu: sudo apt-get ${installing(missing).join(' ')}`);
  }
  return chromium;
}

function installing(packages) {
  return ['install', '-y', '--no-install-recommends', ...packages];
}

function install(packages) {
  console.log(`Installing ${packages.join(', ')}`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', installing(packages), options);
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
