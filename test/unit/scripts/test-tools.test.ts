import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';

const script = path.resolve(import.meta.dirname, '../../../scripts/test-tools.sh');

function addProgram(folder: TempFolder, name: string, text: string): void {
  writeFileSync(folder.file('bin', name), `#!/bin/sh\n${text}\n`);
  chmodSync(folder.file('bin', name), 0o755);
}

/** A machine where nobody is root and little is installed. */
function bareMachine(): TempFolder {
  const folder = tempFolder();
  mkdirSync(folder.file('bin'));
  mkdirSync(folder.file('scripts'));
  copyFileSync(script, folder.file('scripts/test-tools.sh'));
  for (const name of ['bash', 'cat', 'dirname', 'head', 'mkdir', 'mv', 'sh', 'sort', 'uname']) {
    const found = ['/bin', '/usr/bin'].map((place) => path.join(place, name)).find(existsSync);
    if (found) symlinkSync(found, folder.file('bin', name));
  }
  addProgram(folder, 'id', 'echo 1000');
  addProgram(folder, 'apt-get', 'echo apt-get was called >&2; exit 1');
  return folder;
}

function run(folder: TempFolder, ci: string) {
  const { status, stdout, stderr } = spawnSync('bash', [folder.file('scripts/test-tools.sh')], {
    env: { PATH: folder.file('bin'), CI: ci },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr, available: readFileSync(folder.file('.tools/available'), 'utf8') };
}

describe.skipIf(process.platform !== 'linux')('test-tools.sh where nothing may be installed', () => {
  it('names every missing tool and what is skipped for it, and changes nothing', () => {
    const result = run(bareMachine(), '');
    expect(result.status).toBe(0);
    expect(result.output).toMatch(/^ {2}sqlcipher +the database opened by SQLCipher itself/m);
    expect(result.output).toMatch(/^ {2}gnome-keyring-daemon +the keychain against a real Secret Service/m);
    expect(result.output).not.toContain('apt-get was called');
    expect(result.available).not.toMatch(/^age/m);
  });

  it('fails with CI=true', () => {
    expect(run(bareMachine(), 'true').status).toBe(1);
  });

  it('takes tools that are there, when they are new enough', () => {
    const folder = bareMachine();
    addProgram(folder, 'age', 'echo v1.3.0');
    addProgram(folder, 'age-keygen', 'echo v1.2.9');
    addProgram(folder, 'sqlcipher', 'cat >/dev/null; echo 3.4.1 community');
    const { available, output } = run(folder, '');
    expect(available).toContain(`age\t${folder.file('bin/age')}\n`);
    expect(available).not.toMatch(/^(age-keygen|sqlcipher)\t/m);
    expect(output).toMatch(/^ {2}age-keygen /m);
  });
});
