import { expect, test } from 'vitest';
import { runLocked, runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { listTargets } from '../../../src-main/core/backup/targets/change-targets.ts';
import { readBackupSettings, writeBackupSettings } from '../../../src-main/core/backup/targets/kept-settings.ts';
import { readCredentials, storeCredentials } from '../../../src-main/core/backup/targets/reach-target.ts';
import { newId } from '../../../src-main/core/crypto/bytes.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Machine } from '../../../src-main/core/ports/machine.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { addFolderTarget, folderTarget, wrongWith } from '../../support/backup-office.ts';
import { MemoryKeychain } from '../../support/memory-keychain.ts';
import { createTestVault, officerName } from '../../support/test-vault.ts';

const newPassphrase = 'Kelvu-porat-simen-hadok-4';

test('after her access was recovered backups go where they went, from a computer with new keys', async () => {
  const { officer, env, folder, kit } = await createTestVault();
  const path = await addFolderTarget(officer, 'NAS');
  await runOpen(officer, null, unwatched);
  const before = officer.computer.id;
  await closeVault(officer);
  const recovered = await recover(env, { folder, kitText: kit, newPassphrase }, unwatched);
  expect(recovered.unfinished).toEqual([]);
  const { vault, unfinished } = await openSession(env, folder, { name: officerName, password: newPassphrase });
  expect(unfinished).toEqual([]);
  expect(vault.computer.id).not.toBe(before);
  expect((await listTargets(vault)).map(({ name }) => name)).toEqual(['NAS']);
  const [run] = await runOpen(vault, 'NAS', unwatched);
  expect(run?.outcome).toMatchObject({ isNew: true, lostItsEnd: false, snapshot: { number: 1 } });
  await closeVault(vault);
  const [locked] = await runLocked(env, folder, null, unwatched);
  expect(locked?.outcome).not.toBeInstanceOf(Error);
  const target = await folderTarget(path);
  expect(await wrongWith(target, kit)).toEqual([]);
  await target.close();
});

test('where her new keys go into another keychain, what signs in to a target goes along, and nothing of it stays behind', async () => {
  const { officer, env, folder, kit } = await createTestVault();
  const [id, credentials] = [newId(), { kind: 'webdav', password: 'Vijf-eksters-4-vlogen' } as const];
  const settings = { kind: 'webdav', address: 'https://nas.example/office', user: 'kluis', certificate: null } as const;
  const { targets, writer } = await readBackupSettings(officer);
  await writeBackupSettings(officer, {
    targets: [...targets, { id, name: 'NAS', settings, acknowledged: null }],
    writer,
  });
  await storeCredentials(officer, id, credentials);
  await closeVault(officer);

  const os = new MemoryKeychain();
  const machine: Machine = {
    ...env.machine,
    keychainOf: async (vault) => {
      const known = await env.machine.keychainOf(vault);
      return known?.kind === 'os' ? os : known;
    },
    keychainOfKind: (kind) => (kind === 'os' ? os : env.machine.keychainOfKind(kind)),
  };
  const here = { ...env, machine };
  const recovered = await recover(here, { folder, kitText: kit, newPassphrase, keychain: 'os' }, unwatched);
  expect(recovered.unfinished).toEqual([]);
  const { vault } = await openSession(here, folder, { name: officerName, password: newPassphrase });
  expect(vault.keychain.kind).toBe('os');
  expect(await readBackupSettings(vault)).toMatchObject({ targets: [{ id, name: 'NAS', settings }] });
  expect(await readCredentials(vault, id)).toEqual(credentials);
  expect(await env.machine.keychainOfKind('file').read(`${vault.id}.target.${id}`)).toBeNull();
  await closeVault(vault);
});
