import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingForWindow } from '../../e2e/support/describe-window.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe.skipIf(process.platform !== 'linux')('suites of the window', () => {
  /** A computer with these programs, each in the folder where it is looked for. */
  const computerWith = (...programs: ('electron' | 'chromium')[]) => {
    const folder = tempFolder();
    for (const program of programs) {
      mkdirSync(folder.file(program));
      writeFileSync(folder.file(program, program), '');
    }
    return { PATH: folder.file('chromium'), ELECTRON_OVERRIDE_DIST_PATH: folder.file('electron') };
  };

  it('run on either, and miss something only where there is neither', () => {
    expect(missingForWindow(computerWith('electron', 'chromium'))).toEqual([]);
    expect(missingForWindow(computerWith('electron'))).toEqual([]);
    expect(missingForWindow(computerWith('chromium'))).toEqual([]);
    expect(missingForWindow(computerWith())).toEqual(["Electron's binary or a Chromium"]);
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
