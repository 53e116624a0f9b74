import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import { addDocuments, backup, folderTarget } from '../support/backup-office.ts';
import { createOffice, folderFor } from '../support/office.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Desk, find, press, sitDown } from './pages/desk.ts';
import { signIn } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { describeWindow } from './support/describe-window.ts';

describeWindow('the restore test where the computer of the Privacy Officer makes no backups', () => {
  const place = openTempFolder('kluis-nas-');
  let desk: Desk;

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const { app, hands, words } = desk;
    const office = await createOffice({}, app.folder);
    writeFileSync(app.folder.file('sleutel.txt'), office.kit);
    await office.asOfficer(async (officer) => {
      await folderFor(officer, 'Jansen', {});
      await addDocuments(officer, 'Jansen', [10, 70_000], 1);
      const target = await folderTarget(place.file('nas'));
      await backup(officer, target, place.file('memory'));
      await target.close();
    });
    // As a session on the computer that makes them does.
    await leaveMessage(office.env, office.folder, { type: 'backups-made', content: {} });
    await app.answerDialog([office.folder]);
    await hands.press(app.page.getByRole('button', { name: words.welcome.open }));
    await signIn(desk, officerName, officerPassphrase);
  });
  afterAll(async () => {
    await desk?.app.close();
    place[Symbol.dispose]();
  });
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect(await faults(desk, `restore test elsewhere, ${name}`)).toEqual([]);
  const heading = async (name: string) => await find(desk, 'heading', name).waitFor();
  const next = async () => await press(desk, 'button', desk.words.drill.next);

  test('is a task of hers, and passes with a backup at the place that she shows', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navTasks');
    await hands.press(app.page.getByRole('table').getByRole('button', { name: words.tasks.drill, exact: true }));
    await press(desk, 'button', words.tasks.toDrill);
    await heading(words.drill.backupTitle);
    await app.page.getByText(words.drill.noTargets).waitFor();
    await looksRight('no place yet');
    await next();
    await heading(words.restore.sourceTitle);
    await looksRight('which place');
    await app.answerDialog([place.file('nas')]);
    await press(desk, 'button', words.backups.chooseFolder);
    await app.page.getByText(/^Gekozen: /).waitFor();
    await press(desk, 'button', words.restore.connect);
    await heading(words.drill.backupTitle);
    await find(desk, 'table', words.restore.moments).waitFor();
    await looksRight('its backups');
    await next();
    await heading(words.drill.keyTitle);
    await app.answerDialog([app.folder.file('sleutel.txt')]);
    await press(desk, 'button', words.kit.chooseLocker);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await next();
    await heading(words.drill.reportTitle);
    await app.answerDialog([app.folder.file('verslag.docx')]);
    await press(desk, 'button', words.drill.chooseReport);
    await app.page.getByText(/^Verslag: /).waitFor();
    await press(desk, 'button', words.drill.start);
    await heading(words.drill.passedTitle);
    expect(existsSync(app.folder.file('verslag.docx.sig'))).toBe(true);
  });
});
