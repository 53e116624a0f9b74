import { readdirSync, writeFileSync } from 'node:fs';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, type Office } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';

export const people = { Els: 'employee', Ria: 'employee' } as const;
export const reason = 'vraag van de nabestaanden';
export const [first, second] = ['eerste versie', 'tweede versie, langer dan de eerste'];

export interface Prepared {
  readonly office: Office;
  readonly folder: string;
  /** A path for a file outside the vault. */
  readonly out: (name: string) => string;
}

/** A folder that Els may write in and Ria may read, with `brief.txt` in two versions and `groot.bin`. */
export async function prepare(office: Office): Promise<Prepared> {
  const folder = await office.asOfficer((officer) =>
    folderFor(officer, 'Familie Jansen', { Els: 'write', Ria: 'read' }),
  );
  const source = tempFolder();
  const els = await office.open('Els');
  for (const text of [first, second]) {
    writeFileSync(source.file('brief.txt'), text);
    await importDocuments(els, folder, [source.file('brief.txt')], unwatched);
  }
  writeFileSync(source.file('groot.bin'), Buffer.alloc(2_500_000, 7));
  await importDocuments(els, folder, [source.file('groot.bin')], unwatched);
  await closeVault(els);
  const target = tempFolder();
  return { office, folder, out: (name) => target.file(name) };
}

/** Signs somebody in for some work, and out again. */
export async function as<Result>(
  { office }: Pick<Prepared, 'office'>,
  name: string,
  work: (vault: OpenVault) => Result | Promise<Result>,
): Promise<Result> {
  return await office.as(name, work);
}

export async function sealBrief(vault: OpenVault, { folder }: Pick<Prepared, 'folder'>) {
  return await sealDocuments(vault, folder, ['brief.txt'], unwatched);
}

/** `ab/<sha256>` of every object on the disk. */
export function objectNames({ office: { folder } }: Pick<Prepared, 'office'>): string[] {
  const names = readdirSync(`${folder}/objects`, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).sort();
}
