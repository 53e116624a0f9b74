import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sweepDrill } from '../../../src-main/core/drill/drill-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { discardRestore } from '../../../src-main/core/restore/discard-restore.ts';
import { finishRestore } from '../../../src-main/core/restore/finish-restore.ts';
import { openedTicket } from '../../../src-main/core/restore/restore-by-ticket.ts';
import { restoreDocuments } from '../../../src-main/core/restore/restore-documents.ts';
import { restoreVault } from '../../../src-main/core/restore/restore-vault.ts';
import { vaultPaths } from '../../../src-main/core/vault/open-vault.ts';
import { readRestoredMark } from '../../../src-main/core/vault/restored-mark.ts';
import { type BackedUp, blankComputer, sharedBackedUp, wantedByKit } from '../../support/backed-up.ts';
import { folderTarget } from '../../support/backup-office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const freshOffice = sharedBackedUp();
const newPassphrase = 'Kelvu-porat-simen-hadok-4';

/** What somebody lays out who may write where a vault is to be restored: as if another restore had been broken off there. */
function layOut(folder: string, office: BackedUp): void {
  mkdirSync(join(folder, 'objects'), { recursive: true });
  writeFileSync(join(folder, '.tmp-restoring'), JSON.stringify({ hash: '0'.repeat(64) }));
  const names = Object.keys(treeDigest(office.folder)).filter((name) => name.startsWith('objects/'));
  for (const ab of new Set(names.map((name) => name.slice('objects/'.length, 'objects/'.length + 2)))) {
    symlinkSync(join(office.folder, 'objects', ab), join(folder, 'objects', ab));
  }
}

const refused = { code: 'integrity-violated', details: { part: 'restoring' } };

describe('links where a restore was broken off', () => {
  test('have nothing of another vault removed, whichever restore finds them', async () => {
    const office = freshOffice();
    const before = treeDigest(office.folder);
    const place = tempFolder();
    const target = await folderTarget(office.place);
    const env = blankComputer(place, office.clock);
    layOut(place.file('restored'), office);
    const wanted = wantedByKit(office.kit, target, place.file('restored'));
    await expect(restoreVault(env, wanted, unwatched)).rejects.toMatchObject(refused);
    await expect(discardRestore(env.files, place.file('restored'), false)).rejects.toMatchObject(refused);
    layOut(place.file('out/.tmp-rebuilt'), office);
    const documents = { target, snapshot: '3', kitText: office.kit, folder: 'Jansen', document: null };
    await expect(restoreDocuments(env, { ...documents, to: place.file('out') }, unwatched)).rejects.toMatchObject(
      refused,
    );
    layOut(place.file('staged'), office);
    symlinkSync(place.file('staged'), `${office.folder}.restoring`);
    const inPlace = { ...wantedByKit(office.kit, target, office.folder), inPlace: true };
    await expect(restoreVault(office.env, inPlace, unwatched)).rejects.toMatchObject(refused);
    await expect(discardRestore(env.files, office.folder, true)).rejects.toMatchObject(refused);
    expect(treeDigest(office.folder)).toEqual(before);
    await target.close();
  });

  test('have no vault removed as if it were the copy of a drill', async () => {
    const office = freshOffice();
    const before = treeDigest(office.folder);
    const { vault } = wantedByKit(office.kit, await folderTarget(office.place), '').repository;
    const copy = join(office.env.backupFolder(vault), 'drill/vault');
    mkdirSync(dirname(copy), { recursive: true });
    symlinkSync(office.folder, copy);
    const swept = sweepDrill({ env: office.env, id: vault });
    await expect(swept).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'drill' } });
    expect(treeDigest(office.folder)).toEqual(before);
  });
});

describe('a restored vault with a mark that is not its own', () => {
  async function restored() {
    const office = freshOffice();
    const place = tempFolder();
    const env = blankComputer(place, office.clock);
    const folder = place.file('restored');
    await restoreVault(env, wantedByKit(office.kit, await folderTarget(office.place), folder), unwatched);
    const paths = vaultPaths(folder);
    const mark = JSON.parse(readFileSync(paths.restored, 'utf8'));
    const put = (changed: object) => writeFileSync(paths.restored, JSON.stringify({ ...mark, ...changed }));
    const finish = (kitText = office.kit) =>
      finishRestore(env, { folder, kitText, newPassphrase, keychain: 'file', target: null }, unwatched);
    return { office, env, paths, mark, put, finish };
  }
  const altered = { code: 'integrity-violated', details: { part: 'restored.json' } };

  test('is not finished: of another vault, of a later state than lies there, or that names something else as set aside', async () => {
    const { env, paths, mark, put, finish } = await restored();
    put({ vault: '0'.repeat(32) });
    await expect(finish()).rejects.toMatchObject(altered);
    put({ snapshot: { ...mark.snapshot, position: mark.snapshot.position + 1000 } });
    await expect(finish()).rejects.toMatchObject(altered);
    for (const setAside of ['..', '.', 'vault', '../vault.set-aside-2026-01-01', 'x\u0000.set-aside-2026-01-01x']) {
      put({ setAside });
      await expect(readRestoredMark(env.files, paths)).rejects.toMatchObject(altered);
    }
    // The key of another vault is told as that.
    put({});
    const { kit } = await createTestVault();
    await expect(finish(kit)).rejects.toMatchObject({ code: 'recovery-key-wrong-vault' });
  });
});

test('a ticket that is longer than any is not read', async () => {
  const place = tempFolder();
  const office = freshOffice();
  writeFileSync(place.file('ticket'), '');
  truncateSync(place.file('ticket'), 2 ** 40);
  const opened = openedTicket(blankComputer(place, office.clock), place.file('ticket'));
  await expect(opened).rejects.toMatchObject({ details: { reason: 'not-a-ticket' } });
});
