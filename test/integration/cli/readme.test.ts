import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { KluisHome, launcher } from '../../support/kluis.ts';

test('the five minutes of README.md work as they stand there', () => {
  const readme = readFileSync(path.join(path.dirname(launcher), '../README.md'), 'utf8');
  const script = /## Five minutes[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(script.match(/^npx kluis /gm)?.length).toBeGreaterThan(10);

  const { home, environment } = new KluisHome();
  for (const folder of ['brieven', 'out']) mkdirSync(home.file(folder));
  writeFileSync(home.file('brieven/offerte.txt'), 'an offer');
  writeFileSync(home.file('jaarrekening.pdf'), 'the accounts');
  const body = script
    // Where there is no system keychain; and what the reader puts at /tmp stays in this test's folder.
    .replace('--keychain os', '--keychain file')
    .replaceAll('/tmp/', `${home.file('out')}/`);
  const npx = `npx() { shift; "${process.execPath}" "${launcher}" "$@"; }`;
  const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', `${npx}\n${body}`], {
    cwd: home.path,
    env: { ...environment, HOME: home.path },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(readFileSync(home.file('out/jaarrekening.pdf'), 'utf8')).toBe('the accounts');
  expect(readFileSync(home.file('out/archived.pdf'), 'utf8')).toBe('the accounts');
});
