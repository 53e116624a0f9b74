import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listArchive } from '../../../src-main/core/archive/list-archive.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { listFolders } from '../../../src-main/core/folders/list-folders.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { draftOf, saveDraft } from '../../../src-main/core/personal/drafts.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { officeSettings } from '../../../src-main/core/settings/office-settings.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { nodeEnvironment } from '../../../src-main/worker/node-environment.ts';
import { copyFolder } from '../../support/copy-folder.ts';
import { firstPassword, ownPassword } from '../../support/office.ts';
import { enrol } from '../../support/second-factor.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const fixture = path.resolve(import.meta.dirname, '../../fixtures/vault-0.1.0');

function oldVault() {
  const home = tempFolder();
  copyFolder(fixture, home.path);
  const folder = home.file('vault');
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: home.file('config') }, home.path);
  const open = async (name: string, password: string) => await openSession(env, folder, { name, password });
  return { env, folder, open, kit: readFileSync(home.file('kit.txt'), 'utf8') };
}

test('a vault of version 0.1.0 opens for everybody, gets what it lacks and goes on', async () => {
  const { env, folder, open, kit } = oldVault();
  expect((await checkRecovery(env, folder, kit, unwatched)).findings).toEqual([]);

  const anna = await open('Ank de Vries', ownPassword);
  expect(anna.unfinished).toEqual([]);
  const { folders } = listFolders(anna.vault);
  expect(folders.map(({ name }) => name)).toEqual(['Familie Jansen']);
  const documents = await listDocuments(anna.vault, 'Familie Jansen', false);
  expect(documents.map(({ name }) => name)).toEqual(['polis.txt']);
  saveDraft(anna.vault, 'note', 'van Ank');
  await enrol(anna.vault, ownPassword);
  await closeVault(anna.vault);

  await closeVault((await open('Net Begonnen', ownPassword)).vault);
  await activateUser(env, folder, { name: 'Nieuwe Collega', password: firstPassword, newPassword: ownPassword });

  const { vault: officer, unfinished, confirmed } = await open(officerName, officerPassphrase);
  expect(unfinished).toEqual([]);
  expect(confirmed.map(({ name }) => name).sort()).toEqual(['Net Begonnen', 'Nieuwe Collega']);
  expect(officer.directory.users.every(({ exchange }) => exchange !== null)).toBe(true);
  expect(officeSettings(officer)).toMatchObject({
    idleLockMinutes: 5,
    secondFactor: 'optional',
    contact: { email: '', telephone: '', address: '' },
  });
  const archived = await listArchive(officer, { folder: 'Familie Jansen', password: officerPassphrase });
  expect(archived.documents.map(({ name }) => name)).toEqual(['oud.txt']);
  saveDraft(officer, 'note', 'van Petra');
  expect((await checkVault(officer, unwatched)).findings).toEqual([]);
  expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
  await closeVault(officer);
  expect((await checkRecovery(env, folder, kit, unwatched)).findings).toEqual([]);
});

test('a vault of version 0.1.0 is recovered by its kit before anybody has signed in', async () => {
  const { env, folder, open, kit } = oldVault();
  const newPassphrase = 'zimer-faduk-robes-nilat';
  await recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
  const { vault: officer, unfinished } = await open(officerName, newPassphrase);
  expect(unfinished).toEqual([]);
  saveDraft(officer, 'note', 'van Petra');
  expect(draftOf(officer, 'note')?.text).toBe('van Petra');
  expect((await checkVault(officer, unwatched)).findings).toEqual([]);
  await closeVault(officer);
  await closeVault((await open('Ank de Vries', ownPassword)).vault);
});
