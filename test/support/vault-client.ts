import { onTestFinished } from 'vitest';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { VaultClient, type VaultClientOptions } from '../../src-main/worker/vault-client.ts';
import { createTestVault, officerName, officerPassphrase, type TestVault } from './test-vault.ts';

/** A worker of its own on the machine of a test vault; ends with the test. */
export function startClient({
  configFolder,
  scene,
}: Pick<TestVault, 'configFolder'> & Pick<VaultClientOptions, 'scene'>): VaultClient {
  const client = new VaultClient({
    environment: { ...process.env, KLUIS_CONFIG_DIR: configFolder },
    ...(scene && { scene }),
  });
  onTestFinished(async () => await client.terminate());
  return client;
}

/** A test vault, closed, with a worker that the Privacy Officer is signed in to. */
export async function vaultInWorker(): Promise<{ made: TestVault; client: VaultClient; session: string }> {
  const made = await createTestVault();
  await closeVault(made.officer);
  const client = startClient(made);
  const { session } = await client.call('signIn', null, {
    vault: made.folder,
    name: officerName,
    password: officerPassphrase,
  });
  return { made, client, session };
}
