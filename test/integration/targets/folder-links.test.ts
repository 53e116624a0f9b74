import { mkdirSync, readdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { markFolder } from '../../../src-main/adapters/targets/folder/folder-marker.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { pruneTargets } from '../../../src-main/core/backup/prune/prune-targets.ts';
import { runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { addTarget } from '../../../src-main/core/backup/targets/change-targets.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { writerFolderOf } from '../../support/backed-up.ts';
import { dayMs } from '../../support/backup-chain.ts';
import { addDocuments, folderTarget } from '../../support/backup-office.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { textOf } from '../../support/target-content.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { withCalls } from '../../support/with-calls.ts';

const { signal } = unwatched;
const freshOffice = sharedOffice({});
const linked = { code: 'target-damaged', details: expect.objectContaining({ reason: 'link-on-target' }) };

describe('a link that somebody put on a stick, in the place of a folder', () => {
  test('leads no call away from the stick', async () => {
    const place = tempFolder();
    const target = await folderTarget(place.file('stick'));
    await target.create('a/b/file', textOf('of a backup'), signal);
    const elsewhere = place.file('elsewhere');
    mkdirSync(elsewhere);
    const left = `.tmp-${'0'.repeat(24)}`;
    for (const name of ['file', left]) writeFileSync(join(elsewhere, name), 'not of a backup');
    utimesSync(join(elsewhere, left), 1, 1);
    symlinkSync(elsewhere, place.file('stick/a/link'));
    const listing = async () => {
      for await (const _entry of target.list('a/link', signal));
    };
    await expect(listing()).rejects.toMatchObject(linked);
    await expect(target.remove('a/link/file', signal)).rejects.toMatchObject(linked);
    await expect(target.create('a/link/new', textOf('new'), signal)).rejects.toMatchObject(linked);
    await expect(target.create('a/link/below/new', textOf('new'), signal)).rejects.toMatchObject(linked);
    await expect(target.removeUnfinished('a/link', Date.now(), signal)).rejects.toMatchObject(linked);
    expect(readdirSync(elsewhere).sort()).toEqual([left, 'file']);
    await target.remove('a/b/file', signal);
  });

  test('has no document of the vault pruned', async () => {
    const office = freshOffice();
    const officer = await office.open(officerName);
    await folderFor(officer, 'Jansen', {});
    // So small that the target has them in packs, and under no name of their own.
    await addDocuments(officer, 'Jansen', [10, 2000, 30_000], 1);
    const { path } = tempFolder();
    const place = { kind: 'folder', path } as const;
    await addTarget(officer, { name: 'Stick', place, credentials: { kind: 'folder' } }, unwatched);
    await runOpen(officer, null, unwatched);
    const before = treeDigest(office.folder, ['lock', 'lock.info', 'vault.db', 'vault.db-wal']);
    symlinkSync(join(office.folder, 'objects'), join(writerFolderOf(path), 'objects'));
    // The clock of a disk is that of the computer, which tests turn.
    const now = async () => office.clock.now();
    const openTarget: OpenVault['env']['openTarget'] = (settings, credentials) =>
      withCalls(office.env.openTarget(settings, credentials), { now });
    const turned = { ...officer, env: { ...officer.env, openTarget } };
    for (let days = 0; days < 2; days += 1) {
      office.clock.advance(4 * dayMs);
      const [done] = await pruneTargets(turned, { reference: null, isPreview: false }, unwatched);
      expect(done?.outcome).toBeInstanceOf(VaultError);
      expect(done?.outcome).toMatchObject(linked);
    }
    expect(treeDigest(office.folder, ['lock', 'lock.info', 'vault.db', 'vault.db-wal'])).toEqual(before);
    await closeVault(officer);
  });
});

test('a marker that is no marker is not read, however long it is or wherever it leads', async () => {
  const files = new NodeFileSystem();
  const place = tempFolder();
  for (const name of ['long', 'link']) mkdirSync(place.file(name));
  writeFileSync(place.file('long/.dossierkluis-target'), '');
  truncateSync(place.file('long/.dossierkluis-target'), 2 ** 40);
  writeFileSync(place.file('marker'), `${'0'.repeat(32)}\n`);
  symlinkSync(place.file('marker'), place.file('link/.dossierkluis-target'));
  for (const name of ['long', 'link']) {
    await expect(markFolder(files, place.file(name), 'make')).rejects.toMatchObject({ code: 'target-damaged' });
  }
});
