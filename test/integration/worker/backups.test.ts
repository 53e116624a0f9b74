import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { VaultClient } from '../../../src-main/worker/vault-client.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault, officerName, officerPassphrase } from '../../support/test-vault.ts';

test('a program that stays makes the backups itself, signed in or not, and says when their status is another', async () => {
  const made = await createTestVault();
  await closeVault(made.officer);
  let changes = 0;
  const client = new VaultClient({
    environment: { ...process.env, KLUIS_CONFIG_DIR: made.configFolder },
    onChanged: (subject) => {
      expect(subject).toBe('backups');
      changes += 1;
    },
  });
  onTestFinished(async () => await client.terminate());
  const vault = made.folder;
  const statusNow = async () => (await client.call('backupStatus', null, { vault })).targets[0];
  const signIn = async () =>
    await client.call('signIn', null, { vault, name: officerName, password: officerPassphrase });
  const { session } = await signIn();
  const path = tempFolder().path;
  const place = { kind: 'folder', path } as const;
  await client.call('backupTargetAdd', session, { name: 'Stick', place, credentials: { kind: 'folder' } });
  expect(await statusNow()).toMatchObject({ name: 'Stick', goodAt: null, activities: [] });
  expect(changes).toBe(0);
  await client.call('backupWatch', null, { vault });
  await expect.poll(async () => (await statusNow())?.snapshot).toBe(1);
  expect(changes).toBeGreaterThan(0);
  await client.call('folderCreate', session, { name: 'Jansen', kind: 'client' });
  const source = tempFolder();
  writeFileSync(source.file('a.txt'), 'a');
  await client.call('documentAdd', session, { folder: 'Jansen', paths: [source.file('a.txt')] });
  // By hand: whoever looks after the backups does that too.
  const { runs } = await client.call('backupRun', session, {});
  expect(runs).toMatchObject([{ outcome: 'made', snapshot: { number: 2, state: 'open', payloads: 1 }, error: null }]);
  await client.call('folderCreate', session, { name: 'Bakker', kind: 'client' });
  await client.call('signOut', session, {});
  const locked = await client.call('backupRunLocked', null, { vault });
  expect(locked.runs).toMatchObject([{ outcome: 'made', snapshot: { number: 3, state: 'locked' } }]);
  expect((await signIn()).readOnly).toBe(false);
  expect(await statusNow()).toMatchObject({ snapshot: 3, failed: null, alerts: [] });
});
