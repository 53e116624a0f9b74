import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { parseKit } from '../../src-main/core/recovery/kit.ts';
import { withIdentity } from '../../src-main/core/restore/restore-files.ts';
import type { WantedRestore } from '../../src-main/core/restore/restore-vault.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import type { Environment, OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { addDocuments, backup, folderTarget, notBackedUp } from './backup-office.ts';
import { copyFolder } from './copy-folder.ts';
import { openTempFolder, type TempFolder, tempFolder } from './temp-folder.ts';
import { createTestVault, type TestVault, testClock } from './test-vault.ts';
import { treeDigest } from './tree-digest.ts';

/** A vault that nobody has open, with backups of several moments, of which the last two stand on the one before. */
export interface BackedUp {
  readonly home: TempFolder;
  readonly folder: string;
  readonly env: Environment;
  readonly clock: TestVault['clock'];
  readonly kit: string;
  /** The folder of the target. */
  readonly place: string;
  /** Of each snapshot, from 1: what the vault looked like. */
  readonly digests: readonly Readonly<Record<string, string>>[];
}

const dayMs = 86_400_000;

/** @param work what is done behind the fourth snapshot, with a way to make a fifth. */
export async function createBackedUp(
  home: TempFolder,
  work: (officer: OpenVault, backUpAgain: () => Promise<unknown>) => Promise<void> = async () => undefined,
): Promise<BackedUp> {
  const { officer, clock, folder, env, kit } = await createTestVault({}, home);
  await createFolder(officer, { name: 'Jansen', kind: 'client' });
  const place = home.file('target');
  const target = await folderTarget(place);
  const digests: Record<string, string>[] = [];
  const snapshot = async (sizes: readonly number[]) => {
    await addDocuments(officer, 'Jansen', sizes, digests.length + 1);
    await backup(officer, target, home.file('memory'));
    digests.push(treeDigest(folder, notBackedUp));
  };
  await snapshot([0, 10, 70_000, 1_500_000]);
  await snapshot([5, 900_000]);
  clock.advance(dayMs);
  await snapshot([2_000_000, 44]);
  await snapshot([4_000]);
  await work(officer, () => backup(officer, target, home.file('memory')));
  await target.close();
  await closeVault(officer);
  return { home, folder, env, clock, kit, place, digests };
}

/** For the top of a test file: made once, and every test gets a copy of vault, keychain and target. */
export function sharedBackedUp(work?: Parameters<typeof createBackedUp>[1]): () => BackedUp {
  let made: BackedUp | null = null;
  beforeAll(async () => {
    made = await createBackedUp(openTempFolder(), work);
  });
  afterAll(() => made?.home[Symbol.dispose]());
  return () => {
    if (made === null) throw new Error('only inside a test');
    const home = tempFolder();
    for (const name of ['vault', 'config', 'target']) copyFolder(made.home.file(name), home.file(name));
    const clock = testClock();
    clock.advance(dayMs);
    const env = { ...nodeEnvironment({ KLUIS_CONFIG_DIR: home.file('config') }, home.path), clock };
    return { ...made, home, clock, env, folder: home.file('vault'), place: home.file('target') };
  };
}

/** The folder of the first writer of the first vault on a target. */
export function writerFolderOf(place: string): string {
  const vaults = join(place, 'dossierkluis-1');
  const [vault = ''] = readdirSync(vaults);
  const [computer = ''] = readdirSync(join(vaults, vault, 'writers'));
  return join(vaults, vault, 'writers', computer);
}

/** A computer that knows no vault, with the time of another. */
export function blankComputer(home: TempFolder, clock: Environment['clock']): Environment {
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: join(home.path, 'blank config') }, home.path);
  return { ...env, clock, machine: { ...env.machine, name: 'blank / nobody' } };
}

/** A restore with the recovery key of everything that a target has. */
export function wantedByKit(kit: string, target: Target, folder: string): WantedRestore {
  const { vault, root, identity } = parseKit(kit);
  const { signal } = unwatched;
  return {
    repository: { target, vault, root, remembered: new Map(), signal },
    snapshot: 'newest',
    keyOf: withIdentity(identity),
    later: null,
    folder,
    inPlace: false,
    acceptFindings: false,
  };
}
