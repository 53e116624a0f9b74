import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../src-main/core/vault/create-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { newVaultIn, officerName, officerPassphrase } from '../support/test-vault.ts';

function setUp() {
  const home = tempFolder();
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: home.file('config') }, home.path);
  return { env, wanted: newVaultIn(home.file('vault')) };
}

test('a creation that fails leaves nothing, and the same folder takes the next one', async () => {
  const { env, wanted } = setUp();
  const stopped = createVault(env, {
    ...wanted,
    deliverKit: async () => {
      throw new VaultError('disk-full', 'no room for the kit');
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'disk-full' });
  // It takes along what it made; one that was killed cannot, and is tested by test/fault/vault-creation.test.ts.
  expect(existsSync(wanted.folder) ? readdirSync(wanted.folder) : []).toEqual([]);

  await closeVault(await createVault(env, wanted));
  expect(readdirSync(wanted.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  const { vault } = await signIn(env, wanted.folder, { name: officerName, password: officerPassphrase });
  expect(vault.broken.size).toBe(0);
  await closeVault(vault);
});

test('a folder with anything else in it is left alone', async () => {
  const { env, wanted } = setUp();
  await closeVault(await createVault(env, wanted));
  // Even with the mark of an unfinished creation a vault is a vault.
  writeFileSync(join(wanted.folder, '.tmp-creation'), '');
  await expect(createVault(env, wanted)).rejects.toMatchObject({ code: 'vault-exists' });
  const { vault } = await signIn(env, wanted.folder, { name: officerName, password: officerPassphrase });
  await closeVault(vault);
});

test('a creation that fails once it is a vault leaves it whole', async () => {
  const { env, wanted } = setUp();
  const replace = env.files.replace.bind(env.files);
  const failing = vi.spyOn(env.files, 'replace').mockImplementation(async (path, bytes) => {
    if (path.endsWith('/lock.info')) throw new VaultError('disk-full', 'no room for who holds the lock');
    await replace(path, bytes);
  });
  await expect(createVault(env, wanted)).rejects.toMatchObject({ code: 'disk-full' });
  failing.mockRestore();
  const { vault } = await signIn(env, wanted.folder, { name: officerName, password: officerPassphrase });
  expect(vault.broken.size).toBe(0);
  await closeVault(vault);
});

test('a creation that fails leaves the lock to whoever writes into the folder by then', async () => {
  const { env, wanted } = setUp();
  const stopped = createVault(env, {
    ...wanted,
    deliverKit: async () => {
      writeFileSync(join(wanted.folder, 'letter.txt'), 'not ours');
      throw new VaultError('disk-full', 'no room for the kit');
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'disk-full' });
  expect(readdirSync(wanted.folder)).toEqual(['letter.txt', 'lock']);
});

test('a folder with a file of somebody else in it gets no vault', async () => {
  const { env, wanted } = setUp();
  for (const name of ['letter.txt', '.tmp-notes', 'vault.db']) {
    const folder = join(wanted.folder, name, 'of-somebody');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), 'not ours');
    await expect(createVault(env, { ...wanted, folder })).rejects.toMatchObject({ code: 'vault-exists' });
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('not ours');
  }
});
