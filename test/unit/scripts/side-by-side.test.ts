import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const program = path.resolve(import.meta.dirname, '../../../scripts/side-by-side.mjs');

/** Runs scripts, each given as JavaScript, in this order. */
function run(scripts: readonly (readonly [name: string, code: string])[]): { status: number | null; stdout: string } {
  const folder = tempFolder();
  for (const [name, code] of scripts) writeFileSync(folder.file(`${name}.cjs`), code);
  const lines = Object.fromEntries(scripts.map(([name]) => [name, `node ${name}.cjs`]));
  writeFileSync(folder.file('package.json'), JSON.stringify({ scripts: lines }));
  const given = scripts.map(([name]) => name);
  return spawnSync(process.execPath, [program, ...given], { cwd: folder.path, encoding: 'utf8', timeout: 30_000 });
}

/** Makes a file, and waits for another. */
const meets = (own: string, other: string) => `
  const fs = require('node:fs');
  console.log('first of ${own}');
  fs.writeFileSync('${own}', '');
  const timer = setInterval(() => {
    if (!fs.existsSync('${other}')) return;
    clearInterval(timer);
    console.error('last of ${own}');
  }, 10);`;

it('runs two at a time, and says what each said as a whole', () => {
  const { status, stdout } = run([
    ['one', meets('a', 'b')],
    ['two', meets('b', 'a')],
    ['three', "console.log('third')"],
  ]);
  expect(status).toBe(0);
  expect(stdout).toContain('\n> one\nfirst of a\nlast of a\n');
  expect(stdout).toContain('\n> two\nfirst of b\nlast of b\n');
  expect(stdout).toContain('\n> three\nthird\n');
});

it('fails when one fails, and begins no other then', () => {
  const { status, stdout } = run([
    ['one', "console.log('wrong'); process.exitCode = 3"],
    ['two', 'process.exitCode = 1'],
    ['three', ''],
  ]);
  expect(status).toBe(1);
  expect(stdout).toContain('\n> one\nwrong\n');
  expect(stdout).not.toContain('three');
});

it('fails for what is no script', () => {
  expect(run([]).status).toBe(0);
  expect(spawnSync(process.execPath, [program, 'none'], { cwd: tempFolder().path }).status).toBe(1);
});
