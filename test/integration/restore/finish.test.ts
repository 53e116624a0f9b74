import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grantFolder, revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { destroyFolder } from '../../../src-main/core/folders/destroy-folder.ts';
import { listFolders } from '../../../src-main/core/folders/list-folders.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { finishRestore } from '../../../src-main/core/restore/finish-restore.ts';
import { makeTicket } from '../../../src-main/core/restore/make-ticket.ts';
import { newestState } from '../../../src-main/core/restore/newest-state.ts';
import { restoreByTicket } from '../../../src-main/core/restore/restore-by-ticket.ts';
import { makeRestoreRequest } from '../../../src-main/core/restore/restore-request.ts';
import { restoreVault } from '../../../src-main/core/restore/restore-vault.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { type Environment, vaultPaths } from '../../../src-main/core/vault/open-vault.ts';
import { readRestoredMark } from '../../../src-main/core/vault/restored-mark.ts';
import { registerSetAsides } from '../../../src-main/core/vault/set-aside.ts';
import { blankComputer, wantedByKit } from '../../support/backed-up.ts';
import { dayMs } from '../../support/backup-chain.ts';
import { backup, folderTarget } from '../../support/backup-office.ts';
import { Killed } from '../../support/crashing-files.ts';
import { folderFor, type Office, ownPassword, sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { withCalls } from '../../support/with-calls.ts';

const freshOffice = sharedOffice({ Wim: 'employee', Rik: 'employee', Nico: 'employee' });
const newPassphrase = 'Kelvu-porat-simen-hadok-4';

/** An office with a backup of before and one of after: a client erased, an employee disabled, a grant revoked and one lowered. */
async function twoWeeks() {
  const office = freshOffice();
  const place = tempFolder();
  const target = await folderTarget(place.file('target'));
  const from = tempFolder();
  for (const name of ['stays.txt', 'erased.txt']) writeFileSync(from.file(name), `content of ${name}`);
  const idOf = (name: string) => office.people.get(name) ?? '';
  await office.asOfficer(async (officer) => {
    const jansen = await folderFor(officer, 'Jansen', { Wim: 'write', Rik: 'write', Nico: 'write' });
    await folderFor(officer, 'De Boer', { Rik: 'read' });
    await importDocuments(officer, jansen, [from.file('stays.txt'), from.file('erased.txt')], unwatched);
    await backup(officer, target, place.file('memory'));
    await eraseDocument(officer, { folder: jansen, document: 'erased.txt' }, 'asked for');
    await destroyFolder(officer, 'De Boer', 'asked for');
    await disableUser(officer, 'Wim');
    await revokeFolder(officer, jansen, idOf('Rik'), unwatched);
    grantFolder(officer, { id: jansen, kind: 'client' }, idOf('Nico'), { rights: 'read', endsAt: null });
  });
  const backUpAgain = async () =>
    await office.asOfficer(async (officer) => backup(officer, target, place.file('memory')));
  const restored = place.file('restored');
  const env = blankComputer(place, office.clock);
  const wanted = { ...wantedByKit(office.kit, target, restored), snapshot: '1' };
  return { office, place, target, restored, env, wanted, backUpAgain };
}

const signInTo = async (env: Environment, folder: string, name: string, password: string) =>
  (await openSession(env, folder, { name, password })).vault;

/** What the vault is like for those who are left. */
async function expectMadeGood(env: Environment, folder: string, office: Office): Promise<void> {
  const officer = await signInTo(env, folder, officerName, newPassphrase);
  expect(listFolders(officer).folders.map(({ name }) => name)).toEqual(['Jansen']);
  expect((await listDocuments(officer, 'Jansen', false)).map(({ name }) => name)).toEqual(['stays.txt']);
  expect(await checkVault(officer, unwatched)).toMatchObject({ findings: [] });
  await closeVault(officer);
  await expect(signInTo(env, folder, 'Wim', ownPassword)).rejects.toMatchObject({ code: 'sign-in-failed' });
  const rik = await signInTo(env, folder, 'Rik', ownPassword);
  expect(listFolders(rik).folders).toEqual([]);
  await closeVault(rik);
  const nico = await signInTo(env, folder, 'Nico', ownPassword);
  expect(listFolders(nico).folders).toMatchObject([{ name: 'Jansen', rights: 'read' }]);
  await closeVault(nico);
  expect(await checkRecovery(env, folder, office.kit, unwatched)).toMatchObject({ findings: [] });
}

type Restored = Pick<Awaited<ReturnType<typeof twoWeeks>>, 'office' | 'restored' | 'env' | 'target' | 'place'>;

async function restoreWithTicket({ office, restored, env, target, place }: Restored): Promise<void> {
  const { text, fingerprint } = await makeRestoreRequest(env, 'file');
  const remembered = new Map();
  const wanted = { target, remembered, snapshot: '1', request: text, fingerprint, kitText: office.kit };
  const { file } = await makeTicket(office.env, { ...wanted, folder: place.file('rebuilt') }, unwatched);
  writeFileSync(place.file('ticket'), file);
  const where = { snapshot: null, folder: restored, inPlace: false, acceptFindings: false };
  await restoreByTicket(env, place.file('ticket'), where, { target, remembered: new Map() }, unwatched);
}

/** Where nothing else is left; somebody else's word for it does not count. */
async function expectKnownFromTicket(office: Office, env: Environment, restored: string): Promise<void> {
  const mark = await readRestoredMark(env.files, vaultPaths(restored));
  if (mark === null) throw new Error('no mark');
  const sources = { env, folder: restored, mark, kit: parseKit(office.kit), target: null };
  const { newest } = await newestState(sources, unwatched);
  expect(newest).toMatchObject({ from: 'ticket', state: { disabled: [office.people.get('Wim')] } });
  const nothing = { newest: null, takenAway: { erased: [], disabled: [], folders: [] }, unread: 0 };
  expect(await newestState({ ...sources, mark: { ...mark, later: null } }, unwatched)).toEqual(nothing);
  const other = { ...mark, later: Buffer.from('age-encryption.org/v1\n').toString('base64') };
  expect(await newestState({ ...sources, mark: other }, unwatched)).toEqual(nothing);
}

describe('a restored vault that is finished', () => {
  test('has no client back that was erased, nobody who left, no access that was withdrawn, by what a newer backup says', async () => {
    const { office, restored, env, target, place, backUpAgain } = await twoWeeks();
    await backUpAgain();
    await restoreWithTicket({ office, restored, env, target, place });
    await expectKnownFromTicket(office, env, restored);
    const finish = { folder: restored, kitText: office.kit, newPassphrase, keychain: 'file', target } as const;
    // Stopped just before its last step: nobody is in, and it is begun again.
    const files = withCalls(env.files, {
      remove: async (path, options) => {
        if (path.endsWith('restored.json')) throw new Killed();
        await env.files.remove(path, options);
      },
    });
    await expect(finishRestore({ ...env, files }, finish, unwatched)).rejects.toBeInstanceOf(Killed);
    await expect(signInTo(env, restored, officerName, newPassphrase)).rejects.toMatchObject({ code: 'vault-restored' });
    const finished = await finishRestore(env, finish, unwatched);
    // It was done the first time.
    expect(finished).toMatchObject({ from: 'backups', replayed: { erased: 0, disabled: 0, revoked: 0 }, broken: [] });
    expect(finished.lostEntries).toBeGreaterThan(4);
    await expectMadeGood(env, restored, office);
    // The office's own computer has no place any more.
    await expect(signInTo(office.env, restored, officerName, newPassphrase)).rejects.toMatchObject({
      code: 'keychain-entry-missing',
    });
    await expect(finishRestore(env, finish, unwatched)).rejects.toMatchObject({
      details: { reason: 'nothing-to-finish' },
    });
  }, 120_000);

  test('in place, on a computer that remembers the newer state, by what the vault says that was set aside', async () => {
    const { office, env: _blank, wanted } = await twoWeeks();
    const outcome = await restoreVault(office.env, { ...wanted, folder: office.folder, inPlace: true }, unwatched);
    const setAside = join(dirname(office.folder), outcome.restored?.setAside ?? '');
    expect(existsSync(join(setAside, 'vault.json'))).toBe(true);
    const finish = { folder: office.folder, kitText: office.kit, newPassphrase, target: null };
    const finished = await finishRestore(office.env, finish, unwatched);
    expect(finished).toMatchObject({ from: 'set-aside', replayed: { erased: 2, disabled: 1, revoked: 2 } });
    // It was this one's former place, which emergency access has replaced.
    expect(finished.struckOff).toEqual([]);
    await expectMadeGood(office.env, office.folder, office);

    // It has what was erased, and is not kept for ever.
    const kept = `${setAside}.kept`;
    cpSync(setAside, kept, { recursive: true });
    const officerNow = async () => await signInTo(office.env, office.folder, officerName, newPassphrase);
    office.clock.advance(29 * dayMs);
    await closeVault(await officerNow());
    expect(existsSync(join(setAside, 'vault.json'))).toBe(true);
    office.clock.advance(2 * dayMs);
    const officer = await officerNow();
    expect(existsSync(setAside)).toBe(false);
    // Nor when somebody who is in it is erased; what is not of a vault stays, and what no restore has set aside.
    cpSync(kept, setAside, { recursive: true });
    writeFileSync(join(setAside, 'note.txt'), 'of somebody');
    registerSetAsides(officer, [basename(setAside), basename(kept)], office.clock.now());
    await destroyFolder(officer, 'Jansen', 'asked for');
    expect([readdirSync(setAside), existsSync(join(kept, 'vault.json'))]).toEqual([['note.txt'], true]);
    await closeVault(officer);
  }, 120_000);
});
