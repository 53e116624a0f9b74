import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createOffice, ownPassword } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { type Desk, field, find, press, secret } from './desk.ts';
import { keepKit, signIn, switchUser } from './entry.ts';
import { goTo } from './frame.ts';
import { type Look, lookAtDialog } from './screens.ts';
import { codeOf, secondFactorKey } from './second-factor.ts';
import { filled, roleName } from './words.ts';

const karin = 'Karin Smit';
const karinsPassword = 'Zeven-ganzen-9-vlogen';
const attempts = 6;

/** What one sees from the first start to the first day in a vault of one's own. */
export async function creationTour(desk: Desk, look: Look): Promise<void> {
  const { app, hands, words } = desk;
  const { folder } = app;
  await find(desk, 'heading', words.welcome.title).waitFor();
  await look(desk, 'welcome');
  await hands.press(app.page.getByRole('button', { name: words.welcome.create }));
  await hands.write(field(desk, words.welcome.officeName), 'Kantoor Amstel');
  await hands.write(field(desk, words.ui.email), 'post.amstel.nl');
  await hands.write(field(desk, words.ui.telephone), '020 555 01 23');
  await app.page.getByText(words.ui.emailWrong).waitFor();
  await look(desk, 'create: office, whose e-mail address is wrong');
  await hands.write(field(desk, words.ui.email), 'post@amstel.nl');
  mkdirSync(folder.file('vol'));
  writeFileSync(folder.file('vol/bestand.txt'), '');
  await app.answerDialog([folder.file('vol')]);
  await press(desk, 'button', words.welcome.choosePlace);
  await app.page.getByRole('alert').waitFor();
  await look(desk, 'create: office, whose folder is not empty');
  mkdirSync(folder.file('kluis'));
  await app.answerDialog([folder.file('kluis')]);
  await press(desk, 'button', words.welcome.choosePlace);
  await press(desk, 'button', words.welcome.next);
  await hands.write(field(desk, words.welcome.yourName), 'Petra de Groot');
  await look(desk, 'create: you');
  await press(desk, 'button', words.welcome.next);
  const keyFile = app.page.getByRole('checkbox', { name: words.welcome.keyFile });
  await keyFile.waitFor();
  await look(desk, 'create: there is no keychain');
  await hands.press(keyFile);
  const passphrase = (await app.page.locator('pre').innerText()).trim();
  await look(desk, 'create: a passphrase that is made');
  await hands.press(app.page.getByText(words.welcome.own, { exact: true }));
  await hands.write(secret(desk, words.ui.newPassphrase), 'Welkom2026');
  await app.page.getByRole('status').filter({ hasText: words.ui.strengthEasy }).waitFor();
  await look(desk, 'create: a passphrase of her own');
  await hands.press(app.page.getByText(words.welcome.generated, { exact: true }));
  const made = app.page.locator('pre').filter({ hasNotText: passphrase });
  const last = (await made.innerText()).trim().split(/[\s-]/).at(-1) ?? '';
  await hands.write(field(desk, words.welcome.lastWord), last);
  await press(desk, 'button', words.welcome.next);
  await find(desk, 'heading', words.kit.title).waitFor();
  await look(desk, 'create: recovery kit');
  await keepKit(desk, { pdf: folder.file('kit.pdf'), kitFile: folder.file('kit.key') });
  await field(desk, words.welcome.folderName).waitFor();
  await look(desk, 'create: first folder');
  await press(desk, 'button', words.welcome.later);
  await find(desk, 'heading', words.today.title).waitFor();
  await look(desk, 'a new office: today');
  for (const place of ['navFolders', 'navTasks', 'navPeople'] as const) {
    await goTo(desk, place);
    await look(desk, `a new office: ${place}`);
  }
  await goTo(desk, 'navSettings');
  await press(desk, 'tab', words.settings.office);
  const email = await field(desk, words.ui.email).inputValue();
  if (email !== 'post@amstel.nl') throw new Error('the vault was made without what its office said of itself');
  await look(desk, 'a new office: settings, office');
  await switchUser(desk);
  await press(desk, 'button', words.signIn.otherVault);
  await find(desk, 'heading', words.welcome.title).waitFor();
  await look(desk, 'welcome: a vault that is known');
}

/** What one sees of a vault before one is in: ways back, another computer, a first sign-in, a second factor, too many attempts. */
export async function entryTour(desk: Desk, look: Look): Promise<void> {
  const { app, hands, words } = desk;
  const office = await createOffice({}, app.folder);
  // As if the keys of this computer lay in its keychain, which does not answer here.
  const settings = app.folder.file('config/settings.json');
  const kept = readFileSync(settings, 'utf8');
  writeFileSync(settings, kept.replaceAll('"file"', '"os"'));
  await app.answerDialog([office.folder]);
  await hands.press(app.page.getByRole('button', { name: words.welcome.open }));
  await app.page.getByText(words.signIn.keychainSilent).waitFor();
  await look(desk, 'sign in: the keychain is silent');
  const older = app.folder.file('een oudere kopie');
  cpSync(office.folder, older, { recursive: true });
  renameSync(office.folder, app.folder.file('elders'));
  await press(desk, 'button', words.signIn.again);
  await app.page.getByText(words.signIn.absent).waitFor();
  await look(desk, 'sign in: the vault is out of reach');
  renameSync(app.folder.file('elders'), office.folder);
  // As Syncthing marks a folder that it copies elsewhere.
  mkdirSync(app.folder.file('.stfolder'));
  await press(desk, 'button', words.signIn.again);
  await app.page.getByText(filled(words.signIn.syncedFolder, { detail: 'Syncthing' })).waitFor();
  await look(desk, 'sign in: a folder that is copied elsewhere');
  rmSync(app.folder.file('.stfolder'), { recursive: true });
  writeFileSync(settings, kept);
  await press(desk, 'button', words.signIn.again);
  await app.page.getByText(words.signIn.keychainFile).waitFor();
  await look(desk, 'sign in');
  await press(desk, 'button', words.signIn.help);
  await app.page.getByRole('dialog').waitFor();
  await look(desk, 'sign in: help');
  await press(desk, 'button', words.signIn.recover);
  await find(desk, 'heading', words.welcome.recoverTitle).waitFor();
  await hands.press(app.page.getByRole('radio', { name: words.kit.byTyping }));
  await look(desk, 'recover');
  await press(desk, 'button', words.welcome.back);
  await press(desk, 'button', words.signIn.help);
  await press(desk, 'button', words.signIn.checkKit);
  await find(desk, 'heading', words.welcome.checkTitle).waitFor();
  await look(desk, 'check the kit');
  await press(desk, 'button', words.welcome.toSignIn);
  await press(desk, 'button', words.signIn.help);
  await press(desk, 'button', words.signIn.join);
  await find(desk, 'heading', words.welcome.joinTitle).waitFor();
  await look(desk, 'join');
  await press(desk, 'button', words.welcome.back);

  await signIn(desk, officerName, officerPassphrase);
  const karinsFirst = await lettingIn(desk, look);
  await switchUser(desk);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    await hands.write(field(desk, words.signIn.name), officerName);
    await hands.write(secret(desk, words.signIn.password), `${ownPassword}${attempt}`);
    await press(desk, 'button', words.signIn.signIn);
    await app.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[type=password]')?.value === '',
    );
  }
  await app.page.getByRole('timer').waitFor();
  await look(desk, 'sign in: too many attempts');
  await firstSignIn(desk, look, karinsFirst);
  await olderVault(desk, look, office.folder, older);
}

/** The vault as it was before is put in its place: it can be read, and is accepted with a reason. */
async function olderVault(desk: Desk, look: Look, folder: string, older: string): Promise<void> {
  const { app, hands, words } = desk;
  rmSync(folder, { recursive: true });
  renameSync(older, folder);
  await press(desk, 'button', words.signIn.otherVault);
  await app.answerDialog([folder]);
  await hands.press(app.page.getByRole('button', { name: words.welcome.open }));
  await signIn(desk, officerName, officerPassphrase);
  await goTo(desk, 'navToday');
  await find(desk, 'button', words.today.accept).waitFor();
  await look(desk, 'today: an older vault');
  await goTo(desk, 'navSettings');
  await press(desk, 'tab', words.settings.status);
  await app.page.getByText(words.settings.stateReadOnly).waitFor();
  await look(desk, 'settings: status of an older vault');
  await goTo(desk, 'navToday');
  await press(desk, 'button', words.today.accept);
  await lookAtDialog(desk, look, 'today: accept an older vault');
}

/** The Privacy Officer adds somebody, and makes the second factor compulsory. @returns the first password. */
async function lettingIn(desk: Desk, look: Look): Promise<string> {
  const { app, hands, words } = desk;
  await goTo(desk, 'navPeople');
  await press(desk, 'button', words.people.add);
  const dialog = app.page.getByRole('dialog');
  await hands.write(field(desk, words.people.name), karin);
  await hands.press(dialog.getByRole('radio', { name: roleName(desk.language, 'employee') }));
  await hands.press(dialog.getByRole('button', { name: words.people.add, exact: true }));
  const first = (await dialog.locator('pre').innerText()).trim();
  await look(desk, 'people: a first password');
  await press(desk, 'button', words.people.done);
  await goTo(desk, 'navSettings');
  await press(desk, 'tab', words.settings.office);
  await hands.press(app.page.getByRole('checkbox', { name: words.settings.compulsory }));
  await press(desk, 'button', words.settings.save);
  await app.page.getByText(words.settings.saved, { exact: true }).waitFor();
  await look(desk, 'settings: office, saved');
  return first;
}

async function firstSignIn(desk: Desk, look: Look, first: string): Promise<void> {
  const { app, hands, words } = desk;
  const enter = async (password: string) => {
    await hands.write(field(desk, words.signIn.name), karin);
    await hands.write(secret(desk, words.signIn.password), password);
    await press(desk, 'button', words.signIn.signIn);
  };
  await enter(first);
  await hands.write(secret(desk, words.ui.newPassword), karinsPassword);
  await hands.write(secret(desk, words.ui.onceMore), karinsPassword);
  await app.page.getByRole('status').filter({ hasText: words.ui.strengthGood }).waitFor();
  await look(desk, 'first sign-in');
  await press(desk, 'button', words.signIn.activate);
  await find(desk, 'heading', words.signIn.activatedTitle).waitFor();
  await look(desk, 'first sign-in: verification characters');
  await press(desk, 'button', words.signIn.toSignIn);

  await enter(karinsPassword);
  await app.page.getByText(words.settings.factorAsked).waitFor();
  await look(desk, 'compulsory second factor');
  const key = await secondFactorKey(desk, karinsPassword);
  await look(desk, 'compulsory second factor: the QR code');
  await hands.write(field(desk, words.settings.codeShown), codeOf(key));
  await press(desk, 'button', words.settings.next);
  await find(desk, 'heading', words.settings.codesTitle).waitFor();
  await look(desk, 'compulsory second factor: recovery codes');
  await hands.press(app.page.getByRole('checkbox', { name: words.settings.codesKept }));
  await press(desk, 'button', words.settings.turnOn);
  await find(desk, 'heading', words.today.title).waitFor();
  await look(desk, 'an employee without a folder');
  await switchUser(desk);
  await enter(karinsPassword);
  await field(desk, words.signIn.code).waitFor();
  await look(desk, 'sign in: a code');
}
