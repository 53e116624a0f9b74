import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { base64, fromBase64, idBytes, noBytes } from '../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../src-main/core/crypto/signing.ts';
import { type Statement, statementBytes } from '../../src-main/core/crypto/statement.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { endorse } from '../../src-main/core/people/endorsements.ts';
import type { Database, SqlRow, SqlValue } from '../../src-main/core/ports/database.ts';
import { blobOf, integerOf } from '../../src-main/core/ports/row.ts';
import { changeVault } from '../../src-main/core/vault/change.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { directoryCommit } from '../../src-main/core/vault/directory.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { appendForgedEntry } from './forging.ts';
import { found, type History, leasNewPassword, officeWithHistory, readEntries, rewriteLog } from './history.ts';
import { withDatabase, writingAs } from './insider.ts';
import { asUser } from './office.ts';
import { refusals } from './refusals.ts';

const freshHistory = officeWithHistory();

const onRows = <Result>({ today, databaseKey }: History, work: (db: Database) => Result): Result =>
  withDatabase(today.office.folder, databaseKey, work);
const ofLastWeek = <Result>({ lastWeek, databaseKey }: History, work: (db: Database) => Result): Result =>
  withDatabase(lastWeek.office.folder, databaseKey, work);

describe('rows:', () => {
  const sql =
    (text: string, ...parameters: SqlValue[]) =>
    (db: Database) => {
      expect(db.run(text, ...parameters).changes).toBeGreaterThan(0);
    };
  const setTo = (table: string, assignment: string, position: number) =>
    sql(`UPDATE ${table} SET ${assignment} WHERE position = ${position} AND rowid = (SELECT min(rowid) FROM ${table}
      WHERE position = ${position})`);
  /** The blobs of a column of two rows change places. */
  const exchange = (table: string, column: string, where: string) => (db: Database) => {
    const [one, two] = db.all(`SELECT rowid AS place, ${column} FROM ${table} ${where} LIMIT 2`);
    if (!one || !two) throw new Error(`too few rows in ${table}`);
    db.run(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`, two[column] ?? null, one.place ?? null);
    db.run(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`, one[column] ?? null, two.place ?? null);
  };
  const cases: readonly [string, (db: Database) => void, RegExp][] = [
    ['vault id removed', sql("DELETE FROM meta WHERE key = 'vault'"), /^vault\.db meta vault$/],
    [
      'kept vault.json altered',
      sql("UPDATE meta SET value = x'00' WHERE key = 'vault-file'"),
      /^vault\.db meta vault-file$/,
    ],
    ['an unknown meta row', sql("INSERT INTO meta VALUES ('more', x'00')"), /^vault\.db meta more$/],
    ['directory removed', sql('DELETE FROM directory'), /^directory$/],
    ['directory twice', sql('INSERT INTO directory SELECT version + 1, statement FROM directory'), /^directory$/],
    ['certificate removed', sql('DELETE FROM certificates'), /^certificates$/],
    ["the Privacy Officer's keyring removed", sql('DELETE FROM keyrings'), /^keyring$/],
    ['two keyrings exchanged', exchange('keyrings', 'sealed', ''), /^keyring/],
    [
      'a compartment removed',
      sql('DELETE FROM compartments WHERE rowid = (SELECT max(rowid) FROM compartments)'),
      /^compartment /,
    ],
    [
      'a compartment set back by one',
      sql('UPDATE compartments SET version = version - 1 WHERE version > 3'),
      /^compartment /,
    ],
    [
      'a compartment added',
      sql("INSERT INTO compartments VALUES (randomblob(16), 1, 1, x'00', x'00')"),
      /^compartment /,
    ],
    [
      'two escrows of folders exchanged',
      exchange('compartment_keys', 'escrow', 'WHERE step_up IS NULL'),
      /^compartment [0-9a-f]+ keys$|^compartment/,
    ],
    [
      'two step-up rows exchanged',
      exchange('compartment_keys', 'step_up', 'WHERE step_up IS NOT NULL'),
      /^compartment/,
    ],
    [
      'a key of an archive removed',
      sql(
        'DELETE FROM compartment_keys WHERE rowid = (SELECT min(rowid) FROM compartment_keys WHERE step_up IS NOT NULL)',
      ),
      /^compartment/,
    ],
    ['a record removed', sql('DELETE FROM records WHERE rowid = (SELECT max(rowid) FROM records)'), /^compartment /],
    ['two records exchanged', exchange('records', 'sealed', 'WHERE version = 1'), /^records /],
    [
      'a record with another version',
      sql('UPDATE records SET version = version + 1 WHERE rowid = (SELECT max(rowid) FROM records)'),
      /^records /,
    ],
    [
      'a record of nothing',
      sql(
        'INSERT INTO records SELECT randomblob(16), randomblob(16), bucket, epoch, version, hash, sealed FROM records LIMIT 1',
      ),
      /^records of /,
    ],
    ['a version removed', sql('DELETE FROM contents WHERE rowid = (SELECT max(rowid) FROM contents)'), /^compartment /],
    ['two headers exchanged', exchange('contents', 'header', ''), /^contents /],
    ['two objects exchanged', exchange('contents', 'object', ''), /^contents /],
    ['a message removed', sql('DELETE FROM messages WHERE rowid = (SELECT max(rowid) FROM messages)'), /^messages /],
    ['two messages exchanged', exchange('messages', 'sealed', ''), /^messages /],
    ['a document of a message removed', sql('DELETE FROM message_contents'), /^messages /],
    ['a tombstone removed', sql('DELETE FROM tombstones'), /^tombstones |^audit log/],
    ['a tombstone altered', sql("UPDATE tombstones SET sealed = x'00'"), /^tombstones |^audit log/],
    ['an entry of long ago removed', sql('DELETE FROM audit WHERE position = 5'), /^audit log 5$/],
    ['an entry of long ago altered', sql('UPDATE audit SET at = at + 1 WHERE position = 5'), /^audit log 5$/],
    [
      'the last entry removed',
      sql('DELETE FROM audit WHERE position = (SELECT max(position) FROM audit)'),
      /^audit log \d+$/,
    ],
    [
      'a recent entry altered',
      sql('UPDATE audit SET at = at + 1 WHERE position = (SELECT max(position) - 1 FROM audit)'),
      /^audit log \d+$/,
    ],
    [
      'two recent entries exchanged',
      (db) => {
        const last = integerOf(db.get('SELECT max(position) AS n FROM audit') ?? {}, 'n');
        for (const table of ['audit', 'audit_details', 'audit_commits']) {
          for (const [from, to] of [
            [last, 0],
            [last - 1, last],
            [0, last - 1],
          ])
            db.run(`UPDATE ${table} SET position = ? WHERE position = ?`, to ?? 0, from ?? 0);
        }
      },
      /^audit log \d+$/,
    ],
    [
      'two entries of long ago exchanged',
      (db) => {
        for (const table of ['audit', 'audit_details', 'audit_commits']) {
          for (const [from, to] of [
            [8, 0],
            [7, 8],
            [0, 7],
          ])
            db.run(`UPDATE ${table} SET position = ? WHERE position = ?`, to ?? 0, from ?? 0);
        }
      },
      /^audit log 7$/,
    ],
    ['a detail removed', sql('DELETE FROM audit_details WHERE position = 5'), /^audit log 5$/],
    ['a detail altered', sql("UPDATE audit_details SET sealed = x'00' WHERE position = 5"), /^audit log 5$/],
    ['a detail erased', sql('UPDATE audit_details SET sealed = NULL WHERE position = 5'), /^audit log 5$/],
    [
      'a detail about something else',
      sql('UPDATE audit_details SET subject = randomblob(16) WHERE position = 5'),
      /^audit log 5$/,
    ],
    ['a commit removed', sql('DELETE FROM audit_commits WHERE position = 5 AND number = 0'), /^audit log 5$/],
    [
      'a commit altered',
      sql('UPDATE audit_commits SET body = zeroblob(200) WHERE position = 5 AND number = 0'),
      /^audit log 5$/,
    ],
    [
      'a recent commit removed',
      sql('DELETE FROM audit_commits WHERE position = (SELECT max(position) FROM audit)'),
      /^audit log \d+$/,
    ],
    [
      'an entry without commits added',
      sql("INSERT INTO audit SELECT max(position) + 1, 0, x'00', x'00', x'00', x'00' FROM audit"),
      /^audit log \d+$/,
    ],
    [
      'a commit of long ago of a kind that is hashed alike',
      setTo('audit_commits', 'kind = kind + 256', 5),
      /^audit log 5$/,
    ],
    ['an entry of long ago before there was time', setTo('audit', 'at = -1', 5), /^audit log 5$/],
    [
      'an entry of a day that there is not, in a chain that fits',
      (db) => {
        const last = integerOf(db.get('SELECT max(position) AS n FROM audit') ?? {}, 'n');
        const vault = blobOf(db.get("SELECT value FROM meta WHERE key = 'vault'") ?? {}, 'value').toString('hex');
        const entries = readEntries(db, last).map((entry) => ({ ...entry, at: 8.64e15 + 1 }));
        rewriteLog(db, vault, entries);
      },
      /^audit log \d+$/,
    ],
    ['a detail of long ago with a number below 0', setTo('audit_details', 'number = -1', 5), /^audit log 5$/],
    [
      'a detail of long ago with a number of 33 bits',
      setTo('audit_details', 'number = 4294967296', 5),
      /^audit log 5$/,
    ],
    ['a detail of long ago about an empty name', setTo('audit_details', "subject = x''", 5), /^audit log 5$/],
    ['an entry at position 0', sql("INSERT INTO audit VALUES (0, 0, x'00', x'00', x'00', x'00')"), /^audit log \d+$/],
    [
      'a commit behind the last number',
      sql("INSERT INTO audit_commits VALUES (9223372036854775807, 0, 1, x'00', x'00')"),
      /^audit log \d+$/,
    ],
    ['a certificate with a number below 0', sql('UPDATE certificates SET number = -1'), /^certificates$|^vault\.db$/],
    ['a compartment of an epoch below 0', sql('UPDATE compartments SET epoch = -1'), /^compartment [0-9a-f]{32}$/],
    ['a compartment of a version below 0', sql('UPDATE compartments SET version = -1'), /^compartment [0-9a-f]{32}$/],
    ['a key of an epoch below 0', sql('UPDATE compartment_keys SET epoch = -epoch'), /^compartment [0-9a-f]{32} keys$/],
    ['records of a version below 0', sql('UPDATE records SET version = -1'), /^records [0-9a-f]{32}$/],
    ['records of an epoch below 0', sql('UPDATE records SET epoch = -1'), /^records [0-9a-f]{32}$/],
    ['versions of documents of a version below 0', sql('UPDATE contents SET version = -1'), /^contents [0-9a-f]{32}$/],
    ['versions of documents of an epoch below 0', sql('UPDATE contents SET epoch = -1'), /^contents [0-9a-f]{32}$/],
    ['a message of an epoch below 0', sql('UPDATE messages SET epoch = -1'), /^messages [0-9a-f]{32}$/],
    [
      'a compartment of an epoch that nobody counts to',
      sql("INSERT INTO compartments VALUES (randomblob(16), 9007199254740991, 1, x'00', x'00')"),
      /^compartment [0-9a-f]{32} key 1$/,
    ],
    ['a checkpoint altered', sql("UPDATE checkpoints SET summary = CAST(summary || x'00' AS BLOB)"), /^checkpoint$/],
    ['a checkpoint moved', sql('UPDATE checkpoints SET position = position - 1'), /^checkpoint$/],
    ['a table more', (db) => db.run('CREATE TABLE more (x)'), /^vault\.db schema more$/],
    [
      'a trigger',
      (db) => db.run('CREATE TRIGGER more AFTER DELETE ON records BEGIN SELECT 1; END'),
      /^vault\.db schema more$/,
    ],
  ];
  test.each(cases)('%s', async (_, change, part) => {
    const history = freshHistory();
    onRows(history, change);
    expect(await found(history.today)).toEqual(expect.arrayContaining([expect.stringMatching(part)]));
  });

  test.each(['records', 'contents'] as const)('one row of last week among newer ones, in %s', async (table) => {
    const history = freshHistory();
    const rowsOf = (db: Database) => db.all(`SELECT * FROM ${table}`);
    const idIn = (row: SqlRow) => blobOf(row, 'id').toString('hex');
    const present = new Map(onRows(history, rowsOf).map((row) => [idIn(row), row]));
    const older = ofLastWeek(history, rowsOf).find((row) => {
      const now = present.get(idIn(row));
      return now !== undefined && !blobOf(now, 'hash').equals(blobOf(row, 'hash'));
    });
    if (!older) throw new Error(`nothing in ${table} has changed since`);
    onRows(history, (db) => {
      const values = Object.values(older);
      expect(db.run(`REPLACE INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, ...values).changes).toBe(1);
    });
    expect(await found(history.today)).toContain(`compartment ${blobOf(older, 'compartment').toString('hex')}`);
  });

  test('a public key replaced in the directory', async () => {
    const history = freshHistory();
    onRows(history, (db) => {
      const row = db.get('SELECT statement FROM directory');
      const statement: Statement = JSON.parse((row ? blobOf(row, 'statement') : noBytes).toString());
      const payload = JSON.parse(fromBase64(statement.payload).toString());
      payload.users[1].keys[0].recipient = formatX25519Recipient(generateX25519Identity().recipient);
      const forged = { ...statement, payload: base64(Buffer.from(JSON.stringify(payload))) };
      db.run('UPDATE directory SET statement = ?', statementBytes(forged));
    });
    expect(await found(history.today)).toEqual(['directory']);
  });

  test("another's keyring in the place of one's own, and one's own of last week", async () => {
    for (const which of ['another', 'older']) {
      const history = freshHistory();
      const wim = idBytes(history.today.idOf('Wim'));
      // The whole row: its column `version` fits the keyring that lies beside it.
      const keyringOf = (db: Database, user: Buffer) =>
        db.get('SELECT version, sealed FROM keyrings WHERE user = ?', user) ?? {};
      const older = ofLastWeek(history, (db) => keyringOf(db, wim));
      onRows(history, (db) => {
        const row = which === 'older' ? older : keyringOf(db, idBytes(history.today.idOf('Mia')));
        db.run('UPDATE keyrings SET version = ?, sealed = ? WHERE user = ?', ...Object.values(row), wim);
      });
      expect(await refusals(history.today, 'Wim')).toEqual(['keyring']);
    }
  });

  test('an old directory, also when a forged entry names it', async () => {
    for (const named of [false, true]) {
      const history = freshHistory();
      const old = ofLastWeek(history, (db) => db.get('SELECT version, statement FROM directory')) ?? {};
      const sam = await history.today.insider('Sam');
      const { directory } = await asUser(history.today.office, 'Sam', (vault) => vault);
      onRows(history, (db) => {
        const statement = blobOf(old, 'statement');
        db.run('UPDATE directory SET version = ?, statement = ?', old.version ?? null, statement);
        if (!named) return;
        const body = directoryCommit(integerOf(old, 'version'), statement);
        appendForgedEntry(db, sam, directory, [{ kind: commitKinds.directory, key: noBytes, body }]);
      });
      expect(await found(history.today)).toEqual([named ? expect.stringMatching(/^old directory/) : 'directory']);
    }
  });

  test('a second endorsement of an account', async () => {
    const history = freshHistory();
    const sam = await history.today.insider('Sam');
    const { directory } = await asUser(history.today.office, 'Sam', (vault) => vault);
    const provisional = directory.users.find(({ id }) => id === history.today.idOf('Wim'))?.keys[0]?.signing ?? '';
    onRows(history, (db) => {
      const fresh = { signing: newSigningKey(), identity: generateX25519Identity() };
      const statement = endorse(sam.vault, history.today.idOf('Wim'), fresh, sam.signing);
      const commit = { kind: commitKinds.endorsement, key: fromBase64(provisional), body: statementBytes(statement) };
      appendForgedEntry(db, sam, directory, [commit]);
    });
    expect(await found(history.today)).toEqual([expect.stringMatching(/^audit log \d+$/)]);
  });

  test('an entry by nobody of the office is named, and no checkpoint is signed over it', async () => {
    const history = freshHistory();
    const { office, folders } = history.today;
    let position = 0;
    await asUser(office, 'Sam', (sam) => {
      changeVault(writingAs(sam, { user: sam.user.id, signing: newSigningKey() }), (change) => {
        change.tell('document-exported', {});
        ({ position } = change);
      });
    });
    await asUser(office, 'Wim', (wim) => {
      for (let number = 0; number < 66; number += 1) addNote(wim, folders.beta, `number ${number}`);
    });
    const checkpointOf = (db: Database) => db.get('SELECT position FROM checkpoints');
    const before = onRows(history, checkpointOf);
    const session = await openSession(office.env, office.folder, { name: officerName, password: officerPassphrase });
    try {
      const expected = { step: 'write-due-checkpoint', error: { details: { part: `audit log ${position}` } } };
      expect(session.unfinished).toMatchObject([expected]);
      expect(checkpointOf(session.vault.db)).toEqual(before);
    } finally {
      await closeVault(session.vault);
    }
  });

  test('a log that was written anew from its checkpoint on is not the one that was signed, also where nobody knew it', async () => {
    const history = freshHistory();
    const sam = await history.today.insider('Sam');
    onRows(history, (db) => {
      const checkpoint = integerOf(db.get('SELECT position FROM checkpoints') ?? {}, 'position');
      const [altered, ...later] = readEntries(db, checkpoint);
      if (!altered) throw new Error(`no entry ${checkpoint}`);
      rewriteLog(db, sam.vault, [{ ...altered, at: altered.at + 1 }, ...later]);
    });
    rmSync(`${history.today.office.configFolder}/keychain/${sam.vault}.head`);
    for (const name of ['Wim', officerName] as const) {
      expect(await refusals(history.today, name)).toEqual(['checkpoint']);
    }
  });

  test("last week's checkpoint is as good as today's", async () => {
    const history = freshHistory();
    const old = ofLastWeek(history, (db) => db.get('SELECT * FROM checkpoints')) ?? {};
    onRows(history, (db) => {
      const present = integerOf(db.get('SELECT position FROM checkpoints') ?? {}, 'position');
      expect(integerOf(old, 'position')).toBeLessThan(present);
      db.run('DELETE FROM checkpoints');
      db.run('INSERT INTO checkpoints VALUES (?, ?, ?)', ...Object.values(old));
    });
    expect(await refusals(history.today, 'Wim')).toEqual([]);
    expect(await found(history.today)).toEqual([]);
  });
});

describe("last week's rows of one folder", () => {
  const tables = ['records', 'contents', 'compartments', 'compartment_keys'] as const;
  const columnOf = (table: string) => (table === 'compartments' ? 'id' : 'compartment');
  const putRowsBack = (history: History, folder: string) => {
    const id = idBytes(folder);
    for (const table of tables) {
      const old = ofLastWeek(history, (db) => db.all(`SELECT * FROM ${table} WHERE ${columnOf(table)} = ?`, id));
      expect(old.length).toBeGreaterThan(0);
      onRows(history, (db) => {
        db.run(`DELETE FROM ${table} WHERE ${columnOf(table)} = ?`, id);
        for (const row of old) {
          const values = Object.values(row);
          db.run(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, ...values);
        }
      });
    }
  };

  test('with their own old commit, which stands in the log', async () => {
    const history = freshHistory();
    const { alfa } = history.today.folders;
    putRowsBack(history, alfa);
    for (const name of ['Wim', 'Lea'] as const) {
      const password = name === 'Lea' ? leasNewPassword : undefined;
      const vault = await history.today.office.open(name, password);
      expect(vault.broken.get(alfa)).toMatchObject({ error: { details: { part: `compartment ${alfa}` } } });
      await closeVault(vault);
    }
    expect(await found(history.today)).toContain(`compartment ${alfa}`);
  });

  test('with the newer commits taken out of the log', async () => {
    const history = freshHistory();
    const { alfa } = history.today.folders;
    putRowsBack(history, alfa);
    onRows(history, (db) => {
      const checkpoint = integerOf(db.get('SELECT position FROM checkpoints') ?? {}, 'position');
      db.run('DELETE FROM audit_commits WHERE position > ? AND kind = ?', checkpoint, commitKinds.compartment);
    });
    expect(await found(history.today)).toEqual([expect.stringMatching(/^audit log \d+$/)]);
  });

  test('with a log that was written anew without them: this computer remembers another one', async () => {
    const history = freshHistory();
    const { alfa } = history.today.folders;
    const sam = await history.today.insider('Sam');
    putRowsBack(history, alfa);
    onRows(history, (db) => {
      const checkpoint = integerOf(db.get('SELECT position FROM checkpoints') ?? {}, 'position');
      // Nobody but Wim changed anything since, and nothing but Alfa.
      const entries = readEntries(db, checkpoint + 1).map((entry) => ({
        ...entry,
        commits: entry.commits.filter(({ kind }) => kind !== commitKinds.compartment),
      }));
      expect(entries.length).toBeGreaterThan(2);
      rewriteLog(db, sam.vault, entries);
    });
    // Rows and log alone could not tell: they are what they were before. Only the document of this week lies about.
    expect(await found(history.today)).toEqual(['vault', expect.stringMatching(/^objects /)]);
    await asUser(history.today.office, 'Wim', (wim) => {
      expect([wim.readOnly, wim.broken.size]).toEqual([true, 0]);
      expect(() => addNote(wim, alfa, 'no')).toThrowError(expect.objectContaining({ code: 'vault-read-only' }));
    });
  });

  test('with newer entries forged behind, and the old directory and keyrings', async () => {
    const history = freshHistory();
    const { beta } = history.today.folders;
    const sam = await history.today.insider('Sam');
    const { directory } = await asUser(history.today.office, 'Sam', (vault) => vault);
    putRowsBack(history, beta);
    const old = ofLastWeek(history, (db) => ({
      directory: db.all('SELECT * FROM directory'),
      keyrings: db.all('SELECT * FROM keyrings'),
    }));
    onRows(history, (db) => {
      for (const [table, rows] of Object.entries(old)) {
        db.run(`DELETE FROM ${table}`);
        for (const row of rows) {
          const values = Object.values(row);
          db.run(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`, ...values);
        }
      }
      const [row = {}] = old.directory;
      const body = directoryCommit(integerOf(row, 'version'), blobOf(row, 'statement'));
      appendForgedEntry(db, sam, directory, [{ kind: commitKinds.directory, key: noBytes, body }]);
      appendForgedEntry(db, sam, directory, []);
    });
    expect(await found(history.today)).toEqual([expect.stringMatching(/^old directory/)]);
  });
});
