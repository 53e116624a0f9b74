import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { grantFolder, revokeFolder } from '../../src-main/core/access/folder-access.ts';
import { appendEntry, type Commit, emptyLog, type LogHead, readCommits } from '../../src-main/core/audit/log.ts';
import { checkVault } from '../../src-main/core/check/check-vault.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { renameFolder } from '../../src-main/core/folders/rename-folder.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { changePassword } from '../../src-main/core/people/change-password.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import { blobOf, integerOf, optionalBlobOf } from '../../src-main/core/ports/row.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { ownPassword } from '../support/office.ts';
import { openTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { officerName } from '../support/test-vault.ts';
import { addDocument, asUser, copyOf, type WorkingOffice, workingOfficeOfWorker } from './office.ts';

export const leasNewPassword = 'Zonnebloem-88-Kattenluik';

/** An office with a week behind it: what its files were then, and a key to read them with. */
export interface History {
  readonly today: WorkingOffice;
  readonly lastWeek: WorkingOffice;
  readonly databaseKey: Buffer;
}

/** Entries enough for a checkpoint at the next sign-in of the Privacy Officer. */
const busyEntries = 66;

/** For the top of a test file: makes the history once. Each call gives a copy of today's office, and last week's to take from. */
export function officeWithHistory(): () => History {
  let made: (History & { readonly homes: readonly TempFolder[] }) | null = null;
  beforeAll(async () => {
    const homes = [openTempFolder('kluis-security-'), openTempFolder('kluis-security-')] as const;
    const today = copyOf(await workingOfficeOfWorker(), homes[0]);
    await beBusy(today);
    const lastWeek = copyOf(today, homes[1]);
    await liveOn(today);
    const { databaseKey } = await today.insider('Sam');
    made = { today, lastWeek, databaseKey, homes };
  });
  afterAll(() => {
    for (const home of made?.homes ?? []) home[Symbol.dispose]();
  });
  return () => {
    if (made === null) throw new Error('only inside a test');
    return { ...made, today: copyOf(made.today) };
  };
}

/** Wim writes until a checkpoint is due, which the Privacy Officer then signs. */
async function beBusy({ office, folders }: WorkingOffice): Promise<void> {
  await asUser(office, 'Wim', (wim) => {
    for (let number = 0; number < busyEntries; number += 1) addNote(wim, folders.beta, `number ${number}`);
  });
  await asUser(office, officerName, () => undefined);
}

/** A week in which something changes in every table, with a checkpoint in it and some entries after that. */
async function liveOn(working: WorkingOffice): Promise<void> {
  const { office, folders, idOf } = working;
  await asUser(office, 'Lea', (lea) => changePassword(lea, ownPassword, leasNewPassword));
  await asUser(office, officerName, async (officer) => {
    grantFolder(officer, { id: folders.beta, kind: 'client' }, idOf('Rob'), { rights: 'write', endsAt: null });
    await revokeFolder(officer, folders.beta, idOf('Rob'));
  });
  await beBusy(working);
  await asUser(office, 'Wim', async (wim) => {
    addNote(wim, folders.alfa, 'a note of this week');
    renameFolder(wim, folders.alfa, 'Alfa onder een nieuwe naam');
    await addDocument(office, wim, folders.alfa, 'brief van deze week', 'nieuw');
  });
}

/** Puts files of last week in the place of today's. */
export function putBack({ today, lastWeek }: History, ...names: readonly string[]): void {
  for (const name of names) {
    rmSync(`${today.office.folder}/${name}`, { recursive: true, force: true });
    cpSync(`${lastWeek.office.folder}/${name}`, `${today.office.folder}/${name}`, { recursive: true });
  }
}

/**
 * What is refused when the Privacy Officer signs in or, where she can, what her check then finds: parts, or the code of
 * what is no question of integrity.
 */
export async function found({ office }: WorkingOffice): Promise<string[]> {
  try {
    const vault = await office.open(officerName);
    try {
      const { findings } = await checkVault(vault, unwatched);
      return [...new Set(findings.map(({ part }) => part))];
    } finally {
      await closeVault(vault);
    }
  } catch (error) {
    if (error instanceof VaultError) return [String(error.details.part ?? error.code)];
    throw error;
  }
}

/** An entry of the log with all that hashes into it. */
export interface StoredEntry {
  readonly position: number;
  readonly at: number;
  readonly details: { subject: string | null; sealed: Buffer }[];
  readonly commits: Commit[];
}

export function readEntries(db: Database, from: number): StoredEntry[] {
  return db.all('SELECT position, at FROM audit WHERE position >= ? ORDER BY position', from).map((row) => {
    const position = integerOf(row, 'position');
    return {
      position,
      at: integerOf(row, 'at'),
      details: db.all('SELECT * FROM audit_details WHERE position = ? ORDER BY number', position).map((detail) => ({
        subject: optionalBlobOf(detail, 'subject')?.toString('hex') ?? null,
        sealed: blobOf(detail, 'sealed'),
      })),
      commits: readCommits(db, position),
    };
  });
}

/** Writes the log anew from a position on: hashes are no secret, so whoever has the database key can make them fit. */
export function rewriteLog(db: Database, vault: string, entries: readonly StoredEntry[]): void {
  const [first] = entries;
  if (!first) return;
  db.transaction(() => {
    for (const table of ['audit', 'audit_details', 'audit_commits']) {
      db.run(`DELETE FROM ${table} WHERE position >= ?`, first.position);
    }
    const row = db.get('SELECT position, hash FROM audit WHERE position = ?', first.position - 1);
    let head: LogHead = row ? { position: integerOf(row, 'position'), hash: blobOf(row, 'hash') } : emptyLog;
    for (const entry of entries) head = appendEntry(db, vault, head, entry);
  });
}
