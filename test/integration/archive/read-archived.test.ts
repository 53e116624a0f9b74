import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { archiveOpenMs, lockArchive, unlockArchive } from '../../../src-main/core/archive/archive-session.ts';
import { readArchivedDocument } from '../../../src-main/core/archive/read-archived-document.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { sharedOffice } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { as, first, objectNames, type Prepared, people, prepare, reason, sealBrief, second } from './support.ts';

const office = sharedOffice(people);
const password = officerPassphrase;

async function withSealed() {
  const at = await prepare(office());
  await as(at, 'Els', (els) => sealBrief(els, at));
  return at;
}
const read = async (vault: OpenVault, { folder }: Prepared, number: number | null = null) =>
  await readArchivedDocument(vault, { folder, document: 'brief.txt' }, number, unwatched);
const told = async (vault: OpenVault) =>
  (await listAudit(vault, { limit: 20 }, unwatched)).flatMap(({ name, facts }) =>
    name === 'archive-read' ? facts : [],
  );

describe('a document of the archive is shown', () => {
  test('while the archive is open, by version, with its reason in the log and no file anywhere', async () => {
    const at = await withSealed();
    await as(at, officerName, async (officer) => {
      await unlockArchive(officer, { password, reason });
      const objects = treeDigest(officer.paths.objects);
      expect(await read(officer, at)).toMatchObject({ version: 2, content: { kind: 'text', text: second } });
      expect((await read(officer, at, 1)).content).toMatchObject({ text: first });
      await expect(read(officer, at, 3)).rejects.toMatchObject({ code: 'not-found' });
      expect(treeDigest(officer.paths.objects)).toEqual(objects);
      expect(await told(officer)).toMatchObject([
        { version: 1, reason },
        { version: 2, reason },
      ]);
    });
  });

  test('not before it was opened, not after it was closed or its time is over, and to nobody else', async () => {
    const at = await withSealed();
    const closed = { code: 'archive-closed' };
    await as(at, officerName, async (officer) => {
      await expect(read(officer, at)).rejects.toMatchObject(closed);
      await unlockArchive(officer, { password, reason });
      lockArchive(officer);
      await expect(read(officer, at)).rejects.toMatchObject(closed);
      await unlockArchive(officer, { password, reason });
      at.office.clock.advance(archiveOpenMs);
      await expect(read(officer, at)).rejects.toMatchObject(closed);
      expect(await told(officer)).toEqual([]);
    });
    for (const name of ['Els', 'Ria']) {
      await as(at, name, async (vault) => {
        await expect(read(vault, at)).rejects.toMatchObject({ code: 'not-authorised' });
      });
    }
  });

  test('not when that cannot be logged, nor when it is not what was sealed', async () => {
    const at = await withSealed();
    await as(at, officerName, async (officer) => {
      await unlockArchive(officer, { password, reason });
      officer.readOnly = true;
      await expect(read(officer, at)).rejects.toMatchObject({ code: 'vault-read-only' });
      officer.readOnly = false;
      for (const name of objectNames(at)) {
        const file = `${officer.paths.objects}/${name}`;
        const sealed = readFileSync(file);
        sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
        writeFileSync(file, sealed);
      }
      await expect(read(officer, at)).rejects.toMatchObject({ code: 'integrity-violated' });
      expect(await told(officer)).toEqual([]);
    });
  });
});
