import { mkdirSync } from 'node:fs';
import { unwatched } from '../../src-main/core/job.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../src-main/core/vault/create-vault.ts';
import { copyFolder } from '../support/copy-folder.ts';
import { openTempFolder } from '../support/temp-folder.ts';
import {
  archived,
  asPerson,
  environmentOf,
  folders,
  handlers,
  newVaultIn,
  type Office,
  officeAt,
  people,
  writeFiles,
} from './trial-office.ts';

/** What the folder with few documents holds at first, by path, with the size in bytes. */
const fewDocuments = {
  'brief.txt': 900,
  'akte.pdf': 70_000,
  'leeg.txt': 0,
  'oud/rapport.docx': 5_000,
  'oud/bijlage.txt': 65_536,
  'verzegel.pdf': 20_000,
  'verzegel-ook.txt': 300,
  'weg.txt': 4_000,
  [archived.name]: archived.sizeBytes,
} as const;
/**
 * Creates the office that all operations start from, with nothing left to do at the next sign-in.
 * @param documents how many there are in the folder that has many.
 */
export async function createTrialOffice(base: string, documents: number): Promise<Office> {
  const office = officeAt(base);
  const env = environmentOf(office);
  mkdirSync(base, { recursive: true });
  const vault = await createVault(env, newVaultIn(office, env));
  const officer = { vault, job: unwatched };
  const accounts = [
    [people.employee, 'employee'],
    [people.manager, 'office-manager'],
    [people.newcomer, 'employee'],
  ] as const;
  for (const [{ name, first }, role] of accounts) await handlers.userAdd(officer, { name, role, newPassword: first });
  await closeVault(vault);
  for (const { name, first, password } of [people.employee, people.manager]) {
    const given = { vault: office.vault, name, password: first, newPassword: password };
    await handlers.userActivate({ env, job: unwatched }, given);
  }
  await asPerson(env, office, people.officer, async (context) => {
    for (const name of [folders.few, folders.many]) {
      await handlers.folderCreate(context, { name, kind: 'client' });
      const grant = { folder: name, rights: 'write' } as const;
      await handlers.folderGrant(context, { ...grant, user: people.employee.name });
    }
    await handlers.folderGrant(context, { folder: folders.few, user: people.manager.name, rights: 'read' });
    await handlers.folderCreate(context, { name: folders.personnel, kind: 'personnel' });
  });
  using sources = openTempFolder('kluis-sources-');
  const few = writeFiles(sources.file('few'), fewDocuments);
  const many = writeFiles(sources.file('many'), manyDocuments(documents));
  await asPerson(env, office, people.employee, async (context) => {
    for (const [folder, paths] of [
      [folders.few, few],
      [folders.many, many],
    ] as const) {
      const { added, files } = await handlers.documentAdd(context, { folder, paths });
      if (added !== files.length) throw new Error(`not all was imported into ${folder}`);
    }
    await handlers.documentSeal(context, { folder: folders.few, documents: [archived.name] });
    await handlers.noteAdd(context, { folder: folders.few, text: 'gebeld op dinsdag' });
  });
  await asPerson(env, office, people.manager, async () => undefined);
  await asPerson(env, office, people.officer, async () => undefined);
  return office;
}

function manyDocuments(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`stuk-${index}.txt`, 40 + index]));
}

/** The same vault with the same computer, elsewhere. */
export function copyOffice(from: Office, base: string): Office {
  copyFolder(from.base, base);
  return officeAt(base);
}
