import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorText } from '../../src-renderer/i18n/error-text.ts';
import { createOffice, type Office, ownPassword } from '../support/office.ts';
import { pictureOfCode } from '../support/picture-of-code.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Desk, field, find, press, secret, sitDown } from './pages/desk.ts';
import { activate, keepKit, lock, signIn, switchUser } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { row } from './pages/folders.ts';
import { goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { keyboard } from './pages/keyboard-hands.ts';
import { pagesOfPdf, paperOnScreen } from './pages/kit-paper.ts';
import { addPerson, openPerson, pressAndTryToLeave } from './pages/people.ts';
import { pictureFailures } from './pages/picture.ts';
import { darkModules, drawnModules } from './pages/qr.ts';
import { codeOf, proveSecondFactor, secondFactorKey } from './pages/second-factor.ts';
import { filled, roleName } from './pages/words.ts';
import { ask } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';

const sanne = 'Sanne Bakker';
const karin = 'Karin Smit';
const karinsPassword = 'Zeven-ganzen-9-vlogen';
const ownPassphrase = 'vier kano drijvend kompas ritselende oktober';
const newPassphrase = 'Hagel-op-zolder-tussen-9-lampions';
/** The first wait after too many attempts. */
const firstWaitMs = 30_000;

describeWindow('accounts and computers, at the screens of two computers', () => {
  let office: Office;
  /** The computer of the office. */
  let desk: Desk;
  /** Another computer, that does not know the vault yet. */
  let other: Desk;
  let lockedOutAt = 0;
  let requestWords = '';
  let karinsFirst = '';
  let karinsWords = '';
  let karinsKey = '';
  let sannesFirst = '';

  beforeAll(async () => {
    [desk, other] = await Promise.all([sitDown('nl', mouse), sitDown('nl', mouse)]);
    office = await createOffice({ [sanne]: 'employee' }, desk.app.folder);
    await desk.app.answerDialog([office.folder]);
    await desk.hands.press(desk.app.page.getByRole('button', { name: desk.words.welcome.open }));
  });
  afterAll(async () => await Promise.all([desk?.app.close(), other?.app.close()]));
  pictureFailures(() => desk);

  const alert = ({ app }: Desk, text: string): Locator => app.page.getByRole('alert').filter({ hasText: text });
  const refused = async (at: Desk, error: Parameters<typeof errorText>[0], toOfficer = false) =>
    await alert(at, errorText(error, 'nl', toOfficer).what).waitFor();
  const tryPassword = async (at: Desk, name: string, password: string) => {
    await at.hands.write(field(at, at.words.signIn.name), name);
    await at.hands.write(secret(at, at.words.signIn.password), password);
    await press(at, 'button', at.words.signIn.signIn);
  };
  const looksRight = async (at: Desk, name: string) => expect(await faults(at, `accounts, ${name}`)).toEqual([]);
  const wrongSignIn = { code: 'sign-in-failed', details: {} } as const;
  const onTimer = async () => await desk.app.page.getByRole('timer').innerText();

  test('after five wrong passwords a name must wait, which is counted down, and nobody else must', async () => {
    const { app, hands, words } = desk;
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      lockedOutAt = Date.now();
      await tryPassword(desk, sanne, `verkeerd-${attempt}`);
      await refused(desk, wrongSignIn);
      await expect.poll(() => secret(desk, words.signIn.password).inputValue()).toBe('');
    }
    await tryPassword(desk, sanne, ownPassword);
    await alert(desk, words.signIn.lockoutTitle).waitFor();
    const before = await onTimer();
    expect(before).toMatch(/^0:[0-3]\d$/);
    await expect.poll(async () => (await onTimer()) < before).toBe(true);
    const signInButton = find(desk, 'button', words.signIn.signIn);
    expect(await signInButton.isDisabled()).toBe(true);
    await hands.write(field(desk, words.signIn.name), officerName);
    expect(await signInButton.isEnabled()).toBe(true);
    await hands.write(field(desk, words.signIn.name), sanne);
    await app.page.getByRole('timer').waitFor();
    expect(await signInButton.isDisabled()).toBe(true);
  });

  test('where there is no keychain it is said what that needs, and a file is a choice with its price', async () => {
    const { app, hands, words } = other;
    await hands.press(app.page.getByRole('button', { name: words.welcome.create }));
    await hands.write(field(other, words.welcome.officeName), 'Kantoor Amstel');
    mkdirSync(app.folder.file('eigen-kluis'));
    await app.answerDialog([app.folder.file('eigen-kluis')]);
    await press(other, 'button', words.welcome.choosePlace);
    await press(other, 'button', words.welcome.next);
    await hands.write(field(other, words.welcome.yourName), 'Petra de Groot');
    await press(other, 'button', words.welcome.next);
    await refused(other, { code: 'keychain-missing', details: {} });
    await alert(other, 'GNOME Keyring').waitFor();
    await app.page.getByText(words.welcome.keyFileWhy).waitFor();
    expect(await app.page.locator('pre').count()).toBe(0);
    await hands.press(app.page.getByRole('checkbox', { name: words.welcome.keyFile }));
    await app.page.locator('pre').waitFor();
  });

  test('back from the recovery kit, it says that a kept one no longer counts, and goes on with another, in a file as chosen', async () => {
    const { app, hands, words } = other;
    const toKit = async () => {
      const passphrase = (await app.page.locator('pre').innerText()).trim();
      await hands.write(field(other, words.welcome.lastWord), passphrase.split(/[\s-]/).at(-1) ?? '');
      await press(other, 'button', words.welcome.next);
      await find(other, 'heading', words.kit.title).waitFor();
      return passphrase;
    };
    const first = await toKit();
    await press(other, 'button', words.kit.back);
    await app.page.locator('pre').filter({ hasNotText: first }).waitFor();
    expect(await app.page.getByText(words.welcome.voidKitTitle).count()).toBe(0);
    await toKit();
    await app.answerDialog([app.folder.file('void.key')]);
    await press(other, 'button', words.kit.saveFile);
    await app.page.getByText(filled(words.kit.saved, { name: 'void.key' })).waitFor();
    await press(other, 'button', words.kit.back);
    await app.page.getByText(words.welcome.voidKitTitle).waitFor();
    await app.page.locator('pre').waitFor();
    expect(await app.page.getByRole('alert').count()).toBe(0);
    expect(await app.page.getByRole('checkbox', { name: words.welcome.keyFile }).isChecked()).toBe(true);
    await looksRight(other, 'create: the kit of before no longer counts');
  });

  test('a passphrase of her own is weighed while she types it: weak ones lead nowhere, a strong one makes the vault', async () => {
    const { app, hands, words } = other;
    await hands.press(app.page.getByText(words.welcome.own, { exact: true }));
    const next = find(other, 'button', words.welcome.next);
    const weighed = async (passphrase: string, verdict: string) => {
      await hands.write(secret(other, words.ui.newPassphrase), passphrase);
      await hands.write(secret(other, words.ui.onceMore), passphrase);
      await app.page.getByRole('status').filter({ hasText: verdict }).waitFor();
    };
    for (const [passphrase, verdict] of [
      ['Kort1', words.ui.strengthShort],
      ['Welkom2026', words.ui.strengthEasy],
      ['de wachtzin van petra en haar kompas', words.ui.strengthName],
    ] as const) {
      await weighed(passphrase, verdict);
      expect(await next.isDisabled(), passphrase).toBe(true);
    }
    await weighed(ownPassphrase, words.ui.strengthGood);
    const eye = find(other, 'button', words.ui.showPassword).first();
    for (const type of ['text', 'password']) {
      await keyboard.press(eye);
      await expect.poll(() => secret(other, words.ui.newPassphrase).getAttribute('type')).toBe(type);
    }
    await expect.poll(() => next.isEnabled()).toBe(true);
    await hands.write(secret(other, words.ui.onceMore), `${ownPassphrase}r`);
    await app.page.getByText(words.ui.notTheSame).waitFor();
    expect(await next.isDisabled()).toBe(true);
    await hands.write(secret(other, words.ui.onceMore), ownPassphrase);
    await hands.press(next);
    await find(other, 'heading', words.kit.title).waitFor();
    const paper = await paperOnScreen(other);
    const kept = { pdf: app.folder.file('kit.pdf'), kitFile: app.folder.file('kit.key') };
    await keepKit(other, kept);
    const kit = readFileSync(kept.kitFile, 'utf8');
    const lines = Object.fromEntries([...kit.matchAll(/^# ([\w ]+): (.*)$/gm)].map(([, name, value]) => [name, value]));
    const key = /^AGE-SECRET-KEY-.*$/m.exec(kit)?.[0] ?? '';
    expect(paper.qr).toEqual(darkModules(`# vault: ${lines.vault}\n# root: ${lines.root}\n${key}`));
    expect(paper.groups.join('')).toBe(key);
    const characters = lines['root fingerprint']?.replaceAll('-', ' ');
    const made = [lines.vault, lines.root, characters];
    expect(paper.facts).toEqual(['Kantoor Amstel', 'Petra de Groot', expect.any(String), ...made]);
    const [page = '', ...more] = await pagesOfPdf(kept.pdf);
    expect(more).toEqual([]);
    for (const text of [...paper.groups, ...paper.facts]) expect(page).toContain(text.replaceAll(/\s/g, ''));
    await press(other, 'button', words.welcome.later);
    await find(other, 'heading', words.today.title).waitFor();
    await lock(other);
    await tryPassword(other, 'Petra de Groot', officerPassphrase);
    await refused(other, wrongSignIn);
    await signIn(other, 'Petra de Groot', ownPassphrase);
    await switchUser(other);
  });

  test('a computer that has no place in the vault says so, and makes a request with its verification characters', async () => {
    const { app, hands, words } = other;
    await press(other, 'button', words.signIn.otherVault);
    await app.answerDialog([office.folder]);
    await hands.press(app.page.getByRole('button', { name: words.welcome.join }));
    await find(other, 'heading', words.welcome.joinTitle).waitFor();
    await press(other, 'button', words.welcome.back);
    await app.page.getByText(words.signIn.noPlace).waitFor();
    await looksRight(other, 'sign in: no place');
    await tryPassword(other, sanne, ownPassword);
    await refused(other, { code: 'keychain-entry-missing', details: {} });
    await press(other, 'button', words.signIn.join);
    // That there is no keychain is said before anybody is asked for a file: there is no answer to that dialog here.
    await press(other, 'button', words.welcome.saveRequest);
    await refused(other, { code: 'keychain-missing', details: {} });
    await looksRight(other, 'join: no keychain');
    await hands.press(app.page.getByRole('checkbox', { name: words.welcome.keyFile }));
    await app.answerDialog([app.folder.file('aanvraag.txt')]);
    await press(other, 'button', words.welcome.saveRequest);
    await app.page.getByText(filled(words.welcome.joinSaved, { name: 'aanvraag.txt' })).waitFor();
    await looksRight(other, 'join: the request');
    requestWords = (await app.page.locator('pre').innerText()).trim();
    await press(other, 'button', words.welcome.toSignIn);
  });

  test('the wait ends by itself, no sooner than it said, and the right password then opens', async () => {
    const { app, words } = desk;
    await app.page.getByRole('timer').waitFor({ state: 'detached', timeout: 2 * firstWaitMs });
    expect(Date.now() - lockedOutAt).toBeGreaterThanOrEqual(firstWaitMs);
    await expect.poll(() => find(desk, 'button', words.signIn.signIn).isEnabled()).toBe(true);
    await signIn(desk, sanne, ownPassword);
    await switchUser(desk);
  });

  test('of what there is to say above the screens one stands there, the news first, with a way to the other', async () => {
    const { app, words } = desk;
    await signIn(desk, officerName, officerPassphrase);
    const [attemptsThatFailed = ''] = words.app.failedOffice.split('{{');
    const failed = app.page.getByText(attemptsThatFailed);
    const inFile = app.page.getByText(words.app.warnKeychainFile);
    const next = (at: number) => {
      const place = filled(words.ui.bannerOf, { at, all: 2 });
      return find(desk, 'button', filled(words.ui.nextBanner, { place }));
    };
    const height = async () => (await app.page.locator('#screen > :last-child').boundingBox())?.y;
    await failed.waitFor();
    expect(await inFile.isVisible()).toBe(false);
    const before = await height();
    await keyboard.press(next(1));
    await inFile.waitFor();
    expect(await failed.isVisible()).toBe(false);
    expect(await height()).toBe(before);
    await looksRight(desk, 'the second of two banners');
    await keyboard.press(next(2));
    await failed.waitFor();
    await press(desk, 'button', words.ui.close);
    await inFile.waitFor();
    expect(await failed.count()).toBe(0);
    expect(await next(1).count()).toBe(0);
    expect(await app.page.evaluate(() => document.activeElement?.id)).toBe('screen');
  });

  test('one line says that the keys lie in a file, and the rest when asked', async () => {
    const { app, words } = desk;
    const height = async () => (await app.page.getByText(words.app.warnKeychainFile).boundingBox())?.height;
    expect(await height()).toBe(20);
    expect(await app.page.getByText(words.app.warnKeychainFileMore).count()).toBe(0);
    await press(desk, 'button', words.ui.more);
    await app.page.getByText(words.app.warnKeychainFileMore).waitFor();
    await press(desk, 'button', words.ui.less);
    await expect.poll(height).toBe(20);
  });

  test('nobody asks the Privacy Officer for verification characters: hers stand nowhere in her settings', async () => {
    const { app, words } = desk;
    await goTo(desk, 'navPeople');
    await row(desk, sanne).waitFor();
    await goTo(desk, 'navSettings');
    await find(desk, 'heading', words.settings.factorTitle).waitFor();
    expect(await find(desk, 'heading', words.settings.controlWordsTitle).count()).toBe(0);
    expect(await app.page.locator('main pre').count()).toBe(0);
  });

  test('the window is kept out of pictures of the screen where the system can do that, and says so where it cannot', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navSettings');
    const box = app.page.getByRole('checkbox', { name: words.settings.hideFromCapture });
    await box.waitFor();
    const now = async () => (await ask(app.page, 'startState', {})).capture;
    const { canHide } = await now();
    const told = canHide ? words.settings.hideFromCaptureHint : words.settings.hideFromCaptureNot;
    await app.page.getByText(told, { exact: true }).waitFor();
    expect([await box.isEnabled(), await box.isChecked()]).toEqual([canHide, false]);
    for (const hidden of canHide ? [true, false] : []) {
      await hands.press(box);
      await expect.poll(now).toEqual({ hidden, canHide });
      await expect.poll(() => box.isChecked()).toBe(hidden);
    }
  });

  test('the log leaves out what the program looks after by itself, until that is asked for', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navLog');
    const all = (await ask(app.page, 'auditList', { limit: 200 })).length;
    const shown = async () =>
      Number(await find(desk, 'grid', words.log.table).getAttribute('aria-rowcount', { timeout: 1000 })) - 1;
    await expect.poll(shown).toBeGreaterThan(0);
    await expect.poll(shown).toBeLessThan(all);
    await hands.press(app.page.getByRole('switch', { name: words.log.upkeep }));
    await expect.poll(shown).toBe(all);
    await hands.press(app.page.getByRole('switch', { name: words.log.upkeep }));
    await expect.poll(shown).toBeLessThan(all);
  });

  test('the Privacy Officer lets the computer in by its verification characters, and not by other ones', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', words.settings.office);
    const approved = row(desk, words.settings.active);
    await approved.first().waitFor();
    expect(await approved.count()).toBe(1);
    await app.answerDialog([other.app.folder.file('aanvraag.txt')]);
    await press(desk, 'button', words.settings.approve);
    await app.page.getByRole('dialog').waitFor();
    await looksRight(desk, 'approve a computer');
    const typed = field(desk, words.settings.wordsAsRead);
    const [first = '', ...rest] = requestWords.split(' ');
    await hands.write(typed, [[...first].reverse().join(''), ...rest].join(' '));
    await press(desk, 'button', words.settings.approveVerb);
    await refused(desk, { code: 'invalid-input', details: { reason: 'wrong-control-words' } }, true);
    await looksRight(desk, 'approve a computer: other words');
    expect(await approved.count()).toBe(1);
    await hands.write(typed, requestWords);
    await press(desk, 'button', words.settings.approveVerb);
    await approved.nth(1).waitFor();
    await row(desk, requestWords).waitFor();
    await looksRight(desk, 'a computer that was approved');
    await press(desk, 'button', words.settings.strikeOff);
    await app.page.getByRole('dialog').waitFor();
    await looksRight(desk, 'strike off a computer');
    await press(desk, 'button', words.ui.cancel);
  });

  test('she adds an employee, gives another a new first password, and makes the second factor compulsory', async () => {
    const { app, hands, words } = desk;
    // While it works neither dialog closes: the password that comes of it is shown this once.
    const add = async (dialog: Locator) => await pressAndTryToLeave(dialog, words.people.add);
    karinsFirst = await addPerson(desk, karin, roleName('nl', 'employee'), add);
    await openPerson(desk, sanne);
    await press(desk, 'tab', words.people.tabAccount);
    await press(desk, 'button', words.people.reset);
    const dialog = app.page.getByRole('dialog');
    await pressAndTryToLeave(dialog, words.people.resetVerb);
    sannesFirst = (await dialog.locator('pre').innerText()).trim();
    await press(desk, 'button', words.people.done);
    await app.page.getByText(words.people.provisional).waitFor();

    await goTo(desk, 'navSettings');
    await press(desk, 'tab', words.settings.office);
    await hands.press(app.page.getByRole('checkbox', { name: words.settings.compulsory }));
    await press(desk, 'button', words.settings.save);
    await app.page.getByText(words.settings.saved, { exact: true }).waitFor();
  });

  test('while somebody has the vault open the other computer says so; then the new employee chooses her own password there', async () => {
    const [isOpenOn = ''] = other.words.signIn.inUse.split('{{');
    const told = other.app.page.getByText(isOpenOn.trim());
    await press(other, 'button', other.words.signIn.otherVault);
    await other.app.answerDialog([office.folder]);
    await other.hands.press(other.app.page.getByRole('button', { name: other.words.welcome.open }));
    await told.waitFor();
    await tryPassword(other, karin, karinsFirst);
    await alert(other, isOpenOn.trim()).waitFor();
    expect(await told.count()).toBe(1);
    expect(await other.app.page.locator('body').innerText()).not.toContain(officerName);
    await switchUser(desk);
    await tryPassword(other, karin, karinsFirst);
    await find(other, 'heading', filled(other.words.signIn.activateTitle, { name: karin })).waitFor();
    await expect.poll(() => other.app.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await press(other, 'button', other.words.signIn.goBack);
    karinsWords = await activate(other, karin, karinsFirst, karinsPassword);
    expect(await field(other, other.words.signIn.name).inputValue()).toBe(karin);
    const focused = () => secret(other, other.words.signIn.password).evaluate((at) => at === document.activeElement);
    await expect.poll(focused).toBe(true);
    expect(karinsWords.replace(/\s/g, '').length).toBeGreaterThan(10);
  });

  test('at her next sign-in nothing comes before the second factor, whose QR code is what an authenticator reads', async () => {
    const { app, hands, words } = other;
    await tryPassword(other, karin, karinsPassword);
    await app.page.getByText(words.settings.factorAsked).waitFor();
    expect(await app.page.getByRole('navigation').count()).toBe(0);
    expect(await find(other, 'button', words.settings.back).count()).toBe(0);
    karinsKey = await secondFactorKey(other, karinsPassword);
    const account = `${encodeURIComponent('Dossierkluis')}:${encodeURIComponent(`${karin} (Kantoor Testdijk)`)}`;
    const key = karinsKey.replaceAll(' ', '');
    const otpauth = `otpauth://totp/${account}?secret=${key}&issuer=Dossierkluis&algorithm=SHA1&digits=6&period=30`;
    expect(await drawnModules(app.page.getByRole('img', { name: words.settings.qr }))).toEqual(darkModules(otpauth));

    expect(await find(other, 'button', words.settings.back).count()).toBe(0);
    await hands.write(field(other, words.settings.codeShown), otherCode(codeOf(karinsKey)));
    await press(other, 'button', words.settings.next);
    await refused(other, { code: 'invalid-input', details: { reason: 'wrong-code' } });
    expect(await proveSecondFactor(other, karinsKey)).toHaveLength(8);
    await find(other, 'navigation', words.app.navLabel).waitFor();
    await goTo(other, 'navSettings');
    await app.page.getByText(karinsWords, { exact: true }).waitFor();
    await switchUser(other);
  });

  test('from then on she signs in with the code that her authenticator shows, and not with another', async () => {
    const { hands, words } = other;
    await tryPassword(other, karin, karinsPassword);
    await hands.write(field(other, words.signIn.code), otherCode(codeOf(karinsKey, 1)));
    await press(other, 'button', words.signIn.signIn);
    await refused(other, wrongSignIn);
    // The code of this half minute was spent on setting it up.
    await hands.write(field(other, words.signIn.code), codeOf(karinsKey, 1));
    await press(other, 'button', words.signIn.signIn);
    await find(other, 'navigation', words.app.navLabel).waitFor();
    await switchUser(other);
  });

  test('who was given a new first password cannot use the old one, and chooses again', async () => {
    const { app, words } = desk;
    await tryPassword(desk, sanne, ownPassword);
    await refused(desk, wrongSignIn);
    await activate(desk, sanne, sannesFirst, 'Acht-zwanen-7-zwommen');
    await tryPassword(desk, sanne, 'Acht-zwanen-7-zwommen');
    await app.page.getByText(words.settings.factorAsked).waitFor();
    await lock(desk);
  });

  const kitLine = (name: string) => new RegExp(`^# ${name}: (.*)$`, 'm').exec(office.kit)?.[1] ?? '';
  const kitKey = () => /^AGE-SECRET-KEY-.*$/m.exec(office.kit)?.[0] ?? '';

  test('a good check of the recovery kit leaves nothing on the screen of what was typed over', async () => {
    const { app, hands, words } = desk;
    await press(desk, 'button', words.signIn.help);
    await press(desk, 'button', words.signIn.checkKit);
    const byTyping = app.page.getByRole('radio', { name: words.kit.byTyping });
    await hands.press(byTyping);
    await hands.write(field(desk, words.kit.root), kitLine('root'));
    await hands.write(field(desk, words.kit.typedKey), kitKey());
    await press(desk, 'button', words.kit.readKey);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await press(desk, 'button', words.welcome.checkStart);
    const [good = ''] = words.welcome.checkGood.split('{{');
    await app.page.getByRole('status').filter({ hasText: good }).waitFor();
    await looksRight(desk, 'the kit was checked');
    expect(await app.page.getByText(words.kit.keyRead).count()).toBe(0);
    await hands.press(byTyping);
    expect(await field(desk, words.kit.typedKey).inputValue()).toBe('');
  });

  test('it is checked from a picture of its code too, and from its file; the key of another vault is told before that', async () => {
    const { app, hands, words } = desk;
    const start = find(desk, 'button', words.welcome.checkStart);
    const [good = ''] = words.welcome.checkGood.split('{{');
    const picture = app.folder.file('code.bmp');
    const showing = (vault: string) => pictureOfCode(`# vault: ${vault}\n# root: ${kitLine('root')}\n${kitKey()}`);
    const choose = async (radio: string, button: string, file: string) => {
      await hands.press(app.page.getByRole('radio', { name: radio }));
      await app.answerDialog([file]);
      await press(desk, 'button', button);
      await app.page.getByText(words.kit.keyRead).waitFor();
    };
    writeFileSync(picture, showing('0123456789abcdef'.repeat(2)));
    await choose(words.kit.byPicture, words.kit.choosePicture, picture);
    await refused(desk, { code: 'recovery-key-wrong-vault', details: {} });
    expect(await start.isEnabled()).toBe(false);
    await press(desk, 'button', words.kit.otherKey);
    writeFileSync(picture, showing(kitLine('vault')));
    await choose(words.kit.byPicture, words.kit.choosePicture, picture);
    await hands.press(start);
    await app.page.getByRole('status').filter({ hasText: good }).waitFor();
    writeFileSync(app.folder.file('sleutel.txt'), office.kit);
    await choose(words.kit.byFile, words.kit.chooseLocker, app.folder.file('sleutel.txt'));
    await hands.press(start);
    await app.page.getByText(words.kit.keyRead).waitFor({ state: 'detached' });
    await app.page.getByRole('status').filter({ hasText: good }).waitFor();
    await press(desk, 'button', words.welcome.toSignIn);
  });

  test('with the recovery kit, typed over, the Privacy Officer gets a new passphrase, and on Status nothing is left to be done', async () => {
    const { app, hands, words } = desk;
    const key = kitKey();
    await press(desk, 'button', words.signIn.help);
    await press(desk, 'button', words.signIn.recover);
    await hands.press(app.page.getByRole('radio', { name: words.kit.byTyping }));
    await app.page.getByText(kitLine('vault'), { exact: true }).waitFor();
    expect(await field(desk, words.kit.vault).count()).toBe(0);
    await app.page.getByText(words.welcome.recoverFactorWillBeOff).waitFor();
    await looksRight(desk, 'recover');
    await hands.write(field(desk, words.kit.root), kitLine('root'));
    await hands.write(field(desk, words.kit.typedKey), `${key.slice(0, -1)}${key.endsWith('Q') ? 'P' : 'Q'}`);
    await press(desk, 'button', words.kit.readKey);
    const line = 'AGE-SECRET-KEY-PQ-1…';
    await refused(desk, { code: 'invalid-input', details: { reason: 'recovery-key-mistyped', line } });
    await hands.write(field(desk, words.kit.typedKey), key.match(/.{1,4}/g)?.join(' ') ?? '');
    await press(desk, 'button', words.kit.readKey);
    await app.page.getByText(words.kit.keyRead).waitFor();
    await hands.write(secret(desk, words.ui.newPassphrase), newPassphrase);
    await hands.write(secret(desk, words.ui.onceMore), newPassphrase);
    // The keys of this computer lie in a file already, and so do the new ones: nothing is asked.
    await press(desk, 'button', words.welcome.recover);
    await find(desk, 'heading', words.welcome.recoverDone).waitFor();
    await app.page.getByText(words.welcome.recoverFactorOff).waitFor();
    await app.page.getByText(words.welcome.recoverStruckOff).waitFor();
    await looksRight(desk, 'recovered');
    await press(desk, 'button', words.welcome.toSignIn);

    await tryPassword(desk, officerName, officerPassphrase);
    await refused(desk, wrongSignIn);
    await tryPassword(desk, officerName, newPassphrase);
    await proveSecondFactor(desk, await secondFactorKey(desk, newPassphrase));
    await goTo(desk, 'navToday');
    await find(desk, 'heading', words.today.title).waitFor();
    await looksRight(desk, 'today after access was recovered');
    expect(await find(desk, 'heading', words.today.exceptions).count()).toBe(0);
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', words.settings.status);
    await app.page.getByText(words.settings.stateOk).waitFor();
    for (const text of ['pendingDatabase', 'pendingOffice'] as const) {
      expect(await app.page.getByText(words.settings[text]).count()).toBe(0);
    }
    await looksRight(desk, 'status after access was recovered');
  });
});

/** Another code than this one. */
const otherCode = (code: string): string => `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`;
