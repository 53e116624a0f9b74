import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { programVersion as version } from '../../../src-main/contract/program-version.ts';
import { KluisHome, launcher } from '../../support/kluis.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing } from '../../support/tools.ts';

const root = path.dirname(path.dirname(launcher));
/** The Node of the system, where it is older than the project's: as on Debian 12 with Node 20. */
const systemNode = ['/usr/bin/node', '/usr/local/bin/node'].find((file) => {
  if (!existsSync(file)) return false;
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 99) < 22;
});

test('the version is the one of package.json', async () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(version).toBe(manifest.version);
  expect(await new KluisHome().run(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test('npx runs it without the network and without a question', () => {
  const cache = tempFolder();
  const environment = { ...process.env, npm_config_cache: cache.path, npm_config_offline: 'true' };
  const ended = spawnSync('npx', ['kluis', '--version'], { cwd: root, env: environment, input: '', encoding: 'utf8' });
  expect(ended).toMatchObject({ status: 0, stdout: `${version}\n` });
});

describeUnlessMissing(systemNode === undefined ? ['a Node below 22'] : [], 'under an older Node', () => {
  const node = systemNode ?? '';

  test('it starts itself again with the one of the project, and passes on output and exit code', () => {
    const options = { env: { ...process.env, LANG: 'C' }, encoding: 'utf8' } as const;
    expect(spawnSync(node, [launcher, '--version'], options)).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(spawnSync(node, [launcher, 'fly', '--json'], options)).toMatchObject({ status: 2 });
  });

  test('a signal to it reaches the command, which cancels', async () => {
    const kluis = new KluisHome();
    const args = [
      'init',
      '--office',
      'K',
      '--po',
      'Petra',
      '--keychain',
      'file',
      '--recovery-key-out',
      'kit',
      '--json',
    ];
    const child = spawn(node, [launcher, ...args], { env: kluis.environment, cwd: kluis.home.path });
    setTimeout(() => child.kill('SIGTERM'), 300);
    const [code] = await once(child, 'exit');
    // Sent so early, it may come before the command listens, or while the vault is being made.
    expect([0, 9, 143]).toContain(code);
  });
});
