import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NodePatchedFile } from '../../../src-main/adapters/backup/node-patched-file.ts';
import { NodeFileReader } from '../../../src-main/adapters/file-system/node-file-reader.ts';
import { migrate } from '../../../src-main/adapters/sqlcipher/migrate.ts';
import { migrations } from '../../../src-main/adapters/sqlcipher/migrations/index.ts';
import { openDatabase } from '../../../src-main/adapters/sqlcipher/open-database.ts';
import { verdictOn, withPagesToVerify } from '../../../src-main/adapters/sqlcipher/open-vault-database.ts';
import { applyDelta, basePlaintext, deltaPlaintext } from '../../../src-main/core/backup/repository/delta.ts';
import {
  openSealedStream,
  type SealedFile,
  sealStream,
} from '../../../src-main/core/backup/repository/sealed-stream.ts';
import {
  formatPostQuantumIdentity,
  generatePostQuantumIdentity,
  postQuantumRecipient,
} from '../../../src-main/core/crypto/age/post-quantum-identity.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { VaultDatabase } from '../../../src-main/core/ports/store.ts';
import { allOf, inPieces } from '../../support/byte-streams.ts';
import { scan } from '../../support/scanned-pages.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools, tool } from '../../support/tools.ts';

const random = seededRandom(seedOfThisRun());
const key = Buffer.concat([Buffer.alloc(32, 7), Buffer.alloc(16, 9)]);
const identity = generatePostQuantumIdentity();

/** A sealed file in a backup, and the database as it was then. */
interface State {
  readonly name: string;
  readonly sealed: SealedFile & { readonly path: string };
  readonly database: Buffer;
  readonly changed: number | null;
}

/** A database that an office works in, as a vault has it. */
function newDatabase(path: string): VaultDatabase {
  const db = openDatabase(path, key, { create: true });
  migrate(db, migrations);
  addRows(db, 1000);
  return withPagesToVerify(db, path, key);
}

function addRows(db: Pick<VaultDatabase, 'transaction' | 'run'>, count: number): void {
  const sql = `INSERT INTO contents (id, compartment, bucket, epoch, version, hash, sealed, header, object)
    VALUES (randomblob(16), zeroblob(16), 1, 1, 1, randomblob(32), randomblob(600), randomblob(200), randomblob(32))`;
  db.transaction(() => {
    for (let row = 0; row < count; row += 1) db.run(sql);
  });
}

const work: Record<string, (db: VaultDatabase) => void> = {
  'one line': (db) => void db.run("INSERT INTO meta (key, value) VALUES ('line', randomblob(50))"),
  'rows anywhere': (db) => void db.run('UPDATE contents SET sealed = randomblob(600) WHERE abs(random()) % 50 = 0'),
  growth: (db) => addRows(db, 300),
  nothing: () => undefined,
  erasure: (db) => void db.run('DELETE FROM contents WHERE abs(random()) % 3 = 0'),
  'a shorter file': (db) => {
    db.run('DELETE FROM contents WHERE abs(random()) % 2 = 0');
    db.run('VACUUM');
  },
  'growth after that': (db) => addRows(db, 100),
};

/** Base, the day's first delta on it, then one on the other. */
async function backUp(folder: ReturnType<typeof tempFolder>): Promise<State[]> {
  const recipient = await postQuantumRecipient(identity);
  const path = folder.file('live.db');
  const db = newDatabase(path);
  const states: State[] = [];
  let known: { index: Uint8Array; snapshot: Uint8Array } | null = null;
  for (const name of ['base', ...Object.keys(work)]) {
    work[name]?.(db);
    const snapshot = Buffer.from(random.bytes(32));
    await db.whileStill(async (file) => {
      const scanned = await scan(file, known);
      const { pages, changed } = scanned;
      const plaintext = changed === null ? basePlaintext(file) : deltaPlaintext(file, { pages, changed });
      const pieces: Buffer[] = [];
      const sealed = await sealStream(recipient, plaintext, async (piece) => {
        pieces.push(Buffer.from(piece));
      });
      const sealedPath = folder.file(`${states.length}.age`);
      writeFileSync(sealedPath, Buffer.concat(pieces));
      const database = Buffer.alloc(file.sizeBytes);
      await file.readAt(database, 0);
      states.push({ name, sealed: { ...sealed, path: sealedPath }, database, changed: changed?.length ?? null });
      known = { index: scanned.indexOf(snapshot), snapshot };
    });
  }
  db.close();
  return states;
}

/** As a user would, with the commands of the page. */
function byHand(folder: ReturnType<typeof tempFolder>, states: readonly State[]): void {
  const page = readFileSync('docs/recovery-by-hand.md', 'utf8');
  const [, commands = ''] = /^```sh\n(apply_delta\(\) \{\n.*?)^```$/ms.exec(page) ?? [];
  writeFileSync(folder.file('kit.txt'), `${formatPostQuantumIdentity(identity)}\n`);
  mkdirSync(folder.file('bin'));
  symlinkSync(tool('age'), folder.file('bin/age'));
  symlinkSync(tool('sqlcipher'), folder.file('bin/sqlcipher'));
  const steps = states.slice(1).map((_, index) => {
    const number = index + 1;
    return `age -d -i kit.txt -o delta ${number}.age; apply_delta vault.db delta; rm delta; cp vault.db after.${number}`;
  });
  const input = `${commands}
age -d -i kit.txt -o vault.db 0.age
cp vault.db after.0
${steps.join('\n')}
sqlcipher -batch vault.db "PRAGMA key = \\"x'${key.toString('hex')}'\\"; PRAGMA integrity_check; PRAGMA cipher_integrity_check;"`;
  const env = { PATH: `${folder.file('bin')}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8' };
  const { status, stderr, stdout } = spawnSync('sh', ['-eu'], { cwd: folder.path, input, env, encoding: 'utf8' });
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: 'ok\nok\n' });
  for (const [number, { name, database }] of states.entries()) {
    expect(readFileSync(folder.file(`after.${number}`)).equals(database), name).toBe(true);
  }
}

describeWithTools(['age', 'sqlcipher'], `the database out of a backup (KLUIS_SEED=${random.seed})`, () => {
  test('base and deltas give every state byte for byte, by our code and by hand', async () => {
    const folder = tempFolder();
    const states = await backUp(folder);
    const [base] = states;
    expect(states.map(({ changed }) => changed === null)).toEqual(states.map((state) => state === base));
    const pages = (base?.database.length ?? 0) / 4096;
    expect(pages).toBeGreaterThan(200);
    const changedBy = Object.fromEntries(states.map(({ name, changed }) => [name, changed]));
    expect(changedBy['one line']).toBeLessThanOrEqual(2);
    expect(changedBy.nothing).toBe(0);
    const sizes = Object.fromEntries(states.map(({ name, database }) => [name, database.length]));
    expect(sizes['a shorter file']).toBeLessThan(sizes.erasure ?? 0);

    const path = folder.file('restored.db');
    for (const { name, sealed, database } of states) {
      const plaintext = openSealedStream(`database/${sealed.sha256}`, inPieces(readFileSync(sealed.path), 65_536), {
        ...(random.chance(0.5) ? { identity } : { fileKey: sealed.fileKey }),
      });
      if (name === 'base') writeFileSync(path, await allOf(plaintext));
      else {
        const file = await NodePatchedFile.open(path);
        await applyDelta(file, plaintext, `database/${sealed.sha256}`);
        await file.sync();
        await file.close();
      }
      expect(readFileSync(path).equals(database), name).toBe(true);
      const reader = await NodeFileReader.open(path);
      expect((await verdictOn(reader, key, unwatched)).badPages, name).toEqual([]);
      await reader.close();
    }
    byHand(folder, states);
  });
});

test('a database is kept still by one at a time', async () => {
  const folder = tempFolder();
  const db = newDatabase(folder.file('vault.db'));
  await db.whileStill(async () => {
    await expect(db.whileStill(async () => undefined)).rejects.toMatchObject({ code: 'internal' });
  });
  await db.whileStill(async () => undefined);
  db.close();
});

test('what is to be changed in place is a file of that name, not a link to one', async () => {
  const folder = tempFolder();
  await expect(NodePatchedFile.open(folder.file('none'))).rejects.toMatchObject({ code: 'not-found' });
  mkdirSync(folder.file('folder'));
  await expect(NodePatchedFile.open(folder.file('folder'))).rejects.toThrow();
  writeFileSync(folder.file('target'), 'as it was');
  symlinkSync(folder.file('target'), folder.file('link'));
  await expect(NodePatchedFile.open(folder.file('link'))).rejects.toThrow();
  copyFileSync(folder.file('target'), folder.file('own'));
  const file = await NodePatchedFile.open(folder.file('own'));
  await file.writeAt(Buffer.from('more'), 12);
  expect(file.sizeBytes).toBe(16);
  await file.resize(14);
  await file.close();
  await file.close();
  expect(readFileSync(folder.file('own')).toString('latin1')).toBe('as it was\0\0\0mo');
});
