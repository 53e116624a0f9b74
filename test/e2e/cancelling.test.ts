import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeVault } from '../../src-main/core/vault/change.ts';
import { createOffice, folderFor } from '../support/office.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { signIn } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { openFolder, row } from './pages/folders.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { filled } from './pages/words.ts';
import { describeWindow } from './support/describe-window.ts';

const wim = 'Wim Visser';
const client = 'Jansen';
/** As `countedSoFar` and `countedOf` have it. */
const someDone = /^[1-9][\d.]* (gedaan|van )/;
/** So many that going through them takes seconds. */
const [batches, notesEach] = [8, 2000];

describeWindow('what takes long is cancelled at the screen', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const office = await createOffice({ [wim]: 'employee' }, desk.app.folder);
    writeFileSync(desk.app.folder.file('sleutel.txt'), office.kit);
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, client, { [wim]: 'write' });
      for (let batch = 0; batch < batches; batch += 1) {
        changeVault(officer, (change) => {
          for (let note = 0; note < notesEach; note += 1) {
            change.insertRecord(folder, 'note', { text: `${batch}.${note}`, createdAt: change.at });
          }
          change.tell('trial', {});
        });
      }
    });
    await desk.app.answerDialog([office.folder]);
    await desk.hands.press(desk.app.page.getByRole('button', { name: desk.words.welcome.open }));
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect(await faults(desk, `cancelling, ${name}`)).toEqual([]);
  const says = async (text: string) => await desk.app.page.getByText(text).first().waitFor();
  /** Once it has done something, and says what stays. */
  const cancel = async (stays: string) => {
    await says(stays);
    await desk.app.page.getByText(someDone).waitFor();
    await press(desk, 'button', desk.words.ui.cancel);
  };

  test('the check of the recovery kit, which has changed nothing, and can be begun again', async () => {
    const { app, hands, words } = desk;
    await press(desk, 'button', words.signIn.help);
    await press(desk, 'button', words.signIn.checkKit);
    await app.answerDialog([app.folder.file('sleutel.txt')]);
    await press(desk, 'button', words.kit.chooseLocker);
    await says(words.kit.keyRead);
    const start = find(desk, 'button', words.welcome.checkStart);
    await hands.press(start);
    await cancel(words.welcome.checkStays);
    await app.page.getByRole('progressbar').waitFor({ state: 'detached' });
    const [good = ''] = words.welcome.checkGood.split('{{');
    expect(await app.page.getByText(good).count()).toBe(0);
    expect(await app.page.getByRole('alert').count()).toBe(0);
    await looksRight('the check of the kit');
    await hands.press(start);
    await says(good);
    await press(desk, 'button', words.welcome.toSignIn);
  });

  test('withdrawing access: it is withdrawn, and the rest goes on later', async () => {
    const { hands, words } = desk;
    await signIn(desk, officerName, officerPassphrase);
    await openFolder(desk, client);
    await press(desk, 'tab', words.folder.access);
    await press(desk, 'button', filled(words.access.withdrawOf, { person: wim }));
    await hands.press(
      desk.app.page.getByRole('dialog').getByRole('button', { name: words.access.withdraw, exact: true }),
    );
    await cancel(words.access.goesOnLater);
    await says(words.access.withdrawnGoesOn);
    await row(desk, wim).waitFor({ state: 'detached' });
    await looksRight('withdrawing access');
    await press(desk, 'button', words.ui.putAway);
  });

  test('encrypting a folder again: what is new has new keys, and the rest goes on later', async () => {
    const { hands, words } = desk;
    await press(desk, 'button', words.access.rekey);
    await hands.write(field(desk, words.ui.reason), 'een laptop is gestolen');
    await hands.press(desk.app.page.getByRole('dialog').getByRole('button', { name: words.access.rekey, exact: true }));
    await cancel(words.access.goesOnLater);
    await says(words.access.rekeyGoesOn);
    await looksRight('encrypting again');
  });
});
