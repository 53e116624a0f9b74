import { join } from 'node:path';
import type { PasswordCost } from '../../src-main/core/crypto/password.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault, type NewVault } from '../../src-main/core/vault/create-vault.ts';
import type { Environment, OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { type TempFolder, tempFolder } from './temp-folder.ts';

/** The floor: tests sign in hundreds of times. */
export const testCost: PasswordCost = { algorithm: 'argon2id13', memoryBytes: 64 * 1024 * 1024, passes: 3 };

export const officerName = 'Petra de Privacy';
export const officerPassphrase = 'Bakur-lemis-torav-pidon-7';

/** A real vault in a temporary folder with a keychain file in another, and a clock that tests can turn. */
export interface TestVault {
  readonly folder: string;
  readonly configFolder: string;
  readonly env: Environment;
  readonly clock: { now(): number; advance(ms: number): void };
  /** The text of the recovery key file. */
  readonly kit: string;
  /** Signed in as the Privacy Officer. */
  readonly officer: OpenVault;
  /** Closes whoever is signed in with `current` and signs another user in. */
  switchTo(current: OpenVault, name: string, password: string): Promise<OpenVault>;
}

export function testClock(): TestVault['clock'] {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
  };
}

/** What a test vault is made of, in a folder. */
export function newVaultIn(folder: string): NewVault {
  return {
    folder,
    office: 'Kantoor Testdijk',
    officerName,
    passphrase: officerPassphrase,
    keychain: 'file',
    cost: testCost,
    deliverKit: async () => undefined,
  };
}

/** @param home where it lies; by default a folder that goes when the running test ends. */
export async function createTestVault(
  wanted: Partial<NewVault> = {},
  home: TempFolder = tempFolder(),
): Promise<TestVault> {
  const base = home.path;
  const folder = join(base, 'vault');
  const configFolder = join(base, 'config');
  const clock = testClock();
  const env: Environment = { ...nodeEnvironment({ KLUIS_CONFIG_DIR: configFolder }, base), clock };
  let kit = '';
  const officer = await createVault(env, {
    ...newVaultIn(folder),
    deliverKit: async (text) => {
      kit = text;
    },
    ...wanted,
  });
  return {
    folder,
    configFolder,
    env,
    clock,
    kit,
    officer,
    switchTo: async (current, name, password) => {
      await closeVault(current);
      return (await signIn(env, folder, { name, password })).vault;
    },
  };
}
