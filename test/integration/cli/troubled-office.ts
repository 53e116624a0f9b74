import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { revokeFolder } from '../../../src-main/core/access/folder-access.ts';
import { idBytes } from '../../../src-main/core/crypto/bytes.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { addNote } from '../../../src-main/core/folders/notes.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { createOffice, firstPassword, folderFor, type Office, writeNote } from '../../support/office.ts';
import type { TempFolder } from '../../support/temp-folder.ts';

/** A job that is cancelled once the change of access is made: all sealing again is left to be done. */
function stopsAtOnce(): Job {
  const asked: boolean[] = [];
  const { signal } = new AbortController();
  Object.defineProperty(signal, 'aborted', { get: () => asked.push(true) > 1 });
  return { signal, report: () => undefined };
}

/**
 * An office in which Sanne may read two folders. One is damaged; the other waits to be sealed again, and its document is
 * not what was added. The log is damaged before its checkpoint, an update of the program left a copy of the database, and
 * other software copies the folder that the vault lies in. Nobody is signed in.
 * @param home where it lies.
 */
export async function troubledOffice(home: TempFolder): Promise<Office> {
  const office = await createOffice({ Sanne: 'employee' }, home);
  const source = home.file('brief.txt');
  writeFileSync(source, 'een brief');
  const made = await office.asOfficer(async (officer) => {
    const leaving = await addUser(officer, { name: 'Bram', role: 'employee', newPassword: firstPassword });
    const folder = await folderFor(officer, 'Jansen', { Sanne: 'read', Bram: 'read' });
    const damaged = await folderFor(officer, 'Smit', { Sanne: 'read' });
    await importDocuments(officer, folder, [source], unwatched);
    // So many that the next sign-in signs a checkpoint behind them.
    for (let count = 0; count < 70; count += 1) writeNote(officer, folder, `note ${count}`);
    return { folder, damaged, leaving: leaving.id };
  });
  await office.asOfficer(async (officer) => {
    await revokeFolder(officer, made.folder, made.leaving, stopsAtOnce());
    officer.db.run('DELETE FROM records WHERE compartment = ?', idBytes(made.damaged));
    officer.db.run('UPDATE audit_details SET sealed = zeroblob(300) WHERE position = 10');
  });
  const objects = path.join(office.folder, 'objects');
  const [object = ''] = readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 60);
  truncateSync(path.join(objects, object), 10);
  writeFileSync(path.join(office.folder, 'vault.db.before-2-2027-01-04'), 'a copy');
  mkdirSync(home.file('.dropbox.cache'));
  return office;
}

/** Damages what the password of the first user in `vault.json` opens, so that she is kept out. */
export function damageSlot({ folder }: Office): void {
  const name = path.join(folder, 'vault.json');
  const file = JSON.parse(readFileSync(name, 'utf8'));
  for (const user of Object.keys(file.databaseKeys)) {
    file.databaseKeys[user] = `${file.databaseKeys[user].slice(0, 300)}AAAA${file.databaseKeys[user].slice(304)}`;
  }
  writeFileSync(name, JSON.stringify(file));
}

/** Puts the vault back as it was before its last change, as a restore does. */
export async function rollBack({ folder, asOfficer }: Office): Promise<void> {
  const older = `${folder}-older`;
  cpSync(folder, older, { recursive: true });
  await asOfficer((officer) => addNote(officer, 'Jansen', 'will be lost'));
  rmSync(folder, { recursive: true });
  cpSync(older, folder, { recursive: true });
}
