import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { readDocument } from '../../../src-main/core/documents/read-document.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, type Office, sharedOffice } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { add, cancelledAt, objectFiles } from './support.ts';

const office = sharedOffice({ Els: 'employee', Nico: 'employee' });
const folder = 'Jansen';
const mostShownBytes = 20_000_000;

const read = (vault: OpenVault, document: string, number: number | null = null, job = unwatched) =>
  readDocument(vault, { folder, document }, number, job);
const told = async (at: Office) =>
  await as(at, officerName, async (officer) =>
    (await listAudit(officer, { limit: 50 }, unwatched)).filter(({ name }) => name === 'document-read'),
  );

async function as<Result>(at: Office, name: string, work: (vault: OpenVault) => Promise<Result>): Promise<Result> {
  const vault = await at.open(name);
  try {
    return await work(vault);
  } finally {
    await closeVault(vault);
  }
}

/** An office with a folder that Els may read. */
async function withFolder(): Promise<Office> {
  const at = office();
  await at.asOfficer((officer) => folderFor(officer, folder, { Els: 'read' }));
  return at;
}

describe('a document that is shown', () => {
  test('is given by version, is in the log with who read it, and leaves nothing on the disk', async () => {
    const at = await withFolder();
    await as(at, officerName, async (officer) => {
      await add(officer, folder, 'brief.txt', 'eerste');
      await add(officer, folder, 'brief.txt', 'tweede');
    });
    await as(at, 'Els', async (els) => {
      const files = treeDigest(els.paths.objects);
      expect(await read(els, 'brief.txt')).toMatchObject({
        name: 'brief.txt',
        version: 2,
        content: { kind: 'text', text: 'tweede', cut: false },
      });
      expect(await read(els, 'brief.txt', 1)).toMatchObject({ version: 1, content: { text: 'eerste' } });
      await expect(read(els, 'brief.txt', 3)).rejects.toMatchObject({ code: 'not-found' });
      expect(treeDigest(els.paths.objects)).toEqual(files);
    });
    expect(await told(at)).toMatchObject([
      { actor: { name: 'Els' }, facts: { version: 1 } },
      { actor: { name: 'Els' }, facts: { version: 2 } },
    ]);
  });

  test('is not there for who has no key to its folder', async () => {
    const at = await withFolder();
    await as(at, officerName, async (officer) => await add(officer, folder, 'brief.txt', 'tekst'));
    const refused = await as(
      at,
      'Nico',
      async (nico) => await read(nico, 'brief.txt').catch((error: unknown) => error),
    );
    const nowhere = await as(at, 'Nico', async (nico) =>
      readDocument(nico, { folder: 'Nergens', document: 'brief.txt' }, null, unwatched).catch(
        (error: unknown) => error,
      ),
    );
    expect(refused).toMatchObject({ code: 'not-found' });
    expect(refused).toEqual(nowhere);
    expect(await told(at)).toEqual([]);
  });

  test('is at most 20 MB, and of what cannot be shown nothing is given or logged', async () => {
    const at = await withFolder();
    await as(at, officerName, async (officer) => {
      await add(officer, folder, 'groot.txt', new Uint8Array(mostShownBytes + 1).fill(0x61));
      await add(officer, folder, 'net.txt', new Uint8Array(mostShownBytes).fill(0x61));
      await add(officer, folder, 'brief.docx', 'PK\u0003\u0004');
      await expect(read(officer, 'groot.txt')).rejects.toMatchObject({
        code: 'invalid-input',
        details: { reason: 'too-large-to-show' },
      });
      expect((await read(officer, 'brief.docx')).content).toEqual({ kind: 'none' });
      await expect(
        read(
          officer,
          'net.txt',
          null,
          cancelledAt((done) => done > 5_000_000),
        ),
      ).rejects.toMatchObject({ code: 'cancelled' });
    });
    expect(await told(at)).toEqual([]);
    await as(at, officerName, async (officer) => {
      expect((await read(officer, 'net.txt')).content).toMatchObject({ kind: 'text', cut: true });
    });
    expect(await told(at)).toHaveLength(1);
  });

  test('is refused when its object was damaged, and nothing of it is given', async () => {
    const at = await withFolder();
    await as(at, officerName, async (officer) => {
      await add(officer, folder, 'brief.txt', 'tekst');
      const [object] = objectFiles(officer);
      const file = `${officer.paths.objects}/${object}`;
      const sealed = readFileSync(file);
      sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
      writeFileSync(file, sealed);
      await expect(read(officer, 'brief.txt')).rejects.toMatchObject({ code: 'integrity-violated' });
    });
    expect(await told(at)).toEqual([]);
  });

  test('can be read in a vault that takes no changes, without an entry, as with an export', async () => {
    const at = await withFolder();
    await as(at, officerName, async (officer) => {
      await add(officer, folder, 'brief.txt', 'tekst');
      officer.readOnly = true;
      expect((await read(officer, 'brief.txt')).content).toMatchObject({ text: 'tekst' });
      officer.readOnly = false;
    });
    expect(await told(at)).toEqual([]);
  });

  test('is gone when it was erased', async () => {
    const at = await withFolder();
    await as(at, officerName, async (officer) => {
      await add(officer, folder, 'brief.txt', 'tekst');
      await eraseDocument(officer, { folder, document: 'brief.txt' }, 'verzoek');
      await expect(read(officer, 'brief.txt')).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
