import { backupWritersKey, readBackupWriters } from '../backup/sources/backup-writers.ts';
import { acknowledgementsKey, readAcknowledgements } from '../backup/verify/acknowledge.ts';
import { idBytes } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, textOf } from '../ports/row.ts';
import { lastRestoreKey, readLastRestore } from '../vault/last-restore.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { contentBytes } from '../vault/vault-file.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';

const metaKeys: ReadonlySet<string> = new Set([
  'vault',
  'vault-file',
  backupWritersKey,
  acknowledgementsKey,
  lastRestoreKey,
]);

/** `vault.db` as a file and as a database; what its rows mean is checked elsewhere. @returns how many pages. */
export async function checkDatabase(
  vault: OpenVault,
  findings: Findings,
  progress: Progress,
  share: number,
): Promise<number> {
  const verdict = await findings.attemptAsync('vault.db', () => vault.db.verifyPages(progress.part(share)));
  nameBadPages(findings, verdict?.badPages ?? []);
  checkStructure(vault.db, findings);
  findings.attempt('vault.db meta', () => checkMeta(vault, findings));
  findings.attempt(`vault.db meta ${backupWritersKey}`, () => checkBackupWriters(vault, findings));
  findings.attempt(`vault.db meta ${acknowledgementsKey}`, () => readAcknowledgements(vault));
  findings.attempt(`vault.db meta ${lastRestoreKey}`, () => readLastRestore(vault));
  return verdict?.pages ?? 0;
}

export function nameBadPages(findings: Findings, pages: readonly number[]): void {
  for (const page of pages) findings.add(`vault.db page ${page}`, 'altered', 'its HMAC does not match');
}

/** What SQLite itself finds wrong in its tables and indexes. */
export function checkStructure(db: Database, findings: Findings): void {
  findings.attempt('vault.db', () => {
    for (const row of db.all('PRAGMA integrity_check(100)')) {
      const said = textOf(row, 'integrity_check');
      if (said !== 'ok') findings.add('vault.db', 'altered', said);
    }
  });
}

function checkMeta(vault: OpenVault, findings: Findings): void {
  const values = new Map(vault.db.all('SELECT key, value FROM meta').map((row) => [textOf(row, 'key'), row]));
  for (const key of values.keys()) {
    if (!metaKeys.has(key)) findings.add(`vault.db meta ${key}`, 'superfluous', 'the format does not have it');
  }
  const expected = { vault: idBytes(vault.id), 'vault-file': contentBytes(vault.official) };
  for (const [key, bytes] of Object.entries(expected)) {
    const row = values.get(key);
    if (!row) findings.add(`vault.db meta ${key}`, 'missing', 'there is no such value');
    else if (!blobOf(row, 'value').equals(bytes)) findings.add(`vault.db meta ${key}`, 'altered', 'another value');
  }
}

/** One that is missing is signed at the Privacy Officer's next sign-in. */
function checkBackupWriters(vault: OpenVault, findings: Findings): void {
  for (const { writer } of readBackupWriters(vault)) {
    const isKnown = vault.directory.computers.some(
      ({ id, signing }) => id === writer.computer && signing === writer.signing,
    );
    const part = `vault.db meta ${backupWritersKey} ${writer.computer}`;
    if (!isKnown) findings.add(part, 'superfluous', 'a computer that the directory does not have');
  }
}
