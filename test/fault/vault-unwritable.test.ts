import { chmodSync, chownSync, cpSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwatched } from '../../src-main/core/job.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { codeOf } from '../support/error-code.ts';
import { describeWithSmallDisk, smallDisk } from '../support/full-disk.ts';
import { type Office, ownPassword, sharedOffice } from '../support/office.ts';
import { treeDigest } from '../support/tree-digest.ts';
import { handlers } from './trial-office.ts';
import { openElsewhere } from './vault-process.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee' });
const eva = { name: 'Eva Testman', password: ownPassword };
const settings = 'settings.json';

async function answer({ env, folder }: Pick<Office, 'env' | 'folder'>): Promise<string> {
  return await openSession(env, folder, eva).then(async ({ vault }) => {
    await closeVault(vault);
    return 'opens';
  }, codeOf);
}

describeWithSmallDisk('a read-only disk', () => {
  it('does not open its vault, tells its state, and nothing was changed', async () => {
    const { env, folder: original } = freshOffice();
    const disk = smallDisk(16 * 2 ** 20);
    const folder = path.join(disk.path, 'vault');
    cpSync(original, folder, { recursive: true });
    const before = treeDigest(folder);
    disk.setReadOnly(true);
    expect(await answer({ env, folder })).toBe('folder-read-only');
    const status = await handlers.status({ env, job: unwatched }, { vault: folder });
    expect(status).toMatchObject({ format: 1, inUse: null });
    disk.setReadOnly(false);
    expect(treeDigest(folder)).toEqual(before);
    expect(await answer({ env, folder })).toBe('opens');
  });
});

describe('a folder without the right to write', () => {
  /** Modes say nothing to root. */
  const somebody = process.getuid?.() === 0 ? 65_534 : undefined;

  it.each(['.', 'spool', 'objects'])(
    'does not open its vault or does without it, and loses nothing: %s',
    async (name) => {
      const office = freshOffice();
      const base = path.dirname(office.folder);
      if (somebody !== undefined) {
        chownSync(base, somebody, somebody);
        for (const entry of readdirSync(base, { recursive: true, encoding: 'utf8' })) {
          chownSync(path.join(base, entry), somebody, somebody);
        }
      }
      const before = treeDigest(office.folder);
      const closed = path.join(office.folder, name);
      chmodSync(closed, 0o500);
      const refused = await openElsewhere('once', office, eva, { uid: somebody }).answer;
      // Nothing has to be written among the objects to sign in.
      expect(refused.code).toBe(name === 'objects' ? 'open' : 'folder-read-only');
      if (name !== 'objects') expect(treeDigest(office.folder)).toEqual(before);
      chmodSync(closed, 0o700);
      expect(await openElsewhere('once', office, eva, { uid: somebody }).answer).toMatchObject({ code: 'open' });
    },
  );
});

describe('a computer that lost its keys of a vault', () => {
  it.each([
    ['the entry in its keychain', 'keychain/*.computer'],
    ['its settings', settings],
  ])('is told so, changes nothing, and opens it again with them: %s', async (_, lost) => {
    const office = freshOffice();
    const { id } = await handlers.status({ env: office.env, job: unwatched }, { vault: office.folder });
    const file = path.join(office.configFolder, lost.replace('*', id));
    expect(statSync(file).isFile()).toBe(true);
    renameSync(file, `${file}.away`);
    const before = [treeDigest(office.folder), treeDigest(office.configFolder)];
    for (let attempt = 1; attempt <= 6; attempt += 1) expect(await answer(office)).toBe('keychain-entry-missing');
    expect([treeDigest(office.folder), treeDigest(office.configFolder)]).toEqual(before);
    renameSync(`${file}.away`, file);
    expect(await answer(office)).toBe('opens');
  });
});
