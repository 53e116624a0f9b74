import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { Environment } from '../../src-main/core/vault/open-vault.ts';
import { laterSchema, withAnotherMigration } from '../support/another-migration.ts';
import { codeOf } from '../support/error-code.ts';
import { type Office, ownPassword, sharedOffice } from '../support/office.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { treeDigest } from '../support/tree-digest.ts';

const freshOffice = sharedOffice({ 'Eva Testman': 'employee' });
const eva = { name: 'Eva Testman', password: ownPassword };
const officer = { name: officerName, password: officerPassphrase };

const copiesIn = ({ folder }: Office) => readdirSync(folder).filter((name) => name.includes('.before-'));

async function signInAndOut(env: Environment, { folder }: Office, who = officer) {
  const { vault } = await openSession(env, folder, who);
  const copies = vault.db.all('SELECT name, made_at, expires_at FROM copies').map(({ name }) => String(name));
  const schema = Number(vault.db.get('PRAGMA user_version')?.user_version);
  const { readOnly, broken } = vault;
  await closeVault(vault);
  return { copies, schema, readOnly, broken: broken.size };
}

describe('a vault of a newer version of the program', () => {
  it('is refused by the format number of vault.json, without a byte changed', async () => {
    const office = freshOffice();
    const file = `${office.folder}/vault.json`;
    // A newer format may look otherwise in every other respect.
    writeFileSync(file, JSON.stringify({ format: 2, vaults: [JSON.parse(readFileSync(file, 'utf8'))] }));
    const before = treeDigest(office.folder);
    await expect(openSession(office.env, office.folder, eva)).rejects.toMatchObject({
      code: 'vault-from-newer-program',
      details: { format: 2 },
    });
    expect(treeDigest(office.folder)).toEqual(before);
  });

  it('is refused by the schema of vault.db, without a byte of the vault changed, however often one tries', async () => {
    const office = freshOffice();
    await signInAndOut(withAnotherMigration(office.env), office);
    const before = treeDigest(office.folder, ['spool/sign-in.json']);
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      const refused = openSession(office.env, office.folder, eva);
      await expect(refused, `attempt ${attempt}`).rejects.toMatchObject({
        code: 'vault-from-newer-program',
        details: { current: laterSchema, wanted: laterSchema - 1 },
      });
    }
    expect(treeDigest(office.folder, ['spool/sign-in.json'])).toEqual(before);
    await signInAndOut(withAnotherMigration(office.env), office, eva);
  });
});

describe('a vault of an older version of the program', () => {
  it('is copied before its schema is changed, the copy is registered, and the older program can go on with it', async () => {
    const office = freshOffice();
    const { schema } = await signInAndOut(office.env, office);
    const later = await signInAndOut(withAnotherMigration(office.env), office);
    const copies = copiesIn(office);
    expect(copies).toHaveLength(1);
    expect(later).toEqual({ copies, schema: laterSchema, readOnly: false, broken: 0 });
    expect((await signInAndOut(withAnotherMigration(office.env), office)).copies).toEqual(copies);

    cpSync(`${office.folder}/${copies[0]}`, `${office.folder}/vault.db`);
    expect(await signInAndOut(office.env, office, eva)).toMatchObject({ schema, broken: 0 });
  });

  it('is left as it is by a check of the recovery key, which asks for a sign-in first', async () => {
    const office = freshOffice();
    const { env, folder, kit } = { ...office, env: withAnotherMigration(office.env) };
    const before = treeDigest(folder);
    await expect(checkRecovery(env, folder, kit, unwatched)).rejects.toMatchObject({
      code: 'vault-from-older-program',
      details: { current: laterSchema - 1, wanted: laterSchema },
    });
    expect(treeDigest(folder)).toEqual(before);
    await signInAndOut(env, office);
    expect((await checkRecovery(env, folder, kit, unwatched)).findings).toEqual([]);
  });

  it('has its copy registered also when the program was stopped before it came to that', async () => {
    const office = freshOffice();
    const later = withAnotherMigration(office.env);
    const stopped: Environment = {
      ...later,
      store: {
        ...later.store,
        open: async (...given) => {
          (await later.store.open(...given)).close();
          throw new VaultError('internal', 'stopped');
        },
      },
    };
    const code = await openSession(stopped, office.folder, eva).then(() => 'opened', codeOf);
    expect(code).toBe('internal');
    const copies = copiesIn(office);
    expect(copies).toHaveLength(1);
    expect((await signInAndOut(later, office, eva)).copies).toEqual(copies);
    office.clock.advance(31 * 24 * 60 * 60 * 1000);
    await signInAndOut(later, office);
    expect(copiesIn(office)).toEqual([]);
  });

  it('stays what it was when there is no room for the copy', async () => {
    const office = freshOffice();
    const before = treeDigest(office.folder, ['spool/sign-in.json']);
    const { files } = office.env;
    const open = files.openWriter.bind(files);
    const full = vi.spyOn(files, 'openWriter').mockImplementation(async (folder) => {
      if (folder === office.folder) throw new VaultError('disk-full', 'no room');
      return await open(folder);
    });
    const migrated = openSession(withAnotherMigration(office.env), office.folder, eva);
    await expect(migrated).rejects.toMatchObject({ code: 'disk-full' });
    full.mockRestore();
    expect(treeDigest(office.folder, ['spool/sign-in.json'])).toEqual(before);
    expect(await signInAndOut(office.env, office, eva)).toMatchObject({ broken: 0 });
  });
});
