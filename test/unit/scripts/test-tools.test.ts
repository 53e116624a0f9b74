import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { secretServiceTools } from '../../support/secret-service.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing, missingLinux } from '../../support/tools.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const script = path.join(root, 'scripts/test-tools.sh');

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
  for (const name of ['bash', 'cat', 'dirname', 'grep', 'head', 'mkdir', 'mv', 'sh', 'sort', 'uname']) {
    const found = ['/bin', '/usr/bin'].map((place) => path.join(place, name)).find(existsSync);
    if (found) symlinkSync(found, folder.file('bin', name));
  }
  symlinkSync(path.join(root, 'test'), folder.file('test'));
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

/** By the tools that `describeWithTools` is given: the test files, from their sources. */
function filesByTool(): Map<string, string[]> {
  const files = new Map<string, string[]>();
  const all = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' }).sort();
  for (const name of all.filter((one) => one.endsWith('.test.ts'))) {
    const calls = readFileSync(path.join(root, 'test', name), 'utf8').matchAll(
      /^ *describeWithTools\(\s*(\[[^\]]*\]|\w+),/gm,
    );
    const tools = [...calls].flatMap(([, list = '']) => [
      ...[...list.matchAll(/'([\w-]+)'/g)].map(([, tool = '']) => tool),
      ...(list.includes('secretServiceTools') ? secretServiceTools : []),
    ]);
    for (const tool of new Set(tools)) files.set(tool, [...(files.get(tool) ?? []), name]);
  }
  return files;
}

describeUnlessMissing(missingLinux, 'test-tools.sh where nothing may be installed', () => {
  it('names every missing tool and what is skipped for it, and changes nothing', () => {
    const result = run(bareMachine(), '');
    expect(result.status).toBe(0);
    expect(result.output).toMatch(/^ {2}sqlcipher +the database opened by SQLCipher itself/m);
    expect(result.output).toMatch(/^ {2}gnome-keyring-daemon +the keychain against a real Secret Service/m);
    expect(result.output).not.toContain('apt-get was called');
    expect(result.available).not.toMatch(/^age/m);
  });

  it('says which tests are skipped: for each tool the files that say to need it, and of no tool that none needs', () => {
    const told = [...run(bareMachine(), '').output.matchAll(/^ {2}(\S+) .*\n +skipped, whole or in part: (.*)$/gm)];
    const {
      root: needRoot,
      chromium,
      ...skipped
    } = Object.fromEntries(told.map(([, tool = '', files = '']) => [tool, files.split(', ')]));
    // Those at a fixed place of the system may be there all the same.
    const ofSources = filesByTool();
    expect(Object.keys(skipped)).toEqual(expect.arrayContaining(['age', 'gcc', 'rclone', 'recorder', 'sqlcipher']));
    expect(skipped).toEqual(Object.fromEntries([...ofSources].filter(([tool]) => tool in skipped)));
    const order = /^order=\(([^)]*)\)/m.exec(readFileSync(script, 'utf8'))?.[1] ?? '';
    expect(order.split(/\s+/).sort()).toEqual([...ofSources.keys(), 'chromium'].sort());
    expect(chromium).toEqual(expect.arrayContaining(['e2e/folder.test.ts', 'e2e/story.test.ts']));
    expect(needRoot).toEqual(
      expect.arrayContaining([
        'fault/vault-full-disk.test.ts',
        'integration/file-system/node-file-writer.test.ts',
        'integration/file-system/temporary-file.test.ts',
        'integration/sqlcipher/vault-lock.test.ts',
      ]),
    );
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
