import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { revokeFolder } from '../../src-main/core/access/folder-access.ts';
import { ask as askOfficer } from '../../src-main/core/requests/ask.ts';
import type { Recurrence } from '../../src-main/core/tasks/task-body.ts';
import { addTask } from '../../src-main/core/tasks/write-task.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { dutchToday } from '../../src-renderer/features/tasks/task.ts';
import { formatsOf } from '../../src-renderer/i18n/format.ts';
import { createOffice, folderFor, type Office, ownPassword } from '../support/office.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { openArchive } from './pages/archive.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { lock, signIn, switchUser } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { openFolder, row } from './pages/folders.ts';
import { goTo, typeInPalette } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { filled } from './pages/words.ts';
import { ask, call } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';

const sanne = 'Sanne Bakker';
const olga = 'Olga de Wit';
const igor = 'Igor Smit';
const jansen = 'Jansen Holding';
const closed = 'Bakkerij De Vries';
const personnel = 'Personeel Karin';
const withdrawn = 'Visser Transport';
const late = 'Archiefkast opruimen';
const printer = 'Printer vervangen';
const wanted = 'de polis van 2019';
const deed = 'de akte van 2011';
const formats = formatsOf('nl');
const dayMs = 86_400_000;
/** Of the shortest time that an office can choose. */
const warnedAfterMs = 30_000;

/** The day so many days from today, `YYYY-MM-DD`. */
const inDays = (days: number): string =>
  new Date(Date.parse(`${dutchToday()}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
/** As one types it. */
const typed = (day: string): string => day.split('-').reverse().join('-');

describeWindow('a working day of an office, at the screen', () => {
  let desk: Desk;
  let office: Office;
  let closedId = '';
  let withdrawnId = '';

  const dialog = (): Locator => desk.app.page.getByRole('dialog');
  const inDialog = (button: string): Locator => dialog().getByRole('button', { name: button, exact: true });
  const choice = (label: string): Locator =>
    dialog()
      .locator('input')
      .and(desk.app.page.getByLabel(label, { exact: true }));
  const says = async (text: string, values = {}) =>
    await desk.app.page.getByText(filled(text, values)).first().waitFor();
  const panel = (): Locator => desk.app.page.getByRole('tabpanel');
  const block = (title: string): Locator => desk.app.page.getByRole('region', { name: title });
  const be = async (name: string) => {
    await switchUser(desk);
    await signIn(desk, name, name === officerName ? officerPassphrase : ownPassword);
    await goTo(desk, 'navToday');
  };
  const writeDay = async (label: string, day: string) => {
    await desk.hands.write(field(desk, label), typed(day));
    await desk.app.page.keyboard.press('Tab');
    // The calendar goes with the focus, and does not call it back.
    await desk.app.page.locator('[data-dates-dropdown]').waitFor({ state: 'detached' });
    expect(await field(desk, label).evaluate((element) => element === document.activeElement)).toBe(false);
  };

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const { app, words } = desk;
    office = await createOffice({ [sanne]: 'employee', [olga]: 'office-manager', [igor]: 'it-admin' }, app.folder);
    const jansenId = await office.asOfficer(async (officer) => {
      const plain = { text: '', remindDays: 1, recurrence: null };
      const manual = { kind: 'manual', ref: null } as const;
      addTask(officer, { ...plain, title: late, owner: sanne, due: inDays(-10), escalateDays: 2 }, manual);
      addTask(officer, { ...plain, title: printer, owner: igor, due: inDays(-1), escalateDays: null }, manual);
      await folderFor(officer, personnel, { [olga]: 'write' }, 'personnel');
      closedId = await folderFor(officer, closed, {});
      withdrawnId = await folderFor(officer, withdrawn, { [sanne]: 'read' });
      return await folderFor(officer, jansen, { [sanne]: 'write' });
    });
    const working = await office.open(sanne);
    askOfficer(working, { kind: 'archive', folder: jansenId, what: wanted, reason: 'De verzekeraar vraagt erom.' });
    askOfficer(working, { kind: 'archive', folder: withdrawnId, what: deed, reason: 'Voor de notaris.' });
    await closeVault(working);
    await office.asOfficer((officer) => revokeFolder(officer, withdrawnId, office.people.get(sanne) ?? ''));
    await app.answerDialog([office.folder]);
    await desk.hands.press(app.page.getByRole('button', { name: words.welcome.open }));
    await signIn(desk, officerName, officerPassphrase);
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

  const addTaskAtScreen = async (
    title: string,
    {
      owner,
      due,
      repeat,
      told = false,
    }: {
      readonly owner: string | null;
      readonly due: string;
      readonly repeat: Recurrence['every'];
      /** Reminds a week before, and tells the Privacy Officer three days after. */
      readonly told?: boolean;
    },
  ) => {
    const { hands, words } = desk;
    await press(desk, 'button', words.tasks.add);
    await hands.write(field(desk, words.tasks.fieldTitle), title);
    if (owner !== null) await hands.choose(choice(words.tasks.owner), owner);
    await writeDay(words.tasks.fieldDue, due);
    const repeats = { day: 'repeatDay', week: 'repeatWeek', month: 'repeatMonth', year: 'repeatYear' } as const;
    await hands.choose(choice(words.tasks.fieldRepeat), words.tasks[repeats[repeat]]);
    if (told) {
      await hands.choose(choice(words.tasks.fieldRemind), filled(words.tasks.daysBefore_other, { count: 7 }));
      await hands.choose(choice(words.tasks.fieldEscalate), filled(words.tasks.daysAfter_other, { count: 3 }));
    }
    await hands.press(inDialog(words.tasks.add));
    await dialog().waitFor({ state: 'hidden' });
  };

  test('the Privacy Officer gives a task that comes back to somebody, changes it, drops it with a reason and opens it again', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navTasks');
    await addTaskAtScreen('Aangifte', { owner: sanne, due: inDays(1), repeat: 'year', told: true });
    await says(words.tasks.emptyMine);
    await hands.press(app.page.getByText(words.tasks.all, { exact: true }));
    await row(desk, 'Aangifte').filter({ hasText: sanne }).filter({ hasText: words.tasks.inDays_one }).waitFor();
    await row(desk, 'Aangifte').getByText('elk jaar op').waitFor();

    await press(desk, 'button', 'Aangifte');
    const fact = (label: string) =>
      app.page.locator('dt').filter({ hasText: label }).locator('xpath=following-sibling::dd');
    expect(await fact(words.tasks.reminder).innerText()).toBe(filled(words.tasks.daysBefore_other, { count: 7 }));
    expect(await fact(words.tasks.escalation).innerText()).toBe(filled(words.tasks.daysAfter_other, { count: 3 }));
    await press(desk, 'button', words.tasks.change);
    await hands.write(field(desk, words.tasks.fieldTitle), 'Aangifte Jansen');
    await hands.press(inDialog(words.tasks.save));
    await row(desk, 'Aangifte Jansen').waitFor();
    await press(desk, 'button', words.tasks.drop);
    expect(await inDialog(words.tasks.drop).isDisabled()).toBe(true);
    await hands.write(field(desk, words.tasks.dropReason), 'De klant doet het zelf.');
    await hands.press(inDialog(words.tasks.drop));
    await row(desk, 'Aangifte Jansen').waitFor({ state: 'detached' });
    await hands.press(app.page.getByText(words.tasks.closed, { exact: true }));
    await row(desk, 'Aangifte Jansen').getByText(words.tasks.isDropped).waitFor();
    await press(desk, 'button', words.tasks.reopen);
    await row(desk, 'Aangifte Jansen').waitFor({ state: 'detached' });
    await hands.press(app.page.getByText(words.tasks.open, { exact: true }));
    await row(desk, 'Aangifte Jansen').waitFor();
  });

  test('a task of her own that is done comes back for its next day, and Ctrl+Z makes it undone', async () => {
    const { app, hands, words } = desk;
    await hands.press(app.page.getByText(words.tasks.mine, { exact: true }));
    await addTaskAtScreen('Kluis controleren', { owner: null, due: dutchToday(), repeat: 'week' });
    const task = row(desk, 'Kluis controleren');
    await task.getByText(words.tasks.today, { exact: true }).waitFor();
    await press(desk, 'button', filled(words.tasks.doneNamed, { name: 'Kluis controleren' }));
    await says(words.tasks.nextToast, { name: 'Kluis controleren', day: formats.day(inDays(7)) });
    await task.getByText(formats.day(inDays(7))).waitFor();
    await app.page.keyboard.press('Control+z');
    await task.getByText(formats.day(dutchToday())).waitFor();
    expect(await task.count()).toBe(1);
  });

  test('her Today has her own tasks, what others are far too late with, and what a new office lacks', async () => {
    const { words } = desk;
    await goTo(desk, 'navToday');
    await block(words.today.begin).getByText(words.today.beginBackups).waitFor();
    const tasks = block(words.today.tasks);
    await tasks.getByText('Kluis controleren').waitFor();
    const escalated = tasks.getByRole('listitem').filter({ hasText: `${sanne}: ${late}` });
    await escalated.getByText(words.tasks.escalated).waitFor();
    await escalated.getByText(filled(words.tasks.lateDays_other, { count: 10 })).waitFor();
    expect(await tasks.getByText(printer).count()).toBe(0);
    await block(words.today.secondFactor).getByText(words.today.factorOff).waitFor();
    await tasks.getByRole('button', { name: filled(words.today.doneNamed, { name: 'Kluis controleren' }) }).click();
    await tasks.getByText(formats.day(inDays(7))).waitFor();
  });

  test('access is given to an end, changed, and withdrawn with what that means; what was stays to be seen', async () => {
    const { app, hands, words } = desk;
    await openFolder(desk, closed);
    await press(desk, 'tab', words.folder.access);
    await says(words.access.emptyOfficer);
    await says(words.folder.onlyOfficer);
    await press(desk, 'button', words.access.give);
    await hands.choose(choice(words.access.choosePerson), sanne);
    await writeDay(words.access.untilLabel, inDays(-1));
    await says(words.access.untilPassed);
    expect(await inDialog(words.access.give).isDisabled()).toBe(true);
    await writeDay(words.access.untilLabel, inDays(14));
    await hands.press(inDialog(words.access.give));
    const access = row(desk, sanne);
    await access.getByText(typed(inDays(14))).waitFor();
    await access.getByText(words.access.read, { exact: true }).waitFor();
    await says(words.folder.people_one, { count: 1 });

    await press(desk, 'button', filled(words.access.changeOf, { person: sanne }));
    await hands.press(dialog().getByRole('radio', { name: words.access.writeLabel, exact: true }));
    await says(words.access.writeWarning);
    await hands.press(inDialog(words.access.change));
    await access.getByText(words.access.write, { exact: true }).waitFor();
    await access.getByText(typed(inDays(14))).waitFor();

    await press(desk, 'button', filled(words.access.withdrawOf, { person: sanne }));
    await says(words.access.withdrawNumbers_other, { folder: closed, count: 0 });
    await says(words.access.withdrawNotBack, { person: sanne });
    await hands.press(inDialog(words.access.withdraw));
    await access.waitFor({ state: 'detached' });
    const [past = ''] = words.access.past_one.split('{{');
    await hands.press(app.page.getByRole('button', { name: past }));
    await app.page.getByText(sanne).first().waitFor();
  });

  test('what waits on Today is counted in the navigation, and a request is granted when the archive is open for it', async () => {
    const { app, hands, words } = desk;
    const request = { name: sanne, what: deed };
    const stateOf = async (what: string) =>
      (await ask(app.page, 'requestListAll', {})).find(({ name }) => name === what)?.state;
    const rows = async (title: string) => await block(title).getByRole('listitem').count();
    await goTo(desk, 'navToday');
    await block(words.today.requests).getByText(wanted).waitFor();
    const waiting = (await rows(words.today.requests)) + (await rows(words.today.tasks));
    const counted = async (count: number) =>
      await expect
        .poll(() => find(desk, 'button', words.app.navToday).evaluate(descriptionOf))
        .toBe(filled(words.app.waiting_other, { count }));
    const grant = async () => await press(desk, 'button', filled(words.today.grantNamed, { what: deed }));

    await grant();
    await says(words.archive.inHand, request);
    expect(await field(desk, words.archive.why).inputValue()).toBe('Voor de notaris.');
    await counted(waiting);
    // Who leaves before the archive is open has promised nothing.
    await goTo(desk, 'navToday');
    await grant();
    await press(desk, 'button', words.archive.inHandNotNow);
    await app.page.getByText(filled(words.archive.inHand, request)).waitFor({ state: 'detached' });
    await goTo(desk, 'navToday');
    expect(await stateOf(deed)).toBe('open');

    await grant();
    await app.page.clock.install();
    await openArchive(desk, officerPassphrase);
    await says(words.archive.inHandGranted, request);
    await says(words.archive.inHand, request);
    await says('Reden: Voor de notaris.');
    expect(await stateOf(deed)).toBe('granted');
    await counted(waiting - 1);

    // Fifteen minutes, which run down; kept open longer with the passphrase again; at zero, and not before, the window closes it.
    const left = app.page.getByRole('timer');
    const leftSeconds = async () => {
      const [minutes = 0, seconds = 0] = (await left.innerText()).split(':').map(Number);
      return 60 * minutes + seconds;
    };
    expect(await left.innerText()).toMatch(/^1[45]:\d\d$/);
    await app.page.clock.fastForward('05:00');
    await expect.poll(leftSeconds).toBeLessThan(601);
    await press(desk, 'button', words.archive.extend);
    await hands.write(dialog().getByLabel(words.archive.passphrase, { exact: true }), officerPassphrase);
    await hands.press(inDialog(words.archive.extend));
    await dialog().waitFor({ state: 'detached' });
    await app.page.clock.fastForward(((await leftSeconds()) - 60) * 1000);
    await expect.poll(leftSeconds).toBeLessThan(61);
    await app.page.clock.fastForward('01:00');
    await left.waitFor({ state: 'detached' });
    await find(desk, 'button', words.archive.closeNow).waitFor({ state: 'detached' });
    await says(words.archive.inHand, request);
    expect(await field(desk, words.archive.why).inputValue()).toBe('');
    await press(desk, 'button', words.archive.inHandDone);
    await app.page.getByText(filled(words.archive.inHand, request)).waitFor({ state: 'detached' });
  });

  test('the Privacy Officer refuses a request with an answer, and has nothing left of it', async () => {
    const { hands, words } = desk;
    await goTo(desk, 'navToday');
    const request = { name: sanne, what: wanted };
    await block(words.today.requests).getByText(filled(words.today.requestText, request)).waitFor();
    await block(words.today.requests).getByText('De verzekeraar vraagt erom.').waitFor();
    await press(desk, 'button', filled(words.today.refuseNamed, request));
    expect(await inDialog(words.today.refuseVerb).isDisabled()).toBe(true);
    await hands.write(field(desk, words.today.refuseAnswer), 'Vraag de klant om een kopie.');
    await hands.press(inDialog(words.today.refuseVerb));
    await block(words.today.requests).waitFor({ state: 'detached' });
  });

  test('an employee finds on Today her new folder and her tasks, which she may do and not change', async () => {
    const { words } = desk;
    await be(sanne);
    await block(words.today.access).getByText(jansen).waitFor();
    expect(await desk.app.page.getByText(closed).count()).toBe(0);
    const tasks = block(words.today.tasks);
    await tasks.getByText('Aangifte Jansen').waitFor();
    await press(desk, 'button', filled(words.today.doneNamed, { name: late }));
    await tasks.getByText(late).waitFor({ state: 'detached' });
    await goTo(desk, 'navTasks');
    expect(await desk.app.page.getByText(words.tasks.all, { exact: true }).count()).toBe(0);
    await press(desk, 'button', 'Aangifte Jansen');
    await says(words.tasks.noMayChange);
    expect(await find(desk, 'button', words.tasks.drop).count()).toBe(0);
    await goTo(desk, 'navToday');
    await press(desk, 'button', filled(words.today.openNamed, { name: jansen }));
    await find(desk, 'heading', jansen).waitFor();
    await goTo(desk, 'navToday');
    await block(words.today.recentFolders).getByText(jansen).waitFor();
    expect(await block(words.today.access).count()).toBe(0);
  });

  test('who asked reads the answer on Today and in the folder, as long as she has that', async () => {
    const { words } = desk;
    await goTo(desk, 'navToday');
    const granted = filled(words.today.requestGranted, { what: deed });
    const [gone = ''] = words.today.replyGone.split(' · ');
    await block(words.today.replies).getByRole('listitem').filter({ hasText: granted }).getByText(gone).waitFor();
    expect(await find(desk, 'button', granted).count()).toBe(0);
    const refused = filled(words.today.requestRefused, { what: wanted });
    await block(words.today.replies).getByText(refused).waitFor();
    await block(words.today.replies).getByText('Vraag de klant om een kopie.').waitFor();
    await press(desk, 'button', refused);
    await says(words.archive.answer, { answer: 'Vraag de klant om een kopie.' });
    await says(words.archive['state-refused']);
  });

  test('the palette finds by keyboard what she has, and nothing of what she has not', async () => {
    const { app, words } = desk;
    await goTo(desk, 'navToday');
    await typeInPalette(desk, 'bakkerij');
    await says(words.app.paletteNothing);
    await typeInPalette(desk, 'jansen');
    await app.page.getByRole('option', { name: jansen, selected: true }).waitFor();
    await app.page.keyboard.press('Enter');
    await find(desk, 'heading', jansen).waitFor();
    await expect.poll(focusedText).toBe(jansen);
  });

  test('a folder that she has no access to is not found, and its name is nowhere', async () => {
    const { app, words } = desk;
    await ask(app.page, 'rememberRoute', { route: `folder/${closedId}/documents` });
    await lock(desk);
    await signIn(desk, sanne, ownPassword);
    await find(desk, 'heading', words.folder.notFound).waitFor();
    await says(words.folder.notFoundText);
    expect(await app.page.content()).not.toContain(closed);
    await press(desk, 'button', words.folder.toFolders);
    await row(desk, jansen).waitFor();
  });

  test('an office manager has personnel folders on Today, and an IT administrator tasks and no folder', async () => {
    const { app, words } = desk;
    await be(olga);
    await block(words.today.access).getByText(personnel).waitFor();
    await be(igor);
    await app.page.getByText(words.today.itAdmin).waitFor();
    await block(words.today.tasks).getByText(printer).waitFor();
    await block(words.today.tasks).getByText(words.tasks.overdue, { exact: true }).waitFor();
    expect(await block(words.today.recentDocuments).count()).toBe(0);
    await press(desk, 'button', filled(words.today.doneNamed, { name: printer }));
    await app.page.getByText(words.today.evidence.split('{{')[0]?.trim() ?? '').waitFor();
    expect(await app.page.content()).not.toContain(jansen);
  });

  test('the Privacy Officer changes how the office is called and reached; everybody sees it, and nobody else changes it', async () => {
    const { app, hands, words } = desk;
    const open = async () => {
      await goTo(desk, 'navSettings');
      await press(desk, 'tab', words.settings.office);
    };
    await be(officerName);
    await open();
    await hands.write(field(desk, words.settings.officeName), 'Kantoor Amstel');
    await hands.write(field(desk, words.ui.email), 'post.amstel.nl');
    await hands.write(field(desk, words.ui.address), 'Kade 1\n1011 AB Amsterdam');
    await says(words.ui.emailWrong);
    expect(await find(desk, 'button', words.settings.save).isDisabled()).toBe(true);
    await hands.write(field(desk, words.ui.email), 'post@amstel.nl');
    await hands.write(field(desk, words.settings.idleLock), '61');
    await field(desk, words.settings.idleLock).blur();
    expect(await field(desk, words.settings.idleLock).inputValue()).toBe('60');
    await hands.write(field(desk, words.settings.idleLock), '7');
    await press(desk, 'button', words.settings.save);
    await says(words.settings.saved);
    await find(desk, 'navigation', words.app.navLabel).getByText('Kantoor Amstel').waitFor();
    await be(sanne);
    await open();
    for (const said of ['Kantoor Amstel', 'post@amstel.nl', 'Kade 1']) await panel().getByText(said).waitFor();
    await panel()
      .getByText(`${words.settings.idleLock} ${filled(words.settings.minutes_other, { count: 7 })}.`)
      .waitFor();
    expect(await panel().getByRole('textbox').count()).toBe(0);
    expect(await faults(desk, 'an office, as an employee sees it')).toEqual([]);
    const change = call(app.page, 'officeSettingsChange', {
      idleLockMinutes: 5,
      secondFactor: 'optional',
      name: 'Ander',
    });
    expect(await change).toMatchObject({ ok: false, error: { code: 'not-authorised' } });
  });

  const warning = () => dialog().filter({ hasText: desk.words.app.idleText });

  test('an office that locks after a minute, as she sets it, is warned half a minute before, and a key keeps it open', async () => {
    const { app, hands, words } = desk;
    await be(officerName);
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', words.settings.office);
    await hands.write(field(desk, words.settings.idleLock), '1');
    await press(desk, 'button', words.settings.save);
    await app.page.getByText(words.settings.saved, { exact: true }).waitFor();
    await warning().waitFor({ timeout: 2 * warnedAfterMs });
    expect(await warning().getByRole('timer').innerText()).toMatch(/^0:[0-3]\d$/);
    expect(await faults(desk, 'idle warning')).toEqual([]);
    await app.page.keyboard.press('Shift');
    await warning().waitFor({ state: 'hidden' });
  });

  test('nobody there locks it', async () => {
    const { app, words } = desk;
    const old = app.page;
    await warning().waitFor({ timeout: 2 * warnedAfterMs });
    await app.newPage(old);
    await says(words.signIn.lockedIdle);
  });

  const descriptionOf = (element: Element) =>
    document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;
  const focusedText = async () => await desk.app.page.evaluate(() => document.activeElement?.textContent);
});
