import { describe, expect, test } from 'vitest';
import type { CompartmentKey } from '../../src-main/core/access/compartment-key.ts';
import { openStepUpRow } from '../../src-main/core/access/key-rows.ts';
import type { X25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { base64, idBytes } from '../../src-main/core/crypto/bytes.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import { blobOf, integerOf } from '../../src-main/core/ports/row.ts';
import { compartmentOf, type OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { stepUp } from '../../src-main/core/vault/step-up.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { type Insider, insiderOf, keyOf, withDatabase } from './insider.ts';
import {
  archiveSecrets,
  asUser,
  erasedSecrets,
  type FolderName,
  messageSecret,
  type Person,
  people,
  secretsOf,
  type WorkingOffice,
  workingOffice,
} from './office.ts';
import { commitIdsOf, type Opened, openEverything } from './opening.ts';

const freshOffice = workingOffice();

const everyFolder: readonly FolderName[] = ['alfa', 'beta', 'gamma', 'delta'];

/** Ids of all that lies in a folder. */
function rowIdsOf(db: Database, folder: string): Buffer[] {
  return ['records', 'contents'].flatMap((table) =>
    db
      .all(`SELECT id FROM ${table} WHERE compartment = ?`, idBytes(folder))
      .map((row) => blobOf(row, 'id'))
      .filter((id) => !id.equals(idBytes(folder))),
  );
}

function holds(plaintext: Buffer, id: Buffer): boolean {
  return [id, id.toString('hex'), base64(id)].some((form) => plaintext.includes(form));
}

/** Where what was opened holds something of a folder: a secret, an id of something in it, one of its commits. */
function traces(
  opened: readonly Opened[],
  secrets: readonly string[],
  ids: readonly Buffer[],
  commits: readonly Buffer[],
) {
  const needles = [...secrets, ...commits];
  return opened
    .filter(
      ({ plaintext }) => needles.some((needle) => plaintext.includes(needle)) || ids.some((id) => holds(plaintext, id)),
    )
    .map(({ where }) => where);
}

/** Who else than she herself and the Privacy Officer is named by an id in what was opened. */
function peopleIn({ idOf: idOfPerson }: WorkingOffice, opened: readonly Opened[], insider: Insider): string[] {
  return (Object.keys(people) as Person[]).filter((person) => {
    const id = idOfPerson(person);
    return id !== insider.user && opened.some(({ plaintext }) => holds(plaintext, idBytes(id)));
  });
}

/** Both keys of yesterday and of today. */
function together(one: Insider, other: Insider): Insider {
  return { ...other, identities: [...other.identities, ...one.identities], keys: [...other.keys, ...one.keys] };
}

describe('every key that somebody has, on everything that is stored', () => {
  test('opens nothing of a folder that she was not granted, and all of one that she was', async () => {
    const working = freshOffice();
    const { office, folders, loot } = working;
    const officer = await working.insider(officerName);
    const archiveOpener = await asUser(office, officerName, async (vault) => {
      const identity = await stepUp(vault, officerPassphrase);
      const keys = archiveKeysOf(vault, folders.alfa, identity);
      return { ...insiderOf(vault), identities: [identity], keys };
    });
    const granted: readonly [string, Insider, readonly FolderName[]][] = [
      ['Sam', await working.insider('Sam'), []],
      ['Ina', await working.insider('Ina'), []],
      ['Wim', await working.insider('Wim'), ['alfa', 'beta']],
      ['Lea', await working.insider('Lea'), ['alfa']],
      ['Mia', await working.insider('Mia'), ['gamma']],
      // What they once had is sealed again under keys that they never had.
      ['Rob', together(loot.Rob, await working.insider('Rob')), []],
      ['Dora', loot.Dora, []],
      [officerName, officer, everyFolder],
    ];
    withDatabase(office.folder, officer.databaseKey, (db) => {
      const tracesOf = (opened: readonly Opened[], name: FolderName, was: boolean) => {
        // Who had a folder knows its id, and finds it in commits of that time.
        const ids = was ? rowIdsOf(db, folders[name]) : [idBytes(folders[name]), ...rowIdsOf(db, folders[name])];
        return traces(opened, secretsOf[name], ids, presentCommits(db, officer, folders[name]));
      };
      for (const [name, insider, mayOpen] of granted) {
        const opened = openEverything(office.folder, db, insider);
        const was = ['Rob', 'Dora'].includes(name);
        const seen = everyFolder.filter((folder) => tracesOf(opened, folder, was).length > 0);
        expect([name, seen]).toEqual([name, mayOpen]);
        const reads = (secret: string) => opened.some(({ plaintext }) => plaintext.includes(secret));
        expect([name, [...archiveSecrets, ...erasedSecrets].filter(reads)]).toEqual([name, []]);
        const readsMessage = opened.some(({ plaintext }) => plaintext.includes(messageSecret));
        expect([name, readsMessage]).toEqual([name, name === officerName]);
        if (mayOpen.length === 0 && !was) expect([name, peopleIn(working, opened, insider)]).toEqual([name, []]);

        // The same procedure finds everything that there is a key for: names, contents, ids, commits, people.
        for (const folder of mayOpen) {
          for (const secret of secretsOf[folder]) {
            const where = opened.filter(({ plaintext }) => plaintext.includes(secret));
            expect([name, secret, where.length > 0]).toEqual([name, secret, true]);
          }
          const expected = ['records.sealed', 'audit_commits.body', 'audit_commits.key recognised'];
          expect(tracesOf(opened, folder, false)).toEqual(expect.arrayContaining(expected));
        }
        if (name === officerName) {
          expect(peopleIn(working, opened, insider)).toEqual(['Wim', 'Lea', 'Sam', 'Rob', 'Dora', 'Mia', 'Ina']);
        }
      }
      // Her everyday keys do not open the archive; the passphrase asked again gives the key that does.
      const withStepUp = openEverything(office.folder, db, archiveOpener);
      for (const secret of archiveSecrets) {
        expect([secret, withStepUp.some(({ plaintext }) => plaintext.includes(secret))]).toEqual([secret, true]);
      }
    });
  });
});

/** What the step-up identity opens: the keys of the archive of a folder. */
function archiveKeysOf(vault: OpenVault, folder: string, identity: X25519Identity): CompartmentKey[] {
  const archive = compartmentOf(vault, folder).members.archive?.compartment ?? '';
  return vault.db
    .all('SELECT epoch, step_up FROM compartment_keys WHERE compartment = ?', idBytes(archive))
    .map((row) => {
      const officerKeys = [base64(vault.user.author.signing.publicKey)];
      const expected = { vault: vault.id, compartment: archive, epoch: integerOf(row, 'epoch'), officerKeys };
      return openStepUpRow(blobOf(row, 'step_up'), identity, expected).key;
    });
}

/** Commits of a folder under its present key. */
function presentCommits(db: Database, officer: Insider, folder: string): Buffer[] {
  const { epoch } = keyOf(officer, folder);
  const present = { ...officer, keys: officer.keys.filter((key) => key.epoch === epoch) };
  const known = new Set(commitIdsOf(present, folder).map((id) => id.toString('hex')));
  return db
    .all('SELECT key FROM audit_commits')
    .map((row) => blobOf(row, 'key'))
    .filter((key) => known.has(key.toString('hex')));
}

describe('the clear columns', () => {
  test('hold no name, no content and no membership', async () => {
    const working = freshOffice();
    const { office } = working;
    const { databaseKey } = await working.insider('Sam');
    withDatabase(office.folder, databaseKey, (db) => {
      const values = tablesOf(db).flatMap((table) =>
        db.all(`SELECT * FROM ${table}`).flatMap((row) =>
          Object.values(row).map((value) => ({
            table,
            bytes:
              typeof value === 'string' ? Buffer.from(value) : Buffer.from(value instanceof Uint8Array ? value : []),
          })),
        ),
      );
      const secrets = [...Object.values(secretsOf).flat(), messageSecret, 'personnel', 'client'];
      for (const secret of secrets) {
        const forms = [secret, base64(Buffer.from(secret)).slice(0, -4), Buffer.from(secret).toString('hex')];
        expect(
          values.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ table }) => table),
        ).toEqual([]);
      }
      // People are named where everybody may know them, and nowhere else.
      const wherePeopleAre = Object.keys(people).flatMap((person) => {
        const id = idBytes(working.idOf(person as Person));
        return values.filter(({ bytes }) => holds(decoded(bytes), id)).map(({ table }) => table);
      });
      expect(new Set(wherePeopleAre)).toEqual(new Set(['directory', 'keyrings', 'meta', 'audit_commits']));
    });
  });

  test('are the same for a client folder and a personnel folder, however long its name', async () => {
    const { office } = freshOffice();
    await office.asOfficer(async (officer) => {
      const shapes = new Set<string>();
      // The kinds differ by three letters: with names in steps of three one would meet a border of the padding.
      for (let length = 1; length < 66; length += 3) {
        for (const [letter, kind] of [
          ['k', 'client'],
          ['p', 'personnel'],
        ] as const) {
          const { id } = await createFolder(officer, { name: letter.repeat(length), kind });
          shapes.add(JSON.stringify(shapeOf(officer.db, id)));
        }
      }
      expect([...shapes]).toHaveLength(1);
      expect([...shapes][0]).toContain('["records",');
    });
  });
});

/** Rows that belong to a folder or name it, by table: numbers as they are, blobs by their size. */
function shapeOf(db: Database, folder: string): unknown[] {
  const id = idBytes(folder);
  return tablesOf(db).flatMap((table) =>
    db
      .all(`SELECT * FROM ${table}`)
      .filter((row) => Object.values(row).some((value) => value instanceof Uint8Array && id.equals(value)))
      .map((row) => [
        table,
        ...Object.entries(row)
          .filter(([column]) => !['bucket', 'position'].includes(column))
          .map(([column, value]) => [column, value instanceof Uint8Array ? value.length : value]),
      ])
      .sort(),
  );
}

function tablesOf(db: Database): string[] {
  return db.all("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name));
}

/** With what lies in base64 inside it. */
function decoded(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const inner = [...text.matchAll(/[A-Za-z0-9+/]{24,}={0,2}/g)].map(([match]) => Buffer.from(match, 'base64'));
  return Buffer.concat([bytes, ...inner]);
}
