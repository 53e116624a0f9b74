import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { restoreDocuments } from '../../../src-main/core/restore/restore-documents.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { Environment } from '../../../src-main/core/vault/open-vault.ts';
import { blankComputer } from '../../support/backed-up.ts';
import { backup, folderTarget } from '../../support/backup-office.ts';
import { copyFolder } from '../../support/copy-folder.ts';
import { openTempFolder, type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { withCalls } from '../../support/with-calls.ts';

let made: { readonly place: TempFolder; readonly kit: string; readonly clock: Environment['clock'] };

/** An office with a letter in two versions, of which the first and the second moment have one each. */
beforeAll(async () => {
  const place = openTempFolder();
  const { officer, kit, clock } = await createTestVault({}, place);
  const target = await folderTarget(place.file('target'));
  await createFolder(officer, { name: 'Jansen', kind: 'client' });
  await createFolder(officer, { name: 'Pietersen', kind: 'client' });
  using from = openTempFolder();
  const add = async (folder: string, name: string, text: string) => {
    writeFileSync(from.file(name), text);
    await importDocuments(officer, folder, [from.file(name)], unwatched);
  };
  await add('Jansen', 'letter.txt', 'the first letter');
  await add('Jansen', 'other.txt', 'another');
  await add('Pietersen', 'not asked for.txt', 'of somebody else');
  await backup(officer, target, place.file('memory'));
  await add('Jansen', 'letter.txt', 'the second letter');
  await eraseDocument(officer, { folder: 'Jansen', document: 'other.txt' }, 'asked for');
  await backup(officer, target, place.file('memory'));
  await closeVault(officer);
  made = { place, kit, clock };
});
afterAll(() => made.place[Symbol.dispose]());

async function twoMoments() {
  const place = tempFolder();
  copyFolder(made.place.file('target'), place.file('target'));
  const target = await folderTarget(place.file('target'));
  return { ...made, env: blankComputer(place, made.clock), place, target };
}

test('a folder, or one document, is written as it was at a moment, and nothing else is left there', async () => {
  const { env, place, target, kit } = await twoMoments();
  const restore = async (snapshot: string, document: string | null, to: string) =>
    await restoreDocuments(
      env,
      { target, snapshot, kitText: kit, folder: 'jansen', document, to: place.file(to) },
      unwatched,
    );
  const text = (...segments: string[]) => readFileSync(place.file(...segments), 'utf8');
  const first = await restore('1', null, 'first');
  expect(first.documents.map(({ name }) => name).sort()).toEqual(['letter.txt', 'other.txt']);
  expect(first).toMatchObject({ folder: 'Jansen', failed: [] });
  expect(readdirSync(place.file('first')).sort()).toEqual(['letter.txt', 'other.txt']);
  expect([text('first', 'letter.txt'), text('first', 'other.txt')]).toEqual(['the first letter', 'another']);
  await restore('newest', null, 'second');
  expect(readdirSync(place.file('second'))).toEqual(['letter.txt']);
  expect(text('second', 'letter.txt')).toBe('the second letter');
  const one = await restore('1', 'other.txt', 'third');
  expect(one.documents).toEqual([{ name: 'other.txt', sizeBytes: 7 }]);
  expect(readdirSync(place.file('third'))).toEqual(['other.txt']);
});

test('only what is asked for is fetched, and a file that is there stays', async () => {
  const { env, place, target, kit } = await twoMoments();
  const wanted = { target, snapshot: '1', kitText: kit, folder: 'Jansen', document: null, to: place.file('to') };
  await restoreDocuments(env, { ...wanted, document: 'letter.txt' }, unwatched);
  const before = treeDigest(place.file('to'));
  await expect(restoreDocuments(env, wanted, unwatched)).rejects.toMatchObject({ code: 'file-exists' });
  expect(treeDigest(place.file('to'))).toEqual(before);
  const fetched: string[] = [];
  const watched = withCalls(target, {
    read: (name, range, ...rest) => {
      if (/\/packs\//.test(name)) fetched.push(`${range?.length}`);
      return target.read(name, range, ...rest);
    },
  });
  await restoreDocuments(env, { ...wanted, target: watched, document: 'other.txt' }, unwatched);
  // 16 bytes of nonce, 7 of text, 16 of the tag.
  expect(fetched).toEqual(['39']);
  for (const [folder, document, reason] of [
    ['Nobody', null, 'folder'],
    ['Jansen', 'nothing.txt', 'document'],
  ] as const) {
    await expect(restoreDocuments(env, { ...wanted, folder, document }, unwatched)).rejects.toMatchObject({
      code: 'not-found',
      details: { reason },
    });
  }
  expect(existsSync(join(wanted.to, '.tmp-rebuilt'))).toBe(false);
});

test('a document whose payload was altered is named and not written; what is whole is', async () => {
  const { env, place, target, kit } = await twoMoments();
  for (const name of readdirSync(place.file('target'), { recursive: true, encoding: 'utf8' })) {
    if (!/packs\/..\/[0-9a-f]{64}$/.test(name)) continue;
    const file = place.file('target', name);
    const pack = readFileSync(file);
    const count = pack.readUInt32BE(pack.length - 12);
    for (let at = pack.length - 12 - 48 * count; at < pack.length - 12; at += 48) {
      // By its length it is the one of other.txt.
      if (pack.readBigUInt64BE(at + 40) !== 39n) continue;
      const middle = Number(pack.readBigUInt64BE(at + 32)) + 20;
      pack[middle] = (pack[middle] ?? 0) ^ 1;
    }
    writeFileSync(file, pack);
  }
  const wanted = { target, snapshot: '1', kitText: kit, folder: 'Jansen', document: null, to: place.file('to') };
  const { documents, failed } = await restoreDocuments(env, wanted, unwatched);
  expect(documents).toEqual([{ name: 'letter.txt', sizeBytes: 16 }]);
  expect(failed).toMatchObject([{ name: 'other.txt', error: { code: 'integrity-violated' } }]);
  expect(readdirSync(wanted.to)).toEqual(['letter.txt']);
});

test('nothing is written in the clear into the folder of a vault, also through a link or below it', async () => {
  const { env, place, target, kit } = await twoMoments();
  copyFolder(made.place.file('vault'), place.file('vault'));
  symlinkSync(place.file('vault/spool'), place.file('link'));
  const before = treeDigest(place.file('vault'));
  const wanted = { target, snapshot: '1', kitText: kit, folder: 'Jansen', document: null };
  for (const to of ['vault', 'vault/objects', 'vault/new/below', 'link/new']) {
    await expect(restoreDocuments(env, { ...wanted, to: place.file(to) }, unwatched)).rejects.toMatchObject({
      details: { reason: 'out-in-vault' },
    });
  }
  expect(treeDigest(place.file('vault'))).toEqual(before);
});
