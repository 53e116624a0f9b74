import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing, missingLinux, missingRoot } from '../../support/tools.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The scripts of `npm start` in a folder of their own, on a machine where nothing can be fetched or installed. */
function machine(files: Record<string, string> = {}) {
  const folder = tempFolder();
  for (const name of ['dist', 'bin', '.tools']) mkdirSync(folder.file(name));
  mkdirSync(folder.file('scripts'));
  for (const name of ['start.mjs', 'find-chromium.mjs', 'find-electron.mjs']) {
    writeFileSync(folder.file('scripts', name), readFileSync(path.join(root, 'scripts', name)));
  }
  writeFileSync(folder.file('dist/main.mjs'), '');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(folder.file(name)), { recursive: true });
    writeFileSync(folder.file(name), text);
    chmodSync(folder.file(name), 0o755);
  }
  const start = (environment: Record<string, string>, ...given: string[]) => {
    const result = spawnSync(process.execPath, [folder.file('scripts/start.mjs'), ...given], {
      env: { PATH: folder.file('bin'), ...environment },
      encoding: 'utf8',
      timeout: 30_000,
    });
    return { code: result.status, output: result.stdout + result.stderr };
  };
  return { folder, start };
}

const program = '#!/bin/sh\necho "started with $*"\n';
const noElectron = { '.tools/electron-not-to-be-had': '' };
/** The window on the host, as far as it is of interest here. */
const host = { ...noElectron, 'scripts/chromium-host/register.mjs': 'process.stdout.write("on the host\\n");' };
/** Installs whatever it is told to, as far as that can be seen from outside. */
const aptGet = '#!/bin/sh\nfor name; do case $name in chromium|zenity) : > "$PATH/$name" ;; esac; done\n';
const missingDebian = /^ID=debian$/m.test(readIfThere('/etc/os-release')) ? [] : ['Debian'];

describeUnlessMissing(missingLinux, 'npm start', () => {
  it('starts Electron where it is, with what it was given', () => {
    const { folder, start } = machine({ 'electron/electron': program });
    const { code, output } = start({ DISPLAY: ':1', ELECTRON_OVERRIDE_DIST_PATH: folder.file('electron') }, '--demo');
    expect(code).toBe(0);
    expect(output).toMatch(/started with .*dist\/main\.mjs --demo/);
    expect(output).not.toContain('Chromium');
  });

  it('says in one line that it runs on Chromium where Electron cannot be had', () => {
    const { folder, start } = machine({
      ...host,
      'bin/chromium': program,
      'bin/zenity': program,
    });
    const { code, output } = start({ DISPLAY: ':1' });
    expect(code).toBe(0);
    const lines = output.trim().split('\n');
    expect(lines).toEqual([
      `Electron's binary cannot be had here, so the window runs on Chromium instead: ${folder.file('bin/chromium')}`,
      'on the host',
    ]);
  });

  it('runs the guided demonstration where there is no display, and says where its pictures are', () => {
    const { start } = machine({
      'bin/chromium': program,
      'scripts/demo-shots.mjs': "process.stdout.write('pictures to ' + process.argv[2] + '\\n');",
    });
    const { code, output } = start({});
    expect(code).toBe(0);
    expect(output).toMatch(/There is no display here/);
    expect(output).toMatch(/pictures to .*release\/demo\n/);
    expect(output).toMatch(/The pictures of each step are in .*release\/demo\n/);
  });

  it('runs it on Chromium where Electron is too, which does not start without a display', () => {
    const { folder, start } = machine({
      'bin/chromium': program,
      'electron/electron': program,
      'scripts/demo-shots.mjs':
        "import { findElectron } from './find-electron.mjs';\nconsole.log('pictures of', findElectron() ?? 'Chromium');",
    });
    const { code, output } = start({ ELECTRON_OVERRIDE_DIST_PATH: folder.file('electron') });
    expect(code).toBe(0);
    expect(output).toMatch(/runs unseen on Chromium/);
    expect(output).toMatch(/^pictures of Chromium$/m);
  });

  it('fetches Electron once, with its own installer, and starts it from then on', () => {
    const { start } = machine({
      'node_modules/electron/install.js': `const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('dist');
writeFileSync('dist/electron', ${JSON.stringify(program)}, { mode: 0o755 });`,
    });
    const first = start({ DISPLAY: ':1' });
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/trying to fetch it, for half a minute at most/);
    expect(first.output).toMatch(/started with .*dist\/main\.mjs/);
    const second = start({ DISPLAY: ':1' });
    expect(second.output).not.toContain('trying to fetch it');
    expect(second.output).toMatch(/started with .*dist\/main\.mjs/);
  });

  it('tries to fetch Electron no second time where it could not be had, unless it is told to', () => {
    const { start } = machine({
      'node_modules/electron/install.js': 'process.exit(1);',
      'scripts/chromium-host/register.mjs': host['scripts/chromium-host/register.mjs'],
      'bin/chromium': program,
      'bin/zenity': program,
    });
    const tried = (...given: string[]) => {
      const { code, output } = start({ DISPLAY: ':1' }, ...given);
      expect(code).toBe(0);
      expect(output).toMatch(/^on the host$/m);
      return output.includes('trying to fetch it');
    };
    expect([tried(), tried(), tried('--retry')]).toEqual([true, false, true]);
  });

  it('says what to install where there is no browser, and fails', () => {
    const { code, output } = machine(noElectron).start({ DISPLAY: ':1' });
    expect(code).toBe(1);
    expect(output).toMatch(
      /apt-get install -y --no-install-recommends chromium fonts-dejavu-core fonts-noto-core zenity\n/,
    );
  });

  it('says in one line what is missing where files cannot be asked for, and goes on', () => {
    const { code, output } = machine({ ...host, 'bin/chromium': program }).start({ DISPLAY: ':1' });
    expect(code).toBe(0);
    expect(output).toMatch(
      /^No file or folder can be chosen in the window, for zenity is missing\. .*apt-get install .* zenity$/m,
    );
    expect(output).toMatch(/^on the host$/m);
  });

  it('asks for no dialogs where there is no display', () => {
    const { start } = machine({ 'bin/chromium': program, 'scripts/demo-shots.mjs': '' });
    expect(start({}).output).not.toContain('zenity');
  });

  describeUnlessMissing([...missingDebian, ...missingRoot], 'on Debian as root', () => {
    it('installs the browser, its letters and the dialogs by itself', () => {
      const bare = machine({ ...host, 'bin/apt-get': aptGet }).start({ DISPLAY: ':1' });
      expect(bare.code).toBe(0);
      expect(bare.output).toMatch(/^Installing chromium, fonts-dejavu-core, fonts-noto-core, zenity$/m);
      expect(bare.output).toMatch(/^on the host$/m);
      expect(bare.output).not.toContain('missing');
      const withBrowser = machine({ ...host, 'bin/apt-get': aptGet, 'bin/chromium': program }).start({ DISPLAY: ':1' });
      expect(withBrowser.output).toMatch(/^Installing zenity$/m);
      const unseen = machine({ 'bin/apt-get': aptGet, 'scripts/demo-shots.mjs': '' }).start({});
      expect(unseen.output).toMatch(/^Installing chromium, fonts-dejavu-core, fonts-noto-core$/m);
    });
  });

  it('does not start a program that could not be built', () => {
    const { folder, start } = machine({ ...host, 'bin/chromium': program, 'scripts/build.mjs': 'process.exit(1);' });
    rmSync(folder.file('dist/main.mjs'));
    const { code, output } = start({ DISPLAY: ':1' });
    expect(code).toBe(1);
    expect(output).not.toContain('on the host');
  });
});

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
