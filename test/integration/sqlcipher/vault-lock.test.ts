import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acquireVaultLock } from '../../../src-main/adapters/sqlcipher/vault-lock.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeUnlessMissing } from '../../support/tools.ts';
import { handOver, uidWithoutRights } from '../../support/without-root-rights.ts';
import { startProcess } from './support/start-process.ts';
import { missingForTmpfs, mountTmpfs } from './support/tmpfs.ts';
import { codeOf, filledVaultFolder, vaultErrorOf } from './support/vault-folder.ts';

const noKey = Buffer.alloc(0);

describe('the lock of a vault', () => {
  it('is a private file that stays, and nothing beside it', () => {
    const folder = tempFolder();
    const lock = acquireVaultLock(folder.file('lock'));
    expect(statSync(folder.file('lock')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder.path)).toEqual(['lock']);
    lock.release();
    expect(readdirSync(folder.path)).toEqual(['lock']);
  });

  it('is refused to others as long as it is held, and then free', async () => {
    const folder = tempFolder();
    const lock = acquireVaultLock(folder.file('lock'));
    // Trying again must not free it either.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect((await startProcess('try-lock', folder.path, noKey)).said).toBe('vault-in-use');
    }
    lock.release();
    expect((await startProcess('try-lock', folder.path, noKey)).said).toBe('done');
  });

  it('is refused a second time in the same process, by any name of the folder, without dropping it', async () => {
    const folder = tempFolder();
    mkdirSync(folder.file('vault'));
    symlinkSync(folder.file('vault'), folder.file('other-name'));
    const lock = acquireVaultLock(folder.file('vault', 'lock'));
    for (const name of ['vault', 'other-name']) {
      const error = vaultErrorOf(() => acquireVaultLock(folder.file(name, 'lock')));
      // Refused before the file is touched.
      expect([error.code, error.message]).toEqual(['vault-in-use', 'lock: held by this process']);
    }
    expect((await startProcess('try-lock', folder.file('vault'), noKey)).said).toBe('vault-in-use');
    lock.release();
    lock.release();
    const next = acquireVaultLock(folder.file('other-name', 'lock'));
    // A released lock has no power over the one that came after it.
    lock.release();
    expect(vaultErrorOf(() => acquireVaultLock(folder.file('vault', 'lock'))).message).toContain('this process');
    next.release();
  });

  it('is free again after its holder was killed', async () => {
    const folder = tempFolder();
    const holder = await startProcess('hold-lock', folder.path, noKey);
    expect(holder.said).toBe('done');
    expect(vaultErrorOf(() => acquireVaultLock(folder.file('lock'))).details).toEqual({ part: 'lock' });
    await holder.kill();
    expect(holder.exitSignal()).toBe('SIGKILL');
    acquireVaultLock(folder.file('lock')).release();
  });

  it('and that of the database hold while the holder copies the database', async () => {
    const folder = filledVaultFolder(50);
    const holder = await startProcess('hold-both-and-copy', folder.path, folder.key);
    expect(holder.said).toBe('done');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await startProcess('try-lock', folder.path, folder.key)).said).toBe('vault-in-use');
      expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('vault-in-use');
    }
    await holder.kill();
    expect((await startProcess('try-lock', folder.path, folder.key)).said).toBe('done');
    expect((await startProcess('try-database', folder.path, folder.key)).said).toBe('done');
  });

  it('goes to exactly one of several that try at once', async () => {
    const folder = tempFolder();
    const tries = Array.from({ length: 4 }, () => startProcess('hold-lock', folder.path, noKey));
    const said = (await Promise.all(tries)).map((one) => one.said).sort();
    expect(said).toEqual(['done', 'vault-in-use', 'vault-in-use', 'vault-in-use']);
  });

  it('is not taken on a file that is something else, or without a folder', () => {
    const folder = tempFolder();
    writeFileSync(folder.file('lock'), randomBytes(5000));
    const error = vaultErrorOf(() => acquireVaultLock(folder.file('lock')));
    expect([error.code, error.details]).toEqual(['integrity-violated', { part: 'lock' }]);
    expect(codeOf(() => acquireVaultLock(folder.file('none', 'lock')))).toBe('not-found');
  });
});

describeUnlessMissing(missingForTmpfs(), 'on a read-only disk', () => {
  it('the lock cannot be had, whether its file is there or not', () => {
    const disk = mountTmpfs(256);
    acquireVaultLock(`${disk.path}/lock`).release();
    disk.makeReadOnly();
    expect(codeOf(() => acquireVaultLock(`${disk.path}/lock`))).toBe('folder-read-only');
    expect(codeOf(() => acquireVaultLock(`${disk.path}/other-lock`))).toBe('folder-read-only');
  });
});

describe('a folder without the right to write', () => {
  it('is read-only', async () => {
    const folder = tempFolder();
    acquireVaultLock(folder.file('lock')).release();
    handOver(folder.path, folder.file('lock'));
    const said = async () => (await startProcess('try-lock', folder.path, noKey, uidWithoutRights)).said;
    expect(await said()).toBe('done');
    chmodSync(folder.file('lock'), 0o400);
    expect(await said()).toBe('folder-read-only');
    rmSync(folder.file('lock'));
    chmodSync(folder.path, 0o500);
    onTestFinished(() => chmodSync(folder.path, 0o700));
    expect(await said()).toBe('folder-read-only');
  });
});
