import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { startClient } from '../../support/vault-client.ts';

test('a kit that is on the screen when the program ends leaves no vault and no file', async () => {
  const home = tempFolder();
  const client = startClient({ configFolder: home.file('config') });
  const vault = home.file('vault');
  const wanted = { vault, office: 'Kantoor Testdijk', officer: 'Petra de Privacy', keychain: 'file' } as const;
  const { draft, passphrase, kit } = await client.call('createBegin', null, { ...wanted, passphrase: null });
  expect(passphrase).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
  const saved = await client.call('createSaveKit', null, { draft, outPath: home.file('kit.txt') });
  expect(existsSync(saved.file)).toBe(true);
  const groups = [3, 7].map((number) => ({ number, text: number === 3 ? 'QQQQQ' : (kit.groups[6] ?? '') }));
  await expect(client.call('createFinish', null, { draft, groups })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { reason: 'wrong-group', group: 3 },
  });
  await client.terminate();
  expect(existsSync(vault)).toBe(false);
  expect(existsSync(home.file('config'))).toBe(false);
});

test('a kit goes nowhere where a copy of the vault would have it, over nothing, and is there whole or not at all', async () => {
  const home = tempFolder();
  const client = startClient({ configFolder: home.file('config') });
  const vault = home.file('vault');
  mkdirSync(vault);
  symlinkSync(vault, home.file('link'));
  const wanted = { vault, office: 'Kantoor Testdijk', officer: 'Petra de Privacy', keychain: 'file' } as const;
  const { draft, kit } = await client.call('createBegin', null, { ...wanted, passphrase: null });
  const paper = Buffer.alloc(300_000, '%PDF-');
  const save = async (outPath: string) =>
    await client.call('createSaveKit', null, { draft, outPath, pdf: Uint8Array.from(paper) });
  for (const place of [vault, home.file('link')]) {
    await expect(save(path.join(place, 'kit.pdf'))).rejects.toMatchObject({ details: { reason: 'out-in-vault' } });
  }
  await save(home.file('kit.pdf'));
  const saved = readFileSync(home.file('kit.pdf'));
  expect(saved.subarray(0, paper.length)).toEqual(paper);
  expect(saved.subarray(paper.length).toString()).toBe(`\n% dossierkluis recovery kit, vault: ${kit.vault}\n`);
  await expect(save(home.file('kit.pdf'))).rejects.toMatchObject({ code: 'file-exists' });
  await client.call('createAbandon', null, { draft });
});

test('a generated first password satisfies the rules, and a strength says what is wrong with another', async () => {
  const home = tempFolder();
  const client = startClient({ configFolder: home.file('config') });
  const { password } = await client.call('passwordGenerate', null, {});
  const strength = (text: string, more = {}) =>
    client.call('passwordStrength', null, { password: text, purpose: 'password', ...more });
  expect(await strength(password)).toMatchObject({ enough: true, problem: null });
  expect(await strength('')).toMatchObject({ bits: 0, enough: false, problem: 'too-short' });
  expect(await strength('Wachtwoord1')).toMatchObject({ enough: false, problem: 'too-easy' });
  expect(await strength('lantaarn-7-oprit')).toMatchObject({ problem: 'no-capital' });
  expect(await strength('Petra-en-4-zwanen-in-park', { name: 'Petra' })).toMatchObject({ problem: 'contains-name' });
  const passphrase = await client.call('passwordStrength', null, { password: 'Lantaarn-7', purpose: 'passphrase' });
  expect(passphrase).toMatchObject({ enough: false, problem: 'too-easy' });
  expect(passphrase.neededBits).toBeCloseTo(46.5, 1);
});
