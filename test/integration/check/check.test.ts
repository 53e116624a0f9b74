import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { idBytes, newId } from '../../../src-main/core/crypto/bytes.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { blobOf, idOf } from '../../../src-main/core/ports/row.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import type { Office } from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { filesOf, filledOffice, findingsOf } from './support.ts';

const office = filledOffice();

async function as<Result>(here: Office, name: string, work: (vault: OpenVault) => Result | Promise<Result>) {
  const vault = await here.open(name);
  try {
    return await work(vault);
  } finally {
    await closeVault(vault);
  }
}

/** What is found when the vault's folder was changed while nobody was signed in. */
async function foundAfter(change: (folder: string, here: Office) => void, name = officerName): Promise<string[]> {
  const here = office();
  change(here.folder, here);
  return await as(here, name, findingsOf);
}

/** What is found when somebody with the database key changed rows. */
async function foundInRows(change: (db: OpenVault['db'], user: string) => void, name = officerName): Promise<string[]> {
  return await as(office(), name, async (vault) => {
    change(vault.db, vault.user.id);
    return await findingsOf(vault);
  });
}

const objectsOf = (here: Office) => filesOf(here).filter((name) => name.startsWith('objects/'));

describe('a whole vault', () => {
  test.each([officerName, 'Els', 'Ivo'])('gives %s no finding, and nothing is changed by it', async (name) => {
    const here = office();
    await as(here, name, async (vault) => {
      vault.db.checkpoint();
      const before = treeDigest(here.folder, ['vault.db', 'vault.db-wal', 'lock']);
      const { findings, checked } = await checkVault(vault, unwatched);
      expect(findings).toEqual([]);
      expect(checked.objects).toBe(objectsOf(here).length);
      expect(checked.entries).toBe(vault.log.head.position);
      expect(checked.closed).toBe(checked.compartments - vault.compartments.size);
      expect(treeDigest(here.folder, ['vault.db', 'vault.db-wal', 'lock'])).toEqual(before);
    });
  });

  test('reports how far it is, up to the end, and stops when it is told to', async () => {
    await as(office(), officerName, async (officer) => {
      const reports: [number, number | null][] = [];
      const watched: Job = { signal: unwatched.signal, report: (done, total) => reports.push([done, total]) };
      await checkVault(officer, watched);
      const [done, total] = reports.at(-1) ?? [0, null];
      expect(done).toBe(total);
      expect(reports.map(([each]) => each)).toEqual(reports.map(([each]) => each).toSorted((a, b) => a - b));
      const controller = new AbortController();
      const job: Job = { signal: controller.signal, report: (each) => each > 10 && controller.abort() };
      await expect(checkVault(officer, job)).rejects.toMatchObject({ code: 'cancelled' });
    });
  });
});

describe('objects', () => {
  test('one that is missing, cut short, altered or too many is named, with the document where one may know it', async () => {
    const here = office();
    const [first = '', second = '', third = ''] = objectsOf(here);
    rmSync(join(here.folder, first));
    truncateSync(join(here.folder, second), 40);
    appendFileSync(join(here.folder, third), 'x');
    const fourth = `objects/ab/${'ab'.repeat(32)}`;
    mkdirSync(join(here.folder, 'objects/ab'), { recursive: true });
    writeFileSync(join(here.folder, fourth), 'x');
    const named = (path: string) => `objects ${path.slice('objects/ab/'.length)}`;
    const expected = [
      `${named(first)}: missing`,
      `${named(second)}: altered`,
      `${named(third)}: altered`,
      `${named(fourth)}: superfluous`,
    ];
    for (const name of [officerName, 'Ivo']) {
      await as(here, name, async (vault) => {
        const { findings } = await checkVault(vault, unwatched);
        expect(findings.map(({ part, problem }) => `${part}: ${problem}`).toSorted()).toEqual(expected.toSorted());
        const abouts = findings.flatMap(({ about }) => (about === null ? [] : [about.name]));
        if (name === 'Ivo') expect(abouts).toEqual([]);
        else for (const about of abouts) expect(['brief.txt', 'foto.bin']).toContain(about);
        if (name === officerName) expect(abouts.length).toBeGreaterThan(1);
      });
    }
  });

  test('files and folders that do not belong there are named', async () => {
    const found = await foundAfter((folder) => {
      writeFileSync(join(folder, 'objects/README'), 'x');
      mkdirSync(join(folder, 'objects/ab'), { recursive: true });
      writeFileSync(join(folder, 'objects/ab/.tmp-0123456789abcdef01234567'), 'x');
      writeFileSync(join(folder, `objects/ab/${'cd'.repeat(32)}`), 'x');
    }, 'Ivo');
    expect(found.toSorted()).toEqual([
      'objects/README: unknown-file',
      'objects/ab/.tmp-0123456789abcdef01234567: unfinished-write',
      `objects/ab/${'cd'.repeat(32)}: unknown-file`,
    ]);
  });
});

describe('files', () => {
  test('one that is gone is named', async () => {
    const gone = ['root.age', 'recovery.age'];
    const found = await foundAfter((folder) => {
      for (const name of gone) rmSync(join(folder, name));
    });
    expect(found).toEqual(['root.age: missing', 'recovery.age: missing']);
  });

  test('those that no vault has are named, and those that a stopped write left', async () => {
    const here = office();
    const found = await as(here, 'Ivo', async (vault) => {
      writeFileSync(join(here.folder, 'notes.txt'), 'x');
      writeFileSync(join(here.folder, '.tmp-0123456789abcdef01234567'), 'x');
      writeFileSync(join(here.folder, 'spool/notes.txt'), 'x');
      return await findingsOf(vault);
    });
    expect(found).toEqual([
      '.tmp-0123456789abcdef01234567: unfinished-write',
      'notes.txt: unknown-file',
      'spool/notes.txt: unknown-file',
    ]);
  });

  test('vault.json that was changed while somebody works is named part by part', async () => {
    const here = office();
    await as(here, officerName, async (officer) => {
      const path = join(here.folder, 'vault.json');
      const file = JSON.parse(readFileSync(path, 'utf8'));
      const [slot = ''] = Object.keys(file.slots);
      file.slots[slot].salt = 'A'.repeat(22).concat('==');
      delete file.databaseKeys[officer.user.id];
      writeFileSync(path, JSON.stringify(file));
      expect(await findingsOf(officer)).toEqual([
        `vault.json slots ${slot}: altered`,
        `vault.json databaseKeys ${officer.user.id}: altered`,
      ]);
      rmSync(path);
      expect(await findingsOf(officer)).toEqual(['vault.json: missing']);
    });
  });

  test('a spool that somebody put something into is named', async () => {
    const id = newId();
    const found = await foundAfter((folder) => {
      const [waiting = ''] = filesOf({ folder: join(folder, 'spool') }).filter((name) => name.endsWith('.age'));
      writeFileSync(join(folder, `spool/${id}.age`), readFileSync(join(folder, 'spool', waiting)));
    });
    expect(found).toEqual([`spool/${id}.age: altered`]);
  });
});

describe('rows', () => {
  test('of a compartment that does not exist are named', async () => {
    const stray = newId();
    const found = await foundInRows((db) => {
      db.run('UPDATE records SET compartment = ? WHERE id = (SELECT id FROM records LIMIT 1)', idBytes(stray));
    }, 'Ivo');
    expect(found).toContain(`records of ${stray}: superfluous`);
  });

  test('with another content under the same hash are named, also to those who have no key of them', async () => {
    for (const name of [officerName, 'Ivo']) {
      let id = '';
      const found = await foundInRows((db) => {
        const row = db.get('SELECT id, sealed FROM contents LIMIT 1') ?? {};
        id = idOf(row, 'id');
        const sealed = blobOf(row, 'sealed');
        sealed.writeUInt8(sealed.readUInt8(100) ^ 1, 100);
        db.run('UPDATE contents SET sealed = ? WHERE id = ?', sealed, idBytes(id));
      }, name);
      expect(found).toContain(`contents ${id}: altered`);
    }
  });

  test('of keys, keyrings, tombstones and the directory that are gone or altered are named', async () => {
    const found = await foundInRows((db, officer) => {
      // Not her own, which would be named in another way.
      db.run('DELETE FROM keyrings WHERE user = (SELECT max(user) FROM keyrings WHERE user != ?)', idBytes(officer));
      db.run('DELETE FROM tombstones');
      db.run('UPDATE directory SET version = version + 1');
      db.run('DELETE FROM compartment_keys WHERE step_up IS NOT NULL');
      db.run("UPDATE meta SET value = zeroblob(16) WHERE key = 'vault'");
      db.run("INSERT INTO meta VALUES ('odd', zeroblob(1))");
    });
    const patterns = [
      /^keyring [0-9a-f]{32}: missing$/,
      /^tombstones [0-9a-f]{32}: missing$/,
      /^directory: altered$/,
      /^compartment [0-9a-f]{32} key 1: missing$/,
      /^compartment [0-9a-f]{32} keys: altered$/,
      /^vault\.db meta vault: altered$/,
      /^vault\.db meta odd: superfluous$/,
    ];
    for (const pattern of patterns) expect(found.filter((line) => pattern.test(line))).not.toEqual([]);
    expect(found.filter((line) => !patterns.some((pattern) => pattern.test(line)))).toEqual([]);
  });

  test("of a keyring with another's of the same size and version in its place are named, to everybody", async () => {
    for (const name of [officerName, 'Ivo']) {
      const here = office();
      const els = here.people.get('Els') ?? '';
      const found = await as(here, name, async (vault) => {
        const sql = 'UPDATE keyrings SET sealed = (SELECT sealed FROM keyrings WHERE user = ?) WHERE user = ?';
        vault.db.run(sql, idBytes(vault.user.id), idBytes(els));
        return await findingsOf(vault);
      });
      expect(found).toEqual([`keyring ${els}: altered`]);
    }
  });

  test('of an escrow that is sealed to somebody else are named', async () => {
    const found = await foundInRows((db) => {
      db.run('UPDATE compartment_keys SET escrow = (SELECT sealed FROM keyrings LIMIT 1) WHERE step_up IS NULL');
    }, 'Ivo');
    expect(found.filter((line) => / key \d+: altered$/.test(line))).not.toEqual([]);
  });
});
