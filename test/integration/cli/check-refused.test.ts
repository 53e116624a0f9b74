import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { as, KluisHome } from '../../support/kluis.ts';

const passphrase = 'Bakur-lemis-torav-pidon-7';

test('check tells two damages at once, one of which keeps everybody out, and how far it came', async () => {
  const kluis = new KluisHome();
  const petra = as('Petra', kluis.passwordFile('petra', passphrase));
  const kit = ['--recovery-key-out', kluis.home.file('kit')];
  await kluis.run(['init', '--office', 'Kantoor', '--po', 'Petra', '--keychain', 'file', ...kit, ...petra.slice(2)]);
  await kluis.run(['folder', 'create', 'Jansen', ...petra]);
  writeFileSync(kluis.home.file('brief.txt'), 'een brief');
  expect(await kluis.run(['doc', 'add', 'Jansen', kluis.home.file('brief.txt'), ...petra])).toMatchObject({
    exitCode: 0,
  });
  const folder = kluis.home.file('vault');
  const objects = path.join(folder, 'objects');
  const object = readdirSync(objects, { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60) ?? '';
  truncateSync(path.join(objects, object), 10);
  const file = JSON.parse(readFileSync(path.join(folder, 'vault.json'), 'utf8'));
  const [user = ''] = Object.keys(file.databaseKeys);
  file.databaseKeys[user] = `${file.databaseKeys[user].slice(0, 300)}AAAA${file.databaseKeys[user].slice(304)}`;
  writeFileSync(path.join(folder, 'vault.json'), JSON.stringify(file));

  const parts = [`vault.json databaseKeys ${user}`, `objects ${object.slice(3)}`];
  const checked = await kluis.json(['check', ...petra]);
  expect(checked).toMatchObject({
    exitCode: 5,
    value: {
      findings: parts.map((part) => ({ part, problem: 'altered' })),
      checked: { pages: 0, objects: 1, objectBytes: 10 },
      error: { code: 'integrity-violated', details: { part: parts[0] } },
    },
  });
  const { exitCode, stdout, stderr } = await kluis.run(['check', ...petra, '--lang', 'nl']);
  expect(exitCode).toBe(5);
  for (const part of parts) expect(stdout).toContain(part);
  expect(stderr).toContain(`vault.json databaseKeys ${user}`);
  const wrong = as('Petra', kluis.passwordFile('wrong', `${passphrase}-8`));
  expect(await kluis.json(['check', ...wrong])).toMatchObject({ exitCode: 4 });
});
