import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../src-main/core/ports/database.ts';
import { startProcess } from './support/start-process.ts';
import { codeOf, filledVaultFolder, vaultErrorOf, vaultFolder } from './support/vault-folder.ts';

function withItems(rows: number): Database {
  return filledVaultFolder(rows).open();
}

describe('values', () => {
  it('come back as they went in, with the types that SQLite should store', () => {
    const db = vaultFolder().open({ create: true });
    const values = ['é€😀', 0, -1, 2 ** 31, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER, Uint8Array.of(0, 255), null];
    for (const value of values) {
      const row = db.get('SELECT ? AS value, typeof(?) AS type', value, value);
      expect(row?.type).toBe(
        value === null ? 'null' : typeof value === 'number' ? 'integer' : typeof value === 'string' ? 'text' : 'blob',
      );
      expect(value instanceof Uint8Array ? new Uint8Array(Buffer.from(row?.value as Uint8Array)) : row?.value).toEqual(
        value,
      );
    }
    db.close();
  });

  it('that are no safe integers are refused instead of rounded', () => {
    const db = vaultFolder().open({ create: true });
    for (const value of [0.5, 2 ** 53, Number.NaN]) expect(codeOf(() => db.get('SELECT ?', value))).toBe('internal');
    db.close();
  });
});

describe('errors', () => {
  it('never quote a parameter, not even where SQLite does', () => {
    const db = vaultFolder().open({ create: true });
    db.run('CREATE VIRTUAL TABLE words USING fts5(text)');
    db.run('CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT');
    db.run('INSERT INTO item VALUES (1, ?)', 'geheim');
    const errors = [
      vaultErrorOf(() => db.all('SELECT * FROM words WHERE words MATCH ?', 'geheim : x')),
      vaultErrorOf(() => db.all('SELECT json(?)', '{geheim')),
      vaultErrorOf(() => db.run('INSERT INTO item VALUES (2, ?)', 'geheim')),
      vaultErrorOf(() => db.run('INSERT INTO item VALUES (?, ?)', 'geheim', 'x')),
      vaultErrorOf(() => db.run('INSERT INTO item VALUES (?, ?)', 'geheim')),
    ];
    for (const error of errors) {
      expect(error.code).toBe('internal');
      expect(error.message).not.toContain('geheim');
      expect(error.cause).toBeUndefined();
    }
    expect(errors[2]?.message).toContain('UNIQUE constraint failed: item.name');
    db.close();
  });

  it('name what is wrong with the SQL itself', () => {
    const db = vaultFolder().open({ create: true });
    expect(vaultErrorOf(() => db.run('SELEC 1')).message).toContain('near "SELEC"');
    db.close();
    expect(codeOf(() => db.get('SELECT 1'))).toBe('internal');
  });
});

describe('transaction', () => {
  it('returns the result, and undoes everything when the work throws', () => {
    const db = withItems(3);
    expect(db.transaction(() => db.run('DELETE FROM item WHERE id = 1').changes)).toBe(1);
    const failure = new Error('stop');
    expect(() =>
      db.transaction(() => {
        db.run('DELETE FROM item');
        throw failure;
      }),
    ).toThrow(failure);
    expect(db.get('SELECT count(*) AS n FROM item')).toEqual({ n: 2 });
    db.close();
  });

  it('refuses another inside it, and work that waits; the connection stays usable', () => {
    const db = withItems(3);
    const nested = () => db.transaction(() => db.transaction(() => db.run('DELETE FROM item')));
    expect(vaultErrorOf(nested).message).toContain('a transaction inside a transaction');
    // Also for one who does not hear it, the outer transaction goes on as a whole.
    const deaf = () =>
      db.transaction(() => {
        db.run('DELETE FROM item');
        codeOf(() => db.transaction(() => undefined));
        throw new Error('stop');
      });
    expect(deaf).toThrow('stop');
    const waiting = () =>
      db.transaction(async () => {
        db.run('DELETE FROM item');
      });
    expect(codeOf(waiting)).toBe('internal');
    expect(db.transaction(() => db.get('SELECT count(*) AS n FROM item'))).toEqual({ n: 3 });
    db.close();
  });

  it('undoes when the commit itself fails', () => {
    const db = vaultFolder().open({ create: true });
    db.run('CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT');
    db.run('CREATE TABLE child (id INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED) STRICT');
    expect(codeOf(() => db.transaction(() => db.run('INSERT INTO child VALUES (7)')))).toBe('internal');
    expect(db.transaction(() => db.all('SELECT * FROM child'))).toEqual([]);
    db.close();
  });

  it('is undone by close, and by SIGKILL in the middle; what was committed before is there', async () => {
    const folder = filledVaultFolder(10);
    const db = folder.open();
    db.run('BEGIN IMMEDIATE');
    db.run('DELETE FROM item');
    db.close();
    const crashed = await startProcess('crash-in-transaction', folder.path, folder.key);
    expect(crashed.exitSignal()).toBe('SIGKILL');
    expect(statSync(`${folder.databasePath}-wal`).size).toBeGreaterThan(10_000_000);
    const again = folder.open();
    expect(again.get('SELECT count(*) AS n FROM item')).toEqual({ n: 10 });
    expect(again.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    again.close();
  });
});

describe('iterate', () => {
  const sql = 'SELECT id FROM item ORDER BY id';

  it('gives rows one by one, also when the same SQL is in use, and frees the connection however the loop ends', () => {
    const db = withItems(4);
    const pairs: unknown[] = [];
    for (const outer of db.iterate(sql)) for (const inner of db.iterate(sql)) pairs.push([outer.id, inner.id]);
    expect(pairs).toHaveLength(16);
    for (const _ of db.iterate(sql)) break;
    const leave = () => {
      for (const _ of db.iterate(sql)) throw new Error('left');
    };
    expect(leave).toThrow('left');
    expect(db.run('DELETE FROM item WHERE id = 1').changes).toBe(1);
    db.checkpoint();
    db.close();
  });

  it('does nothing before the first row is asked for', () => {
    const db = withItems(1);
    const rows = db.iterate(sql);
    db.run('DELETE FROM item');
    expect([...rows]).toEqual([]);
    db.close();
  });

  it('refuses writing inside the loop instead of leaving the result open', () => {
    const db = withItems(3);
    const write = () => {
      for (const { id } of db.iterate(sql)) db.run('DELETE FROM item WHERE id = ?', Number(id));
    };
    expect(codeOf(write)).toBe('internal');
    expect(db.all(sql)).toHaveLength(3);
    db.close();
  });

  it('does not stand in the way of a rollback or of close', () => {
    const db = withItems(3);
    const abandon = () =>
      db.transaction(() => {
        db.run('DELETE FROM item WHERE id = 1');
        db.iterate(sql).next();
      });
    expect(codeOf(abandon)).toBe('internal');
    expect(db.all(sql)).toHaveLength(3);
    const rows = db.iterate(sql);
    rows.next();
    db.close();
    db.close();
    expect(rows.next().done).toBe(true);
  });
});

describe('checkpoint', () => {
  it('brings everything into the file and empties the log', () => {
    const folder = filledVaultFolder(1);
    const db = folder.open();
    db.run('INSERT INTO item VALUES (2, zeroblob(50000))');
    expect(statSync(`${folder.databasePath}-wal`).size).toBeGreaterThan(50_000);
    const before = statSync(folder.databasePath).size;
    db.checkpoint();
    expect(statSync(`${folder.databasePath}-wal`).size).toBe(0);
    expect(statSync(folder.databasePath).size).toBeGreaterThan(before + 40_000);
    db.close();
  });

  it('fails inside a transaction, and while a loop reads', () => {
    const db = withItems(3);
    expect(codeOf(() => db.transaction(() => db.checkpoint()))).toBe('internal');
    db.run('INSERT INTO item VALUES (9, zeroblob(10))');
    const inLoop = () => {
      for (const _ of db.iterate('SELECT id FROM item')) db.checkpoint();
    };
    expect(codeOf(inLoop)).toBe('internal');
    db.checkpoint();
    db.close();
  });

  it('leaves pages that nothing touched byte for byte as they were, which backups count on', () => {
    const folder = filledVaultFolder(200);
    const before = readFileSync(folder.databasePath);
    const db = folder.open();
    db.run('UPDATE item SET body = zeroblob(2000) WHERE id = 100');
    db.checkpoint();
    db.close();
    const after = readFileSync(folder.databasePath);
    expect(after.length).toBe(before.length);
    let changed = 0;
    for (let start = 0; start < after.length; start += 4096) {
      if (!after.subarray(start, start + 4096).equals(before.subarray(start, start + 4096))) changed += 1;
    }
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThanOrEqual(3);
  });
});

it('keeps working when there are more SQL texts than the cache of statements holds', () => {
  const db = vaultFolder().open({ create: true });
  for (let round = 0; round < 2; round += 1) {
    for (let n = 1; n <= 700; n += 1) expect(db.get(`SELECT ${n} AS n`)).toEqual({ n });
  }
  db.close();
});
