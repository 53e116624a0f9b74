import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { programVersion as version } from '../../../src-main/contract/program-version.ts';
import { KluisHome, launcher, olderNode } from '../../support/kluis.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing } from '../../support/tools.ts';

const root = path.dirname(path.dirname(launcher));
test('the version is the one of package.json', async () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(version).toBe(manifest.version);
  expect(await new KluisHome().run(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test('it starts itself again under every Node that cannot read what is built', () => {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const oldest = /^const oldestMajor = (\d+);$/m.exec(read('bin/kluis.mjs'))?.[1];
  expect(read('scripts/build.mjs')).toContain(`target: 'node${oldest}'`);
});

test('npx runs it without the network and without a question, and leaves alone what is built', () => {
  const builtAt = () => statSync(path.join(root, 'dist/kluis.mjs')).mtimeMs;
  const before = builtAt();
  const cache = tempFolder();
  const environment = { ...process.env, npm_config_cache: cache.path, npm_config_offline: 'true' };
  const ended = spawnSync('npx', ['kluis', '--version'], { cwd: root, env: environment, input: '', encoding: 'utf8' });
  expect(ended).toMatchObject({ status: 0, stdout: `${version}\n` });
  // Another `kluis` may be running from it.
  expect(builtAt()).toBe(before);
});

describeUnlessMissing(olderNode === undefined ? ['a Node below 24'] : [], 'under an older Node', () => {
  const node = olderNode ?? '';

  test('it starts itself again with the one of the project, and passes on output and exit code', () => {
    const options = { env: { ...process.env, LANG: 'C' }, encoding: 'utf8' } as const;
    expect(spawnSync(node, [launcher, '--version'], options)).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(spawnSync(node, [launcher, 'fly', '--json'], options)).toMatchObject({ status: 2 });
  });
});
