import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findElectron } from '../../../scripts/find-electron.mjs';
import { missingForWindow } from '../../e2e/support/describe-window.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing, missingLinux } from '../../support/tools.ts';

describeUnlessMissing(missingLinux, 'suites of the window', () => {
  /** A computer with these programs, each in the folder where it is looked for. */
  const computerWith = (...programs: ('electron' | 'chromium')[]) => {
    const folder = tempFolder();
    for (const program of programs) {
      mkdirSync(folder.file(program));
      writeFileSync(folder.file(program, program), '');
    }
    return { PATH: folder.file('chromium'), ELECTRON_OVERRIDE_DIST_PATH: folder.file('electron'), DISPLAY: ':1' };
  };

  it('run on either, and miss something only where there is neither', () => {
    expect(missingForWindow(computerWith('electron', 'chromium'))).toEqual([]);
    expect(missingForWindow(computerWith('electron'))).toEqual([]);
    expect(missingForWindow(computerWith('chromium'))).toEqual([]);
    expect(missingForWindow(computerWith())).toEqual(["Electron's binary with a display, or a Chromium"]);
  });

  it('run on a Chromium where Electron is and no display, without which it does not start', () => {
    const unseen = (...programs: ('electron' | 'chromium')[]) => ({ ...computerWith(...programs), DISPLAY: '' });
    expect(missingForWindow(unseen('electron', 'chromium'))).toEqual([]);
    expect(missingForWindow(unseen('electron'))).toEqual(["Electron's binary with a display, or a Chromium"]);
    expect(findElectron(unseen('electron'))).toBeNull();
    expect(findElectron({ ...unseen('electron'), WAYLAND_DISPLAY: 'wayland-0' })).toMatch(/electron$/);
  });

  it('and every other one say what they miss, which fails with CI=true', () => {
    const tests = path.resolve(import.meta.dirname, '../..');
    const silent = readdirSync(tests, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== path.join('support', 'tools.ts'))
      .flatMap((name) => readFileSync(path.join(tests, name), 'utf8').match(/\.(skip|skipIf|runIf|todo)\(.*/g) ?? []);
    expect(silent).toEqual([]);
  });

  it('all say so in the same way', () => {
    const folder = path.resolve(import.meta.dirname, '../../e2e');
    const unguarded = readdirSync(folder).filter((name) => {
      if (!name.endsWith('.test.ts') || name === 'package.test.ts') return false;
      const text = readFileSync(path.join(folder, name), 'utf8');
      const suites = [...text.matchAll(/^(\w+)(?:\.\w+)?\(/gm)].map(([, define]) => define);
      return suites.length === 0 || suites.some((define) => define !== 'describeWindow' && define !== 'officeStory');
    });
    expect(unguarded).toEqual([]);
  });
});
