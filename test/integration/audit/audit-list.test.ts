import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditCalls } from '../../../src-main/contract/audit.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { exportAudit } from '../../../src-main/core/audit/export-audit.ts';
import { type AuditItem, listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { getDocument } from '../../../src-main/core/documents/get-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { changeVault } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, type Office, sharedOffice, writeNote } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { withFiles } from '../documents/support.ts';

const office = sharedOffice({ Els: 'employee', Ivo: 'it-admin' });

async function asElse<Result>(here: Office, name: string, work: (vault: OpenVault) => Result | Promise<Result>) {
  const vault = await here.open(name);
  try {
    return await work(vault);
  } finally {
    await closeVault(vault);
  }
}

/** Without the sign-ins, which tests have many of. */
async function list(officer: OpenVault, filter: Partial<Parameters<typeof listAudit>[1]> = {}): Promise<AuditItem[]> {
  const items = await listAudit(officer, { limit: 1000, ...filter }, unwatched);
  return items.filter(({ name }) => name !== 'signed-in');
}

describe('the list', () => {
  test('says who did what to what, with the names of now, newest first', async () => {
    const here = office();
    const folder = await here.asOfficer((officer) => folderFor(officer, 'Familie Jansen', { Els: 'write' }));
    const note = await asElse(here, 'Els', (els) => writeNote(els, folder, 'gebeld'));
    await here.asOfficer(async (officer) => {
      const items = await list(officer);
      expect(items[0]).toMatchObject({
        name: 'note-added',
        actor: { name: 'Els', id: here.people.get('Els') },
        subject: { id: note, name: null },
        facts: { folder, record: note },
        names: { [folder]: 'Familie Jansen' },
        erased: false,
        problem: null,
      });
      expect(items.at(-1)).toMatchObject({
        id: '1.0',
        position: 1,
        name: 'vault-created',
        actor: { name: officerName },
      });
      expect(items.map(({ position }) => position)).toEqual(
        items.map(({ position }) => position).toSorted((a, b) => b - a),
      );
      expect(items.every(({ problem }) => problem === null)).toBe(true);
    });
  });

  test('is for the Privacy Officer alone, whose key it takes', async () => {
    const here = office();
    for (const name of ['Els', 'Ivo']) {
      await asElse(here, name, async (vault) => {
        await expect(list(vault)).rejects.toMatchObject({ code: 'not-authorised' });
        await expect(exportAudit(vault, '/tmp/never.csv', unwatched)).rejects.toMatchObject({ code: 'not-authorised' });
        expect(vault.compartments.has(vault.directory.audit.compartment)).toBe(false);
      });
    }
  });

  test('can be asked by actor, by subject and by time, and for so many', async () => {
    const here = office();
    const folder = await here.asOfficer((officer) => folderFor(officer, 'Familie Jansen', { Els: 'write' }));
    here.clock.advance(60_000);
    const between = here.clock.now();
    await asElse(here, 'Els', (els) => writeNote(els, folder, 'gebeld'));
    await here.asOfficer(async (officer) => {
      const byEls = await list(officer, { actor: ' ELS ' });
      expect(byEls.map(({ name }) => name)).toEqual(['note-added', 'provisional-keys-dropped', 'user-activated']);
      expect(await list(officer, { actor: here.people.get('Els') })).toEqual(byEls);
      const about = await list(officer, { subject: 'familie jansen' });
      expect(about.map(({ name }) => name)).toEqual(['note-added', 'folder-granted', 'folder-created']);
      expect(await list(officer, { subject: folder })).toEqual(about);
      expect((await list(officer, { from: between })).map(({ name }) => name)).toEqual([
        'note-added',
        'provisional-keys-dropped',
      ]);
      expect((await list(officer, { to: between })).map(({ name }) => name)).not.toContain('note-added');
      const all = await listAudit(officer, { limit: 1000 }, unwatched);
      expect(await listAudit(officer, { limit: 2 }, unwatched)).toEqual(all.slice(0, 2));
      const without = await list(officer, { without: ['provisional-keys-dropped'] });
      expect(without).toEqual((await list(officer)).filter(({ name }) => name !== 'provisional-keys-dropped'));
      await expect(list(officer, { actor: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test('takes no harm from an entry that somebody made up: it is shown with its author, and the others beside it', async () => {
    const here = office();
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    const made: [string, unknown][] = [
      ['constructor', {}],
      ['__proto__', JSON.parse('{ "__proto__": "x", "toString": "y" }')],
      ['folder-granted', { deep }],
      ['folder-revoked', { endless: 'x'.repeat(1_000_000) }],
      ['sign-ins-failed', { days: null, endsAt: 1e300 }],
    ];
    await asElse(here, 'Els', (els) => {
      for (const [action, facts] of made) changeVault(els, (change) => change.tell(action, Object(facts)));
    });
    await here.asOfficer(async (officer) => {
      const items = auditCalls.auditList.output.parse(await list(officer));
      expect(items.slice(0, 5).map(({ name, actor, problem }) => [name, actor?.name, problem])).toEqual([
        ['sign-ins-failed', 'Els', null],
        ['folder-revoked', 'Els', 'facts-too-large'],
        ['folder-granted', 'Els', 'facts-too-large'],
        ['__proto__', 'Els', null],
        ['constructor', 'Els', null],
      ]);
      const wrong = await list(officer, { without: ['folder-granted', 'constructor'] });
      expect(wrong.slice(0, 4)).toEqual(items.slice(0, 4));
      expect(items.at(-1)?.name).toBe('vault-created');
      expect(JSON.stringify(items).length).toBeLessThan(100_000);
      await exportAudit(officer, tempFolder().file('log.csv'), unwatched);
      // Whose they are is known: nothing else is wrong with them.
      expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
    });
  });

  test('shows that something was erased, and no longer what', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      const folder = await folderFor(officer, 'Familie Jansen', {});
      const source = tempFolder();
      writeFileSync(source.file('brief.txt'), 'tekst');
      await importDocuments(officer, folder, [source.file('brief.txt')], unwatched);
      const reference = { folder, document: 'brief.txt' };
      await getDocument(
        officer,
        reference,
        { version: null, outPath: source.file('uit'), overwrite: false },
        unwatched,
      );
      await eraseDocument(officer, reference, 'op verzoek');
      const [erasure, exported, added] = await list(officer);
      expect(erasure).toMatchObject({ name: 'document-erased', facts: { reason: 'op verzoek' }, erased: false });
      expect(exported).toMatchObject({ name: '', actor: null, facts: {}, erased: true, problem: null });
      expect(added).toMatchObject({ name: 'documents-added', erased: false });
    });
  });

  test('goes through thousands of entries, tells how far it is and stops when it is told to', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      for (let entry = 0; entry < 600; entry += 1) changeVault(officer, (change) => change.tell('trial', { entry }));
      const all = await list(officer, { limit: 2000 });
      expect(all.filter(({ name }) => name === 'trial').map(({ facts }) => facts.entry)).toEqual(
        Array.from({ length: 600 }, (_, index) => 599 - index),
      );
      const controller = new AbortController();
      const job: Job = { signal: controller.signal, report: () => controller.abort() };
      await expect(listAudit(officer, { limit: 2000 }, job)).rejects.toMatchObject({ code: 'cancelled' });
    });
  });
});

describe('the export', () => {
  test('is a CSV of every entry, its own the last, that no spreadsheet runs anything of', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      await createFolder(officer, { name: '=HYPERLINK("http://x","y")', kind: 'client' });
      await createFolder(officer, { name: 'regel "een", twee', kind: 'client' });
      const out = tempFolder().file('log.csv');
      const rows = await exportAudit(officer, out, unwatched);
      const text = readFileSync(out, 'utf8');
      expect(text.startsWith('\uFEFFposition,time,actor,')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      const records = parseCsv(text.slice(1));
      expect(records).toHaveLength(rows + 1);
      expect(new Set(records.map((record) => record.length))).toEqual(new Set([11]));
      expect(records.at(-1)?.[4]).toBe('audit-exported');
      expect(records.flat()).toContain(`'=HYPERLINK("http://x","y")`);
      expect(records.flat()).toContain('regel "een", twee');
      expect(records.flat().filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual([]);
      await expect(exportAudit(officer, out, unwatched)).rejects.toMatchObject({ code: 'file-exists' });
      expect(readFileSync(out, 'utf8')).toBe(text);
    });
  });

  test('is whole or not there, takes the place of nothing, and does not go into the vault', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      const folder = tempFolder();
      const { files } = officer.env;
      const onFullDisk = withFiles(officer, {
        openWriter: async (path) => {
          const writer = await files.openWriter(path);
          return {
            append: async (bytes) => {
              await writer.append(bytes.subarray(0, 100));
              throw new VaultError('disk-full', 'no room');
            },
            commit: (path, options) => writer.commit(path, options),
            discard: () => writer.discard(),
          };
        },
      });
      await expect(exportAudit(onFullDisk, folder.file('log.csv'), unwatched)).rejects.toMatchObject({
        code: 'disk-full',
      });
      expect(readdirSync(folder.path)).toEqual([]);
      const out = folder.file('log.csv');
      const withAnother = withFiles(officer, {
        openWriter: async (path) => {
          writeFileSync(out, 'came meanwhile');
          return await files.openWriter(path);
        },
      });
      await expect(exportAudit(withAnother, out, unwatched)).rejects.toMatchObject({ code: 'file-exists' });
      expect(readdirSync(folder.path)).toEqual(['log.csv']);
      expect(readFileSync(out, 'utf8')).toBe('came meanwhile');
      symlinkSync(here.folder, folder.file('vault'));
      const refused = { code: 'invalid-input', details: { input: 'outPath', reason: 'out-in-vault' } };
      for (const inVault of [`${here.folder}/log.csv`, folder.file('vault/objects/log.csv')]) {
        await expect(exportAudit(officer, inVault, unwatched)).rejects.toMatchObject(refused);
      }
    });
  });
});

/** RFC 4180, every record ended by CR LF. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, value = '', end] = match;
    records.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') records.push([]);
  }
  expect(records.pop()).toEqual([]);
  return records;
}
