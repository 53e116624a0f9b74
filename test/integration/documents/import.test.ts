import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportedFile } from '../../../src-main/contract/documents.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { getDocument } from '../../../src-main/core/documents/get-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { listDocuments, listVersions } from '../../../src-main/core/documents/list-documents.ts';
import { folderOfObject } from '../../../src-main/core/documents/object-paths.ts';
import { ObjectStage } from '../../../src-main/core/documents/object-stage.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { paperMark } from '../../../src-main/core/recovery/kit-text.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { dose } from '../../support/dose.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { withoutRootRights } from '../../support/without-root-rights.ts';
import { add, cancelledAt, contentOf, objectFiles, put, sha256Of, withFiles, withoutSmallFiles } from './support.ts';

const freshOffice = sharedOffice({ Anna: 'employee' });
const mebibyte = 1024 * 1024;

/** A vault with a folder Jansen, its Privacy Officer signed in. Everything is closed by the end of the process. */
async function officerWithFolder(): Promise<OpenVault> {
  const officer = await freshOffice().open(officerName);
  await createFolder(officer, { name: 'Jansen', kind: 'client' });
  return officer;
}

const summary = (files: readonly ImportedFile[]) =>
  files.map((file) => {
    const why = 'error' in file ? ` ${file.error}` : 'reason' in file ? ` ${file.reason}` : '';
    return `${file.name}: ${file.outcome}${why}`;
  });

const namesOf = async (vault: OpenVault) => (await listDocuments(vault, 'Jansen', false)).map(({ name }) => name);

describe('what is imported', () => {
  test('comes out again byte for byte, whatever its size', async () => {
    const officer = await officerWithFolder();
    const random = seededRandom(seedOfThisRun());
    const sizes = [
      0,
      1,
      65535,
      65536,
      65537,
      8 * 65536,
      8 * 65536 + 1,
      mebibyte + 12345,
      4 * mebibyte,
      4 * mebibyte + 1,
      6 * mebibyte,
    ];
    const folder = tempFolder();
    const contents = sizes.map((size) => random.bytes(size));
    for (const [index, content] of contents.entries()) put(folder, `in/${index}`, content);
    const files = await importDocuments(officer, 'Jansen', [folder.file('in')], unwatched);
    expect(files.map(({ outcome }) => outcome)).toEqual(sizes.map(() => 'added'));
    const listed = await listDocuments(officer, 'Jansen', false);
    expect(listed.map(({ sizeBytes }) => sizeBytes)).toEqual(sizes);
    for (const [index, content] of contents.entries()) {
      expect(sha256Of(await contentOf(officer, 'Jansen', `in/${index}`)), `seed ${random.seed}`).toBe(
        sha256Of(content),
      );
    }
    await closeVault(officer);
  });

  test('keeps the structure of folders and the time of files, and is there for others at their next sign-in', async () => {
    const office = freshOffice();
    const officer = await office.open(officerName);
    await folderFor(officer, 'Jansen', { Anna: 'read' });
    const folder = tempFolder();
    put(folder, 'letters/2024/reply.txt', 'Dear');
    put(folder, 'letters/index.txt', 'one');
    const single = put(folder, 'single.txt', 'alone');
    utimesSync(single, new Date(86_400_000), new Date(86_400_000));
    const files = await importDocuments(officer, 'Jansen', [folder.file('letters'), single], unwatched);
    const expected = ['letters/2024/reply.txt', 'letters/index.txt', 'single.txt'];
    expect(files.map(({ name }) => name)).toEqual(expected);
    await closeVault(officer);
    const anna = await office.open('Anna');
    expect(await namesOf(anna)).toEqual(expected);
    const [, , alone] = await listDocuments(anna, 'Jansen', false);
    expect(alone).toMatchObject({ modifiedAt: 86_400_000, sizeBytes: 5, version: 1, binned: null });
    expect((await contentOf(anna, 'Jansen', 'letters/2024/reply.txt')).toString()).toBe('Dear');
    const refused = importDocuments(anna, 'Jansen', [single], unwatched);
    await expect(refused).rejects.toMatchObject({ code: 'not-authorised' });
    await closeVault(anna);
  });

  test('lies in no file of the vault, neither its name nor its content', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'marker-of-the-name.txt', 'marker-of-the-content '.repeat(10_000));
    await closeVault(officer);
    const found = () => execFileSync('grep', ['-rlaE', 'marker-of-the', officer.paths.folder]);
    expect(found).toThrowError(expect.objectContaining({ status: 1 }));
  });

  test('may be called anything that is a name', async () => {
    const officer = await officerWithFolder();
    const names = [
      'x'.repeat(255),
      'é'.repeat(127),
      'Ünïcödé 👩‍👩‍👧‍👦 \u202eevil.txt',
      'combining e\u0301 not composed',
      '.hidden',
      ' spaces ',
      '…',
      '-rf',
      'a\\b',
      '名前.docx',
    ];
    for (const name of names)
      expect(await add(officer, 'Jansen', name, name)).toMatchObject({ outcome: 'added', name });
    expect((await namesOf(officer)).sort()).toEqual([...names].sort());
    for (const name of names) expect((await contentOf(officer, 'Jansen', name)).toString()).toBe(name);
    // Kept as given, found in any normal form.
    expect((await contentOf(officer, 'Jansen', 'combining \u00e9 not composed')).length).toBeGreaterThan(0);
    await closeVault(officer);
  });

  test('is told file by file when it is not taken in', async () => {
    const officer = await officerWithFolder();
    const folder = tempFolder();
    put(folder, 'in/good', 'good');
    put(folder, 'in/new\nline', 'bad name');
    put(folder, 'in/red\u001b[31m', 'bad name');
    symlinkSync('.', folder.file('in/loop'));
    symlinkSync('good', folder.file('in/link'));
    execFileSync('mkfifo', [folder.file('in/pipe')]);
    const files = await importDocuments(officer, 'Jansen', [folder.file('in'), folder.file('absent')], unwatched);
    expect(summary(files)).toEqual([
      'in/good: added',
      'in/link: skipped symbolic-link',
      'in/loop: skipped symbolic-link',
      'in/new\\x0aline: failed invalid-input',
      'in/pipe: skipped special-file',
      'in/red\\x1b[31m: failed invalid-input',
      'absent: failed not-found',
    ]);
    expect(await namesOf(officer)).toEqual(['in/good']);
    expect(objectFiles(officer)).toHaveLength(1);
    await closeVault(officer);
  });

  test('is nothing of the vault itself, whose locks would go', async () => {
    const office = freshOffice();
    const officer = await office.open(officerName);
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const files = await importDocuments(officer, 'Jansen', [path.dirname(officer.paths.folder)], unwatched);
    const own = files.filter(({ outcome }) => outcome === 'skipped');
    expect(own.map(({ name }) => name)).toEqual([`${path.basename(path.dirname(officer.paths.folder))}/vault`]);
    await expect(office.open(officerName)).rejects.toMatchObject({ code: 'vault-in-use' });
    await closeVault(officer);
  });

  test('may not be a file that its reader has no right to', async () => {
    const officer = await officerWithFolder();
    const folder = tempFolder();
    const closed = put(folder, 'closed', 'closed');
    chmodSync(folder.path, 0o755);
    chmodSync(closed, 0o000);
    const { files, smallFiles } = officer.env;
    // Only the opening is done as somebody whom modes apply to, while nothing else is going on: the vault is root's.
    const seal: typeof smallFiles.seal = (...request) => withoutRootRights(() => smallFiles.seal(...request));
    const small = { ...officer, env: { ...officer.env, smallFiles: { ...smallFiles, seal, longestBytes: 100 } } };
    expect(summary(await importDocuments(small, 'Jansen', [closed], unwatched))).toEqual([
      'closed: failed file-unreadable',
    ]);
    const openReader = (path: string) => withoutRootRights(() => files.openReader(path));
    const long = withFiles(withoutSmallFiles(officer), { openReader });
    expect(summary(await importDocuments(long, 'Jansen', [closed], unwatched))).toEqual([
      'closed: failed file-unreadable',
    ]);
    expect(objectFiles(officer)).toEqual([]);
    await closeVault(officer);
  });

  test('is a large sparse file', async () => {
    const officer = await officerWithFolder();
    const folder = tempFolder();
    const size = dose(200 * mebibyte, 5 * 1024 * mebibyte);
    const sparse = put(folder, 'sparse', 'begin');
    truncateSync(sparse, size);
    appendFileSync(sparse, 'end');
    const reported: number[] = [];
    const job = { signal: new AbortController().signal, report: (done: number) => reported.push(done) };
    const before = process.memoryUsage.rss();
    const files = await importDocuments(officer, 'Jansen', [sparse], job);
    expect(files).toMatchObject([{ outcome: 'added', sizeBytes: size + 3 }]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * mebibyte);
    expect(reported.at(-1)).toBe(size + 3);
    const outPath = folder.file('out');
    await getDocument(
      officer,
      { folder: 'Jansen', document: 'sparse' },
      { version: null, outPath, overwrite: false },
      unwatched,
    );
    expect(statSync(outPath).size).toBe(size + 3);
    execFileSync('cmp', [sparse, outPath]);
    await closeVault(officer);
  });
});

describe('a name that exists', () => {
  test('becomes a new version, numbered on, and every version stays', async () => {
    const officer = await officerWithFolder();
    for (const [number, content] of ['one', 'two', 'three'].entries()) {
      expect(await add(officer, 'Jansen', 'letter', content)).toMatchObject({
        outcome: number === 0 ? 'added' : 'new-version',
        version: number + 1,
      });
    }
    const reference = { folder: 'Jansen', document: 'letter' };
    const versions = await listVersions(officer, reference);
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(versions[0]).toMatchObject({ name: 'letter', sizeBytes: 5, authorName: officerName });
    expect((await contentOf(officer, 'Jansen', 'letter')).toString()).toBe('three');
    expect((await contentOf(officer, 'Jansen', 'letter', 1)).toString()).toBe('one');
    await expect(contentOf(officer, 'Jansen', 'letter', 4)).rejects.toMatchObject({ code: 'not-found' });
    expect(await listDocuments(officer, 'Jansen', false)).toMatchObject([{ version: 3, sizeBytes: 5 }]);
    expect(objectFiles(officer)).toHaveLength(3);
    await closeVault(officer);
  });

  test('is compared in its normal form', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'Zoe\u0308', 'one');
    expect(await add(officer, 'Jansen', 'Zoë', 'two')).toMatchObject({ outcome: 'new-version' });
    expect(await namesOf(officer)).toEqual(['Zoe\u0308']);
    expect(await add(officer, 'Jansen', 'ZOË', 'three')).toMatchObject({ outcome: 'added' });
    await closeVault(officer);
  });

  test('with the content of the current version is left alone', async () => {
    const officer = await officerWithFolder();
    const first = await add(officer, 'Jansen', 'letter', 'one');
    const before = officer.log.head.position;
    expect(await add(officer, 'Jansen', 'letter', 'one')).toEqual({ ...first, outcome: 'unchanged' });
    expect(officer.log.head.position).toBe(before);
    expect(await add(officer, 'Jansen', 'letter', 'two')).toMatchObject({ outcome: 'new-version', version: 2 });
    // The content of an older version is a change like any other.
    expect(await add(officer, 'Jansen', 'letter', 'one')).toMatchObject({ outcome: 'new-version', version: 3 });
    expect(objectFiles(officer)).toHaveLength(3);
    await closeVault(officer);
  });

  test('twice in one import becomes two versions, in the order of the paths', async () => {
    const officer = await officerWithFolder();
    const paths = Array.from({ length: 20 }, (_, index) => put(tempFolder(), 'same', `content ${index}`));
    const again = put(tempFolder(), 'same', 'content 19');
    const files = await importDocuments(officer, 'Jansen', [...paths, again], unwatched);
    expect(files.map((file) => 'version' in file && file.version)).toEqual(
      [...paths.keys()].map((n) => n + 1).concat(20),
    );
    expect(files.at(-1)?.outcome).toBe('unchanged');
    for (const [index] of paths.entries()) {
      expect((await contentOf(officer, 'Jansen', 'same', index + 1)).toString()).toBe(`content ${index}`);
    }
    await closeVault(officer);
  });
});

describe('what is not taken in', () => {
  test('a second file of one folder whose name differs in its normal form alone, also when the import is repeated', async () => {
    const officer = await officerWithFolder();
    const folder = tempFolder();
    put(folder, 'in/cafe\u0301.txt', 'decomposed');
    put(folder, 'in/caf\u00e9.txt', 'composed');
    const once = await importDocuments(officer, 'Jansen', [folder.file('in')], unwatched);
    expect(summary(once)).toEqual(['in/cafe\u0301.txt: added', 'in/caf\u00e9.txt: skipped same-name']);
    const again = await importDocuments(officer, 'Jansen', [folder.file('in')], unwatched);
    expect(summary(again)).toEqual(['in/cafe\u0301.txt: unchanged', 'in/caf\u00e9.txt: skipped same-name']);
    expect(await listVersions(officer, { folder: 'Jansen', document: 'in/caf\u00e9.txt' })).toHaveLength(1);
    await closeVault(officer);
  });

  test('the paper of the recovery kit of this vault as a PDF, whatever its name and however it is read; that of another one is', async () => {
    const officer = await officerWithFolder();
    const paperOf = (vault: string) => `${'%PDF-1.4 drawn letters '.repeat(4000)}\n%%EOF${paperMark(vault)}`;
    const kit = put(tempFolder(), 'akte.pdf', paperOf(officer.id));
    for (const vault of [officer, withoutSmallFiles(officer)]) {
      const files = await importDocuments(vault, 'Jansen', [kit], unwatched);
      expect(summary(files)).toEqual(['akte.pdf: skipped recovery-key']);
    }
    const another = await add(officer, 'Jansen', 'another.pdf', paperOf('0'.repeat(32)));
    expect(another).toMatchObject({ outcome: 'added' });
    await closeVault(officer);
  });

  test('the recovery key of this vault, whatever its name and however it is read; that of another one is', async () => {
    const office = freshOffice();
    const officer = await office.open(officerName);
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const kit = put(tempFolder(), 'notes.txt', `Kept in the safe.\r\n${office.kit.replaceAll('\n', '\r\n')}`);
    for (const vault of [officer, withoutSmallFiles(officer)]) {
      const files = await importDocuments(vault, 'Jansen', [kit], unwatched);
      expect(summary(files)).toEqual(['notes.txt: skipped recovery-key']);
    }
    expect(objectFiles(officer)).toEqual([]);
    const another = office.kit.replace(officer.id, '0'.repeat(32));
    expect(await add(officer, 'Jansen', 'another', another)).toMatchObject({ outcome: 'added' });
    const formats = `The file has the lines # vault: ${officer.id} and AGE-SECRET-KEY.`;
    expect(await add(officer, 'Jansen', 'letter', formats)).toMatchObject({ outcome: 'added' });
    await closeVault(officer);
  });
});

describe('an import that does not come to its end', () => {
  test('of a file that grows or shrinks while it is read keeps nothing of it, and all others', async () => {
    const officer = await officerWithFolder();
    const folder = tempFolder();
    const growing = put(folder, 'in/growing', new Uint8Array(6 * mebibyte));
    const shrinking = put(folder, 'in/shrinking', new Uint8Array(6 * mebibyte));
    put(folder, 'in/steady', 'steady');
    let changed = false;
    const job = {
      signal: new AbortController().signal,
      report: (done: number) => {
        if (changed || done < mebibyte) return;
        changed = true;
        appendFileSync(growing, 'more');
        truncateSync(shrinking, 5);
      },
    };
    const files = await importDocuments(officer, 'Jansen', [folder.file('in')], job);
    expect(summary(files)).toEqual([
      'in/growing: failed file-changed-while-read',
      'in/shrinking: failed file-changed-while-read',
      'in/steady: added',
    ]);
    expect(await namesOf(officer)).toEqual(['in/steady']);
    expect(objectFiles(officer)).toHaveLength(1);
    await closeVault(officer);
  });

  test('with a file that has grown too long to be sealed whole comes to it all the same', async () => {
    const officer = await officerWithFolder();
    const path = put(tempFolder(), 'growing', 'short');
    const { smallFiles } = officer.env;
    const seal: typeof smallFiles.seal = async (...given) => {
      truncateSync(path, smallFiles.longestBytes + 1);
      return await smallFiles.seal(...given);
    };
    const { longestBytes } = smallFiles;
    const whileItGrows = { ...officer, env: { ...officer.env, smallFiles: { longestBytes, seal } } };
    expect(await importDocuments(whileItGrows, 'Jansen', [path], unwatched)).toMatchObject([
      { outcome: 'added', sizeBytes: longestBytes + 1 },
    ]);
    const expected = Buffer.concat([Buffer.from('short'), Buffer.alloc(longestBytes + 1 - 'short'.length)]);
    expect(sha256Of(await contentOf(officer, 'Jansen', 'growing'))).toBe(sha256Of(expected));
    expect(objectFiles(officer)).toHaveLength(1);
    await closeVault(officer);
  });

  test.each([
    ['whole', (vault: OpenVault) => vault],
    ['in pieces', withoutSmallFiles],
  ])(
    'makes durable, when it is sealed %s, the names of the object and of its new folder before its row',
    async (_, how) => {
      const officer = await officerWithFolder();
      const { db } = officer;
      const steps: string[] = [];
      const run: typeof db.run = (sql, ...given) => {
        if (sql.includes('INTO contents')) steps.push('row');
        return db.run(sql, ...given);
      };
      const syncFolder = async (folder: string) => {
        steps.push(path.basename(folder));
      };
      const watched = how({ ...withFiles(officer, { syncFolder }), db: { ...db, run } });
      await importDocuments(watched, 'Jansen', [put(tempFolder(), 'letter', 'Dear')], unwatched);
      const [object = ''] = objectFiles(officer);
      expect(steps.slice(0, 2).toSorted()).toEqual([path.basename(object).slice(0, 2), 'objects']);
      expect(steps.slice(2)).toEqual(['row']);
      await closeVault(officer);
    },
  );

  test('asks again for what could not be made durable', async () => {
    const officer = await officerWithFolder();
    const synced: string[] = [];
    let isWell = false;
    const syncFolder = async (folder: string) => {
      if (!isWell) throw new VaultError('disk-full', 'no names today');
      synced.push(folder);
    };
    await ObjectStage.use(withFiles(officer, { syncFolder }), async (stage) => {
      const written = await stage.writeSmall(put(tempFolder(), 'letter', 'Dear'), randomBytes(16));
      await expect(stage.sync()).rejects.toMatchObject({ code: 'disk-full' });
      isWell = true;
      await stage.sync();
      const object = written?.outcome === 'sealed' ? written.object : Buffer.alloc(32);
      expect(synced.toSorted()).toEqual([officer.paths.objects, folderOfObject(officer.paths, object)]);
    });
    await closeVault(officer);
  });

  test('leaves the marker when a small file may have left something, which the next sign-in removes', async () => {
    const office = freshOffice();
    const officer = await office.open(officerName);
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    const torn = `${officer.paths.objects}/ab/ab${'0'.repeat(62)}`;
    const seal = async () => {
      mkdirSync(path.dirname(torn));
      writeFileSync(torn, 'half of');
      throw new VaultError('disk-full', 'and no way to remove it');
    };
    const { longestBytes } = officer.env.smallFiles;
    const failing = { ...officer, env: { ...officer.env, smallFiles: { longestBytes, seal } } };
    const letter = put(tempFolder(), 'letter', 'Dear');
    await expect(importDocuments(failing, 'Jansen', [letter], unwatched)).rejects.toMatchObject({ code: 'disk-full' });
    expect(existsSync(torn)).toBe(true);
    const { findings } = await checkVault(officer, unwatched);
    expect(findings.map(({ part, problem }) => `${part}: ${problem}`)).toEqual([
      'objects/.unswept: unfinished-write',
      `objects ${path.basename(torn)}: superfluous`,
    ]);
    await closeVault(officer);
    const again = await office.open(officerName);
    expect(objectFiles(again)).toEqual([]);
    await closeVault(again);
  });

  test('goes nowhere when a folder of objects is a link', async () => {
    const officer = await officerWithFolder();
    const elsewhere = tempFolder();
    symlinkSync(elsewhere.path, `${officer.paths.objects}/ab`);
    await expect(
      importDocuments(officer, 'Jansen', [put(tempFolder(), 'letter', 'Dear')], unwatched),
    ).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'objects/ab' } });
    expect(await namesOf(officer)).toEqual([]);
    await closeVault(officer);
  });

  test("because an object's name cannot be made durable leaves nothing of it", async () => {
    const officer = await officerWithFolder();
    const letter = put(tempFolder(), 'letter', 'Dear');
    const refusing = withFiles(officer, {
      syncFolder: async () => {
        throw new VaultError('folder-read-only', 'no names here');
      },
    });
    await expect(importDocuments(refusing, 'Jansen', [letter], unwatched)).rejects.toMatchObject({
      code: 'folder-read-only',
    });
    expect(await namesOf(officer)).toEqual([]);
    // Nor can its removal be: the next sign-in looks.
    expect(objectFiles(officer)).toEqual(['.unswept']);
    await closeVault(officer);
  });

  test('because it is cancelled leaves whole documents only, and says how many', async () => {
    const officer = await officerWithFolder();
    const folder = tempFolder();
    const content = seededRandom(1).bytes(300_000);
    for (let index = 0; index < 60; index += 1) put(folder, `in/${index}`, content);
    put(folder, 'in/large', new Uint8Array(40 * mebibyte));
    const job = cancelledAt((done) => done > 20 * content.length);
    const error: unknown = await importDocuments(officer, 'Jansen', [folder.file('in')], job).catch((caught) => caught);
    const listed = await listDocuments(officer, 'Jansen', false);
    expect(error).toMatchObject({ code: 'cancelled', details: { documents: listed.length } });
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.length).toBeLessThan(61);
    expect(objectFiles(officer)).toHaveLength(listed.length);
    for (const { name } of listed) expect(sha256Of(await contentOf(officer, 'Jansen', name))).toBe(sha256Of(content));
    await closeVault(officer);
  });

  test('because it is cancelled inside a large file leaves nothing of it', async () => {
    const officer = await officerWithFolder();
    const large = put(tempFolder(), 'large', new Uint8Array(40 * mebibyte));
    const job = cancelledAt((done) => done > 20 * mebibyte);
    await expect(importDocuments(officer, 'Jansen', [large], job)).rejects.toMatchObject({
      code: 'cancelled',
      details: { documents: 0 },
    });
    expect(await namesOf(officer)).toEqual([]);
    expect(objectFiles(officer)).toEqual([]);
    await closeVault(officer);
  });
});
