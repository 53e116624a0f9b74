import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NodeFileSystem } from '../../../src-main/adapters/file-system/node-file-system.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Keychain } from '../../../src-main/core/ports/keychain.ts';
import type { Machine } from '../../../src-main/core/ports/machine.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { insideStatus } from '../../../src-main/core/status/inside-status.ts';
import { outsideStatus } from '../../../src-main/core/status/outside-status.ts';
import { syncedBy } from '../../../src-main/core/status/synced-folder.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { noteHolder } from '../../../src-main/core/vault/lock-info.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import { otherComputer } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { filesOf, filledOffice } from './support.ts';

const office = filledOffice();

describe('the status from outside', () => {
  test('says what there is, how large it is and what keychain this account uses, and changes nothing', async () => {
    const here = office();
    const before = treeDigest(here.folder);
    const status = await outsideStatus(here.env, here.folder);
    expect(treeDigest(here.folder)).toEqual(before);
    const objects = filesOf(here).filter((name) => name.startsWith('objects/'));
    expect(status).toMatchObject({ format: 1, inUse: false, holder: null, keychain: 'file', copies: [] });
    expect(status.sizes).toMatchObject({ objects: objects.length, spool: 1 });
    expect(status.sizes.objectBytes).toBeGreaterThan(300_000);
    expect(status.warnings).toEqual([{ warning: 'keychain-file', detail: null }]);
  });

  test('says where it is open, to a computer of the office alone, and nobody who has it open', async () => {
    const here = office();
    const els = await here.open('Els');
    const inside = await outsideStatus(here.env, here.folder);
    expect(inside.inUse).toBe(true);
    // Nor the account, which is often called as she is, and stands in the list of computers.
    expect(els.computer.name).toBe(`${hostname()} / ${userInfo().username}`);
    expect(inside.holder).toEqual({ computer: hostname(), since: expect.any(Number) });
    const outside = await outsideStatus(otherComputer(here, 'elsewhere'), here.folder);
    expect(outside).toMatchObject({ inUse: true, holder: null, keychain: null });
    expect(outside.warnings).toEqual([{ warning: 'no-place-on-this-computer', detail: null }]);
    // Asking did not take the vault from the one who works in it.
    await expect(here.open('Ivo')).rejects.toMatchObject({ code: 'vault-in-use' });
    // What a colleague's program may have written there: nobody could show it.
    for (const [host, now] of [
      ['kantoor-pc', 9e15],
      ['x'.repeat(201), 0],
    ] as const) {
      await noteHolder({ ...here.env, machine: { ...here.env.machine, host }, clock: { now: () => now } }, els);
      expect(await outsideStatus(here.env, here.folder)).toMatchObject({ inUse: true, holder: null });
      await expect(here.open('Ivo')).rejects.toMatchObject({ code: 'vault-in-use', details: {} });
    }
    await closeVault(els);
  });

  test('says of a keychain that does not answer just that, and not that this computer has no place', async () => {
    const here = office();
    const silent: Keychain = {
      kind: 'os',
      read: () => Promise.reject(new VaultError('keychain-missing', 'no bus')),
      write: () => Promise.reject(new VaultError('keychain-missing', 'no bus')),
      remove: () => Promise.reject(new VaultError('keychain-missing', 'no bus')),
    };
    const machine: Machine = { ...here.env.machine, keychainOf: async () => silent };
    const { keychain, warnings } = await outsideStatus({ ...here.env, machine }, here.folder);
    expect({ keychain, warnings }).toEqual({
      keychain: 'os',
      warnings: [{ warning: 'keychain-silent', detail: null }],
    });
  });

  test('warns of a write that did not end, and refuses what is no vault', async () => {
    const here = office();
    writeFileSync(join(here.folder, '.tmp-0123456789abcdef01234567'), 'x');
    const { warnings } = await outsideStatus(here.env, here.folder);
    expect(warnings.map(({ warning }) => warning)).toEqual(['keychain-file', 'unfinished-writes']);
    await expect(outsideStatus(here.env, tempFolder().path)).rejects.toMatchObject({ code: 'vault-not-found' });
  });
});

describe('a folder that other software copies', () => {
  const files = new NodeFileSystem();

  test.each([
    ['/home/els/OneDrive - Kantoor/kluis', 'OneDrive'],
    ['C:\\Users\\els\\OneDrive\\kluis', 'OneDrive'],
    ['/Users/els/Library/CloudStorage/OneDrive-Kantoor/kluis', 'OneDrive'],
    ['/Users/els/Library/CloudStorage/GoogleDrive-els@example.org/Mijn Drive/kluis', 'Google Drive'],
    ['/home/els/Dropbox (Kantoor)/kluis', 'Dropbox'],
    ['/Users/els/Library/Mobile Documents/com~apple~CloudDocs/kluis', 'iCloud'],
    ['/home/els/Nextcloud2/kluis', 'Nextcloud'],
  ])('is known by its name: %s', async (path, program) => {
    expect(await syncedBy(files, path)).toBe(program);
  });

  test.each(['/home/els/Documenten/kluis', '/srv/stackoverflow/kluis', '/home/dropboxes/kluis', '/srv/kluis'])(
    'is not suspected for nothing: %s',
    async (path) => {
      expect(await syncedBy(files, path)).toBeNull();
    },
  );

  test('is known by what the program leaves in it, and the status warns of it', async () => {
    const here = office();
    mkdirSync(join(here.folder, '../.dropbox.cache'));
    expect(await syncedBy(here.env.files, here.folder)).toBe('Dropbox');
    const { warnings } = await outsideStatus(here.env, here.folder);
    expect(warnings).toContainEqual({ warning: 'synced-folder', detail: 'Dropbox' });
  });
});

describe('the status from inside', () => {
  test('counts what there is, and says what waits', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      const status = await insideStatus(officer);
      expect(status).toMatchObject({
        user: { name: officerName, role: 'privacy-officer' },
        readOnly: false,
        people: [
          { role: 'privacy-officer', provisional: 0, active: 1, disabled: 0 },
          { role: 'employee', provisional: 0, active: 1, disabled: 0 },
          { role: 'it-admin', provisional: 0, active: 1, disabled: 0 },
        ],
        computers: 1,
        pending: [],
        toReseal: [],
        unswept: false,
        broken: [],
        copies: [],
      });
      expect(status.counts.open).toBe(status.counts.compartments);
      expect(status.counts).toMatchObject({ messages: 3, tombstones: 1, versions: 3 });
      expect(status.log.position).toBe(officer.log.head.position);
    });
    const ivo = await here.open('Ivo');
    const status = await insideStatus(ivo);
    expect(status.counts.open).toBeLessThan(status.counts.compartments);
    await closeVault(ivo);
  });

  test('shows what a break-glass could not do, until the Privacy Officer’s next sign-in has', async () => {
    const here = office();
    // Where the next recovery.age would be written.
    mkdirSync(join(here.folder, 'recovery.age.next'));
    const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
    const wanted = { folder: here.folder, kitText: here.kit, newPassphrase, keychain: 'file' } as const;
    await recover(here.env, wanted, unwatched);
    const els = await here.open('Els');
    expect(await insideStatus(els)).toMatchObject({ pending: ['rotate-database-key', 'rotate-office-secret'] });
    await closeVault(els);
    rmSync(join(here.folder, 'recovery.age.next'), { recursive: true });
    const { vault } = await openSession(here.env, here.folder, { name: officerName, password: newPassphrase });
    expect(await insideStatus(vault)).toMatchObject({ toReseal: [], pending: [], computers: 1 });
    await closeVault(vault);
  });
});
