import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeLargeFile } from './corpus.ts';
import { type Figure, median, p95, run, seconds, timeFigure } from './measure.ts';
import { Office } from './office.ts';

const folders = 20;
const queries = ['brief 004', 'jaarrekening', 'BRIEF 07', 'correspondentie', 'dossier 3', 'zz-nothing', '99', 'é'];

/** Unlocking, listing and searching a vault with many documents. */
export async function unlockAndSearch(work: string, documents: number): Promise<Figure[]> {
  const office = await Office.open(work);
  const perFolder = Math.ceil(documents / folders);
  for (let number = 0; number < folders; number += 1) {
    const source = smallFiles(work, perFolder, number);
    const name = `Client ${number}`;
    await office.client.call('folderCreate', office.session, { name });
    await office.client.call('documentAdd', office.session, { folder: name, paths: [source] });
    rmSync(source, { recursive: true });
  }
  await office.signOut();
  const unlock: number[] = [];
  const index: number[] = [];
  const search: number[] = [];
  const switching: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    unlock.push(
      await seconds(async () => {
        await office.signIn();
        await office.client.call('folderList', office.session, {});
        await office.client.call('documentList', office.session, { folder: 'Client 1' });
      }),
    );
    index.push(await seconds(() => office.client.call('documentFind', office.session, { text: 'brief 004' })));
    for (let repeat = 0; repeat < 5; repeat += 1) {
      for (const text of queries) {
        search.push(await seconds(() => office.client.call('documentFind', office.session, { text })));
      }
    }
    switching.push(
      await seconds(async () => {
        await office.signOut();
        await office.signIn();
        await office.client.call('folderList', office.session, {});
      }),
    );
    await office.signOut();
  }
  await office.close();
  const what = `${documents} documents`;
  return [
    timeFigure(`unlock to a usable folder and document list, ${what}`, median(unlock), 's', 2),
    timeFigure(`signing out, and in to a folder list, ${what}`, median(switching), 's', 3),
    timeFigure(`first full search after that, ${what}`, median(index), 's', 2),
    timeFigure(`search, p95, ${what}`, p95(search) * 1000, 'ms', 50),
  ];
}

/** Revoking one person's access to a folder with many documents, everything sealed again. */
export async function revoke(work: string, documents: number): Promise<Figure[]> {
  const office = await Office.open(work);
  const source = smallFiles(work, documents, 0);
  await office.client.call('folderCreate', office.session, { name: 'Big' });
  await office.client.call('documentAdd', office.session, { folder: 'Big', paths: [source] });
  await office.client.call('userAdd', office.session, {
    name: 'Sanne',
    role: 'employee',
    newPassword: 'Zeven-ganzen-9-vlogen',
  });
  const durations: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await office.client.call('folderGrant', office.session, { folder: 'Big', user: 'Sanne', rights: 'write' });
    durations.push(
      await seconds(() => office.client.call('folderRevoke', office.session, { folder: 'Big', user: 'Sanne' })),
    );
  }
  await office.close();
  rmSync(source, { recursive: true });
  return [
    timeFigure(`revoke with re-key, everything sealed again, ${documents} documents`, median(durations), 's', 1.5),
  ];
}

/** The full check over large objects from a warm cache, beside openssl's SHA-256 over the same bytes. */
export async function check(work: string, bytes: number): Promise<Figure[]> {
  const office = await Office.open(work);
  const source = mkdtempSync(path.join(work, 'check-'));
  for (let number = 0; number < 16; number += 1) {
    makeLargeFile(path.join(source, `part ${number}.bin`), Math.round(bytes / 16), String(number));
  }
  await office.client.call('folderCreate', office.session, { name: 'Big' });
  await office.client.call('documentAdd', office.session, { folder: 'Big', paths: [source] });
  const objects = readdirSync(path.join(office.folder, 'objects'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    peer.push(await seconds(() => run('openssl', ['dgst', '-sha256', ...objects])));
    ours.push(await seconds(() => office.client.call('check', office.session, {})));
  }
  await office.close();
  rmSync(source, { recursive: true });
  const rate = bytes / median(ours) / 1e6;
  return [
    {
      work: `check, ${bytes / 1e9} GB of objects, warm`,
      ours: `${Math.round(rate)} MB/s`,
      peer: `openssl dgst -sha256: ${Math.round(bytes / median(peer) / 1e6)} MB/s`,
      ratio: (median(peer) / median(ours)).toFixed(2),
      aim: 'at least 500 MB/s',
      met: rate >= 500,
    },
  ];
}

/** A folder with many files of about 100 bytes, none like another. */
function smallFiles(work: string, count: number, number: number): string {
  const folder = mkdtempSync(path.join(work, `small-${number}-`));
  for (let index = 0; index < count; index += 1) {
    const sub = path.join(folder, `Dossier ${Math.floor(index / 100)}`);
    if (index % 100 === 0) mkdirSync(sub, { recursive: true });
    const text = createHash('sha256').update(`${number}|${index}`).digest('hex');
    writeFileSync(path.join(sub, `Brief ${String(index).padStart(6, '0')}.txt`), text);
  }
  return folder;
}
