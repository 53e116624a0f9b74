import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { moveDocument } from '../../../src-main/core/documents/move-document.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { describeWithSmallDisk, type SmallDisk, smallDisk } from '../../support/full-disk.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { createTestVault, officerName, officerPassphrase, type TestVault } from '../../support/test-vault.ts';
import { contentOf, objectFiles, put } from './support.ts';

const mebibyte = 1024 * 1024;

describeWithSmallDisk('a disk that is full', () => {
  /** A vault alone on a disk of 40 MiB, with a folder. */
  async function vaultOnDisk(): Promise<{ disk: SmallDisk; vault: TestVault }> {
    const disk = smallDisk(40 * mebibyte);
    const home = path.join(disk.path, 'home');
    mkdirSync(home, { mode: 0o700 });
    const onDisk: TempFolder = {
      path: home,
      file: (...segments) => path.join(home, ...segments),
      [Symbol.dispose]: () => undefined,
    };
    const vault = await createTestVault({}, onDisk);
    for (const name of ['Jansen', 'Smit']) await createFolder(vault.officer, { name, kind: 'client' });
    return { disk, vault };
  }

  /** Signs in again, so that nothing is taken from memory. */
  async function again({ env, folder, officer }: TestVault): Promise<OpenVault> {
    await closeVault(officer);
    return (await openSession(env, folder, { name: officerName, password: officerPassphrase })).vault;
  }

  const names = async (vault: OpenVault) => (await listDocuments(vault, 'Jansen', false)).map(({ name }) => name);

  test('ends an import, keeps what was taken in, and gives the space back', async () => {
    const { disk, vault } = await vaultOnDisk();
    const source = tempFolder();
    for (let index = 0; index < 9; index += 1) put(source, `in/${index}`, new Uint8Array(5 * mebibyte));
    const error: unknown = await importDocuments(vault.officer, 'Jansen', [source.file('in')], unwatched).catch(
      (caught) => caught,
    );
    const taken = await names(vault.officer);
    expect(error).toMatchObject({ code: 'disk-full', details: { documents: taken.length } });
    expect(objectFiles(vault.officer)).toHaveLength(taken.length);
    const free = disk.freeBytes();
    const officer = await again(vault);
    expect(await names(officer)).toEqual(taken);
    expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    expect(disk.freeBytes()).toBeGreaterThanOrEqual(free - mebibyte);
    const small = put(source, 'small', 'small');
    if (free > mebibyte) await importDocuments(officer, 'Jansen', [small], unwatched);
    await closeVault(officer);
  });

  test('by others lets nothing in, and everything once there is room again', async () => {
    const { disk, vault } = await vaultOnDisk();
    const source = tempFolder();
    const letter = put(source, 'letter', new Uint8Array(2 * mebibyte));
    disk.fill();
    await expect(importDocuments(vault.officer, 'Jansen', [letter], unwatched)).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(await names(vault.officer)).toEqual([]);
    disk.empty();
    await importDocuments(vault.officer, 'Jansen', [letter], unwatched);
    disk.fill(mebibyte);
    const move = moveDocument(vault.officer, { folder: 'Jansen', document: 'letter' }, 'Smit', unwatched);
    await expect(move).rejects.toMatchObject({ code: 'disk-full' });
    disk.empty();
    const officer = await again(vault);
    expect(await names(officer)).toEqual(['letter']);
    expect((await contentOf(officer, 'Jansen', 'letter')).length).toBe(2 * mebibyte);
    expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    await closeVault(officer);
  });
});
