import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { sealDocuments } from '../../../src-main/core/archive/seal-documents.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { eraseDocument } from '../../../src-main/core/documents/erase-document.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { copyOffice, createOffice, folderFor, type Office, writeNote } from '../../support/office.ts';
import { openTempFolder, type TempFolder } from '../../support/temp-folder.ts';

/** An office with something of everything in its vault; nobody is signed in. */
async function fillOffice(office: Office): Promise<void> {
  const officer = await office.open('Petra de Privacy');
  const folder = await folderFor(officer, 'Familie Jansen', { Els: 'write' });
  await folderFor(officer, 'Bakkerij Smit', {});
  const source = tempFolderOf(office);
  writeFileSync(source('brief.txt'), 'een brief');
  writeFileSync(source('foto.bin'), Buffer.alloc(300_000, 7));
  writeFileSync(source('oud.txt'), 'een oude brief');
  writeFileSync(source('weg.txt'), 'een brief die weg moet');
  const paths = ['brief.txt', 'foto.bin', 'oud.txt', 'weg.txt'].map(source);
  await importDocuments(officer, folder, paths, unwatched);
  await importDocuments(officer, 'Bakkerij Smit', [source('brief.txt')], unwatched);
  writeNote(officer, folder, 'telefonisch gesproken');
  await sealDocuments(officer, folder, ['oud.txt'], unwatched);
  await eraseDocument(officer, { folder, document: 'weg.txt' }, 'op verzoek');
  await closeVault(officer);
  // One that the next sign-in takes into the inbox, and one that waits.
  await leaveMessage(office.env, office.folder, { type: 'trial', content: 'first' });
  await office.asOfficer(() => undefined);
  await leaveMessage(office.env, office.folder, { type: 'trial', content: 'second' });
}

function tempFolderOf(office: Office): (name: string) => string {
  const base = join(office.folder, '..');
  return (name) => join(base, name);
}

/** For the top of a test file: such an office made once, and a copy for every test. */
export function filledOffice(): () => Office {
  let home: TempFolder;
  let made: Office;
  beforeAll(async () => {
    home = openTempFolder();
    made = await createOffice({ Els: 'employee', Ivo: 'it-admin' }, home);
    await fillOffice(made);
  });
  afterAll(() => home[Symbol.dispose]());
  return () => copyOffice(made);
}

/** `part: problem` of everything that a check finds. */
export async function findingsOf(vault: OpenVault): Promise<string[]> {
  const { findings } = await checkVault(vault, unwatched);
  return findings.map(({ part, problem }) => `${part}: ${problem}`);
}

/** Every file of a vault, relative to its folder. */
export function filesOf({ folder }: Pick<Office, 'folder'>): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(folder, name)).isFile()).sort();
}
