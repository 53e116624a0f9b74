import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fill, languages } from '../../../src-main/contract/messages/index.ts';
import { as, KluisHome } from '../../support/kluis.ts';
import { openTempFolder } from '../../support/temp-folder.ts';

const home = new KluisHome(openTempFolder('kluis-limits-'));
afterAll(() => home.home[Symbol.dispose]());
const asPetra = as('Petra', home.passwordFile('petra', 'Vier-bomen-langs-de-Amstel-1919'));
const dutch = { environment: { LANG: 'nl_NL.UTF-8' } };

beforeAll(async () => {
  const [, , ...passwordFile] = asPetra;
  const office = ['--office', 'Amstel', '--po', 'Petra', ...passwordFile];
  await home.run(['init', ...office, '--keychain', 'file', '--recovery-key-out', home.home.file('recovery.key')]);
  await home.run(['folder', 'create', 'Jansen', ...asPetra]);
  mkdirSync(home.home.file('in'));
  for (let number = 1; number <= 101; number += 1) {
    writeFileSync(home.home.file('in', `${number < 100 ? 'brief' : 'nota'} ${number}.txt`), `${number}`);
  }
  await home.run(['doc', 'add', 'Jansen', home.home.file('in'), ...asPetra]);
});

test('a search that finds more than it shows says so, in the language of the user', async () => {
  const all = await home.run(['doc', 'find', 'Jansen', ...asPetra]);
  expect(all.stdout.trimEnd().split('\n')).toHaveLength(101);
  expect(all.stderr).toContain(fill(languages.en.results['most-found'], { count: '100' }));
  const inDutch = await home.run(['doc', 'find', 'Jansen', '--json', ...asPetra], dutch);
  expect(JSON.parse(inDutch.stdout)).toHaveLength(100);
  expect(inDutch.stderr).toContain(fill(languages.nl.results['most-found'], { count: '100' }));
  const some = await home.run(['doc', 'find', 'brief', ...asPetra]);
  expect(some.stdout.trimEnd().split('\n')).toHaveLength(100);
  expect(some.stderr).not.toContain('100');
});

test('a list of the log that shows as many entries as it may says so', async () => {
  const two = await home.run(['audit', 'list', '--limit', '2', ...asPetra], dutch);
  expect(two.stdout.trimEnd().split('\n')).toHaveLength(3);
  expect(two.stderr).toContain(fill(languages.nl.results['most-entries'], { count: '2' }));
  const all = await home.run(['audit', 'list', ...asPetra]);
  expect(all.exitCode).toBe(0);
  expect(all.stderr).not.toContain('--limit');
});
