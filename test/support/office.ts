import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { grantFolder } from '../../src-main/core/access/folder-access.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { findFolder } from '../../src-main/core/folders/find-folder.ts';
import { activateUser } from '../../src-main/core/people/activate-user.ts';
import { addUser } from '../../src-main/core/people/add-user.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { Environment, OpenVault } from '../../src-main/core/vault/open-vault.ts';
import type { Rights, Role } from '../../src-main/core/vault/schemas.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { type TempFolder, tempFolder } from './temp-folder.ts';
import { createTestVault, officerName, officerPassphrase, type TestVault } from './test-vault.ts';

/** What the Privacy Officer hands out, and what its user chooses at her first sign-in. */
export const firstPassword = 'Eerste-Keer-4711';
export const ownPassword = 'Regenjas-47-Tulpveld';

/** A vault with people in it, nobody signed in. */
export interface Office extends Omit<TestVault, 'officer' | 'switchTo'> {
  /** Ids by name. */
  readonly people: ReadonlyMap<string, string>;
  /** Signs in as the worker does. */
  open(name: string, password?: string): Promise<OpenVault>;
  /** Signs the Privacy Officer in for some work, and out again. */
  asOfficer<Result>(work: (vault: OpenVault) => Result | Promise<Result>): Promise<Result>;
}

/** An office whose people are activated and certified, with `ownPassword` each. */
export async function createOffice(people: Readonly<Record<string, Role>>, home?: TempFolder): Promise<Office> {
  const { officer, switchTo: _switch, ...vault } = await createTestVault({}, home);
  const ids = new Map<string, string>();
  for (const [name, role] of Object.entries(people)) {
    const { id } = await addUser(officer, { name, role, newPassword: firstPassword });
    ids.set(name, id);
  }
  await closeVault(officer);
  const office = officeOf({ ...vault, people: ids });
  for (const name of ids.keys()) {
    await activateUser(office.env, office.folder, { name, password: firstPassword, newPassword: ownPassword });
  }
  if (ids.size > 0) await office.asOfficer(() => undefined);
  return office;
}

function officeOf(vault: Omit<Office, 'open' | 'asOfficer'>): Office {
  const open = async (name: string, password = name === officerName ? officerPassphrase : ownPassword) =>
    (await openSession(vault.env, vault.folder, { name, password })).vault;
  return {
    ...vault,
    open,
    asOfficer: async (work) => {
      const officer = await open(officerName);
      try {
        return await work(officer);
      } finally {
        await closeVault(officer);
      }
    },
  };
}

/** The same office, vault and keychain, in a folder of its own. */
export function copyOffice(office: Office, home: TempFolder = tempFolder()): Office {
  cpSync(dirname(office.folder), home.path, { recursive: true });
  const [folder, configFolder] = [home.file('vault'), home.file('config')];
  const env: Environment = { ...nodeEnvironment({ KLUIS_CONFIG_DIR: configFolder }, home.path), clock: office.clock };
  return officeOf({ ...office, folder, configFolder, env });
}

/** The environment of another operating system account, or another computer, that reaches the same vault. */
export function otherComputer(office: Office, name: string): Environment {
  const home = tempFolder();
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: join(home.path, 'config') }, home.path);
  return { ...env, clock: office.clock, machine: { ...env.machine, name } };
}

/** A new folder with grants, by its id. */
export async function folderFor(
  officer: OpenVault,
  name: string,
  grants: Readonly<Record<string, Rights>>,
  kind: 'client' | 'personnel' = 'client',
): Promise<string> {
  const { id } = await createFolder(officer, { name, kind });
  for (const [user, rights] of Object.entries(grants)) {
    grantFolder(officer, { id, kind: findFolder(officer, id).kind }, user, { rights, endsAt: null });
  }
  return id;
}
