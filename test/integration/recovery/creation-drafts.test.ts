import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { CreationDrafts } from '../../../src-main/core/recovery/creation-drafts.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../../src-main/core/vault/create-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { nodeEnvironment } from '../../../src-main/worker/node-environment.ts';
import { copyFolder } from '../../support/copy-folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { newVaultIn, officerName, officerPassphrase } from '../../support/test-vault.ts';

function place() {
  const home = tempFolder();
  const folder = home.file('vault');
  const configFolder = home.file('config');
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: configFolder }, home.path);
  const { deliverKit: _deliver, ...wanted } = newVaultIn(folder);
  return { home, folder, configFolder, env, wanted, drafts: new CreationDrafts() };
}

/** Groups of the kit, by their numbers. */
const typed = (kit: { groups: readonly string[] }, ...numbers: number[]) =>
  numbers.map((number) => ({ number, text: kit.groups[number - 1] ?? '' }));

const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder, { recursive: true }).sort() : []);

afterEach(() => vi.useRealTimers());

describe('a vault whose kit is on the screen', () => {
  test('comes into being when two groups of the paper are typed, and opens with kit and passphrase', async () => {
    const { home, folder, configFolder, env, wanted, drafts } = place();
    const { draft, kit } = await drafts.begin(env, wanted);
    expect(existsSync(join(folder, 'vault.json'))).toBe(false);
    expect(filesIn(configFolder)).toEqual([]);
    expect(kit).toMatchObject({ office: wanted.office, officer: officerName });
    expect(kit.groups.join('')).toBe(kit.key);
    expect(kit.groups.length).toBeGreaterThanOrEqual(8);

    const file = home.file('kit.txt');
    await drafts.saveKit(draft, file);
    expect(parseKit(readFileSync(file, 'utf8'))).toMatchObject({ vault: kit.vault, root: kit.root });
    await expect(drafts.saveKit(draft, file)).rejects.toMatchObject({ code: 'file-exists' });
    const inside = drafts.saveKit(draft, join(folder, 'kit.txt'));
    await expect(inside).rejects.toMatchObject({ details: { reason: 'out-in-vault' } });

    const wrong = [...typed(kit, 3), { number: 7, text: 'QQQQQ' }];
    await expect(drafts.finish(draft, wrong)).rejects.toMatchObject({ details: { reason: 'wrong-group', group: 7 } });
    for (const numbers of [
      [3, 3],
      [1, 3],
      [3, 99],
    ]) {
      const known = drafts.finish(draft, typed(kit, ...numbers));
      await expect(known).rejects.toMatchObject({ code: 'invalid-input', details: { reason: 'wrong-form' } });
    }
    const inOtherHand = typed(kit, 3, 7).map(({ number, text }) => ({ number, text: ` ${text.toLowerCase()} ` }));
    const made = await drafts.finish(draft, inOtherHand);
    expect(made).toEqual({ id: kit.vault, name: wanted.office, officer: officerName });
    await expect(drafts.finish(draft, inOtherHand)).rejects.toMatchObject({ details: { reason: 'draft' } });
    await closeVault((await openSession(env, folder, { name: officerName, password: officerPassphrase })).vault);
    const proof = await checkRecovery(env, folder, readFileSync(file, 'utf8'), unwatched);
    expect(proof).toMatchObject({ findings: [], rootFingerprint: kit.rootFingerprint });
  });

  test('is in its file whole, also when the vault was made before that was written', async () => {
    const { home, env, wanted, drafts } = place();
    const { draft, kit } = await drafts.begin(env, wanted);
    const made = Promise.withResolvers<void>();
    const create = env.files.create.bind(env.files);
    vi.spyOn(env.files, 'create').mockImplementation(async (path, bytes) => {
      await made.promise;
      await create(path, bytes);
    });
    const saved = drafts.saveKit(draft, home.file('kit.txt'));
    await drafts.finish(draft, typed(kit, 3, 7));
    made.resolve();
    await saved;
    expect(parseKit(readFileSync(home.file('kit.txt'), 'utf8'))).toMatchObject({ vault: kit.vault, root: kit.root });
  });

  test('leaves nothing when it is abandoned, and nothing outside its folder', async () => {
    const { home, folder, configFolder, env, wanted, drafts } = place();
    const { draft } = await drafts.begin(env, wanted);
    await drafts.abandon(draft);
    await drafts.abandon(draft);
    expect([filesIn(folder), filesIn(configFolder)]).toEqual([[], []]);
    expect(readdirSync(home.path)).toEqual([]);
    await expect(drafts.saveKit(draft, home.file('kit.txt'))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('goes when another one is begun, also in the same folder', async () => {
    const { folder, env, wanted, drafts } = place();
    const [first, second] = await Promise.all([drafts.begin(env, wanted), drafts.begin(env, wanted)]);
    expect(second.kit.vault).not.toBe(first.kit.vault);
    await expect(drafts.finish(first.draft, typed(first.kit, 3, 7))).rejects.toMatchObject({ code: 'not-found' });
    await drafts.finish(second.draft, typed(second.kit, 3, 7));
    expect(existsSync(join(folder, 'vault.json'))).toBe(true);
  });

  test('that is on its way out is waited for by the next, which may be in the same folder', async () => {
    const { env, wanted, drafts } = place();
    const first = await drafts.begin(env, wanted);
    const [, second] = await Promise.all([drafts.abandon(first.draft), drafts.begin(env, wanted)]);
    await drafts.finish(second.draft, typed(second.kit, 3, 7));
  });

  test('goes by itself after an hour', async () => {
    const { folder, env, wanted, drafts } = place();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { draft } = await drafts.begin(env, wanted);
    vi.advanceTimersByTime(60 * 60_000);
    vi.useRealTimers();
    await expect.poll(() => filesIn(folder)).toEqual([]);
    await expect(drafts.finish(draft, [])).rejects.toMatchObject({ code: 'not-found' });
  });

  test('of which the program was killed leaves what the next creation there takes over', async () => {
    const { folder, env, wanted, drafts } = place();
    const { draft } = await drafts.begin(env, wanted);
    const copy = tempFolder();
    copyFolder(dirname(folder), copy.path);
    await drafts.abandon(draft);
    const left = copy.file('vault');
    expect(filesIn(left)).toContain('.tmp-creation');
    const other = nodeEnvironment({ KLUIS_CONFIG_DIR: copy.file('config') }, copy.path);
    await closeVault(await createVault(other, newVaultIn(left)));
    await closeVault((await openSession(other, left, { name: officerName, password: officerPassphrase })).vault);
  });

  test('is refused before there is a kit: in a folder with something in it, or with a weak passphrase', async () => {
    const { folder, env, wanted, drafts } = place();
    await expect(drafts.begin(env, { ...wanted, passphrase: 'kort' })).rejects.toMatchObject({
      code: 'password-too-weak',
    });
    await env.files.makeFolder(folder);
    writeFileSync(join(folder, 'brief.txt'), 'van iemand anders');
    await expect(drafts.begin(env, wanted)).rejects.toMatchObject({ code: 'vault-exists' });
    expect(filesIn(folder)).toEqual(['brief.txt']);
  });
});
