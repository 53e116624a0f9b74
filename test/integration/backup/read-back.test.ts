import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { readBack } from '../../../src-main/core/backup/runs/read-back.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Target } from '../../../src-main/core/ports/target.ts';
import { addDocuments, backup, folderTarget } from '../../support/backup-office.ts';
import { lyingTarget } from '../../support/faulty-target.ts';
import { inventoryIn } from '../../support/inventory-texts.ts';
import { type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { createTestVault, type TestVault } from '../../support/test-vault.ts';
import { withCalls } from '../../support/with-calls.ts';

let made: TestVault;
let home: TempFolder;
let target: Target;
let memory: string;

beforeEach(async () => {
  made = await createTestVault();
  await createFolder(made.officer, { name: 'Jansen', kind: 'client' });
  home = tempFolder();
  target = await folderTarget(home.file('target'));
  memory = home.file('memory');
});

/** Names from the writer's folder, of all files there. */
function namesThere(): string[] {
  const { id, computer } = made.officer;
  const folder = home.file(`target/dossierkluis-1/${id}/writers/${computer.id}`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

const partOf = (name: string) => `writers/${made.officer.computer.id}/${name}`;

/** Writes over what lies on the target; null takes it away. */
function overwrite(name: string, bytes: Uint8Array | null): void {
  const path = home.file(`target/${name}`);
  mkdirSync(dirname(path), { recursive: true });
  if (bytes === null) rmSync(path);
  else writeFileSync(path, bytes);
}

describe('after each run', () => {
  test('everything new is read again, and found as it was sent', async () => {
    await addDocuments(made.officer, 'Jansen', [10, 1_500_000], 1);
    const read: string[] = [];
    const watched = withCalls(target, {
      read: (...given) => {
        read.push(given[0]);
        return target.read(...given);
      },
    });
    const run = await backup(made.officer, watched, memory);
    expect(run.readBack).toEqual({ findings: [], brokenOff: null });
    const names = namesThere().sort();
    expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(
      new Set(['database', 'heartbeats', 'inventories', 'objects', 'packs', 'sealed', 'snapshots', 'writer']),
    );
    expect(read.map((name) => name.slice(name.indexOf('writers/'))).sort()).toEqual(names.map(partOf));
  });

  test.each(['drop', 'alter', 'shorten'] as const)(
    'a file that the target says it has, and did not keep as it was sent (%s), is named',
    async (lie) => {
      await addDocuments(made.officer, 'Jansen', [10, 1_500_000], 1);
      const kinds = new Set(['objects', 'packs', 'database', 'sealed', 'inventories', 'snapshots', 'heartbeats']);
      const lied: string[] = [];
      const lying = lyingTarget(
        target,
        (name) => {
          const part = name.slice(name.indexOf('writers/'));
          if (!kinds.delete(part.split('/')[2] ?? '')) return null;
          lied.push(part);
          return lie;
        },
        overwrite,
      );
      const { snapshot, isNew, readBack: found } = await backup(made.officer, lying, memory);
      expect({ number: snapshot.number, isNew }).toEqual({ number: 1, isNew: true });
      expect(found.brokenOff).toBeNull();
      expect(kinds).toEqual(new Set());
      expect(found.findings.map(({ part, problem }) => `${problem} ${part}`).sort()).toEqual(
        lied.map((part) => `${lie === 'drop' ? 'missing' : 'altered'} ${part}`).sort(),
      );
    },
  );

  test('what is sealed is opened, and not only compared: one with another key than the run had is named', async () => {
    await backup(made.officer, target, memory);
    const { id, computer } = made.officer;
    const place = {
      target,
      folder: `dossierkluis-1/${id}/writers/${computer.id}`,
      computer: computer.id,
      job: unwatched,
    };
    for (const kind of ['sealed', 'database'] as const) {
      const name = namesThere().find((one) => one.startsWith(`${kind}/`)) ?? '';
      const file = { sha256: name.slice(-64), sizeBytes: 0, fileKey: Buffer.alloc(16, 7) };
      const nothing = { database: null, sealed: null, before: null };
      const { findings } = await readBack(place, { files: [{ name, sizeBytes: null }], ...nothing, [kind]: file });
      expect(findings).toMatchObject([{ part: partOf(name), problem: 'altered' }]);
      expect(await readBack(place, { files: [{ name, sizeBytes: null }], ...nothing })).toMatchObject({ findings: [] });
    }
  });

  test('some of what earlier runs left is read too, and what has become of it since is found in the end', async () => {
    await addDocuments(made.officer, 'Jansen', [500_000, 1_500_000], 1);
    await backup(made.officer, target, memory);
    const pack = namesThere().find((name) => name.startsWith('packs/')) ?? '';
    const { id, computer } = made.officer;
    const path = `dossierkluis-1/${id}/writers/${computer.id}/${pack}`;
    const bytes = readFileSync(home.file(`target/${path}`));
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    overwrite(path, bytes);
    const found: string[] = [];
    for (let seed = 2; found.length === 0 && seed < 60; seed += 1) {
      const { readBack: again } = await backup(made.officer, target, memory);
      found.push(...again.findings.map(({ part }) => part));
    }
    expect(new Set(found)).toEqual(new Set([partOf(pack)]));
  });

  test('a target that is gone by then leaves the run as it is: made', async () => {
    await addDocuments(made.officer, 'Jansen', [10], 1);
    const going = withCalls(target, {
      // biome-ignore lint/correctness/useYield: it never comes so far
      read: async function* () {
        throw new VaultError('target-unreachable', 'gone');
      },
    });
    const run = await backup(made.officer, going, memory);
    expect(run).toMatchObject({ isNew: true, snapshot: { number: 1 } });
    expect(run.readBack).toMatchObject({ findings: [], brokenOff: { code: 'target-unreachable' } });
    expect((await backup(made.officer, target, memory)).isNew).toBe(false);
  });
});

test('of very much that is new as much is read as fits, drawn at random, and everything that is no payload', async () => {
  const hash = (index: number) => index.toString(16).padStart(64, '0');
  const files = Array.from({ length: 1000 }, (_, index) => {
    return { name: `objects/00/${hash(index)}`, sizeBytes: 2 * 2 ** 20 };
  });
  const asked: string[] = [];
  const empty = withCalls(target, {
    read: async function* (name) {
      asked.push(name);
      yield* [];
    },
  });
  const place = { target: empty, folder: 'w', computer: 'c', job: unwatched };
  const all = [...files, { name: `inventories/${hash(2000)}`, sizeBytes: 10 }];
  const before = inventoryIn([{ sha256: hash(1), length: 10, pack: null, offset: 0 }]);
  await readBack(place, { files: all, before, database: null, sealed: null }, (below) => below - 1);
  expect(asked.filter((name) => name.includes('inventories'))).toHaveLength(1);
  // 256 MiB of new ones, and one of the sample.
  expect(asked.filter((name) => name.includes('objects'))).toHaveLength(129);
  expect(asked).toContain(`w/objects/00/${hash(999)}`);
  expect(asked).not.toContain(`w/objects/00/${hash(2)}`);
});
