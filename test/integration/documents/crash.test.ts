import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { returnDocument } from '../../../src-main/core/archive/return-document.ts';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { listDocuments } from '../../../src-main/core/documents/list-documents.ts';
import { moveDocument } from '../../../src-main/core/documents/move-document.ts';
import { markerPath } from '../../../src-main/core/documents/object-paths.ts';
import { sweepObjects } from '../../../src-main/core/documents/sweep-objects.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { crashingFiles, Killed } from '../../support/crashing-files.ts';
import { dose } from '../../support/dose.ts';
import { copyOffice, type Office, sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { add, contentOf, objectFiles, put, withFiles } from './support.ts';

const freshOffice = sharedOffice({});

/** What the operating system does when a process is killed. */
function die(vault: OpenVault): void {
  vault.db.close();
  vault.lock.release();
}

/**
 * Kills at every write (in the short dose at some) that `work` makes around its changes of the database, until it comes to
 * its end; each time signs in again and looks. @returns what was seen.
 */
async function killedEverywhere(
  base: Office,
  work: (vault: OpenVault) => Promise<unknown>,
  look: (vault: OpenVault) => Promise<string>,
): Promise<Set<string>> {
  const seen = new Set<string>();
  const step = dose(4, 1);
  for (let after = 0; after < 60; after += step) {
    for (const moment of ['before', 'after'] as const) {
      const office = copyOffice(base);
      const vault = await office.open(officerName);
      const files = crashingFiles(vault.env.files, after, moment);
      const done = await work({ ...vault, env: { ...vault.env, files } }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Killed) return false;
          throw error;
        },
      );
      die(vault);
      const again = await office.open(officerName);
      seen.add(`${done ? 'done' : 'killed'}: ${await look(again)}`);
      expect((await checkVault(again, unwatched)).findings, `killed ${moment} write ${after}`).toEqual([]);
      expect(existsSync(markerPath(again.paths))).toBe(false);
      await closeVault(again);
      if (done && moment === 'after') return seen;
    }
  }
  return seen;
}

/** What was seen is what may be, the end among it; that every state is met takes the long dose. */
function expectSeen(seen: ReadonlySet<string>, expected: readonly string[]): void {
  expect(expected).toEqual(expect.arrayContaining([...seen]));
  expect(seen.size).toBeGreaterThanOrEqual(dose(2, expected.length));
  expect([...seen].some((state) => state.startsWith('done'))).toBe(true);
}

const namesOf = async (vault: OpenVault, folder: string) =>
  (await listDocuments(vault, folder, false)).map(({ name }) => name).join(' ');

/** Two folders, one with two versions of a letter. */
async function officeWithLetter(): Promise<Office> {
  const office = freshOffice();
  await office.asOfficer(async (officer) => {
    for (const name of ['Jansen', 'Smit']) await createFolder(officer, { name, kind: 'client' });
    for (const content of ['one', 'two']) await add(officer, 'Jansen', 'letter', content);
  });
  return office;
}

const letter = { folder: 'Jansen', document: 'letter' };

describe('a process that is killed', () => {
  test('while it imports leaves the documents that were there, and of the others all or nothing', async () => {
    const base = await officeWithLetter();
    const folder = tempFolder();
    for (const name of ['a', 'b', 'c']) put(folder, `in/${name}`, name);
    const seen = await killedEverywhere(
      base,
      (vault) => importDocuments(vault, 'Jansen', [folder.file('in')], unwatched),
      async (vault) => {
        for (const { name } of await listDocuments(vault, 'Jansen', false)) await contentOf(vault, 'Jansen', name);
        return await namesOf(vault, 'Jansen');
      },
    );
    expectSeen(seen, ['done: in/a in/b in/c letter', 'killed: in/a in/b in/c letter', 'killed: letter']);
  });

  test('while it moves a document leaves it in exactly one folder', async () => {
    const seen = await killedEverywhere(
      await officeWithLetter(),
      (vault) => moveDocument(vault, letter, 'Smit', unwatched),
      async (vault) => {
        const found = `Jansen: ${await namesOf(vault, 'Jansen')}; Smit: ${await namesOf(vault, 'Smit')}`;
        for (const version of [1, 2]) {
          await contentOf(vault, found.startsWith('Jansen: letter') ? 'Jansen' : 'Smit', 'letter', version);
        }
        expect(objectFiles(vault)).toHaveLength(2);
        return found;
      },
    );
    expectSeen(seen, [
      'done: Jansen: ; Smit: letter',
      'killed: Jansen: ; Smit: letter',
      'killed: Jansen: letter; Smit: ',
    ]);
  });

  test('while it erases a document leaves all of it or nothing', async () => {
    const seen = await killedEverywhere(
      await officeWithLetter(),
      (vault) => eraseDocument(vault, letter, 'reason'),
      async (vault) => `${await namesOf(vault, 'Jansen')}, ${objectFiles(vault).length} objects`,
    );
    expectSeen(seen, ['done: , 0 objects', 'killed: , 0 objects', 'killed: letter, 2 objects']);
  });
});

describe('before a row refers to a new object its name is durable, which a crash between would else take away:', () => {
  const nothing = async () => undefined;
  const seal = (vault: OpenVault) => sealDocuments(vault, 'Jansen', ['letter'], unwatched);
  const asked = { folder: 'Jansen', document: 'letter', reason: 'needed', password: officerPassphrase };
  test.each<[string, (vault: OpenVault) => Promise<unknown>, (vault: OpenVault) => Promise<unknown>]>([
    ['import', nothing, (vault) => importDocuments(vault, 'Jansen', [put(tempFolder(), 'new', 'new')], unwatched)],
    ['move', nothing, (vault) => moveDocument(vault, letter, 'Smit', unwatched)],
    ['seal', nothing, seal],
    ['return from the archive', seal, (vault) => returnDocument(vault, asked, unwatched)],
  ])('%s', async (_, prepare, work) => {
    const office = await officeWithLetter();
    await office.asOfficer(prepare);
    await office.asOfficer(async (officer) => {
      const before = objectFiles(officer);
      const synced = new Set<string>();
      const syncFolder = async (path: string) => {
        await officer.env.files.syncFolder(path);
        synced.add(path.slice(-2));
      };
      const atRow: boolean[] = [];
      const transaction = <Result>(change: () => Result): Result => {
        const fresh = objectFiles(officer).filter((name) => /^..\/[0-9a-f]{64}$/.test(name) && !before.includes(name));
        atRow.push(...fresh.map((name) => synced.has(name.slice(0, 2))));
        return officer.db.transaction(change);
      };
      await work({ ...withFiles(officer, { syncFolder }), db: { ...officer.db, transaction } });
      expect(new Set(atRow)).toEqual(new Set([true]));
    });
  });
});

describe('the sweep of objects', () => {
  /** Puts an object and an unfinished write where a killed process would leave them. */
  function litter(vault: OpenVault): void {
    const folder = objectFiles(vault)[0]?.slice(0, 2) ?? '';
    writeFileSync(`${vault.paths.objects}/${folder}/${folder}${'0'.repeat(62)}`, 'left over');
    writeFileSync(`${vault.paths.objects}/.tmp-${'0'.repeat(24)}`, 'unfinished');
  }

  test('removes what no row refers to when a killed process left its marker, and only then', async () => {
    const base = await officeWithLetter();
    const officer = await base.open(officerName);
    const before = objectFiles(officer);
    litter(officer);
    expect(await sweepObjects(officer)).toBe(0);
    expect(objectFiles(officer)).toHaveLength(before.length + 2);
    writeFileSync(markerPath(officer.paths), '');
    writeFileSync(`${officer.paths.objects}/somebody-elses.txt`, '');
    expect(await sweepObjects(officer)).toBe(2);
    expect(objectFiles(officer)).toEqual([...before, 'somebody-elses.txt'].sort());
    await closeVault(officer);
  });

  test('removes nothing while the vault is older than is remembered, or a part of it is broken', async () => {
    const base = await officeWithLetter();
    const officer = await base.open(officerName);
    litter(officer);
    writeFileSync(markerPath(officer.paths), '');
    expect(await sweepObjects({ ...officer, readOnly: true })).toBe(0);
    const broken = new Map([['some compartment', Object.assign(new Error()) as never]]);
    expect(await sweepObjects({ ...officer, broken })).toBe(0);
    expect(existsSync(markerPath(officer.paths))).toBe(true);
    expect(await sweepObjects(officer)).toBe(2);
    await closeVault(officer);
  });
});
