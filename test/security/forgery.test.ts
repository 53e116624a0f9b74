import { describe, expect, test } from 'vitest';
import { blindedCommitId } from '../../src-main/core/access/compartment-key.ts';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { idBytes, newId } from '../../src-main/core/crypto/bytes.ts';
import { newSigningKey } from '../../src-main/core/crypto/signing.ts';
import { statementBytes } from '../../src-main/core/crypto/statement.ts';
import { endorse } from '../../src-main/core/people/endorsements.ts';
import { blobOf, integerOf } from '../../src-main/core/ports/row.ts';
import { changeVault } from '../../src-main/core/vault/change.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { officerName } from '../support/test-vault.ts';
import { appendForgedEntry, behindIndex, findRecord, forgedRecord } from './forging.ts';
import { type Insider, insiderOf, keyOf, withDatabase, writingAs } from './insider.ts';
import { asUser, type WorkingOffice, workingOffice } from './office.ts';
import { refusals } from './refusals.ts';

const freshOffice = workingOffice();
const others = ['Wim', officerName] as const;

/** Everybody else who has the folder refuses it, and names it. */
async function expectRefused(working: WorkingOffice, part: string | RegExp): Promise<void> {
  for (const name of others) {
    const found = await refusals(working, name);
    const matching = typeof part === 'string' ? expect.arrayContaining([part]) : [expect.stringMatching(part)];
    expect([name, found]).toEqual([name, matching]);
  }
}

test('an office that nobody forged anything in is read by everybody without a refusal', async () => {
  const working = freshOffice();
  for (const name of [...others, 'Lea', 'Mia', 'Sam', 'Ina', 'Rob'] as const) {
    expect([name, await refusals(working, name)]).toEqual([name, []]);
  }
});

/** What a reader does to a note with the key of the folder and the database as tables. */
const behindTheProgram: readonly [string, string, (working: WorkingOffice, lea: Insider, folder: string) => void][] = [
  [
    'puts another row in its place',
    'records',
    ({ office }, lea, folder) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        const note = findRecord(db, lea, folder, 'note');
        const { sealed } = forgedRecord(lea, note, lea, 'note', { text: 'forged', createdAt: 1 });
        db.run('UPDATE records SET sealed = ? WHERE id = ?', sealed, idBytes(note.place.id));
      }),
  ],
  [
    'puts another row with its hash in its place',
    'compartment',
    ({ office }, lea, folder) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        const note = findRecord(db, lea, folder, 'note');
        const { sealed, hash } = forgedRecord(lea, note, lea, 'note', { text: 'forged', createdAt: 1 });
        db.run('UPDATE records SET sealed = ?, hash = ? WHERE id = ?', sealed, hash, idBytes(note.place.id));
      }),
  ],
  [
    'puts another row in its place where the index does not see it',
    'records',
    ({ office }, lea, folder) => {
      behindIndex(office.folder, lea.databaseKey, 'records_by_compartment', (db) => {
        const note = findRecord(db, lea, folder, 'note');
        const { sealed, hash } = forgedRecord(lea, note, lea, 'note', { text: 'forged', createdAt: 1 });
        db.run('UPDATE records SET sealed = ?, hash = ? WHERE id = ?', sealed, hash, idBytes(note.place.id));
      });
    },
  ],
  [
    'removes it',
    'compartment',
    ({ office }, lea, folder) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        const note = findRecord(db, lea, folder, 'note');
        db.run('DELETE FROM records WHERE id = ?', idBytes(note.place.id));
      }),
  ],
  [
    'joins its leaf to that of the row before it, and evens out the count with an empty one',
    'compartment',
    ({ office }, lea, folder) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        const [first, second] = db.all(
          'SELECT * FROM records WHERE compartment = ? ORDER BY bucket, id LIMIT 2',
          idBytes(folder),
        );
        if (!first || !second) throw new Error('too few rows');
        db.run('DELETE FROM records WHERE id = ?', blobOf(second, 'id'));
        const joined = Buffer.concat([blobOf(first, 'hash'), blobOf(second, 'id'), blobOf(second, 'hash')]);
        db.run('UPDATE records SET hash = ? WHERE id = ?', joined, blobOf(first, 'id'));
        const [bucket, epoch] = [integerOf(second, 'bucket'), integerOf(second, 'epoch')];
        db.run("INSERT INTO records VALUES (x'', ?, ?, ?, 1, x'', x'')", idBytes(folder), bucket, epoch);
      }),
  ],
  [
    'adds one',
    'compartment',
    ({ office }, lea, folder) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        const { place, epoch } = findRecord(db, lea, folder, 'note');
        const added = { place: { ...place, id: newId(), version: 1 }, epoch, sealed: Buffer.alloc(0) };
        const { sealed, hash } = forgedRecord(lea, added, lea, 'note', { text: 'forged', createdAt: 1 });
        const id = idBytes(added.place.id);
        const bucket = Number(id[0]) >> 2;
        db.run('INSERT INTO records VALUES (?, ?, ?, ?, 1, ?, ?)', id, idBytes(folder), bucket, epoch, hash, sealed);
      }),
  ],
  [
    'exchanges the headers of two versions',
    'contents',
    ({ office }, lea, folder) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        const [one, two] = db.all('SELECT id, header FROM contents WHERE compartment = ?', idBytes(folder));
        if (!one || !two) throw new Error('too few versions');
        db.run('UPDATE contents SET header = ? WHERE id = ?', blobOf(two, 'header'), blobOf(one, 'id'));
        db.run('UPDATE contents SET header = ? WHERE id = ?', blobOf(one, 'header'), blobOf(two, 'id'));
      }),
  ],
  [
    'plants a trigger that does it when somebody else writes',
    'vault.db schema',
    ({ office }, lea) =>
      withDatabase(office.folder, lea.databaseKey, (db) => {
        db.run('CREATE TRIGGER helper AFTER INSERT ON records BEGIN UPDATE records SET sealed = sealed; END');
      }),
  ],
];

describe('a reader, with the key of the folder and the tables before her,', () => {
  test.each(behindTheProgram)('%s: others refuse it', async (_, part, forge) => {
    const working = freshOffice();
    const folder = working.folders.alfa;
    forge(working, await working.insider('Lea'), folder);
    await expectRefused(working, new RegExp(`^${part} `));
  });
});

/** What a reader does with the program, its checks taken out: her note, a head over it and a commit are made as a writer's. */
const withTheProgram: readonly [string, (lea: OpenVault, working: WorkingOffice, folder: string) => OpenVault][] = [
  ['by herself', (lea) => writingAs(lea, insiderOf(lea))],
  ["in a writer's name with her own key", (lea, { idOf }) => writingAs(lea, { ...insiderOf(lea), user: idOf('Wim') })],
  [
    "in a writer's name with a key of nobody",
    (lea, { idOf }) => writingAs(lea, { user: idOf('Wim'), signing: newSigningKey() }),
  ],
  [
    "in the Privacy Officer's name with her own key",
    (lea) => {
      const officer = lea.directory.users.find(({ role }) => role === 'privacy-officer');
      return writingAs(lea, { ...insiderOf(lea), user: officer?.id ?? '' });
    },
  ],
  ['in the name of nobody with a key of nobody', (lea) => writingAs(lea, { user: newId(), signing: newSigningKey() })],
  ['with the key of one who lost the folder', (lea, { loot }) => writingAs(lea, loot.Rob)],
  ['with the key of one who has left', (lea, { loot }) => writingAs(lea, loot.Dora)],
  [
    'with a fresh key that she endorsed',
    (lea, { idOf }) => {
      const fresh = { signing: newSigningKey(), identity: generateX25519Identity() };
      const endorsement = endorse(lea.id, idOf('Wim'), fresh, insiderOf(lea).signing);
      changeVault(lea, (change) => {
        change.commit(commitKinds.endorsement, insiderOf(lea).signing.publicKey, statementBytes(endorsement));
        change.tell('user-activated', {});
      });
      return writingAs(lea, { user: idOf('Wim'), signing: fresh.signing });
    },
  ],
  [
    "with a fresh key endorsed in a writer's name by a signature of hers",
    (lea, { idOf }) => {
      const fresh = { signing: newSigningKey(), identity: generateX25519Identity() };
      const wim = lea.directory.users.find(({ id }) => id === idOf('Wim'))?.keys.at(-1)?.signing ?? '';
      const own = endorse(lea.id, idOf('Wim'), fresh, insiderOf(lea).signing);
      const endorsement = { ...own, signatures: own.signatures.map(({ signature }) => ({ key: wim, signature })) };
      changeVault(lea, (change) => {
        change.commit(commitKinds.endorsement, Buffer.from(wim, 'base64'), statementBytes(endorsement));
        change.tell('user-activated', {});
      });
      return writingAs(lea, { user: idOf('Wim'), signing: fresh.signing });
    },
  ],
];

describe('a reader, with the program and its checks taken out, writes a note', () => {
  test.each(withTheProgram)('%s: others refuse the folder', async (_, forger) => {
    const working = freshOffice();
    const folder = working.folders.alfa;
    await asUser(working.office, 'Lea', (lea) => {
      changeVault(forger(lea, working, folder), (change) => {
        change.insertRecord(folder, 'note', { text: 'forged', createdAt: 1 });
        change.tell('note-added', { folder });
      });
    });
    await expectRefused(working, `compartment ${folder}`);
  });

  test("and puts a writer's last commit behind it: others refuse the folder", async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    const lea = await working.insider('Lea');
    const directory = await asUser(working.office, 'Lea', (vault) => vault.directory);
    withDatabase(working.office.folder, lea.databaseKey, (db) => {
      const row = db.get('SELECT version FROM compartments WHERE id = ?', idBytes(alfa));
      const version = row ? integerOf(row, 'version') : 0;
      const key = keyOf(lea, alfa);
      const last = db.get('SELECT body FROM audit_commits WHERE key = ?', blindedCommitId(key, version));
      if (!last) throw new Error('no commit');
      db.run('UPDATE compartments SET version = version + 1 WHERE id = ?', idBytes(alfa));
      const commit = {
        kind: commitKinds.compartment,
        key: blindedCommitId(key, version + 1),
        body: blobOf(last, 'body'),
      };
      appendForgedEntry(db, lea, directory, [commit]);
    });
    // It is bound to its position.
    await expectRefused(working, /^audit log \d+$/);
  });
});
