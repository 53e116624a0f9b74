import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkRefused } from '../../../src-main/core/check/check-refused.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import { outsideStatus } from '../../../src-main/core/status/outside-status.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const office = sharedOffice({});

describe('a copy that dropped the empty folders of a vault', () => {
  test('opens, is worked in, and a check names each of them once', async () => {
    const here = office();
    for (const part of ['objects', 'spool']) rmSync(join(here.folder, part), { recursive: true });
    const vault = await here.open(officerName);
    const { findings } = await checkVault(vault, unwatched);
    expect(findings.map(({ part, problem }) => `${problem} ${part}`)).toEqual(['missing objects', 'missing spool']);
    const { id } = await createFolder(vault, { name: 'Jansen', kind: 'client' });
    const [added] = await importDocuments(vault, id, [import.meta.filename], unwatched);
    expect(added).toMatchObject({ outcome: 'added' });
    await closeVault(vault);
    const again = await here.open(officerName);
    expect((await checkVault(again, unwatched)).findings).toEqual([]);
    await closeVault(again);
  });

  test('takes a message of somebody who is not signed in', async () => {
    const here = office();
    rmSync(join(here.folder, 'spool'), { recursive: true });
    await expect(leaveMessage(here.env, here.folder, { type: 'trial', content: 1 })).resolves.toMatch(/^[0-9a-f]{32}$/);
  });
});

test.each(['vault.db', 'vault.json'])('a vault without %s is damaged, and every check names the file', async (part) => {
  const here = office();
  rmSync(join(here.folder, part));
  const damaged = { code: 'integrity-violated', details: { part } };
  await expect(here.open(officerName)).rejects.toMatchObject(damaged);
  if (part === 'vault.json') await expect(outsideStatus(here.env, here.folder)).rejects.toMatchObject(damaged);
  const credentials = { name: officerName, password: officerPassphrase };
  const { findings } = await checkRefused(here.env, here.folder, credentials, unwatched);
  expect(findings.map((found) => `${found.problem} ${found.part}`)).toEqual([`missing ${part}`]);
  const byKit = checkRecovery(here.env, here.folder, here.kit, unwatched);
  if (part === 'vault.db') await expect(byKit).rejects.toMatchObject(damaged);
  else expect((await byKit).findings.map((found) => `${found.problem} ${found.part}`)).toEqual([`missing ${part}`]);
});
