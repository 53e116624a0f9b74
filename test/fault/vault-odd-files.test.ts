import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { dose } from '../support/dose.ts';
import { as, KluisHome } from '../support/kluis.ts';
import { createTestVault, officerName, officerPassphrase } from '../support/test-vault.ts';
import { bytesOf } from './trial-office.ts';

const AddedSchema = z.object({
  files: z.array(
    z.object({ name: z.string(), outcome: z.string(), reason: z.string().optional(), error: z.string().optional() }),
  ),
});

/** The command line with a vault of one folder, and the Privacy Officer's password file. */
async function kluisWithFolder() {
  const kluis = new KluisHome();
  const { folder, configFolder, officer } = await createTestVault();
  await createFolder(officer, { name: 'Jansen', kind: 'client' });
  await closeVault(officer);
  Object.assign(kluis.environment, { KLUIS_VAULT: folder, KLUIS_CONFIG_DIR: configFolder });
  const petra = as(officerName, kluis.passwordFile('petra', officerPassphrase));
  const add = async (...paths: string[]) => {
    const { exitCode, stdout } = await kluis.run(['doc', 'add', ...petra, '--json', '--', 'Jansen', ...paths]);
    const { files } = AddedSchema.parse(JSON.parse(stdout));
    const outcomes = files.map(({ name, outcome, reason, error }) => [
      name,
      [outcome, reason ?? error ?? ''].join(' ').trim(),
    ]);
    return { exitCode, outcomes: Object.fromEntries(outcomes) };
  };
  const get = async (name: string, out: string) =>
    (await kluis.run(['doc', 'get', ...petra, '--out', out, '--', 'Jansen', name])).exitCode;
  return { kluis, petra, add, get, folder };
}

const names = [
  `${'x'.repeat(251)}.txt`,
  `${'é'.repeat(127)}x`,
  'Ünïcödé 👩‍👩‍👧‍👦 \u202eevil.txt',
  'e\u0301 in two parts',
  '名前.docx',
  '-rf',
  '--out',
  'a\'b"c\\d$(e)',
  ' ',
  'leeg.txt',
];
const contentOf = (name: string): Buffer => bytesOf(name, name === 'leeg.txt' ? 0 : 1000 + name.length);

it('the command line takes in files of any name and of no length, and gives them back byte for byte', async () => {
  const { kluis, petra, add, get } = await kluisWithFolder();
  const { home } = kluis;
  mkdirSync(home.file('in'));
  for (const name of names) writeFileSync(home.file('in', name), contentOf(name));
  const { exitCode, outcomes } = await add('in');
  expect(outcomes).toEqual(Object.fromEntries(names.map((name) => [`in/${name}`, 'added'])));
  expect(exitCode).toBe(0);
  expect((await kluis.json(['doc', 'list', 'Jansen', ...petra])).value).toHaveLength(names.length);
  for (const [index, name] of names.entries()) {
    expect(await get(`in/${name}`, `out-${index}`), name).toBe(0);
    expect(readFileSync(home.file(`out-${index}`)).equals(contentOf(name)), name).toBe(true);
  }
  expect((await kluis.json(['check', ...petra])).exitCode).toBe(0);
});

it('links that lead in a circle, pipes and names that are no text are told of, the rest is taken in', async () => {
  const { kluis, add } = await kluisWithFolder();
  const { home } = kluis;
  mkdirSync(home.file('in/deep'), { recursive: true });
  writeFileSync(home.file('in/good.txt'), 'good');
  symlinkSync('..', home.file('in/deep/circle'));
  symlinkSync('b', home.file('in/a'));
  symlinkSync('a', home.file('in/b'));
  execFileSync('mkfifo', [home.file('in/pipe')]);
  writeFileSync(Buffer.concat([Buffer.from(home.file('in/')), Buffer.from([0x66, 0xff, 0xfe])]), 'no text');
  expect(await add('in')).toEqual({
    exitCode: 1,
    outcomes: {
      'in/good.txt': 'added',
      'in/deep/circle': 'skipped symbolic-link',
      'in/a': 'skipped symbolic-link',
      'in/b': 'skipped symbolic-link',
      'in/pipe': 'skipped special-file',
      'in/f\\xff\\xfe': 'skipped name-not-utf8',
    },
  });
  // What is no document below a directory is passed over; what somebody names herself is not, nor an ordinary file.
  expect(await add('in/deep')).toEqual({ exitCode: 0, outcomes: { 'deep/circle': 'skipped symbolic-link' } });
  expect(await add('in/pipe')).toEqual({ exitCode: 1, outcomes: { pipe: 'skipped special-file' } });
  // What somebody names herself is followed, as far as it leads anywhere.
  expect(await add('in/a', 'absent', 'in/good.txt')).toMatchObject({
    exitCode: 1,
    outcomes: { a: 'failed file-unreadable', absent: 'failed not-found', 'good.txt': 'added' },
  });
});

it('a file that is written while it is read is not taken in, and what was there of it stays', async () => {
  const { kluis, add, get, folder } = await kluisWithFolder();
  const { home } = kluis;
  writeFileSync(home.file('journal.txt'), 'as it was');
  expect((await add('journal.txt')).exitCode).toBe(0);
  // Large, so that reading takes a while, and written to all the time.
  truncateSync(home.file('journal.txt'), 64 * 2 ** 20);
  const writing = `const fs = require('fs'); for (;;) fs.appendFileSync(process.argv[1], '.');`;
  const writer = spawn(process.execPath, ['-e', writing, home.file('journal.txt')], { stdio: 'ignore' });
  try {
    expect(await add('journal.txt')).toEqual({
      exitCode: 1,
      outcomes: { 'journal.txt': 'failed file-changed-while-read' },
    });
  } finally {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }
  expect(await get('journal.txt', 'out')).toBe(0);
  expect(readFileSync(home.file('out'), 'utf8')).toBe('as it was');
  expect(
    execFileSync('find', [path.join(folder, 'objects'), '-type', 'f'], { encoding: 'utf8' })
      .trim()
      .split('\n'),
  ).toHaveLength(1);
});

it('a large file that is mostly holes goes in and comes out', async () => {
  const { kluis, add, get } = await kluisWithFolder();
  const { home } = kluis;
  const size = dose(200 * 2 ** 20, 5 * 2 ** 30) + 3;
  writeFileSync(home.file('holes.img'), 'begin');
  truncateSync(home.file('holes.img'), size);
  expect(await add('holes.img')).toEqual({ exitCode: 0, outcomes: { 'holes.img': 'added' } });
  expect(await get('holes.img', 'out')).toBe(0);
  expect(statSync(home.file('out')).size).toBe(size);
  execFileSync('cmp', [home.file('holes.img'), home.file('out')]);
}, 1_200_000);
