import { idBytes } from '../crypto/bytes.ts';
import { blobOf, textOf } from '../ports/row.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { contentBytes } from '../vault/vault-file.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';

const tables: ReadonlySet<string> = new Set([
  'meta',
  'directory',
  'certificates',
  'keyrings',
  'compartments',
  'compartment_keys',
  'records',
  'contents',
  'messages',
  'message_contents',
  'personal',
  'personal_rows',
  'audit',
  'audit_details',
  'audit_commits',
  'checkpoints',
  'tombstones',
  'copies',
]);

const metaKeys: ReadonlySet<string> = new Set(['vault', 'vault-file', 'created', 'pending', 'restored']);

/** `vault.db` as a file and as a database; what its rows mean is checked elsewhere. @returns how many pages. */
export async function checkDatabase(
  vault: OpenVault,
  findings: Findings,
  progress: Progress,
  share: number,
): Promise<number> {
  const verdict = await findings.attemptAsync('vault.db', () => vault.db.verifyPages(progress.part(share)));
  for (const page of verdict?.badPages ?? [])
    findings.add(`vault.db page ${page}`, 'altered', 'its HMAC does not match');
  findings.attempt('vault.db', () => {
    for (const row of vault.db.all('PRAGMA integrity_check(100)')) {
      const said = textOf(row, 'integrity_check');
      if (said !== 'ok') findings.add('vault.db', 'altered', said);
    }
  });
  findings.attempt('vault.db schema', () => checkSchema(vault, findings));
  findings.attempt('vault.db meta', () => checkMeta(vault, findings));
  return verdict?.pages ?? 0;
}

/** Somebody with the database key could add a trigger that acts at every change. */
function checkSchema(vault: OpenVault, findings: Findings): void {
  for (const row of vault.db.all('SELECT type, name, tbl_name FROM sqlite_schema')) {
    const [type, name, table] = [textOf(row, 'type'), textOf(row, 'name'), textOf(row, 'tbl_name')];
    const expected = (type === 'table' || type === 'index') && (tables.has(table) || name.startsWith('sqlite_'));
    if (!expected) findings.add(`vault.db schema ${name}`, 'superfluous', `a ${type} that the format does not have`);
  }
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
