import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeWithTools, tool } from '../../support/tools.ts';
import { startProcess } from './support/start-process.ts';
import { codeOf, filledVaultFolder, vaultFolder } from './support/vault-folder.ts';

/** What the published tool says to `sql`, given nothing but the file and the 96 hex digits. */
function askSqlcipher(path: string, key: Uint8Array, sql: string): string {
  const input = `PRAGMA key = "x'${Buffer.from(key).toString('hex')}'";\n${sql}\n`;
  return execFileSync(tool('sqlcipher'), ['-batch', path], { input, encoding: 'utf8', stdio: 'pipe' }).trim();
}

describeWithTools(['sqlcipher'], 'the sqlcipher tool', () => {
  it('reads our file', () => {
    const folder = vaultFolder();
    const db = folder.open({ create: true });
    db.run('CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT');
    db.run('INSERT INTO item VALUES (1, ?), (2, ?)', 'één', 'twee');
    db.close();
    expect(readFileSync(folder.databasePath).toString('latin1', 0, 15)).not.toBe('SQLite format 3');
    const said = askSqlcipher(folder.databasePath, folder.key, 'SELECT * FROM item; PRAGMA cipher_version;');
    expect(said).toMatch(/^ok\n1\|één\n2\|twee\n4\./);
  });

  it('finds every page intact, and reads what a crash left in the log', async () => {
    const folder = vaultFolder();
    await startProcess('write-and-crash', folder.path, folder.key);
    const sql = 'SELECT count(*) FROM item; PRAGMA cipher_integrity_check; PRAGMA integrity_check;';
    // cipher_integrity_check answers with nothing when all is well.
    expect(askSqlcipher(folder.databasePath, folder.key, sql)).toBe('ok\n100\nok');
  });

  it('writes what we read', () => {
    const folder = filledVaultFolder(1);
    askSqlcipher(folder.databasePath, folder.key, "INSERT INTO item VALUES (2, x'beef');");
    const db = folder.open();
    expect(db.get('SELECT hex(body) AS body FROM item WHERE id = 2')).toEqual({ body: 'BEEF' });
    db.close();
  });

  it('opens nothing with another key', () => {
    const folder = filledVaultFolder(1);
    expect(() => askSqlcipher(folder.databasePath, Buffer.alloc(48, 1), 'SELECT count(*) FROM item;')).toThrow(
      'file is not a database',
    );
    expect(codeOf(() => vaultFolder(folder.path).open())).toBe('integrity-violated');
  });
});
