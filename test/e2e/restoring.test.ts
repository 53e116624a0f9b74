import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runOpen } from '../../src-main/core/backup/runs/run-targets.ts';
import { addTarget } from '../../src-main/core/backup/targets/change-targets.ts';
import { eraseDocument } from '../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { restoreByTicket } from '../../src-main/core/restore/restore-by-ticket.ts';
import { makeRestoreRequest } from '../../src-main/core/restore/restore-request.ts';
import { blankComputer, writerFolderOf } from '../support/backed-up.ts';
import { folderTarget } from '../support/backup-office.ts';
import { createOffice, folderFor, type Office, ownPassword } from '../support/office.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Desk, field, find, press, sitDown } from './pages/desk.ts';
import { lock, signIn } from './pages/entry.ts';
import { faults } from './pages/faults.ts';
import { goTo } from './pages/frame.ts';
import { mouse } from './pages/hands.ts';
import { pictureFailures } from './pages/picture.ts';
import { filled } from './pages/words.ts';
import { describeWindow } from './support/describe-window.ts';

const iris = 'Iris Vos';

describeWindow('what the Privacy Officer takes back from backups while she is signed in', () => {
  const place = openTempFolder('kluis-nas-');
  const elsewhere = openTempFolder('kluis-elsewhere-');
  let desk: Desk;
  let office: Office;

  beforeAll(async () => {
    desk = await sitDown('nl', mouse);
    office = await createOffice({ [iris]: 'it-admin' }, desk.app.folder);
    writeFileSync(elsewhere.file('kit.txt'), office.kit);
    writeFileSync(elsewhere.file('Polis.txt'), 'polis van 2019');
    writeFileSync(elsewhere.file('Offerte.txt'), 'offerte van 2020');
    await office.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Jansen', {});
      await importDocuments(officer, folder, [elsewhere.file('Polis.txt'), elsewhere.file('Offerte.txt')], unwatched);
      const target = { name: 'NAS', place: { kind: 'folder', path: place.path } } as const;
      await addTarget(officer, { ...target, credentials: { kind: 'folder' } }, unwatched);
      await runOpen(officer, null, unwatched);
      await eraseDocument(officer, { folder, document: 'Polis.txt' }, 'gevraagd');
      await runOpen(officer, null, unwatched);
    });
    await desk.app.answerDialog([office.folder]);
    await desk.hands.press(desk.app.page.getByRole('button', { name: desk.words.welcome.open }));
    await signIn(desk, officerName, officerPassphrase);
    await goTo(desk, 'navBackups');
  });
  afterAll(async () => {
    await desk?.app.close();
    for (const folder of [place, elsewhere]) folder[Symbol.dispose]();
  });
  pictureFailures(() => desk);

  const looksRight = async (name: string) => expect(await faults(desk, `restoring, ${name}`)).toEqual([]);
  const dialog = () => desk.app.page.getByRole('dialog');
  const inDialog = async (name: string) => await desk.hands.press(dialog().getByRole('button', { name, exact: true }));
  const moments = () => dialog().getByRole('radio', { name: /^Moment / });
  const giveKey = async () => {
    await desk.app.answerDialog([elsewhere.file('kit.txt')]);
    await inDialog(desk.words.kit.chooseLocker);
    await dialog().getByText(desk.words.kit.keyRead).waitFor();
  };
  const card = () => desk.app.page.getByRole('region', { name: 'NAS', exact: true });

  test('a place that lets this computer remove things says so, and says that all was verified once it was', async () => {
    const { hands, words } = desk;
    await card().getByText(words.backups.alertRemoves).waitFor();
    await hands.press(card().getByRole('button', { name: words.backups.verify }));
    await card()
      .getByText(/^Alles is er zoals het werd geschreven/)
      .waitFor();
    await looksRight('a location that can be erased');
  });

  test('a request of another computer becomes a ticket for one moment, after its characters were compared', async () => {
    const { app, hands, words } = desk;
    const asking = blankComputer(elsewhere, office.clock);
    const request = await makeRestoreRequest(asking, 'file');
    writeFileSync(elsewhere.file('aanvraag.json'), request.text);
    await press(desk, 'button', words.restoring.menu);
    await press(desk, 'menuitem', words.restoring.menuTicket);
    await app.answerDialog([elsewhere.file('Polis.txt')]);
    await inDialog(words.restoring.ticketChoose);
    await dialog().getByRole('alert').waitFor();
    await looksRight('no request');
    await app.drop([elsewhere.file('aanvraag.json')], dialog().locator('[data-drop-region]'));
    await dialog().getByText(request.computer).waitFor();
    await hands.write(field(desk, words.restoring.ticketWords), request.fingerprint.toLowerCase());
    await looksRight('a request');
    await inDialog(words.restoring.next);
    await moments().last().check();
    await dialog().getByText(words.restore.good, { exact: true }).first().waitFor();
    await looksRight('moments');
    await inDialog(words.restoring.next);
    await giveKey();
    await looksRight('a ticket, the recovery key');
    const ticket = elsewhere.file('ticket.json');
    await app.answerDialog([ticket]);
    await inDialog(words.restoring.ticketMake);
    await dialog()
      .getByText(filled(words.restoring.ticketDone, { name: 'ticket.json' }))
      .waitFor();
    await looksRight('a ticket');
    await inDialog(words.restoring.done);
    const target = await folderTarget(place.path);
    const wanted = { snapshot: null, folder: elsewhere.file('vault'), inPlace: false, acceptFindings: false };
    const reached = { target, remembered: new Map() };
    const { outcome } = await restoreByTicket(asking, ticket, wanted, reached, unwatched);
    expect(outcome.restored?.snapshot.snapshot.number).toBe(1);
    await target.close();
  });

  test('characters of another request make no ticket, and nothing that was filled in is lost', async () => {
    const { app, hands, words } = desk;
    await press(desk, 'button', words.restoring.menu);
    await press(desk, 'menuitem', words.restoring.menuTicket);
    await app.answerDialog([elsewhere.file('aanvraag.json')]);
    await inDialog(words.restoring.ticketChoose);
    await hands.write(field(desk, words.restoring.ticketWords), 'ABCD-EFGH-JKMN-PQRS');
    await inDialog(words.restoring.next);
    await moments().first().check();
    await inDialog(words.restoring.next);
    await giveKey();
    await app.answerDialog([elsewhere.file('verkeerd.json')]);
    await inDialog(words.restoring.ticketMake);
    await dialog().getByRole('alert').waitFor();
    await looksRight('other characters');
    expect(readdirSync(elsewhere.path)).not.toContain('verkeerd.json');
    await inDialog(words.restoring.back);
    await expect.poll(() => moments().first().isChecked()).toBe(true);
    await app.page.keyboard.press('Escape');
  });

  test('a document that was erased comes back from the history of its folder, as an ordinary file', async () => {
    const { app, hands, words } = desk;
    await goTo(desk, 'navFolders');
    await hands.press(app.page.getByRole('row').filter({ hasText: 'Jansen' }));
    await press(desk, 'tab', words.folder.history);
    await press(desk, 'button', words.folder.fromBackup);
    await dialog().getByRole('radio', { name: words.restoring.scopeOne }).check();
    await hands.write(dialog().getByRole('combobox', { name: words.restoring.document }), 'Polis.txt');
    await looksRight('one document');
    await inDialog(words.restoring.next);
    await moments().last().check();
    await inDialog(words.restoring.next);
    await giveKey();
    await looksRight('documents, the recovery key');
    const to = openTempFolder('kluis-terug-');
    await app.answerDialog([to.path]);
    await inDialog(words.restoring.docsMake);
    await dialog().getByRole('table').getByText('Polis.txt').waitFor();
    expect(readFileSync(to.file('Polis.txt'), 'utf8')).toBe('polis van 2019');
    expect(readdirSync(to.path)).toEqual(['Polis.txt']);
    await looksRight('a document is back');
    await inDialog(words.restoring.done);
    to[Symbol.dispose]();
  });

  test('of a folder the documents that are not as they were are named, and the others come', async () => {
    const { app, hands, words } = desk;
    damageFirstPayload(place.path);
    await goTo(desk, 'navBackups');
    await press(desk, 'button', words.restoring.menu);
    await press(desk, 'menuitem', words.restoring.menuDocuments);
    await hands.write(dialog().getByRole('combobox', { name: words.restoring.folder }), 'Jansen');
    await app.page.keyboard.press('Tab');
    await looksRight('which documents');
    await inDialog(words.restoring.next);
    await moments().last().check();
    await inDialog(words.restoring.next);
    await giveKey();
    const to = openTempFolder('kluis-terug-');
    await app.answerDialog([to.path]);
    await inDialog(words.restoring.docsMake);
    await dialog()
      .getByText(filled(words.restoring.docsFailed_one, { count: 1 }))
      .waitFor();
    expect(await dialog().getByRole('row').count()).toBe(3);
    await dialog().getByRole('cell', { name: words.restoring.docsDamaged }).waitFor();
    expect(readdirSync(to.path)).toHaveLength(1);
    await looksRight('one document is not back');
    await inDialog(words.restoring.done);
    to[Symbol.dispose]();
  });

  test('what would be pruned is shown before; what is gone keeps all of it until the Privacy Officer acknowledges that', async () => {
    const { hands, words } = desk;
    await hands.press(card().getByRole('button', { name: words.pruning.open }));
    await dialog().getByText(words.pruning['kept-last']).waitFor();
    await looksRight('what is kept');
    await inDialog(words.pruning.close);
    const snapshots = `${writerFolderOf(place.path)}/snapshots`;
    rmSync(`${snapshots}/${readdirSync(snapshots).sort()[0] ?? ''}`);
    await lock(desk);
    await signIn(desk, iris, ownPassword);
    await goTo(desk, 'navBackups');
    expect(await find(desk, 'button', words.restoring.menu).count()).toBe(0);
    await hands.press(card().getByRole('button', { name: words.pruning.open }));
    await dialog().getByText(words.pruning.faultsOthers).waitFor();
    expect(await dialog().getByRole('button', { name: words.pruning.acknowledge }).count()).toBe(0);
    await looksRight('faults, for others');
    await inDialog(words.pruning.close);
    await lock(desk);
    await signIn(desk, officerName, officerPassphrase);
    await goTo(desk, 'navBackups');
    await hands.press(card().getByRole('button', { name: words.pruning.open }));
    await dialog()
      .getByText(filled(words.pruning['fault-missing'], { numbers: 1 }))
      .waitFor();
    await looksRight('faults');
    await inDialog(words.pruning.acknowledge);
    await find(desk, 'heading', words.pruning.acknowledgeTitle).waitFor();
    await looksRight('acknowledge');
    await inDialog(words.pruning.acknowledge);
    await dialog().getByText(words.pruning.acknowledged).waitFor();
    expect(await dialog().getByText(words.pruning.faults).count()).toBe(0);
    await looksRight('acknowledged');
    await inDialog(words.pruning.close);
  });
});

/** Of the first pack: one of its documents is not what was written, and the others are. */
function damageFirstPayload(of: string): void {
  const packs = `${writerFolderOf(of)}/packs`;
  const [name = ''] = readdirSync(packs, { recursive: true, encoding: 'utf8' }).filter((one) =>
    /[0-9a-f]{64}$/.test(one),
  );
  const bytes = readFileSync(`${packs}/${name}`);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(`${packs}/${name}`, bytes);
}
