import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWithSmallDisk } from '../support/full-disk.ts';
import { createOffice, ownPassword } from '../support/office.ts';
import { openSshd, type Sshd } from '../support/servers/sshd.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { describeWithTools } from '../support/tools.ts';
import { type Desk, find, press, secret, sitDown } from './pages/desk.ts';
import { lock, signIn } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { filled } from './pages/words.ts';
import { describeWindow } from './support/describe-window.ts';

const iris = 'Iris Vos';
const sanne = 'Sanne Bakker';

describeWindow('backups in the window', () => {
  const stick = openTempFolder('kluis-stick-');
  let desk: Desk;

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    const { folder, kit } = await createOffice({ [iris]: 'it-admin', [sanne]: 'employee' }, desk.app.folder);
    writeFileSync(desk.app.folder.file('sleutel.txt'), kit);
    await desk.app.answerDialog([folder]);
    await desk.hands.press(desk.app.page.getByRole('button', { name: desk.words.welcome.open }));
    await signIn(desk, iris, ownPassword);
  });
  afterAll(async () => await desk?.app.close());
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect(await faults(desk, `backups, ${name}`)).toEqual([]);
  const card = (name: string) => desk.app.page.getByRole('region', { name, exact: true });
  const line = () =>
    find(desk, 'navigation', desk.words.app.navLabel)
      .getByText(/^Back-up|^Nog geen back-up/)
      .last();

  /** The first time it spoils a database there, the second time it mends it. */
  const changeByte = () => {
    const names = readdirSync(stick.path, { recursive: true, encoding: 'utf8' }).sort();
    spoilt ??= stick.file(names.find((name) => /database\/[0-9a-f]{64}$/.test(name)) ?? '');
    const bytes = readFileSync(spoilt);
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    writeFileSync(spoilt, bytes);
  };
  let spoilt: string | undefined;

  test('a disk is added in a few clicks, tried, and backed up to at once', async () => {
    const { app, hands, words } = desk;
    expect(await line().innerText()).toBe(words.app.backupNever);
    await goTo(desk, 'navBackups');
    await looksRight('none');
    await press(desk, 'button', words.backups.add);
    await looksRight('kinds');
    await press(desk, 'button', words.backups.next1);
    await hands.write(find(desk, 'textbox', words.backups.name), 'Rode stick');
    await app.answerDialog([stick.path]);
    await press(desk, 'button', words.backups.chooseFolder);
    await app.page.getByText(/^Gekozen: /).waitFor();
    await looksRight('a folder');
    await press(desk, 'button', words.backups.test);
    await find(desk, 'heading', filled(words.backups.addedTitle, { name: 'Rode stick' })).waitFor();
    await looksRight('added');
    await press(desk, 'button', words.backups.first);
    await app.page.getByText(/^Rode stick: (back-up 1 is gemaakt|er is niets veranderd sinds back-up 1)/).waitFor();
    expect(await line().innerText()).toMatch(/^Back-up vandaag \d\d:\d\d$/);
    await expect.poll(() => card('Rode stick').getByText(words.backups.alertNever).count()).toBe(0);
    for (const fact of ['lastGood', 'verified', 'next', 'newest', 'room'] as const) {
      await card('Rode stick').getByText(words.backups[fact], { exact: true }).waitFor();
    }
    await looksRight('one');
  });

  test('its backups are listed, and a second one joins them once something has changed, with their size over time', async () => {
    const { words } = desk;
    // The log has her sign-in.
    await lock(desk);
    await signIn(desk, iris, ownPassword);
    const { app } = desk;
    await goTo(desk, 'navBackups');
    await press(desk, 'button', words.backups.runNow);
    await app.page.getByText(/^Rode stick: (back-up 2 is gemaakt|er is niets veranderd sinds back-up [23])/).waitFor();
    await desk.hands.press(card('Rode stick').getByRole('button', { name: words.backups.history }));
    await find(desk, 'table', words.backups.historyTable).waitFor();
    await app.page.getByRole('img', { name: /^Grootte van de back-ups: / }).waitFor();
    expect(await app.page.getByRole('dialog').getByRole('row').count()).toBeGreaterThan(2);
    await looksRight('history');
    await app.page.keyboard.press('Escape');
  });

  test('whether it still works is tried when asked, and says so when it does not', async () => {
    const { hands, words } = desk;
    const tryIt = async () =>
      await hands.press(card('Rode stick').getByRole('button', { name: words.backups.testNow }));
    await tryIt();
    await card('Rode stick').getByText(words.backups.added).waitFor();
    await looksRight('tried');
    renameSync(stick.path, `${stick.path}-weg`);
    await tryIt();
    await card('Rode stick').getByRole('alert').waitFor();
    await looksRight('tried, and gone');
    renameSync(`${stick.path}-weg`, stick.path);
    await tryIt();
    await card('Rode stick').getByText(words.backups.added).waitFor();
  });

  test('a byte that was changed there is found without any key', async () => {
    const { app, hands, words } = desk;
    await hands.press(card('Rode stick').getByRole('button', { name: words.backups.verify }));
    await app.page.getByText(/^Alles is er zoals het werd geschreven/).waitFor();
    changeByte();
    await hands.press(card('Rode stick').getByRole('button', { name: words.backups.verify }));
    await app.page.getByText(/^1 ding is niet zoals het werd geschreven/).waitFor();
    await expect
      .poll(() =>
        card('Rode stick')
          .getByRole('table')
          .getByText(/database/)
          .count(),
      )
      .toBe(1);
    await looksRight('a finding');
  });

  describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'a server', () => {
    describeWithSmallDisk('with a disk of its own', () => {
      let server: Sshd;
      beforeAll(async () => {
        server = await openSshd({ signIn: 'password', diskBytes: 2 ** 25 });
      });
      afterAll(async () => await server?.[Symbol.asyncDispose]());

      test('of SFTP is added once its key was compared, and what was filled in stays while it is not reached', async () => {
        const { app, hands, words } = desk;
        const settings = server.settings();
        if (settings.kind !== 'sftp') throw new Error('another kind');
        await press(desk, 'button', words.backups.add);
        await app.page.getByRole('radio', { name: words.backups.kindSftp }).check();
        await press(desk, 'button', words.backups.next1);
        await hands.write(find(desk, 'textbox', words.backups.name), 'NAS');
        await hands.write(find(desk, 'textbox', words.backups.host), settings.host);
        await hands.write(find(desk, 'textbox', words.backups.port), '1');
        await hands.write(find(desk, 'textbox', words.backups.serverFolder), settings.folder);
        await hands.write(find(desk, 'textbox', words.backups.user), settings.user);
        await hands.write(secret(desk, words.backups.password), server.credentials.password ?? '');
        await press(desk, 'button', words.backups.test);
        await app.page.getByRole('dialog').getByRole('alert').waitFor();
        await looksRight('a server out of reach');
        await hands.write(find(desk, 'textbox', words.backups.port), String(settings.port));
        await press(desk, 'button', words.backups.test);
        await find(desk, 'heading', words.backups.hostKeyTitle).waitFor();
        expect(await app.page.locator('pre, code').last().innerText()).toContain(settings.hostKey?.fingerprint ?? '-');
        await looksRight('the key of a server');
        await press(desk, 'button', words.backups.hostKeyAccept);
        await press(desk, 'button', words.backups.done);
        await card('NAS').waitFor();
      });

      test('that is gone keeps the others from nothing, and is removed', async () => {
        const { app, hands, words } = desk;
        await server.kill();
        await press(desk, 'button', words.backups.runNow);
        await app.page.getByText(/^NAS: /).waitFor();
        await app.page.getByText(/^Rode stick: /).waitFor();
        await looksRight('one failed');
        await hands.press(card('NAS').getByRole('button', { name: words.backups.remove }));
        await hands.press(app.page.getByRole('dialog').getByRole('button', { name: words.backups.remove }));
        await card('NAS').waitFor({ state: 'detached' });
      });
    });
  });

  test('employees see how old the backups are, and no way to them', async () => {
    const { words } = desk;
    await lock(desk);
    await signIn(desk, sanne, ownPassword);
    // The one place that is left has a byte that was changed.
    expect(await line().innerText()).toBe(words.app.backupUntrusted);
    const nav = find(desk, 'navigation', words.app.navLabel);
    expect(await nav.getByRole('button', { name: words.app.navBackups, exact: true }).count()).toBe(0);
    expect(await nav.getByRole('button', { name: words.app.backupUntrusted }).count()).toBe(0);
    await lock(desk);
    await signIn(desk, officerName, officerPassphrase);
    await goTo(desk, 'navToday');
    const bad = filled(words.today.backupBad, { name: 'Rode stick' });
    await find(desk, 'region', words.today.exceptions).getByText(bad).waitFor();
    await looksRight('told on Today');
    await find(desk, 'region', words.today.exceptions).getByRole('button', { name: words.today.toBackups }).click();
    await card('Rode stick').waitFor();
  });

  describe('the restore test', () => {
    const next = async () => await press(desk, 'button', desk.words.drill.next);
    const heading = async (name: string) => await find(desk, 'heading', name).waitFor();
    const chooseReport = async (file: string) => {
      await desk.app.answerDialog([file]);
      await press(desk, 'button', desk.words.drill.chooseReport);
      await desk.app.page.getByText(/^Verslag: /).waitFor();
    };
    const task = () =>
      desk.app.page.getByRole('table').getByRole('button', { name: desk.words.tasks.drill, exact: true });

    test('is a task of the Privacy Officer, and a backup that is spoilt does not pass', async () => {
      const { app, hands, words } = desk;
      await goTo(desk, 'navTasks');
      await hands.press(task());
      await looksRight('the task of a restore test');
      await press(desk, 'button', words.tasks.toDrill);
      await heading(words.drill.backupTitle);
      await find(desk, 'table', words.restore.moments).waitFor();
      await looksRight('restore test, backup');
      await next();
      await heading(words.drill.keyTitle);
      await app.answerDialog([app.folder.file('sleutel.txt')]);
      await press(desk, 'button', words.kit.chooseLocker);
      await app.page.getByText(words.kit.keyRead).waitFor();
      await looksRight('restore test, key');
      await next();
      await heading(words.drill.reportTitle);
      await looksRight('restore test, report');

      const gone = app.folder.file('weg');
      mkdirSync(gone);
      await chooseReport(`${gone}/test.docx`);
      rmdirSync(gone);
      await press(desk, 'button', words.drill.start);
      await heading(words.drill.stoppedTitle);
      await looksRight('restore test, not made');
      await press(desk, 'button', words.drill.back);

      await chooseReport(app.folder.file('mislukt.docx'));
      await press(desk, 'button', words.drill.start);
      await heading(words.drill.failedTitle);
      await looksRight('restore test, failed');
      expect(existsSync(app.folder.file('mislukt.docx.sig'))).toBe(true);
    });

    test('passes with one that is whole, and that does the task', async () => {
      const { app, hands, words } = desk;
      changeByte();
      await press(desk, 'button', words.drill.again);
      await heading(words.drill.backupTitle);
      await find(desk, 'table', words.restore.moments).waitFor();
      await next();
      await heading(words.drill.keyTitle);
      await next();
      await heading(words.drill.reportTitle);
      await chooseReport(app.folder.file('geslaagd.docx'));
      await press(desk, 'button', words.drill.start);
      await heading(words.drill.passedTitle);
      await looksRight('restore test, passed');
      expect(existsSync(app.folder.file('geslaagd.docx'))).toBe(true);
      await press(desk, 'button', words.drill.done);
      await card('Rode stick').waitFor();
      await goTo(desk, 'navTasks');
      await hands.press(app.page.getByText(words.tasks.closed, { exact: true }));
      await task().waitFor();
    });
  });
});
