import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { sealDocuments } from '../../src-main/core/archive/seal-documents.ts';
import { importDocuments } from '../../src-main/core/documents/import-documents.ts';
import { runDrill, type WantedDrill } from '../../src-main/core/drill/run-drill.ts';
import { type Job, unwatched } from '../../src-main/core/job.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { addDocuments, backup, folderTarget } from './backup-office.ts';
import { copyOffice, createOffice, folderFor, type Office, writeNote } from './office.ts';
import { openTempFolder, type TempFolder, tempFolder } from './temp-folder.ts';
import { officerName } from './test-vault.ts';

/** An office with one backup, that has worked on since. */
export interface BackedUpOffice {
  readonly office: Office;
  readonly home: TempFolder;
  /** The folder of the target. */
  readonly place: string;
  readonly target: Target;
  /** Runs a drill as the Privacy Officer, who stays signed in. */
  drill(wanted?: Partial<WantedDrill>, job?: Job): ReturnType<typeof runDrill>;
  readonly officer: OpenVault;
  /** Where the copy of a drill lies while it is there. */
  readonly copy: string;
}

/** For the top of a test file: made once, and every test gets a copy of its own. */
export function sharedBackedUpOffice(): () => Promise<BackedUpOffice> {
  let made: { readonly office: Office; readonly home: TempFolder } | null = null;
  beforeAll(async () => {
    const home = openTempFolder();
    const office = await createOffice({ Sanne: 'employee' }, home);
    const officer = await office.open(officerName);
    const folder = await folderFor(officer, 'Jansen', { Sanne: 'write' });
    await addDocuments(officer, 'Jansen', [0, 10, 70_000, 1_500_000], 1);
    writeFileSync(home.file('letter.txt'), 'the first letter');
    await importDocuments(officer, 'Jansen', [home.file('letter.txt')], unwatched);
    writeFileSync(home.file('letter.txt'), 'the second letter');
    await importDocuments(officer, 'Jansen', [home.file('letter.txt')], unwatched);
    writeFileSync(home.file('old.txt'), 'an old paper');
    await importDocuments(officer, 'Jansen', [home.file('old.txt')], unwatched);
    await sealDocuments(officer, folder, ['old.txt'], unwatched);
    writeNote(officer, folder, 'a note');
    const target = await folderTarget(home.file('target'));
    await backup(officer, target, home.file('memory'));
    await target.close();
    await closeVault(officer);
    made = { office, home };
  });
  afterAll(() => made?.home[Symbol.dispose]());
  return async () => {
    if (made === null) throw new Error('only inside a test');
    const home = tempFolder();
    const office = copyOffice(made.office, home);
    const target = await folderTarget(home.file('target'));
    const officer = await office.open(officerName);
    const source = { target, remembered: new Map() };
    return {
      office,
      home,
      place: home.file('target'),
      target,
      officer,
      drill: (wanted = {}, job = unwatched) =>
        runDrill(officer, { source, snapshot: 'newest', kitText: office.kit, ...wanted }, job),
      copy: join(office.env.backupFolder(officer.id), 'drill/vault'),
    };
  };
}
