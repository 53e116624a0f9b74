import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForDocument, exportArchived, openArchive, returnArchived } from './pages/archive.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { activate, createVault, lock, signIn, switchUser } from './pages/entry.ts';
import { addByDialog, added, giveAccess, newFolder, openFolder, row, seal, search } from './pages/folders.ts';
import { goTo } from './pages/frame.ts';
import type { Hands } from './pages/hands.ts';
import { addPerson, disablePerson } from './pages/people.ts';
import { pictureFailures } from './pages/picture.ts';
import { setUpSecondFactor } from './pages/second-factor.ts';
import { filled, type Language, roleName, type Words } from './pages/words.ts';
import { describeWindow } from './support/describe-window.ts';

const petra = 'Petra de Groot';
const sanne = 'Sanne Bakker';
const igor = 'Igor Smit';
const sannesPassword = 'Zeven-ganzen-9-vlogen';
const igorsPassword = 'Acht-zwanen-7-zwommen';
const shared = 'Jansen Holding';
const closed = 'Bakkerij De Vries';

/** The days of an office in one vault, as its people live them at the window; each step stands on the ones before. */
export function officeStory(name: string, language: Language, hands: Hands): void {
  describeWindow(name, () => {
    let desk: Desk;
    let passphrase = '';
    let sannesFirst = '';
    let igorsFirst = '';
    let sannesWords = '';
    const file = (path: string, text: string): string => {
      const { folder } = desk.app;
      writeFileSync(folder.file(path), text);
      return folder.file(path);
    };

    beforeAll(async () => {
      desk = await sitDown(language, hands);
    });
    afterAll(async () => await desk?.app.close());
    pictureFailures(() => desk);

    test('a vault is made, with its recovery kit as pdf and as file', async () => {
      const { folder } = desk.app;
      mkdirSync(folder.file('kluis'));
      const vault = {
        office: 'Kantoor Amstel',
        officer: petra,
        folder: shared,
        directory: folder.file('kluis'),
        pdf: folder.file('kit.pdf'),
        kitFile: folder.file('kit.key'),
      };
      passphrase = await createVault(desk, vault);
      expect(readFileSync(vault.pdf).subarray(0, 5).toString()).toBe('%PDF-');
      expect(readFileSync(vault.kitFile, 'utf8')).toContain('AGE-SECRET-KEY-PQ-1');
    });

    test('an employee and an IT administrator are added, each with a first password', async () => {
      sannesFirst = await addPerson(desk, sanne, roleName(language, 'employee'));
      igorsFirst = await addPerson(desk, igor, roleName(language, 'it-admin'));
      expect(sannesFirst).not.toBe(igorsFirst);
      await row(desk, igor).getByText(desk.words.people.provisional).waitFor();
    });

    test('one folder is given to the employee, the other to nobody', async () => {
      await openFolder(desk, shared);
      await giveAccess(desk, sanne, 'writeLabel');
      await newFolder(desk, closed);
      await find(desk, 'button', desk.words.import.addFiles).waitFor();
    });

    test('files come in by dialog, as a whole directory, and by drop', async () => {
      const { app } = desk;
      await openFolder(desk, shared);
      const files = [file('offerte.txt', 'Geachte heer Jansen'), file('polis.txt', 'Polis 2019')];
      await addByDialog(desk, 'chooseFiles', files);
      await added(desk, 2);
      mkdirSync(app.folder.file('brieven'));
      file('brieven/aanslag.txt', 'Aanslag 2025');
      await addByDialog(desk, 'chooseDirectory', [app.folder.file('brieven')]);
      await added(desk, 1);
      await app.drop([file('jaarrekening.txt', 'Jaarrekening 2025')], app.page.locator('[data-drop-region]'));
      await added(desk, 1);
      await row(desk, 'jaarrekening.txt').waitFor();
      await openFolder(desk, closed);
      await addByDialog(desk, 'chooseFiles', [file('geheim-recept.txt', 'Meel')]);
      await added(desk, 1);
    });

    test('the search finds documents across folders', async () => {
      await search(desk, 'recept');
      await row(desk, 'geheim-recept.txt').waitFor();
      expect(await row(desk, 'polis.txt').count()).toBe(0);
    });

    test('both activate their account and see verification characters', async () => {
      await switchUser(desk);
      sannesWords = await activate(desk, sanne, sannesFirst, sannesPassword);
      expect(sannesWords.replace(/\s/g, '').length).toBeGreaterThan(10);
      await activate(desk, igor, igorsFirst, igorsPassword);
    });

    test('the employee sees her folder and not the other, in no list and by no search', async () => {
      await signIn(desk, sanne, sannesPassword);
      await goTo(desk, 'navFolders');
      await row(desk, shared).waitFor();
      expect(await row(desk, closed).count()).toBe(0);
      await search(desk, 'recept');
      await desk.app.page.getByText(filled(desk.words.folders.nothingFound, { text: 'recept' })).waitFor();
    });

    test('the employee seals a document: once she cancels, then she lets it', async () => {
      const { hands: own, words } = desk;
      await openFolder(desk, shared);
      await seal(desk, 'polis.txt', false);
      await own.press(find(desk, 'button', filled(words.seal.cancelRow, { name: 'polis.txt' })));
      await find(desk, 'button', filled(words.documents.sealRow, { name: 'polis.txt' })).waitFor();
      await seal(desk, 'polis.txt', true);
      await row(desk, 'polis.txt').waitFor({ state: 'detached' });
      await row(desk, 'offerte.txt').waitFor();
    });

    test('what is sealed she cannot open any more, and asks for it', async () => {
      const { app, words } = desk;
      await askForDocument(desk, 'polis.txt', 'De Belastingdienst vraagt een kopie.');
      await search(desk, 'polis');
      await app.page.getByText(filled(words.folders.nothingFound, { text: 'polis' })).waitFor();
    });

    test('she sets up a second factor, and signs in with a recovery code', async () => {
      const [code = ''] = await setUpSecondFactor(desk, sannesPassword);
      await switchUser(desk);
      await signIn(desk, sanne, sannesPassword, () => code);
    });

    test('the IT administrator has no folders, no people and no log', async () => {
      await switchUser(desk);
      await signIn(desk, igor, igorsPassword);
      const nav = find(desk, 'navigation', desk.words.app.navLabel);
      const places = await nav.getByRole('button').allInnerTexts();
      for (const place of ['navFolders', 'navArchive', 'navPeople', 'navLog'] as const) {
        expect(places).not.toContain(desk.words.app[place]);
      }
    });

    test('the Privacy Officer finds the request on Today, opens the archive for that reason, and returns the document', async () => {
      const { app, words } = desk;
      await switchUser(desk);
      await signIn(desk, petra, passphrase);
      await goTo(desk, 'navToday');
      await press(desk, 'button', filled(words.today.grantNamed, { what: 'polis.txt' }));
      expect(await field(desk, words.archive.why).inputValue()).toBe('De Belastingdienst vraagt een kopie.');
      await openArchive(desk, passphrase);
      await exportArchived(desk, 'polis.txt', app.folder.file('uit-archief.txt'));
      expect(readFileSync(app.folder.file('uit-archief.txt'), 'utf8')).toBe('Polis 2019');
      await returnArchived(desk, 'polis.txt', shared);
      await openFolder(desk, shared);
      await row(desk, 'polis.txt').waitFor();
    });

    const told = async (about: string, action: keyof Words['actions'], values: Record<string, string>) => {
      await hands.write(field(desk, desk.words.log.object), about);
      await row(desk, filled(desk.words.actions[action], values)).first().waitFor();
    };

    test('the log shows it all, is verified and exported', async () => {
      const { app, words } = desk;
      await goTo(desk, 'navLog');
      const quoted = (text: string) => filled(words.log.quoted, { name: text });
      const polis = { document: quoted('polis.txt'), folder: quoted(shared) };
      await told('polis.txt', 'document-sealed', polis);
      await told('polis.txt', 'archive-opened', polis);
      await hands.press(row(desk, filled(words.actions['archive-opened'], polis)));
      const details = find(desk, 'complementary', words.log.details);
      await details.getByText('De Belastingdienst vraagt een kopie.').waitFor();
      await press(desk, 'button', words.log.close);
      await told('polis.txt', 'archive-returned', polis);
      const role = roleName(language, 'employee').toLowerCase();
      await told(sanne, 'user-added', { user: sanne, role });
      await told(sanne, 'folder-granted', { user: sanne, folder: quoted(shared), rights: words.log.write });
      await told(sanne, 'request-answered', { user: sanne, folder: quoted(shared), answer: words.log.granted });
      const two = filled(words.log.documents_other, { count: 2 });
      await told(shared, 'documents-added', { documents: two, folder: quoted(shared) });
      await press(desk, 'button', words.log.check);
      await app.page.getByText(words.log.checkGood_other.split('{{')[0]?.trim() ?? '').waitFor();
      await press(desk, 'button', words.log.exportLog);
      await app.answerDialog([app.folder.file('logboek.csv')]);
      await hands.press(app.page.getByRole('dialog').getByRole('button', { name: words.log.exportLog, exact: true }));
      await app.page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(readFileSync(app.folder.file('logboek.csv'), 'utf8')).toContain('document-sealed');
    });

    test('the verification characters of the employee are compared on Today', async () => {
      const { words } = desk;
      await goTo(desk, 'navToday');
      await desk.app.page.getByText(sannesWords).waitFor();
      // Where they differ it is said what that may mean, with what stops it.
      await press(desk, 'button', filled(words.today.differentNamed, { name: sanne }));
      const alert = desk.app.page.getByRole('alert').filter({ hasText: words.people.differTitle });
      await hands.press(alert.getByRole('button', { name: words.people.reset }));
      const { resetTitle } = words.people;
      const dialog = desk.app.page.getByRole('dialog').filter({ hasText: filled(resetTitle, { name: sanne }) });
      await hands.press(dialog.getByRole('button', { name: words.ui.cancel, exact: true }));
      await dialog.waitFor({ state: 'hidden' });
      await goTo(desk, 'navToday');
      await press(desk, 'button', filled(words.today.sameNamed, { name: sanne }));
      await find(desk, 'button', filled(words.today.sameNamed, { name: sanne })).waitFor({ state: 'detached' });
    });

    test('a lock empties the window; the same passphrase opens it where it was', async () => {
      const { app, words } = desk;
      await goTo(desk, 'navPeople');
      await lock(desk);
      expect(await app.page.content()).not.toContain(sanne);
      await signIn(desk, petra, passphrase);
      await find(desk, 'heading', words.people.title).waitFor();
    });

    test('somebody who leaves is disabled with a summary, and cannot sign in any more', async () => {
      const { words } = desk;
      await disablePerson(desk, sanne, shared);
      await goTo(desk, 'navLog');
      await told(sanne, 'user-disabled', { user: sanne });
      await switchUser(desk);
      await hands.write(field(desk, words.signIn.name), sanne);
      await hands.write(desk.app.page.getByLabel(words.signIn.password, { exact: true }), sannesPassword);
      await press(desk, 'button', words.signIn.signIn);
      await desk.app.page.getByRole('alert').waitFor();
      expect(await find(desk, 'navigation', words.app.navLabel).count()).toBe(0);
    });

    test('what the program said to its console has no name and no password', () => {
      const said = desk.app.output();
      for (const private_ of [passphrase, sannesPassword, sannesFirst, petra, sanne, shared]) {
        expect(said).not.toContain(private_);
      }
    });
  });
}
