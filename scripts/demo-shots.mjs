// The guided demonstration: the main story in the real window, as each role, with a picture of each step.
// node scripts/demo-shots.mjs [folder]   (docs/screenshots by default; the program must have been built)
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { askForDocument, openArchive } from '../test/e2e/pages/archive.ts';
import { beSomebody } from '../test/e2e/pages/demonstration.ts';
import { field, find, openDemonstration, press, sitDown } from '../test/e2e/pages/desk.ts';
import { beginVault, switchUser } from '../test/e2e/pages/entry.ts';
import { settled } from '../test/e2e/pages/faults.ts';
import { openFolder, row, seal } from '../test/e2e/pages/folders.ts';
import { goTo } from '../test/e2e/pages/frame.ts';
import { mouse } from '../test/e2e/pages/hands.ts';
import { filled } from '../test/e2e/pages/words.ts';

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../docs/screenshots'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let number = 0;

/** Takes one picture, numbered in the order of the story. */
async function picture(desk, name, { dark = false } = {}) {
  const { page } = desk.app;
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await settled(desk);
  number += 1;
  const file = `${String(number).padStart(2, '0')}-${name}.png`;
  await page.screenshot({ path: path.join(folder, file), animations: 'disabled' });
  await page.emulateMedia({ colorScheme: 'light' });
  console.log(`  ${file}`);
}

/** The names of folders come first; how much each holds, when it changed and who has it come after them. */
async function allCounted({ app: { page } }) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[role=row]')].every(
      (row) => row.querySelectorAll('[role=gridcell]:empty').length < 2,
    ),
  );
}

/** A new office: the first screen, and the recovery kit on paper. */
async function newOffice() {
  const desk = await sitDown('nl', mouse);
  try {
    await picture(desk, 'welkom');
    const place = desk.app.folder.file('kluis');
    mkdirSync(place);
    await beginVault(desk, { office: 'Kantoor Amstel', officer: 'Petra de Groot', directory: place });
    await find(desk, 'heading', desk.words.kit.title).waitFor();
    await picture(desk, 'herstelpakket');
  } finally {
    await desk.app.close();
  }
}

/** A first backup, to a disk that was plugged in. */
async function backUpToStick(desk) {
  const { app, hands, words } = desk;
  const stick = app.folder.file('stick');
  mkdirSync(stick);
  await goTo(desk, 'navBackups');
  await press(desk, 'button', words.backups.add);
  await press(desk, 'button', words.backups.next1);
  await hands.write(find(desk, 'textbox', words.backups.name), 'Rode stick');
  await app.answerDialog([stick]);
  await press(desk, 'button', words.backups.chooseFolder);
  await app.page.getByText(words.backups.chosen.split('{{')[0]).waitFor();
  await press(desk, 'button', words.backups.test);
  await press(desk, 'button', words.backups.first);
  const told = [words.backups.ranMade, words.backups.ranUnchanged].map(
    (text) => filled(text, { name: 'Rode stick', number: 1 }).split('1')[0],
  );
  await app.page.getByText(new RegExp(`^(${told.join('|')})`)).waitFor();
}

/** A day in an office that has its clients in the vault. */
async function officeDay() {
  const desk = await openDemonstration('nl', mouse);
  const { app, words } = desk;
  const firstRow = async () => await app.page.getByRole('row').nth(1).click();
  try {
    await picture(desk, 'inloggen');

    await beSomebody(desk, 'Anouk Jansen');
    await picture(desk, 'medewerker-vandaag');
    await goTo(desk, 'navFolders');
    await firstRow();
    await find(desk, 'tab', words.folder.documents).waitFor();
    const client = (await app.page.locator('main h1').innerText()).trim();
    const paper = 'Oude polis 2019.txt';
    writeFileSync(app.folder.file(paper), 'Polis 2019');
    await app.drop([app.folder.file(paper)], app.page.locator('[data-drop-region]'));
    await row(desk, paper).waitFor();
    await picture(desk, 'medewerker-bestanden-erin-slepen');
    await press(desk, 'button', words.ui.putAway);
    await seal(desk, paper, false);
    await picture(desk, 'medewerker-verzegelen');
    await row(desk, paper).waitFor({ state: 'detached' });
    await askForDocument(desk, paper, 'De verzekeraar vraagt naar de oude voorwaarden.');
    await picture(desk, 'medewerker-vraagt-uit-archief');

    await switchUser(desk);
    await beSomebody(desk, 'Petra van der Meer');
    await goTo(desk, 'navToday');
    await picture(desk, 'privacy-officer-vandaag');
    await picture(desk, 'privacy-officer-vandaag-donker', { dark: true });
    await goTo(desk, 'navFolders');
    await allCounted(desk);
    await picture(desk, 'privacy-officer-dossiers');
    await openFolder(desk, client);
    await picture(desk, 'privacy-officer-dossier');
    await press(desk, 'tab', words.folder.access);
    await picture(desk, 'privacy-officer-toegang');
    await goTo(desk, 'navToday');
    await press(desk, 'button', filled(words.today.grantNamed, { what: paper }));
    await field(desk, words.archive.why).waitFor();
    await openArchive(desk, 'Bakur-lemis-torav-pidon-7');
    await picture(desk, 'privacy-officer-archief');
    await goTo(desk, 'navTasks');
    await app.page.getByText(words.tasks.all, { exact: true }).click();
    await app.page.getByRole('table').locator('tbody').getByRole('button').first().click();
    await picture(desk, 'privacy-officer-taken');
    await goTo(desk, 'navPeople');
    await picture(desk, 'privacy-officer-mensen');
    await press(desk, 'button', 'Anouk Jansen');
    await press(desk, 'tab', words.people.tabAccount);
    await press(desk, 'button', words.people.disable);
    await find(desk, 'heading', words.people.leaveLasting).waitFor();
    await picture(desk, 'privacy-officer-vertrek');
    await goTo(desk, 'navLog');
    await firstRow();
    await press(desk, 'button', words.log.check);
    await app.page.getByText(words.log.checkGood_other.split('{{')[0]).waitFor();
    await picture(desk, 'privacy-officer-logboek');
    await goTo(desk, 'navProtects');
    await picture(desk, 'wat-beschermt-wat', { dark: true });

    await switchUser(desk);
    await beSomebody(desk, 'Ruud Hoekstra');
    await picture(desk, 'it-beheerder-vandaag');
    await backUpToStick(desk);
    await picture(desk, 'it-beheerder-back-ups');

    await switchUser(desk);
    await beSomebody(desk, 'Ineke de Boer');
    await picture(desk, 'officemanager-vandaag');
  } finally {
    await app.close();
  }
}

await newOffice();
await officeDay();
