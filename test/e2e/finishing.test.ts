import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeFolder } from '../../src-main/core/access/folder-access.ts';
import { runOpen } from '../../src-main/core/backup/runs/run-targets.ts';
import { addTarget } from '../../src-main/core/backup/targets/change-targets.ts';
import { eraseDocument } from '../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { restoreVault } from '../../src-main/core/restore/restore-vault.ts';
import { wantedByKit } from '../support/backed-up.ts';
import { folderTarget } from '../support/backup-office.ts';
import { createOffice, folderFor, ownPassword } from '../support/office.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { officerName } from '../support/test-vault.ts';
import { type Desk, field, find, press, secret, sitDown } from './pages/desk.ts';
import { lock, signIn } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { describeWindow } from './support/describe-window.ts';

const wim = 'Wim Visser';
const rik = 'Rik Smit';
/** New keys for everything take some seconds, and more on a busy machine. */
const patienceMs = 60_000;
const newPassphrase = 'Kelvu-porat-simen-hadok-4';

describeWindow('a vault that was restored', () => {
  const place = openTempFolder('kluis-nas-');
  let desk: Desk;

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const office = await createOffice({ [wim]: 'employee', [rik]: 'employee' }, desk.app.folder);
    writeFileSync(place.file('kit.txt'), office.kit);
    writeFileSync(place.file('Polis.txt'), 'polis van 2019');
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', { [wim]: 'write', [rik]: 'read' });
      await importDocuments(officer, folder, [place.file('Polis.txt')], unwatched);
      const target = { name: 'NAS', place: { kind: 'folder', path: place.file('nas') } } as const;
      await (await folderTarget(place.file('nas'))).close();
      await addTarget(officer, { ...target, credentials: { kind: 'folder' } }, unwatched);
      await runOpen(officer, null, unwatched);
      await eraseDocument(officer, { folder, document: 'Polis.txt' }, 'gevraagd');
      await disableUser(officer, wim);
      await revokeFolder(officer, folder, office.people.get(rik) ?? '', unwatched);
      await runOpen(officer, null, unwatched);
    });
    const target = await folderTarget(place.file('nas'));
    const wanted = { ...wantedByKit(office.kit, target, office.folder), snapshot: '1', inPlace: true };
    await restoreVault(office.env, wanted, unwatched);
    await target.close();
    await desk.app.answerDialog([office.folder]);
    await desk.hands.press(desk.app.page.getByRole('button', { name: desk.words.welcome.open }));
  });
  afterAll(async () => {
    await desk?.app.close();
    place[Symbol.dispose]();
  });
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect(await faults(desk, `restored, ${name}`)).toEqual([]);
  const banner = (text: string) => desk.app.page.getByText(text.split('{{')[0] ?? '').first();

  test('says to which moment, and lets nobody in', async () => {
    const { app, hands, words } = desk;
    await banner(words.restored.state).waitFor();
    await app.page.getByText(words.restored.stateAside).waitFor();
    await hands.write(field(desk, words.signIn.name), rik);
    await hands.write(secret(desk, words.signIn.password), ownPassword);
    await press(desk, 'button', words.signIn.signIn);
    await app.page
      .getByRole('alert')
      .getByText(/teruggezet uit een back-up/)
      .waitFor();
    await looksRight('nobody gets in');
  });

  test('is finished in four steps, each of which says what it is for', async () => {
    const { app, hands, words } = desk;
    await press(desk, 'button', words.restored.open);
    await find(desk, 'heading', words.restored.whatTitle).waitFor();
    await looksRight('what happens');
    await press(desk, 'button', words.restored.next);
    await app.page.getByRole('radio', { name: words.restored.fromNone }).check();
    await looksRight('no newer backups');
    await app.page.getByRole('radio', { name: words.restored.fromPlace }).check();
    await press(desk, 'button', words.restored.next);
    await find(desk, 'heading', words.restore.sourceTitle).waitFor();
    expect(await find(desk, 'button', words.restore.askTicket).count()).toBe(0);
    await press(desk, 'button', words.restore.stop);
    await app.page.getByRole('radio', { name: 'NAS' }).check();
    await looksRight('newer backups');
    await press(desk, 'button', words.restored.next);
    await app.answerDialog([place.file('kit.txt')]);
    await press(desk, 'button', words.kit.chooseLocker);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await looksRight('the key');
    await press(desk, 'button', words.restored.next);
    await hands.write(secret(desk, words.ui.newPassphrase), newPassphrase);
    await hands.write(secret(desk, words.ui.onceMore), newPassphrase);
    await looksRight('a new passphrase');
    await press(desk, 'button', words.restored.finish);
    await find(desk, 'heading', words.restored.doneTitle).waitFor({ timeout: patienceMs });
    const done = find(desk, 'region', words.restored.replayed);
    expect((await done.locator('dd').allInnerTexts()).map(Number)).toEqual([1, 1, 1]);
    await done.getByText(words.restored['from-backups']).waitFor();
    await find(desk, 'region', words.restored.toDo)
      .getByText(/set-aside/)
      .waitFor();
    await looksRight('finished');
  });

  test('tells everybody who signs in behind that what it went back to', async () => {
    const { app, words } = desk;
    await press(desk, 'button', words.restored.toSignIn);
    expect(await banner(words.restored.state).count()).toBe(0);
    expect(await field(desk, words.signIn.name).inputValue()).toBe(officerName);
    await signIn(desk, officerName, newPassphrase);
    await banner(words.app.warnRestored).waitFor();
    await looksRight('for the Privacy Officer');
    await goTo(desk, 'navBackups');
    await find(desk, 'region', 'NAS').waitFor();
    await lock(desk);
    await signIn(desk, rik, ownPassword);
    await banner(words.app.warnRestored).waitFor();
    await press(desk, 'button', words.ui.more);
    await banner(words.app.warnRestoredMore).waitFor();
    expect(await app.page.getByText('Jansen').count()).toBe(0);
    await looksRight('for others');
    await lock(desk);
    await desk.hands.write(field(desk, words.signIn.name), wim);
    await desk.hands.write(secret(desk, words.signIn.password), ownPassword);
    await press(desk, 'button', words.signIn.signIn);
    await app.page.getByRole('alert').waitFor();
  });
});
