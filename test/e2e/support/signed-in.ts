import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';
import { ask } from './bridge.ts';
import type { StartedApp } from './start-app.ts';

/** A vault in the folder of a started program, made at the cost of tests. @returns its folder. */
export async function makeVault(app: StartedApp): Promise<string> {
  const { folder, officer } = await createTestVault({}, app.folder);
  await closeVault(officer);
  return folder;
}

/** Signs the Privacy Officer of `makeVault` in by calls, without a screen. @returns the vault's handle. */
export async function signInOfficer(app: StartedApp, folder: string): Promise<string> {
  await app.answerDialog([folder]);
  const chosen = await ask(app.page, 'chooseVault', {});
  if (chosen === null) throw new Error('no vault was chosen');
  await ask(app.page, 'signIn', { handle: chosen.handle, name: officerName, password: officerPassphrase });
  return chosen.handle;
}
