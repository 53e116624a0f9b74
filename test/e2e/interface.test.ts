import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groups } from '../../src-renderer/features/protects/groups.ts';
import { formatsOf } from '../../src-renderer/i18n/format.ts';
import { cutOffTexts } from './pages/cut-off.ts';
import { beSomebody } from './pages/demonstration.ts';
import { type Desk, find, openDemonstration, press } from './pages/desk.ts';
import { settled } from './pages/faults.ts';
import { goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { officerScreens } from './pages/screens.ts';
import { filled, wordsOf } from './pages/words.ts';
import { ask } from './support/bridge.ts';
import { describeWindow } from './support/describe-window.ts';

const narrowest = 64;

describeWindow('the interface', () => {
  let desk: Desk;
  const page = () => desk.app.page;
  const widthOf = async (header: Locator) =>
    await header.evaluate((cell) => Math.round(cell.getBoundingClientRect().width));
  const styleOf = async (target: Locator, name: 'outlineWidth' | 'borderTopWidth' | 'color') =>
    await target.evaluate((element, property) => getComputedStyle(element)[property], name);

  beforeAll(async () => {
    desk = await openDemonstration('nl', mouse);
    await beSomebody(desk, 'Petra van der Meer');
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

  test('has columns that are made wider by the mouse and by keys, and stay so on another screen', async () => {
    await goTo(desk, 'navFolders');
    const header = page().getByRole('columnheader').first();
    const edge = page().getByRole('separator').first();
    await edge.waitFor();
    const before = await widthOf(header);
    const box = await edge.boundingBox();
    if (box === null) throw new Error('the edge is not shown');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page().mouse.move(x, y);
    await page().mouse.down();
    await page().mouse.move(x - 70, y, { steps: 3 });
    await page().mouse.up();
    await expect.poll(() => widthOf(header)).toBe(before - 70);

    await edge.focus();
    await page().keyboard.press('ArrowRight');
    await expect.poll(() => widthOf(header)).toBe(before - 54);
    await expect.poll(() => edge.getAttribute('aria-valuenow')).toBe(String(before - 54));
    await goTo(desk, 'navTasks');
    await goTo(desk, 'navFolders');
    expect(await widthOf(header)).toBe(before - 54);

    await edge.focus();
    await page().keyboard.press('Home');
    await expect.poll(() => widthOf(header)).toBe(narrowest);
    await page().keyboard.press('ArrowLeft');
    expect(await widthOf(header)).toBe(narrowest);
    await page().keyboard.press('Enter');
    await expect.poll(() => widthOf(header)).toBe(before);
    await page().keyboard.press('ArrowDown');
    expect(await page().evaluate(() => document.activeElement?.getAttribute('role'))).toBe('row');
  });

  test('has people in the order of their surnames', async () => {
    await goTo(desk, 'navPeople');
    await find(desk, 'button', 'Anouk Jansen').waitFor();
    const names = await page().getByRole('row').getByRole('button').allInnerTexts();
    const people = names.filter((name) => / /.test(name) && !name.includes('\n'));
    expect(people.slice(-8).map((name) => name.split(' ')[0])).toEqual([
      'Sanne',
      'Ineke',
      'Joost',
      'Ruud',
      'Fatima',
      'Anouk',
      'Petra',
      'Bram',
    ]);
  });

  test('says in words and colours what access exposes, where one reads who has it', async () => {
    const { words } = desk;
    const access = officerScreens('Ineke de Boer').find(({ name }) => name === 'person: tabAccess');
    await access?.open(desk);
    const warnings = find(desk, 'list', words.access.warnings).getByRole('listitem');
    const red = warnings.filter({ hasText: words.access.risk });
    const orange = warnings.filter({ hasText: words.access.attention });
    await red.waitFor();
    expect(await red.innerText()).toContain(words.access.personnelFolders_other.replace('{{count}}', '2'));
    expect(await orange.first().innerText()).toContain(words.access.writes_other.replace('{{count}}', '2'));
    expect(await styleOf(red, 'color')).toBe('rgb(179, 38, 30)');
    expect(await styleOf(orange.first(), 'color')).toBe('rgb(138, 75, 0)');
    await page().getByRole('row').filter({ hasText: words.access.personnelTag }).first().click();
    await find(desk, 'tab', words.folder.documents).waitFor();
    expect(await warnings.filter({ hasText: words.access.personnelWarning }).innerText()).toContain(words.access.risk);
  });

  test('goes back to the list of folders as one left it: the row, the search', async () => {
    const { words } = desk;
    await goTo(desk, 'navFolders');
    const rows = page().getByRole('row');
    await rows.nth(1).focus();
    await page().keyboard.press('End');
    const last = page().locator('[role=row][tabindex="0"]');
    await expect.poll(() => last.getAttribute('data-index')).toBe('41');
    const name = (await last.getByRole('gridcell').first().innerText()).trim();
    await page().keyboard.press('Enter');
    await find(desk, 'heading', name).waitFor();
    await press(desk, 'button', words.app.back);
    await expect.poll(async () => await last.innerText()).toContain(name);
    const [box, table] = [await last.boundingBox(), await page().getByRole('grid').boundingBox()];
    expect(box?.y).toBeGreaterThan(table?.y ?? 0);
    expect(box?.y).toBeLessThan((table?.y ?? 0) + (table?.height ?? 0));

    await page().getByRole('textbox', { name: words.folders.search }).fill('jaarrekening 2024');
    const found = rows.filter({ hasText: 'Jaarrekening 2024.pdf' }).nth(3);
    await found.click();
    await find(desk, 'heading', 'Jaarrekening 2024.pdf').waitFor();
    const crumbs = find(desk, 'navigation', words.app.crumbs);
    await crumbs.getByRole('button', { name: words.app.navFolders }).click();
    const search = page().getByRole('textbox', { name: words.folders.search });
    await expect.poll(() => search.inputValue()).toBe('jaarrekening 2024');
    await expect.poll(() => last.innerText()).toContain('Jaarrekening 2024.pdf');
    await goTo(desk, 'navToday');
    await goTo(desk, 'navFolders');
    expect(await search.inputValue()).toBe('');
  });

  test('sorts its short tables too, by a press on the name of a column', async () => {
    const { words } = desk;
    await goTo(desk, 'navTasks');
    await page().getByText(words.tasks.all, { exact: true }).click();
    const header = page().getByRole('columnheader', { name: words.tasks.columnOwner });
    await header.waitFor();
    const owners = async () => {
      const cells = await page().getByRole('table').locator('tbody tr td:nth-child(2)').allInnerTexts();
      return cells.filter((name, index) => name !== cells[index - 1]);
    };
    expect(await header.getAttribute('aria-sort')).toBe('none');
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    const upwards = await owners();
    expect(upwards).toEqual(
      formatsOf('nl')
        .byPersonName(upwards.map((name) => ({ name })))
        .map(({ name }) => name),
    );
    expect(upwards.length).toBeGreaterThan(2);
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(await owners()).toEqual(upwards.toReversed());
  });

  test('says to who is signed in too that this is a demonstration, which goes', async () => {
    await page().getByText(desk.words.app.demo).waitFor();
  });

  test('says what protects what: every statement of its three groups, with against whom and what stays', async () => {
    const { words } = desk;
    await goTo(desk, 'navProtects');
    for (const { title, text, items } of groups) {
      const group = find(desk, 'region', words.protects[title]);
      await group.getByText(words.protects[text], { exact: true }).waitFor();
      expect(await group.locator('tbody').locator('th, td').allInnerTexts()).toEqual(
        items.flatMap(({ what, against, rest }) => [what, against, rest].map((key) => words.protects[key])),
      );
    }
  });

  test('says its version, what it runs on, and whose work is in it with every licence', async () => {
    const { words } = desk;
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', words.settings.about);
    const { version, engines } = await ask(page(), 'startState', {});
    expect(version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
    await find(desk, 'heading', filled(words.about.program, { version })).waitFor();
    await page().getByText(`Node.js ${engines.node}`).waitFor();
    const licences: { name: string; version: string }[] = JSON.parse(readFileSync('dist/licences.json', 'utf8'));
    await page()
      .getByText(filled(words.about.licencesCount_other, { count: licences.length }))
      .waitFor();
    const react = licences.find(({ name }) => name === 'react');
    const entry = page().getByRole('button', { name: `react ${react?.version} (MIT)` });
    await entry.click();
    await page().getByText('Permission is hereby granted').and(page().locator(':visible')).first().waitFor();
  });

  test('is in the language and the colours that are chosen at the screen, and follows the system where that is chosen', async () => {
    const [dutch, english] = [desk.words.settings, wordsOf('en').settings];
    await goTo(desk, 'navSettings');
    await press(desk, 'tab', dutch.account);
    const colours = () => page().locator('html').getAttribute('data-mantine-color-scheme');
    const choose = async (group: string, choice: string) =>
      await find(desk, 'radiogroup', group).getByText(choice, { exact: true }).click();
    await choose(dutch.theme, dutch.themeDark);
    await expect.poll(colours).toBe('dark');
    await choose(dutch.language, dutch.english);
    await find(desk, 'heading', english.title).waitFor();
    expect(await page().locator('html').getAttribute('lang')).toBe('en');
    expect((await ask(page(), 'startState', {})).appearance).toEqual({ language: 'en', theme: 'dark' });
    await choose(english.theme, english.themeSystem);
    for (const colorScheme of ['light', 'dark', 'light'] as const) {
      await page().emulateMedia({ colorScheme });
      await expect.poll(colours).toBe(colorScheme);
    }
    await choose(english.language, english.dutch);
    await find(desk, 'heading', dutch.title).waitFor();
  });

  test('lists the keys of its tables among the others', async () => {
    const { words } = desk;
    await page().keyboard.press('F1');
    for (const text of [words.app.keyRow, words.app.keyOpen, words.app.keySelect, words.app.keySelectAll]) {
      await find(desk, 'rowheader', text).waitFor();
    }
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('says in the log who did it also beside the details', async () => {
    const { words } = desk;
    await goTo(desk, 'navLog');
    const lines = page().getByRole('grid', { name: words.log.table }).getByRole('row');
    await lines.nth(1).click();
    await page().getByRole('complementary', { name: words.log.details }).waitFor();
    await expect.poll(() => lines.nth(1).innerText()).toContain('Petra van der Meer');
  });

  test('shows focus, borders and what is chosen in the colours of the system too', async () => {
    const { words } = desk;
    await goTo(desk, 'navTasks');
    await page().emulateMedia({ forcedColors: 'active' });
    const nav = find(desk, 'navigation', words.app.navLabel);
    const here = nav.locator('[aria-current=page]');
    expect(await styleOf(here, 'borderTopWidth')).toBe('2px');
    expect(await styleOf(nav.getByRole('button').first(), 'borderTopWidth')).toBe('0px');
    expect(await styleOf(page().locator('.mantine-SegmentedControl-label[data-active]').first(), 'outlineWidth')).toBe(
      '2px',
    );
    for (const button of [find(desk, 'button', words.tasks.add), find(desk, 'button', words.app.lock)]) {
      expect(await styleOf(button, 'borderTopWidth')).toBe('1px');
      await button.focus();
      await page().keyboard.press('Shift+Tab');
      await page().keyboard.press('Tab');
      expect(await styleOf(button, 'outlineWidth')).toBe('2px');
    }
    await page().emulateMedia({ forcedColors: 'none' });
    expect(await styleOf(here, 'borderTopWidth')).toBe('0px');
  });

  test('at 200 percent has its navigation behind a button, which works by keyboard', async () => {
    const { words } = desk;
    await page().setViewportSize({ width: 512, height: 350 });
    try {
      const nav = find(desk, 'navigation', words.app.navLabel);
      const menu = find(desk, 'button', words.app.menu);
      const focused = async () => await page().evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
      await nav.waitFor({ state: 'hidden' });
      await menu.focus();
      await page().keyboard.press('Enter');
      await nav.waitFor();
      expect(await nav.locator(':focus').getAttribute('aria-current')).toBe('page');
      await page().keyboard.press('Escape');
      await nav.waitFor({ state: 'hidden' });
      expect(await focused()).toBe(words.app.menu);
      await menu.click();
      await nav.getByRole('button', { name: words.app.navSettings, exact: true }).click();
      await nav.waitFor({ state: 'hidden' });
      await find(desk, 'heading', words.app.navSettings).waitFor();
      await settled(desk);
      expect((await cutOffTexts(page())).filter((what) => what.startsWith('beyond'))).toEqual([]);
    } finally {
      await page().setViewportSize({ width: 1024, height: 700 });
    }
    await find(desk, 'navigation', words.app.navLabel).waitFor();
  });
});
