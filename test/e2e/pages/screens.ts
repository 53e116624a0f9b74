import { type Desk, field, find, press, secret } from './desk.ts';
import { goTo } from './frame.ts';
import type { Words } from './words.ts';

/** Is called at everything that a tour comes to, by its name. */
export type Look = (desk: Desk, name: string) => Promise<void>;

/** One state of one screen, and how one comes there from anywhere. */
export interface Screen {
  readonly name: string;
  readonly open: (desk: Desk) => Promise<void>;
  /** Takes away what lies on top of the screen. */
  readonly close?: (desk: Desk) => Promise<void>;
}

const place = (name: keyof Words['app'] & `nav${string}`): Screen => ({
  name,
  open: async (desk) => await goTo(desk, name),
});
/** Escape closes what lies on top: first a list that is open in a dialog, then the dialog. */
async function putAway({ app }: Desk): Promise<void> {
  const dialog = app.page.getByRole('dialog');
  for (let layers = 0; layers < 3 && (await dialog.isVisible()); layers += 1) {
    await app.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
  }
}

/** A dialog that is open: looks at it and puts it away. */
export async function lookAtDialog(desk: Desk, look: Look, name: string): Promise<void> {
  await desk.app.page.getByRole('dialog').waitFor();
  await look(desk, name);
  await putAway(desk);
}

async function openFirstFolder(desk: Desk): Promise<void> {
  await goTo(desk, 'navFolders');
  await desk.hands.press(desk.app.page.getByRole('row').nth(1));
  await find(desk, 'tab', desk.words.folder.documents).waitFor();
}

const folderTab = (tab: 'documents' | 'details' | 'access' | 'archive' | 'history'): Screen => ({
  name: `folder: ${tab}`,
  open: async (desk) => {
    await openFirstFolder(desk);
    await press(desk, 'tab', desk.words.folder[tab]);
    await desk.app.page.getByRole('tabpanel').waitFor();
  },
});

const settingsTab = (tab: 'account' | 'office' | 'security' | 'status' | 'about'): Screen => ({
  name: `settings: ${tab}`,
  open: async (desk) => {
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', desk.words.settings[tab]);
    await desk.app.page.getByRole('tabpanel').waitFor();
  },
});

const personTab = (person: string, tab: 'tabAccess' | 'tabAccount' | 'tabHistory'): Screen => ({
  name: `person: ${tab}`,
  open: async (desk) => {
    await goTo(desk, 'navPeople');
    await press(desk, 'button', person);
    await press(desk, 'tab', desk.words.people[tab]);
    await desk.app.page.getByRole('tabpanel').waitFor();
  },
});

/** What one sees of the demonstration before a sign-in; the last one leaves the window at what it knows. */
export const entryScreens: readonly Screen[] = [
  { name: 'sign in', open: async (desk) => await find(desk, 'heading', desk.words.signIn.title).waitFor() },
  {
    name: 'sign in: a wrong password',
    open: async (desk) => {
      await desk.hands.write(field(desk, desk.words.signIn.name), 'Niemand');
      await desk.hands.write(secret(desk, desk.words.signIn.password), 'onbekend');
      await press(desk, 'button', desk.words.signIn.signIn);
      await desk.app.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'welcome',
    open: async (desk) => {
      await press(desk, 'button', desk.words.signIn.otherVault);
      await find(desk, 'heading', desk.words.welcome.title).waitFor();
    },
  },
];

/** From the first screen of the demonstration to where one signs in. */
export async function beginAgain(desk: Desk): Promise<void> {
  await desk.hands.press(desk.app.page.getByRole('button', { name: desk.words.welcome.demoVaultText }));
  await find(desk, 'heading', desk.words.signIn.title).waitFor();
}

/** Every screen that the Privacy Officer has, with the dialogs that matter. @param person somebody to look at. */
export const officerScreens = (person: string): readonly Screen[] => [
  place('navToday'),
  place('navFolders'),
  {
    name: 'folders: new',
    open: async (desk) => {
      await goTo(desk, 'navFolders');
      await press(desk, 'button', desk.words.folders.newFolder);
      await desk.app.page.getByRole('dialog').waitFor();
    },
    close: putAway,
  },
  folderTab('documents'),
  {
    name: 'folder: a document',
    open: async (desk) => {
      await folderTab('documents').open(desk);
      const row = (text: string) => desk.app.page.getByRole('row').filter({ hasText: text }).first();
      await desk.hands.press(row('Contracten'));
      await desk.hands.press(row('.pdf'));
      await desk.app.page.locator('main aside canvas').waitFor();
    },
  },
  folderTab('details'),
  folderTab('access'),
  folderTab('archive'),
  folderTab('history'),
  {
    name: 'access: give',
    open: async (desk) => {
      await folderTab('access').open(desk);
      await press(desk, 'button', desk.words.access.give);
      await desk.app.page.getByRole('dialog').waitFor();
    },
    close: putAway,
  },
  place('navArchive'),
  place('navTasks'),
  {
    name: 'tasks: everybody',
    open: async (desk) => {
      await goTo(desk, 'navTasks');
      await desk.app.page.getByText(desk.words.tasks.all, { exact: true }).click();
      await desk.app.page.getByRole('table').waitFor();
      await desk.hands.press(desk.app.page.getByRole('table').locator('tbody').getByRole('button').first());
      await find(desk, 'heading', desk.words.tasks.title).waitFor();
    },
  },
  {
    name: 'tasks: add',
    open: async (desk) => {
      await goTo(desk, 'navTasks');
      await press(desk, 'button', desk.words.tasks.add);
      await field(desk, desk.words.tasks.fieldTitle).waitFor();
    },
    close: putAway,
  },
  {
    name: 'tasks: an open calendar',
    open: async (desk) => {
      await goTo(desk, 'navTasks');
      await press(desk, 'button', desk.words.tasks.add);
      await desk.hands.press(field(desk, desk.words.tasks.fieldDue));
      await desk.app.page.locator('[data-dates-dropdown]').waitFor();
    },
    close: putAway,
  },
  {
    name: 'tasks: an open list',
    open: async (desk) => {
      await goTo(desk, 'navTasks');
      await press(desk, 'button', desk.words.tasks.add);
      await desk.hands.press(
        desk.app.page
          .getByRole('dialog')
          .locator('input')
          .and(desk.app.page.getByLabel(desk.words.tasks.owner, { exact: true })),
      );
      await desk.app.page.getByRole('option').first().waitFor();
    },
    close: putAway,
  },
  place('navPeople'),
  {
    name: 'people: add',
    open: async (desk) => {
      await goTo(desk, 'navPeople');
      await press(desk, 'button', desk.words.people.add);
      await desk.app.page.getByRole('dialog').waitFor();
    },
    close: putAway,
  },
  personTab(person, 'tabAccess'),
  personTab(person, 'tabAccount'),
  personTab(person, 'tabHistory'),
  {
    name: 'person: disable',
    open: async (desk) => {
      await personTab(person, 'tabAccount').open(desk);
      await press(desk, 'button', desk.words.people.disable);
      await find(desk, 'heading', desk.words.people.leaveLasting).waitFor();
    },
  },
  place('navLog'),
  {
    name: 'log: an entry, verified',
    open: async (desk) => {
      await goTo(desk, 'navLog');
      await desk.hands.press(desk.app.page.getByRole('row').nth(1));
      await press(desk, 'button', desk.words.log.check);
      await desk.app.page.getByText(desk.words.log.checkGood_other.split('{{')[0] ?? '').waitFor();
    },
  },
  place('navProtects'),
  settingsTab('account'),
  settingsTab('office'),
  settingsTab('security'),
  settingsTab('status'),
  settingsTab('about'),
  {
    name: 'palette',
    open: async ({ app }) => {
      await app.page.keyboard.press('ControlOrMeta+K');
      await app.page.getByRole('dialog').waitFor();
    },
    close: putAway,
  },
  {
    name: 'keys',
    open: async ({ app }) => {
      await app.page.keyboard.press('F1');
      await app.page.getByRole('dialog').waitFor();
    },
    close: putAway,
  },
];

/** What an employee sees otherwise. */
export const employeeScreens: readonly Screen[] = [
  place('navToday'),
  place('navFolders'),
  folderTab('documents'),
  folderTab('details'),
  folderTab('access'),
  folderTab('history'),
  folderTab('archive'),
  {
    name: 'archive: ask for a document',
    open: async (desk) => {
      await folderTab('archive').open(desk);
      await press(desk, 'button', desk.words.archive.ask);
      await desk.app.page.getByRole('dialog').waitFor();
    },
    close: putAway,
  },
  place('navTasks'),
  place('navProtects'),
  settingsTab('account'),
  settingsTab('security'),
  settingsTab('status'),
  settingsTab('about'),
];

/** What an office manager sees otherwise: personnel. */
export const officeManagerScreens: readonly Screen[] = [
  place('navToday'),
  place('navFolders'),
  folderTab('documents'),
  folderTab('access'),
  folderTab('archive'),
  place('navTasks'),
];

/** What an IT administrator has: no folder. */
export const itAdministratorScreens: readonly Screen[] = [
  place('navToday'),
  place('navTasks'),
  place('navProtects'),
  settingsTab('account'),
  settingsTab('office'),
  settingsTab('security'),
  settingsTab('status'),
  settingsTab('about'),
];
