import { mkdirSync, renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { addTarget } from '../../../src-main/core/backup/targets/change-targets.ts';
import { setTarget, type TargetChanges } from '../../../src-main/core/backup/targets/set-target.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { addFolderTarget } from '../../support/backup-office.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { sharedOffice } from '../../support/office.ts';
import { openSshd } from '../../support/servers/sshd.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools } from '../../support/tools.ts';

const freshOffice = sharedOffice({ Iris: 'it-admin', Wim: 'employee' });
const asItIs: TargetChanges = {
  user: null,
  password: null,
  privateKey: null,
  keyPassphrase: null,
  certificate: null,
  hostKey: null,
  acceptMedium: false,
};

const setter = (vault: OpenVault) => async (changes: Partial<TargetChanges>) =>
  await setTarget(vault, 'nas', { ...asItIs, ...changes }, unwatched);

/** What a run comes to: the number of the snapshot, or the code of the error. */
async function ran(vault: OpenVault): Promise<unknown> {
  const [{ outcome } = { outcome: null }] = await runOpen(vault, 'nas', unwatched);
  return outcome instanceof VaultError ? outcome.code : outcome?.snapshot.number;
}

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'an OpenSSH server', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openSshd({ signIn: 'publickey,password', diskBytes: 2 ** 25 }));

    test('that was replaced, or wants another key, serves on once somebody says so', async () => {
      const office = freshOffice();
      await office.as('Iris', async (iris) => {
        const set = setter(iris);
        const { credentials } = server();
        const place = server().settings();
        if (place.kind !== 'sftp') throw new Error('this is for another kind');
        await addTarget(iris, { name: 'nas', place, credentials }, unwatched);
        expect(await ran(iris)).toBe(1);
        server().changeHostKey();
        await server().kill();
        await server().start();
        expect(await ran(iris)).toBe('target-host-key-changed');
        // A password alone is no word for the server.
        await expect(set({ password: credentials.password })).rejects.toMatchObject({
          code: 'target-host-key-changed',
        });
        const { type: hostKeyType, fingerprint } = server().hostKeyNow();
        const unknown = { code: 'target-host-key-unknown', details: { hostKeyType, fingerprint } };
        await expect(set({ hostKey: 'unseen' })).rejects.toMatchObject(unknown);
        expect(await ran(iris)).toBe('target-host-key-changed');
        await set({ hostKey: server().hostKeyNow() });
        expect(await ran(iris)).toBeTypeOf('number');

        const newKey = server().changeUserKey();
        expect(await ran(iris)).toBe('target-refused');
        // What does not work is not kept: the password is as it was.
        await expect(set({ privateKey: newKey, password: 'wrong' })).rejects.toMatchObject({ code: 'target-refused' });
        await set({ privateKey: newKey });
        expect(await ran(iris)).toBeTypeOf('number');
        for (const changes of [{ acceptMedium: true }, { certificate: 'of a server of another kind' }]) {
          await expect(set(changes)).rejects.toMatchObject({ code: 'invalid-input' });
        }
      });
      const told = await office.asOfficer((officer) => listAudit(officer, { limit: 50 }, unwatched));
      expect(told.filter(({ name }) => name === 'backup-target-changed')).toHaveLength(2);
    });
  });
});

test('another stick in the place of the first is a target once somebody says so', async () => {
  const office = freshOffice();
  await office.as('Iris', async (iris) => {
    const set = setter(iris);
    const home = tempFolder();
    const [path, away] = [home.file('stick'), home.file('away')];
    mkdirSync(path);
    await addFolderTarget(iris, 'nas', path);
    expect(await ran(iris)).toBe(1);
    renameSync(path, away);
    mkdirSync(path);
    await iris.env.targetMarker(path, 'make');
    expect(await ran(iris)).toBe('target-unreachable');
    await expect(set({ password: 'a folder has none' })).rejects.toMatchObject({ code: 'invalid-input' });
    await set({ acceptMedium: true });
    expect(await ran(iris)).toBeTypeOf('number');
  });
  await office.as('Wim', async (wim) => {
    await expect(setter(wim)({ acceptMedium: true })).rejects.toMatchObject({ code: 'not-authorised' });
  });
});
