import { expect, test } from 'vitest';
import { runLocked, runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { listTargets } from '../../../src-main/core/backup/targets/change-targets.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { addFolderTarget, folderTarget, wrongWith } from '../../support/backup-office.ts';
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
