import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { base64, fromBase64, idBytes, noBytes } from '../../src-main/core/crypto/bytes.ts';
import { getDocument } from '../../src-main/core/documents/get-document.ts';
import { addNote, listNotes } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Database, SqlValue } from '../../src-main/core/ports/database.ts';
import { blobOf, integerOf } from '../../src-main/core/ports/row.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { ownPassword } from '../support/office.ts';
import { appendForgedEntry } from './forging.ts';
import { found, type History, leasNewPassword, officeWithHistory, putBack } from './history.ts';
import { withDatabase } from './insider.ts';
import { asUser, secretsOf } from './office.ts';

const freshHistory = officeWithHistory();

/** All but the log. */
const tablesOfState = [
  ...['meta', 'directory', 'certificates', 'keyrings', 'compartments', 'compartment_keys', 'records', 'contents'],
  ...['messages', 'message_contents', 'personal', 'personal_rows', 'checkpoints', 'tombstones'],
];

const vaultFile = ({ today }: History) => join(today.office.folder, 'vault.json');
const onRows = <Result>({ today, databaseKey }: History, work: (db: Database) => Result): Result =>
  withDatabase(today.office.folder, databaseKey, work);

test('nothing is found in what nobody touched', async () => {
  expect(await found(freshHistory().today)).toEqual([]);
});

describe('vault.json with', () => {
  type Json = { [key: string]: Json } & { [index: number]: Json };
  const edit = (history: History, change: (json: Json) => void) => {
    const json: Json = JSON.parse(readFileSync(vaultFile(history), 'utf8'));
    change(json);
    writeFileSync(vaultFile(history), JSON.stringify(json));
  };
  const flipped = (text: unknown, at: number): never => {
    const bytes = fromBase64(String(text));
    const place = at % bytes.length;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    return base64(bytes) as never;
  };
  const first = (map: Json | undefined) => Object.keys(map ?? {})[0] ?? '';
  const cases: readonly [string, (json: Json) => void, RegExp][] = [
    ['another cost', (json) => Object.assign(json.kdf ?? {}, { passes: 5 }), /^vault\.json (slots|kdf)/],
    ['fewer passes than the least', (json) => Object.assign(json.kdf ?? {}, { passes: 2 }), /^vault\.json$/],
    ['less memory than the least', (json) => Object.assign(json.kdf ?? {}, { memoryBytes: 32 << 20 }), /^vault\.json$/],
    [
      'another salt',
      (json) => {
        const slot = json.slots?.[first(json.slots)] ?? {};
        Object.assign(slot, { salt: flipped(slot.salt, 3) });
      },
      /^vault\.json slots /,
    ],
    [
      'a flipped byte in a slot',
      (json) => {
        const slot = json.slots?.[first(json.slots)] ?? {};
        Object.assign(slot, { sealed: flipped(slot.sealed, 700) });
      },
      /^vault\.json slots /,
    ],
    [
      'two slots exchanged',
      (json) => {
        const [one = '', two = ''] = Object.keys(json.slots ?? {});
        json.slots = { ...json.slots, [one]: json.slots?.[two], [two]: json.slots?.[one] } as Json;
      },
      /^vault\.json slots /,
    ],
    [
      'a slot less',
      (json) => {
        const last = Object.keys(json.slots ?? {}).at(-1) ?? '';
        delete json.slots?.[last];
      },
      /^vault\.json slots /,
    ],
    [
      'a flipped byte in every database key',
      (json) => {
        for (const id of Object.keys(json.databaseKeys ?? {}))
          Object.assign(json.databaseKeys ?? {}, { [id]: flipped(json.databaseKeys?.[id], 210) });
      },
      /^vault\.json databaseKeys /,
    ],
    [
      'a flipped byte in the office secret',
      (json) => {
        const id = first(json.computers);
        Object.assign(json.computers ?? {}, { [id]: flipped(json.computers?.[id], 210) });
      },
      /^vault\.json computers /,
    ],
    [
      'another inbox',
      (json) => {
        const recipients = json.recipients ?? {};
        const payload = JSON.parse(fromBase64(String(recipients.payload)).toString());
        payload.inbox.recipient = formatX25519Recipient(generateX25519Identity().recipient);
        Object.assign(recipients, { payload: base64(Buffer.from(JSON.stringify(payload))) });
      },
      /^vault\.json recipients$/,
    ],
    [
      'another recovery recipient',
      (json) => {
        const recipients = json.recipients ?? {};
        const payload = JSON.parse(fromBase64(String(recipients.payload)).toString());
        payload.recovery = `${payload.recovery.slice(0, -1)}q`;
        Object.assign(recipients, { payload: base64(Buffer.from(JSON.stringify(payload))) });
      },
      /^vault\.json recipients$/,
    ],
    [
      'a flipped byte in the certificate',
      (json) => {
        const certificate = json.certificates?.[0] ?? {};
        Object.assign(certificate, { payload: flipped(certificate.payload, 100) });
      },
      /^vault\.json certificates$/,
    ],
    ['a byte that is no JSON', () => undefined, /^vault\.json$/],
  ];
  test.each(cases)('%s', async (name, change, part) => {
    const history = freshHistory();
    edit(history, change);
    if (name.endsWith('no JSON'))
      writeFileSync(vaultFile(history), `${readFileSync(vaultFile(history), 'utf8').slice(0, -1)}]`);
    expect(await found(history.today)).toEqual(expect.arrayContaining([expect.stringMatching(part)]));
  });

  test('an old slot opens nothing, where it is and where a change would put it', async () => {
    for (const place of ['main', 'next']) {
      const history = freshHistory();
      const old = JSON.parse(readFileSync(vaultFile({ ...history, today: history.lastWeek }), 'utf8'));
      if (place === 'main') putBack(history, 'vault.json');
      else edit(history, (json) => Object.assign(json, { next: old }));
      const { office } = history.today;
      const withOld = await office.open('Lea', ownPassword).then(
        () => 'opened',
        (error) => error.details.part ?? error.code,
      );
      const withNew = await office.open('Lea', leasNewPassword).then(
        async (vault) => {
          await closeVault(vault);
          return 'opened';
        },
        (error) => error.code,
      );
      if (place === 'next') {
        expect([withOld, withNew, await found(history.today)]).toEqual(['sign-in-failed', 'opened', []]);
        expect(JSON.parse(readFileSync(vaultFile(history), 'utf8'))).not.toHaveProperty('next');
      } else {
        // The old password gets as far as the log, which names what was put back.
        expect([withOld, withNew]).toEqual([expect.stringMatching(/^vault\.json slots /), 'sign-in-failed']);
        expect(await found(history.today)).toEqual([expect.stringMatching(/^vault\.json slots /)]);
      }
    }
  });
});

describe('a flipped byte in', () => {
  const flip = (path: string, at: number) => {
    const bytes = readFileSync(path);
    const place = Math.floor(at * bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ 0x40;
    writeFileSync(path, bytes);
  };
  test.each([0, 0.1, 0.35, 0.5, 0.77, 0.9999])('vault.db, %d of the way', async (at) => {
    const history = freshHistory();
    flip(join(history.today.office.folder, 'vault.db'), at);
    expect(await found(history.today)).toEqual(expect.arrayContaining([expect.stringMatching(/^vault\.db/)]));
  });

  test('root.age, recovery.age, an object, a message in the spool, lock', async () => {
    const history = freshHistory();
    const { office } = history.today;
    const objects = readdirSync(join(office.folder, 'objects'), { recursive: true }).map(String);
    const object = objects.find((name) => /[0-9a-f]{64}$/.test(name)) ?? '';
    const id = await leaveMessage(office.env, office.folder, { type: 'report', content: 1 });
    for (const name of ['root.age', 'recovery.age', `objects/${object}`, `spool/${id}.age`]) {
      flip(join(office.folder, name), 0.8);
    }
    writeFileSync(join(office.folder, 'lock'), 'x');
    const parts = await found(history.today);
    const expected = ['root.age', 'recovery.age', `objects ${object.slice(-64)}`, `spool/${id}.age`, 'lock'];
    expect(parts).toEqual(expect.arrayContaining(expected));
  });

  test.each(['computer', 'head'])('what the keychain has of this computer: its %s', async (entry) => {
    const history = freshHistory();
    const { office } = history.today;
    const folder = join(office.configFolder, 'keychain');
    const path = join(folder, readdirSync(folder).find((name) => name.endsWith(`.${entry}`)) ?? '');
    const whole = readFileSync(path);
    // The hash of the remembered log and the keys of this computer: whatever byte of them it is.
    const places = [...whole.toString('latin1').matchAll(/"(?:hash|identity|signingSeed|root)":"/g)];
    expect(places.length).toBeGreaterThan(0);
    for (const place of [2, ...places.map(({ index, 0: { length } }) => index + length + 5)]) {
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      writeFileSync(path, bytes);
      expect(await found(history.today), `byte ${place} of ${entry}`).not.toEqual([]);
    }
  });

  test('the record of failed sign-ins', async () => {
    const history = freshHistory();
    const path = join(history.today.office.folder, 'spool', 'sign-in.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"slots"', '"slotz"'));
    expect(await found(history.today)).toEqual(['spool/sign-in.json']);
  });
});

test('an object that was cut short is found by who exports it and by the check', async () => {
  const history = freshHistory();
  const { office, folders } = history.today;
  const row = onRows(history, (db) =>
    db.get('SELECT object FROM contents WHERE compartment = ?', idBytes(folders.beta)),
  );
  const object = (row ? blobOf(row, 'object') : noBytes).toString('hex');
  truncateSync(join(office.folder, 'objects', object.slice(0, 2), object), 200);
  await asUser(office, 'Wim', async (wim) => {
    const wanted = { folder: folders.beta, document: secretsOf.beta[2] };
    const outPath = join(office.configFolder, 'out');
    await expect(
      getDocument(wim, wanted, { version: null, outPath, overwrite: false }, unwatched),
    ).rejects.toMatchObject({ code: 'integrity-violated', details: { part: expect.stringContaining(object) } });
    expect(readdirSync(office.configFolder)).not.toContain('out');
  });
  expect(await found(history.today)).toEqual([`objects ${object}`]);
});

test('all files of last week put back open for reading only, for everybody whose keychain remembers better', async () => {
  const history = freshHistory();
  putBack(history, ...readdirSync(history.today.office.folder));
  expect(await found(history.today)).toEqual(['vault']);
  await asUser(history.today.office, 'Wim', async (wim) => {
    const notes = await listNotes(wim, history.today.folders.beta);
    expect(notes.map(({ text }) => text)).toContain(secretsOf.beta[1]);
    expect(() => addNote(wim, history.today.folders.beta, 'no')).toThrowError(
      expect.objectContaining({ code: 'vault-read-only' }),
    );
  });
  // Being opened does not make it the remembered one.
  expect(await found(history.today)).toEqual(['vault']);
});

test("last week's rows under today's log are refused, its newer commits as of kinds that are hashed alike", async () => {
  const history = freshHistory();
  const { office } = history.today;
  const lastWeeks = <Result>(work: (db: Database) => Result) =>
    withDatabase(history.lastWeek.office.folder, history.databaseKey, work);
  const before = lastWeeks((db) => integerOf(db.get('SELECT max(position) AS n FROM audit') ?? {}, 'n'));
  for (const table of tablesOfState) {
    const old = lastWeeks((db) => db.all(`SELECT * FROM ${table}`));
    onRows(history, (db) => {
      db.run(`DELETE FROM ${table}`);
      for (const row of old.map(Object.values<SqlValue>))
        db.run(`INSERT INTO ${table} VALUES (${row.map(() => '?')})`, ...row);
    });
  }
  onRows(history, (db) => db.run('UPDATE audit_commits SET kind = kind + 256 WHERE position > ?', before));
  putBack(history, 'vault.json');
  const broken = onRows(history, (db) =>
    integerOf(db.get('SELECT min(position) AS n FROM audit_commits WHERE kind > 255') ?? {}, 'n'),
  );
  expect(await found(history.today)).toEqual([`audit log ${broken}`]);
  for (const password of [ownPassword, leasNewPassword]) {
    await expect(office.open('Lea', password)).rejects.toMatchObject({
      code: password === ownPassword ? 'integrity-violated' : 'sign-in-failed',
    });
  }
  await expect(checkRecovery(office.env, office.folder, office.kit, unwatched)).rejects.toMatchObject({
    details: { part: `audit log ${broken}` },
  });
});

test.each([0, 9, 255])(
  'an entry with a commit of kind %d, which the format does not have, is refused',
  async (kind) => {
    const history = freshHistory();
    const sam = await history.today.insider('Sam');
    const { directory } = await asUser(history.today.office, 'Sam', (vault) => vault);
    const commit = Object.assign({ kind: commitKinds.tombstone, key: noBytes, body: noBytes }, { kind });
    const position = onRows(history, (db) => appendForgedEntry(db, sam, directory, [commit]));
    expect(await found(history.today)).toEqual([`audit log ${position}`]);
  },
);
