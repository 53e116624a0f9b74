import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
} from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { PayloadDecryptor } from '../../../src-main/core/crypto/age/payload-decryptor.ts';
import { newSigningKey } from '../../../src-main/core/crypto/signing.ts';
import { type Export, getDocument } from '../../../src-main/core/documents/get-document.ts';
import { moveDocument } from '../../../src-main/core/documents/move-document.ts';
import { renameDocument } from '../../../src-main/core/documents/rename-document.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { add, cancelledAt, contentOf, objectFiles, put, withFiles } from './support.ts';

const freshOffice = sharedOffice({});
const mebibyte = 1024 * 1024;

async function officerWithFolder(): Promise<OpenVault> {
  const officer = await freshOffice().open(officerName);
  await createFolder(officer, { name: 'Jansen', kind: 'client' });
  return officer;
}

const exported = (vault: OpenVault, document: string, outPath: string, wanted: Partial<Export> = {}, job = unwatched) =>
  getDocument(vault, { folder: 'Jansen', document }, { version: null, overwrite: false, ...wanted, outPath }, job);

/** The path of the only object. */
function onlyObject(vault: OpenVault): string {
  const [name, ...others] = objectFiles(vault);
  if (name === undefined || others.length > 0) throw new Error('not one object');
  return `${vault.paths.objects}/${name}`;
}

describe('a document that is written out', () => {
  test('is told with its hash, is private, and stands in the log', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const out = tempFolder().file('letter');
    expect(await exported(officer, 'letter', out)).toMatchObject({
      name: 'letter',
      version: 1,
      sizeBytes: 4,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const entries = JSON.stringify(await listAudit(officer, { limit: 5 }, unwatched));
    expect(entries).toContain('document-exported');
    await closeVault(officer);
  });

  test('never takes the place of a file unless that is asked for', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const out = put(tempFolder(), 'out', 'mine');
    await expect(exported(officer, 'letter', out)).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    await exported(officer, 'letter', out, { overwrite: true });
    expect(readFileSync(out, 'utf8')).toBe('Dear');
    await closeVault(officer);
  });

  test('goes neither into the vault nor where no file can be', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const folder = tempFolder();
    mkdirSync(folder.file('here'));
    const places = [folder.file('absent/out'), folder.file('here'), officer.paths.vaultFile, officer.paths.folder];
    for (const place of [...places, `${officer.paths.objects}/../spool/x`]) {
      await expect(exported(officer, 'letter', place, { overwrite: true })).rejects.toMatchObject({
        code: 'invalid-input',
        details: { input: 'outPath' },
      });
    }
    await closeVault(officer);
  });

  test('does not get into the vault by way of a symbolic link', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const folder = tempFolder();
    symlinkSync(officer.paths.folder, folder.file('vault'));
    symlinkSync(officer.paths.objects, folder.file('objects'));
    const root = readFileSync(officer.paths.root);
    const refused = { code: 'invalid-input', details: { input: 'outPath', reason: 'out-in-vault' } };
    for (const place of ['vault/root.age', 'vault/out', 'vault/spool/out', 'objects/out', 'objects/../out']) {
      const out = `${folder.path}/${place}`;
      await expect(exported(officer, 'letter', out, { overwrite: true })).rejects.toMatchObject(refused);
    }
    // Nor when it is the vault that is reached by a link.
    const byLink = { ...officer, paths: { ...officer.paths, folder: folder.file('vault') } };
    await expect(exported(byLink, 'letter', `${officer.paths.folder}/out`)).rejects.toMatchObject(refused);
    expect(readFileSync(officer.paths.root)).toEqual(root);
    await closeVault(officer);
  });

  test('leaves nothing but its entry in the log when it is cancelled on the way', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'large', new Uint8Array(20 * mebibyte));
    const folder = tempFolder();
    const job = cancelledAt((done) => done > 5 * mebibyte);
    const wiped = vi.spyOn(PayloadDecryptor.prototype, 'wipe');
    await expect(exported(officer, 'large', folder.file('out'), {}, job)).rejects.toMatchObject({ code: 'cancelled' });
    expect(wiped).toHaveBeenCalled();
    wiped.mockRestore();
    expect(readdirSync(folder.path)).toEqual([]);
    expect(await listAudit(officer, { limit: 1 }, unwatched)).toMatchObject([{ name: 'document-exported' }]);
    await closeVault(officer);
  });

  test('is in the log before a byte of it is on the disk', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const before = officer.log.head.position;
    const atAppend: number[] = [];
    const { files } = officer.env;
    const watched = withFiles(officer, {
      openWriter: async (folder) => {
        const writer = await files.openWriter(folder);
        return {
          append: async (bytes) => {
            atAppend.push(officer.log.head.position);
            await writer.append(bytes);
          },
          commit: (path, options) => writer.commit(path, options),
          discard: () => writer.discard(),
        };
      },
    });
    await exported(watched, 'letter', tempFolder().file('out'));
    expect(atAppend).toEqual([before + 1]);
    await closeVault(officer);
  });

  test('does not take the place of a file that came meanwhile', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const folder = tempFolder();
    const { files } = officer.env;
    const withAnother = withFiles(officer, {
      openWriter: async (path) => {
        put(folder, 'out', 'came meanwhile');
        return await files.openWriter(path);
      },
    });
    await expect(exported(withAnother, 'letter', folder.file('out'))).rejects.toMatchObject({ code: 'file-exists' });
    expect(readdirSync(folder.path)).toEqual(['out']);
    expect(readFileSync(folder.file('out'), 'utf8')).toBe('came meanwhile');
    await closeVault(officer);
  });

  test('takes away what a killed export left in that folder, and nothing else', async () => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', 'Dear');
    const folder = tempFolder();
    const [left, young] = ['a', 'b'].map((digit) => `.tmp-${digit.repeat(24)}`);
    const others = ['.tmp-thesis', `${left}.txt`, `${young}`];
    const long = Date.now() / 1000 - 3600;
    for (const name of [`${left}`, ...others]) {
      const path = put(folder, name, 'plaintext');
      if (name !== young) utimesSync(path, long, long);
    }
    mkdirSync(folder.file(`.tmp-${'c'.repeat(24)}`));
    await exported(officer, 'letter', folder.file('out'));
    expect(readdirSync(folder.path).sort()).toEqual([...others, `.tmp-${'c'.repeat(24)}`, 'out'].sort());
    await closeVault(officer);
  });
});

describe('an object that is not what was sealed', () => {
  const size = 2 * mebibyte + 5;
  const damages: [string, (object: string, other: string) => void][] = [
    ['cut off within a chunk', (object) => truncateSync(object, statSync(object).size - 1)],
    ['cut off after a chunk', (object) => truncateSync(object, 16 + 65552 * 3)],
    ['empty', (object) => truncateSync(object, 0)],
    ['continued', (object) => appendFileSync(object, 'x')],
    ['another one', (object, other) => renameSync(other, object)],
    ['gone', (object) => rmSync(object)],
  ];
  test.each(damages)('%s: is found, named, and nothing comes out', async (_, damage) => {
    const officer = await officerWithFolder();
    await add(officer, 'Jansen', 'letter', new Uint8Array(size));
    const object = onlyObject(officer);
    await add(officer, 'Jansen', 'other', new Uint8Array(size));
    const other = objectFiles(officer)
      .map((name) => `${officer.paths.objects}/${name}`)
      .find((path) => path !== object);
    damage(object, other ?? '');
    const folder = tempFolder();
    const part = `objects ${object.slice(-64)}`;
    const violated = { code: 'integrity-violated', details: { part } };
    await expect(exported(officer, 'letter', folder.file('out'))).rejects.toMatchObject(violated);
    expect(readdirSync(folder.path)).toEqual([]);
    await createFolder(officer, { name: 'Elsewhere', kind: 'client' });
    const move = moveDocument(officer, { folder: 'Jansen', document: 'letter' }, 'Elsewhere', unwatched);
    await expect(move).rejects.toMatchObject(violated);
    await closeVault(officer);
  });
});

describe('what is by somebody who might not write', () => {
  test('a version, is neither written out nor signed by a mover', async () => {
    const officer = await officerWithFolder();
    // As a program would commit that does not check: the author is nobody that the folder knows.
    const author = { ...officer.user.author, signing: newSigningKey() };
    const forger: OpenVault = { ...officer, user: { ...officer.user, author } };
    await add(officer, 'Jansen', 'letter', 'genuine');
    await add(forger, 'Jansen', 'letter', 'forged');
    const violated = { code: 'integrity-violated', details: { part: expect.stringMatching(/^(records|contents) /) } };
    await expect(contentOf(officer, 'Jansen', 'letter')).rejects.toMatchObject(violated);
    await createFolder(officer, { name: 'Elsewhere', kind: 'client' });
    const move = moveDocument(officer, { folder: 'Jansen', document: 'letter' }, 'Elsewhere', unwatched);
    await expect(move).rejects.toMatchObject(violated);
    await closeVault(officer);
  });

  test('a name, is neither written out nor signed by a mover', async () => {
    const officer = await officerWithFolder();
    const author = { ...officer.user.author, signing: newSigningKey() };
    const forger: OpenVault = { ...officer, user: { ...officer.user, author } };
    await add(officer, 'Jansen', 'letter', 'genuine');
    const { id } = await renameDocument(forger, { folder: 'Jansen', document: 'letter' }, 'forged');
    const violated = { code: 'integrity-violated', details: { part: `records ${id}` } };
    await expect(contentOf(officer, 'Jansen', 'forged')).rejects.toMatchObject(violated);
    await createFolder(officer, { name: 'Elsewhere', kind: 'client' });
    const move = moveDocument(officer, { folder: 'Jansen', document: 'forged' }, 'Elsewhere', unwatched);
    await expect(move).rejects.toMatchObject(violated);
    await closeVault(officer);
  });
});
