import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../src-main/contract/check.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { snapshotName } from '../../../src-main/core/backup/repository/names.ts';
import { directoryBytesAtEnd } from '../../../src-main/core/backup/repository/pack-format.ts';
import { SnapshotSchema, signSnapshot } from '../../../src-main/core/backup/repository/statements.ts';
import type { RememberedChain } from '../../../src-main/core/backup/verify/verify-chain.ts';
import { verifyRepository } from '../../../src-main/core/backup/verify/verify-repository.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { newSigningKey } from '../../../src-main/core/crypto/signing.ts';
import { parseStatement, statementBytes, unverifiedPayload } from '../../../src-main/core/crypto/statement.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { restoreVault, type WantedRestore } from '../../../src-main/core/restore/restore-vault.ts';
import type { Environment } from '../../../src-main/core/vault/open-vault.ts';
import { blankComputer, sharedBackedUp, wantedByKit, writerFolderOf } from '../../support/backed-up.ts';
import { addDocuments, backup, folderTarget } from '../../support/backup-office.ts';
import { seededRandom, seedOfThisRun } from '../../support/seed.ts';
import { openTempFolder } from '../../support/temp-folder.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const random = seededRandom(seedOfThisRun());

/** The target as it was before the fifth snapshot, and the one of another office. */
const older = openTempFolder();
const other = openTempFolder();
afterAll(() => {
  older[Symbol.dispose]();
  other[Symbol.dispose]();
});

const freshOffice = sharedBackedUp(async (officer, backUpAgain) => {
  const place = join(dirname(officer.paths.folder), 'target');
  cpSync(place, older.file('target'), { recursive: true });
  await addDocuments(officer, 'Jansen', [7], 5);
  await backUpAgain();
  const theirs = await createTestVault({}, other);
  const target = await folderTarget(other.file('target'));
  await backup(theirs.officer, target, other.file('memory'));
});

/** What somebody who has the target does to it, in the folder of the writer. @returns what has to be named. */
type Attack = (own: string) => RegExp;

const namesIn = (own: string, kind: string) =>
  Object.keys(treeDigest(own))
    .filter((name) => name.startsWith(`${kind}/`))
    .sort();
const snapshotsIn = (own: string) => namesIn(own, 'snapshots');

function payloadIn(own: string, name: string) {
  return SnapshotSchema.parse(unverifiedPayload(parseStatement(readFileSync(join(own, name)), name)));
}

/** Of the newest snapshot, by its kind. */
function neededFile(own: string, kind: string): string {
  const newest = snapshotsIn(own).at(-1) ?? '';
  const { database, sealed, inventory, writer } = payloadIn(own, newest);
  const named: Record<string, string> = {
    database: `database/${database.file}`,
    sealed: `sealed/${sealed.file}`,
    inventories: `inventories/${inventory.file}`,
    writer: `writer/${writer}`,
    snapshots: newest,
  };
  const [payload = ''] = namesIn(own, kind);
  return named[kind] ?? payload;
}

/** Without who vouches for it nothing of a computer counts: then that is what is said. */
const nameOrKind = (name: string) =>
  new RegExp(name.startsWith('writer/') ? '(?:altered|missing|integrity-violated) writers/[0-9a-f]{32}/writer' : name);

/** Changes one byte of `bytes`. */
function flip(bytes: Buffer): void {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
}

const changed =
  (kind: string): Attack =>
  (own) => {
    const name = neededFile(own, kind);
    const bytes = readFileSync(join(own, name));
    flip(kind === 'packs' ? splitPack(bytes).payloads : bytes);
    writeFileSync(join(own, name), bytes);
    return nameOrKind(name);
  };

/** A pack, cut before its directory. */
function splitPack(bytes: Buffer): { readonly payloads: Buffer; readonly directory: Buffer } {
  const end = bytes.length - directoryBytesAtEnd('of a test', bytes.length, bytes);
  return { payloads: bytes.subarray(0, end), directory: bytes.subarray(end) };
}

const removed =
  (kind: string): Attack =>
  (own) => {
    const name = neededFile(own, kind);
    rmSync(join(own, name));
    return nameOrKind(name);
  };

/** A snapshot by another key, beside the newest one. @param asIf whether it says that the key is the computer's. */
const forged =
  (asIf: boolean): Attack =>
  (own) => {
    const newest = snapshotsIn(own).at(-1) ?? '';
    const { kind: _kind, ...payload } = payloadIn(own, newest);
    const number = payload.number + 1;
    const statement = signSnapshot(
      { ...payload, number, at: payload.at + 1, previous: newest.slice(-64) },
      newSigningKey(),
    );
    const key = parseStatement(readFileSync(join(own, newest)), newest).signatures[0]?.key ?? '';
    const signatures = asIf ? statement.signatures.map((one) => ({ ...one, key })) : statement.signatures;
    const bytes = statementBytes({ ...statement, signatures });
    const name = snapshotName(number, sha256(bytes).toString('hex'));
    writeFileSync(join(own, name), bytes);
    return new RegExp(`forged .*${name}`);
  };

const attacks: readonly [string, Attack][] = [
  ...['database', 'sealed', 'inventories', 'objects', 'packs', 'snapshots', 'writer'].map((kind): [string, Attack] => [
    `a byte of ${kind} changed`,
    changed(kind),
  ]),
  ...['database', 'sealed', 'inventories', 'objects', 'packs', 'writer'].map((kind): [string, Attack] => [
    `a file of ${kind} removed`,
    removed(kind),
  ]),
  [
    'a snapshot removed',
    (own) => {
      rmSync(join(own, snapshotsIn(own)[2] ?? ''));
      return /missing .*snapshots\/3/;
    },
  ],
  [
    'the newest snapshot removed',
    (own) => {
      rmSync(join(own, snapshotsIn(own).at(-1) ?? ''));
      return /(?:cut-off|backups-rolled-back) .*snapshots/;
    },
  ],
  [
    'the old state put back',
    (own) => {
      const place = join(own, '../../../..');
      rmSync(place, { recursive: true });
      cpSync(older.file('target'), place, { recursive: true });
      return /backups-rolled-back .*snapshots/;
    },
  ],
  [
    'a snapshot of another vault mixed in',
    (own) => {
      const theirs = writerFolderOf(other.file('target'));
      const [name = ''] = snapshotsIn(theirs);
      cpSync(join(theirs, name), join(own, name));
      return new RegExp(`foreign .*${name}`);
    },
  ],
  [
    'the computer of another vault mixed in',
    (own) => {
      const theirs = writerFolderOf(other.file('target'));
      const computer = theirs.slice(-32);
      cpSync(theirs, join(own, '..', computer), { recursive: true });
      return new RegExp(`writers/${computer}`);
    },
  ],
  ['a snapshot forged with another key', forged(false)],
  ['a snapshot forged with another key under the name of the right one', forged(true)],
];

const named = (findings: readonly Finding[]) => findings.map(({ part, problem }) => `${problem} ${part}`).join('\n');

/** What a restore finds, or is stopped by. */
async function restoreSays(env: Environment, wanted: WantedRestore): Promise<string> {
  try {
    const { restored, findings } = await restoreVault(env, wanted, unwatched);
    expect(restored).toBeNull();
    return named(findings);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return `${error.code} ${String(error.details.part)}`;
  }
}

describe('a hostile target', () => {
  async function hostile() {
    const office = freshOffice();
    const own = writerFolderOf(office.place);
    const newest = snapshotsIn(own).at(-1) ?? '';
    const remembered = new Map<string, RememberedChain>([[own.slice(-32), { number: 5, hash: newest.slice(-64) }]]);
    return { office, own, remembered };
  }

  test.each(attacks)('%s: verification and a restore name it, and nothing is written', async (_, attack) => {
    const { office, own, remembered } = await hostile();
    const expected = attack(own);
    const target = await folderTarget(office.place);
    const folder = office.home.file('restored');
    const wanted = wantedByKit(office.kit, target, folder);
    const repository = { ...wanted.repository, remembered };

    const { findings } = await verifyRepository(repository, repository.root, { reads: 'all', remembered }, unwatched);
    expect(named(findings)).toMatch(expected);
    const env = blankComputer(office.home, office.clock);
    expect(await restoreSays(env, { ...wanted, repository })).toMatch(expected);
    expect(existsSync(folder)).toBe(false);
    await target.close();
  });

  test('that lies about nothing is found to be in order, and gives the vault', async () => {
    const { office, remembered } = await hostile();
    const target = await folderTarget(office.place);
    const wanted = wantedByKit(office.kit, target, office.home.file('restored'));
    const repository = { ...wanted.repository, remembered };
    const { findings } = await verifyRepository(repository, repository.root, { reads: 'all', remembered }, unwatched);
    expect(findings).toEqual([]);
    const env = blankComputer(office.home, office.clock);
    expect(await restoreVault(env, { ...wanted, repository }, unwatched)).toMatchObject({
      findings: [],
      restored: { snapshot: { snapshot: { number: 5 } } },
    });
    await target.close();
  });

  test('that changes where a pack says its payloads lie is named, and gives the vault: the inventory says it too', async () => {
    const { office, own, remembered } = await hostile();
    const name = neededFile(own, 'packs');
    const bytes = readFileSync(join(own, name));
    flip(splitPack(bytes).directory);
    writeFileSync(join(own, name), bytes);
    const target = await folderTarget(office.place);
    const folder = office.home.file('restored');
    const wanted = wantedByKit(office.kit, target, folder);
    const { repository } = wanted;
    const { findings } = await verifyRepository(repository, repository.root, { reads: 'all', remembered }, unwatched);
    expect(named(findings)).toMatch(name);
    const outcome = await restoreVault(blankComputer(office.home, office.clock), wanted, unwatched);
    expect(outcome).toMatchObject({ restored: { snapshot: { snapshot: { number: 5 } } } });
    await target.close();
  });

  test('whose forged snapshot somebody accepts gives the newest that its computer signed all the same', async () => {
    const { office, own } = await hostile();
    forged(true)(own);
    const target = await folderTarget(office.place);
    const wanted = { ...wantedByKit(office.kit, target, office.home.file('restored')), acceptFindings: true };
    const outcome = await restoreVault(blankComputer(office.home, office.clock), wanted, unwatched);
    expect(outcome).toMatchObject({ restored: { snapshot: { snapshot: { number: 5 } } } });
    await target.close();
  });
});
