import { cpSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { as, KluisHome } from '../../support/kluis.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';

test('a vault that came back older can be read, and is accepted with a reason', async () => {
  const kluis = new KluisHome();
  const { folder, configFolder, officer } = await createTestVault();
  await closeVault(officer);
  Object.assign(kluis.environment, { KLUIS_VAULT: folder, KLUIS_CONFIG_DIR: configFolder });
  const petra = as(officerName, kluis.passwordFile('petra', officerPassphrase));
  const older = kluis.home.file('older');
  cpSync(folder, older, { recursive: true });
  expect(await kluis.run(['folder', 'create', 'Jansen', ...petra])).toMatchObject({ exitCode: 0 });
  rmSync(folder, { recursive: true });
  cpSync(older, folder, { recursive: true });

  const listed = await kluis.run(['folder', 'list', ...petra, '--lang', 'nl']);
  expect(listed).toMatchObject({ exitCode: 0, stdout: 'Geen.\n' });
  expect(listed.stderr).toContain('U kunt lezen, niet schrijven.');
  const checked = await kluis.json(['check', ...petra]);
  expect(checked).toMatchObject({
    exitCode: 5,
    value: { findings: [{ part: 'vault', problem: 'vault-rolled-back', about: null }] },
  });
  expect((await kluis.run(['check', ...petra])).stdout).toContain('accept it with "kluis audit accept"');
  const verified = await kluis.json(['audit', 'verify', ...petra]);
  expect(verified).toMatchObject({
    exitCode: 5,
    value: { findings: [{ part: 'vault', position: null, problem: 'vault-rolled-back' }] },
  });
  const refused = await kluis.json(['folder', 'create', 'Jansen', ...petra]);
  expect(refused).toMatchObject({ exitCode: 1, value: { error: { code: 'vault-read-only' } } });
  const accepted = await kluis.json(['audit', 'accept', '--reason', 'restored after a fire', ...petra]);
  expect(accepted).toEqual({ exitCode: 0, value: {} });
  for (const command of [['check'], ['audit', 'verify']]) {
    expect(await kluis.run([...command, ...petra])).toMatchObject({ exitCode: 0 });
  }
  expect(await kluis.run(['folder', 'create', 'Jansen', ...petra])).toMatchObject({ exitCode: 0 });
});
