import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkRefused } from '../../../src-main/core/check/check-refused.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { leaveMessage } from '../../../src-main/core/spool/leave-message.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import type { Office } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { filesOf, filledOffice } from './support.ts';

const office = filledOffice();

/** Somebody with the database key changes rows, whose cached heads and hashes she cannot make fit. */
async function changeRows(here: Office, change: (db: OpenVault['db'], user: string) => void): Promise<void> {
  await here.asOfficer(({ db, user }) => change(db, user.id));
}

async function foundIn({ env, folder }: Office, password = officerPassphrase) {
  const { findings, checked } = await checkRefused(env, folder, { name: officerName, password }, unwatched);
  return { parts: findings.map(({ part }) => part), checked };
}

const objectOf = (here: Office) => filesOf(here).find((name) => /^objects\/..\/[0-9a-f]{64}$/.test(name)) ?? '';
const flipped = (sql: string) => (db: OpenVault['db']) => {
  const row = db.get(sql) ?? {};
  const bytes = Buffer.from(row.bytes instanceof Uint8Array ? row.bytes : []);
  bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
  return bytes;
};

describe('a vault that refuses the sign-in is checked as far as it goes: the refusing part and a damaged object with', () => {
  const cases: readonly [string, RegExp, (here: Office) => void | Promise<void>][] = [
    ['no vault.json', /^vault\.json$/, ({ folder }) => writeFileSync(join(folder, 'vault.json'), '{')],
    [
      'another directory',
      /^directory$/,
      (here) =>
        changeRows(here, (db) => {
          db.run('UPDATE directory SET statement = ?', flipped('SELECT statement AS bytes FROM directory')(db));
        }),
    ],
    [
      'another certificate',
      /^certificates$/,
      (here) =>
        changeRows(here, (db) => {
          db.run('UPDATE certificates SET statement = ?', flipped('SELECT statement AS bytes FROM certificates')(db));
        }),
    ],
    [
      'another keyring of her own',
      /^keyring$/,
      (here) =>
        changeRows(here, (db, user) => {
          const own = Buffer.from(user, 'hex');
          db.run('UPDATE keyrings SET sealed = (SELECT sealed FROM keyrings WHERE user != ?) WHERE user = ?', own, own);
        }),
    ],
    [
      'a log whose last entry is another',
      /^audit log \d+$/,
      (here) =>
        changeRows(here, (db) => {
          db.run('UPDATE audit SET at = at + 1 WHERE position = (SELECT max(position) FROM audit)');
        }),
    ],
    [
      'another checkpoint',
      /^checkpoint$/,
      (here) =>
        changeRows(here, (db) => {
          db.run("INSERT OR REPLACE INTO checkpoints VALUES (1, x'7b7d', x'00')");
        }),
    ],
    [
      'a database that does not begin as one',
      /^vault\.db page 1$/,
      ({ folder }) => {
        const database = join(folder, 'vault.db');
        const bytes = readFileSync(database);
        bytes.writeUInt8(bytes.readUInt8(300) ^ 1, 300);
        writeFileSync(database, bytes);
      },
    ],
  ];

  const inKeychain = (entry: string, change: (content: Record<string, unknown>) => unknown) => (here: Office) => {
    const folder = join(here.configFolder, 'keychain');
    const path = join(folder, readdirSync(folder).find((name) => name.endsWith(entry)) ?? '');
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
  };
  const ofThisComputer: typeof cases = [
    [
      'another signing key of this computer',
      /^keychain$/,
      inKeychain('.computer', (own) => ({ ...own, signingSeed: Buffer.alloc(32, 1).toString('base64') })),
    ],
    ['a later certificate than there is', /^certificates$/, inKeychain('.head', (head) => ({ ...head, officer: 999 }))],
    ['a remembered head that is none', /^keychain$/, inKeychain('.head', () => ({}))],
  ];

  test.each([...cases, ...ofThisComputer])('%s', async (_, part, damage) => {
    const here = office();
    const object = objectOf(here);
    await damage(here);
    truncateSync(join(here.folder, object), 40);
    await expect(here.open(officerName)).rejects.toMatchObject({ code: 'integrity-violated' });
    const before = treeDigest(here.folder);
    const { parts, checked } = await foundIn(here);
    expect(parts).toContainEqual(expect.stringMatching(part));
    expect(parts).toContain(`objects ${object.slice(-64)}`);
    expect(checked.objects).toBeGreaterThan(2);
    if (!part.test('vault.json')) expect(checked.pages).toBeGreaterThan(10);
    // Nothing is repaired.
    expect(treeDigest(here.folder)).toEqual(before);
  });
});

test('two damages of what refuses, files that are gone, rows and the spool are all told, and by whom nothing', async () => {
  const here = office();
  await changeRows(here, (db) => {
    db.run('UPDATE directory SET statement = ?', flipped('SELECT statement AS bytes FROM directory')(db));
    db.run('UPDATE audit SET at = at + 1 WHERE position = (SELECT max(position) FROM audit)');
    db.run('UPDATE contents SET hash = zeroblob(32) WHERE id = (SELECT min(id) FROM contents)');
  });
  rmSync(join(here.folder, 'root.age'));
  appendFileSync(join(here.folder, 'notes.txt'), 'x');
  const message = `spool/${await leaveMessage(here.env, here.folder, { type: 'trial', content: 1 })}.age`;
  truncateSync(join(here.folder, message), 100);
  writeFileSync(join(here.folder, 'spool', 'notes.txt'), 'x');
  const object = objectOf(here);
  rmSync(join(here.folder, object));
  const { parts } = await foundIn(here);
  expect(parts.toSorted()).toEqual([
    expect.stringMatching(/^audit log \d+$/),
    expect.stringMatching(/^contents [0-9a-f]{32}$/),
    'directory',
    'notes.txt',
    `objects ${object.slice(-64)}`,
    'root.age',
    message,
    'spool/notes.txt',
  ]);
});

test('what the keychain remembers is compared behind every other damage, and an older vault is told as one', async () => {
  const here = office();
  await changeRows(here, (db) => {
    db.run('UPDATE directory SET statement = ?', flipped('SELECT statement AS bytes FROM directory')(db));
  });
  const folder = join(here.configFolder, 'keychain');
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.head')) ?? '');
  const head = JSON.parse(readFileSync(path, 'utf8'));
  for (const [changed, part] of [
    [{ ...head, officer: 999 }, 'certificates'],
    [{ ...head, position: 9999 }, 'vault'],
    [{}, 'keychain'],
  ]) {
    writeFileSync(path, JSON.stringify(changed));
    expect((await foundIn(here)).parts.toSorted()).toEqual([part, 'directory'].toSorted());
  }
});

test('a wrong password is told nothing, and counts as one', async () => {
  const here = office();
  await changeRows(here, (db) => {
    db.run('UPDATE directory SET statement = ?', flipped('SELECT statement AS bytes FROM directory')(db));
  });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await expect(foundIn(here, 'Een-ander-wachtwoord-12')).rejects.toMatchObject({ code: 'sign-in-failed' });
  }
  await expect(foundIn(here)).rejects.toMatchObject({ code: 'sign-in-locked-out' });
});
