import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { grantFolder } from '../../src-main/core/access/folder-access.ts';
import { presentMember } from '../../src-main/core/access/member-list.ts';
import { checkVault } from '../../src-main/core/check/check-vault.ts';
import { bind } from '../../src-main/core/crypto/binding.ts';
import { base64, fromBase64, idBytes, u64 } from '../../src-main/core/crypto/bytes.ts';
import { defaultPasswordCost } from '../../src-main/core/crypto/password.ts';
import { deriveKey, seal, tryUnseal } from '../../src-main/core/crypto/sealing.ts';
import { addNote } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { activateUser } from '../../src-main/core/people/activate-user.ts';
import { addUser } from '../../src-main/core/people/add-user.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { resetUser } from '../../src-main/core/people/reset-user.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../src-main/core/recovery/recover.ts';
import { addTask } from '../../src-main/core/tasks/write-task.ts';
import { changeVaultWithFile } from '../../src-main/core/vault/change.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { findUser } from '../../src-main/core/vault/directory.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../src-main/core/vault/open-vault.ts';
import type { VaultFileContent } from '../../src-main/core/vault/vault-file.ts';
import { firstPassword, ownPassword } from '../support/office.ts';
import { createTestVault, officerName } from '../support/test-vault.ts';
import { asUser, type WorkingOffice, workingOffice } from './office.ts';

const freshOffice = workingOffice();
const newPassphrase = 'Nieuwe-lange-zin-hier-88-tulp';

/** What somebody who signs in commits to as the content of `vault.json`, properly signed. */
async function commitContent(vault: OpenVault, alter: (content: VaultFileContent) => VaultFileContent): Promise<void> {
  await changeVaultWithFile(vault, alter(vault.official), (change) =>
    change.tell('password-changed', { user: vault.user.id }),
  );
}

/** Another cost, with every outer layer sealed for it, so that none says that it was altered. */
function withCost(vault: OpenVault, cost: Pick<VaultFileContent['kdf'], 'memoryBytes' | 'passes'>): VaultFileContent {
  const { kdf, slots } = vault.official;
  const outer = deriveKey(vault.officeSecret, vault.id, 'slot-outer');
  const binding = (id: string, salt: string, { memoryBytes, passes }: typeof cost) =>
    bind(
      vault.id,
      'slot-outer',
      Buffer.from(id, 'hex'),
      fromBase64(salt),
      Buffer.from(kdf.algorithm),
      u64(memoryBytes),
      u64(passes),
    );
  const resealed = Object.entries(slots).map(([id, { salt, sealed }]) => {
    const inner = tryUnseal(outer, binding(id, salt, kdf), fromBase64(sealed)) ?? Buffer.alloc(0);
    return [id, { salt, sealed: base64(seal(outer, binding(id, salt, cost), inner)) }];
  });
  return { ...vault.official, kdf: { ...kdf, ...cost }, slots: Object.fromEntries(resealed) };
}

const noSlot = { salt: base64(Buffer.alloc(16, 1)), sealed: base64(Buffer.alloc(1200, 2)) };
const contents: readonly [string, (vault: OpenVault) => VaultFileContent][] = [
  [
    'a slot of nobody that does not open',
    ({ official }) => ({ ...official, slots: { ...official.slots, ['ab'.repeat(32)]: noSlot } }),
  ],
  [
    'certificates that name another vault',
    ({ official, computer }) => {
      const payload = base64(Buffer.from(JSON.stringify({ kind: 'privacy-officer', vault: computer.id })));
      return { ...official, certificates: official.certificates.map((one) => ({ ...one, payload })) };
    },
  ],
  ['a cost that is raised', (vault) => withCost(vault, { memoryBytes: 160 << 20, passes: 5 })],
  ['a cost that nobody waits for', (vault) => withCost(vault, { memoryBytes: 2 ** 32, passes: 64 })],
  ['no slots, keys and computers', ({ official }) => ({ ...official, slots: {}, databaseKeys: {}, computers: {} })],
];

async function breakGlass({ office: { env, folder, kit } }: WorkingOffice) {
  return await recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
}

/** Signed in as the Privacy Officer by the passphrase that break-glass gave her. */
async function asNewOfficer<Result>({ office }: WorkingOffice, work: (vault: OpenVault) => Result | Promise<Result>) {
  const officer = await office.open(officerName, newPassphrase);
  try {
    return await work(officer);
  } finally {
    await closeVault(officer);
  }
}

describe('an employee who commits to a content of vault.json of her own', () => {
  test.each(contents)('keeps nobody out for good: %s', async (_, altered) => {
    const working = freshOffice();
    const { env, folder, kit } = working.office;
    await asUser(working.office, 'Wim', (wim) => commitContent(wim, () => altered(wim)));
    expect((await checkRecovery(env, folder, kit, unwatched)).findings).not.toEqual([]);
    expect(await breakGlass(working)).toMatchObject({ broken: [], grantsEnded: false });
    await asNewOfficer(working, ({ broken }) => expect(broken.size).toBe(0));
    expect((await checkRecovery(env, folder, kit, unwatched)).findings).toEqual([]);
    expect(JSON.parse(readFileSync(`${folder}/vault.json`, 'utf8')).kdf.memoryBytes).toBeLessThanOrEqual(128 << 20);
  });

  test('makes no password wrong for longer than until break-glass by a cost that she raises', async () => {
    const { env, folder, kit, officer } = await createTestVault({ cost: defaultPasswordCost });
    await addUser(officer, { name: 'Lea', role: 'employee', newPassword: firstPassword });
    await closeVault(officer);
    const lea = { name: 'Lea', password: ownPassword };
    await activateUser(env, folder, { ...lea, password: firstPassword, newPassword: ownPassword });
    const { vault } = await openSession(env, folder, lea);
    await commitContent(vault, () => withCost(vault, { memoryBytes: 128 << 20, passes: 5 }));
    await closeVault(vault);
    await expect(openSession(env, folder, lea)).rejects.toMatchObject({ code: 'sign-in-failed' });
    await recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
    await closeVault((await openSession(env, folder, lea)).vault);
  });

  test('keeps nobody else out by a slot that does not open', async () => {
    const working = freshOffice();
    const [[, altered] = []] = contents;
    await asUser(working.office, 'Wim', (wim) => commitContent(wim, () => altered?.(wim) ?? wim.official));
    await asUser(working.office, 'Lea', () => undefined);
    await asUser(working.office, officerName, async (officer) => {
      const { findings } = await checkVault(officer, unwatched);
      expect(findings.map(({ part }) => part)).toContain(`vault.json slots ${'ab'.repeat(32)}`);
    });
  });
});

/** One column of one row: nothing that the Privacy Officer could not have lost by an accident. */
function breakRows({ db }: OpenVault, compartment: string): void {
  db.run('UPDATE records SET hash = zeroblob(32) WHERE compartment = ? AND id <> compartment', idBytes(compartment));
}

const exchangeOf = (vault: OpenVault, user: string) => findUser(vault.directory, user)?.exchange ?? '';
const wish = { text: '', due: null, remindDays: 0, recurrence: null, escalateDays: 0 };

describe('an employee who hears that she is to leave', () => {
  test('does not prevent it by breaking her exchange: it goes with her', async () => {
    const working = freshOffice();
    const { office, folders } = working;
    const wim = working.idOf('Wim');
    await asUser(office, 'Wim', (vault) => breakRows(vault, exchangeOf(vault, wim)));
    await asUser(office, officerName, async (officer) => {
      expect([...officer.broken.keys()]).toEqual([exchangeOf(officer, wim)]);
      await disableUser(officer, wim);
      expect(officer.broken.size).toBe(0);
    });
    await expect(office.open('Wim')).rejects.toMatchObject({ code: 'sign-in-failed' });
    await asUser(office, officerName, async (officer) => {
      expect(officer.compartments.get(folders.alfa)?.keys.size).toBe(1);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
    await asUser(office, 'Lea', (lea) => expect([...lea.compartments.keys()]).toContain(folders.alfa));
  });

  test('has an exchange again when she is reset instead', async () => {
    const working = freshOffice();
    const { office } = working;
    const wim = working.idOf('Wim');
    await asUser(office, 'Wim', (vault) => breakRows(vault, exchangeOf(vault, wim)));
    await asUser(office, officerName, (officer) => resetUser(officer, wim, firstPassword));
    await activateUser(office.env, office.folder, { name: 'Wim', password: firstPassword, newPassword: ownPassword });
    await asUser(office, officerName, () => undefined);
    await asUser(office, 'Wim', (vault) =>
      addTask(vault, { ...wish, title: 'bellen', owner: wim }, { kind: 'manual', ref: null }),
    );
    await asUser(office, officerName, async (officer) =>
      expect((await checkVault(officer, unwatched)).findings).toEqual([]),
    );
  });

  test('nor by breaking a folder; and when it opens again she is no member of it', async () => {
    const working = freshOffice();
    const { office, folders } = working;
    const wim = working.idOf('Wim');
    const rows = await asUser(office, 'Wim', (vault) => {
      const kept = vault.db.all('SELECT id, hash FROM records WHERE compartment = ?', idBytes(folders.alfa));
      breakRows(vault, folders.alfa);
      return kept;
    });
    await asUser(office, officerName, async (officer) => {
      await disableUser(officer, wim);
      expect([...officer.broken.keys()]).toEqual([folders.alfa]);
    });
    await expect(office.open('Wim')).rejects.toMatchObject({ code: 'sign-in-failed' });
    await asUser(office, 'Lea', (lea) => {
      expect(lea.broken.has(folders.alfa)).toBe(true);
      for (const { id, hash } of rows) lea.db.run('UPDATE records SET hash = ? WHERE id = ?', hash ?? null, id ?? null);
    });
    await asUser(office, 'Lea', (lea) => expect(lea.compartments.has(folders.alfa)).toBe(true));
    await asUser(office, officerName, async (officer) => {
      const alfa = officer.compartments.get(folders.alfa);
      expect(alfa && presentMember(alfa.members, wim)).toBe(null);
      expect([...(alfa?.keys.keys() ?? [])]).toEqual([alfa?.epoch]);
      expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    });
  });

  test.each(['her exchange', 'a folder', 'its member list', 'its key rows'])(
    'does not keep the Privacy Officer out of break-glass by %s',
    async (what) => {
      const working = freshOffice();
      const { office, folders } = working;
      await asUser(office, 'Wim', (wim) => {
        const alfa = idBytes(folders.alfa);
        if (what === 'her exchange') breakRows(wim, exchangeOf(wim, wim.user.id));
        else if (what === 'a folder') breakRows(wim, folders.alfa);
        else if (what === 'its member list') wim.db.run('DELETE FROM records WHERE id = ?', alfa);
        else wim.db.run('DELETE FROM compartment_keys WHERE compartment = ?', alfa);
      });
      const listsGone = what === 'its member list' || what === 'its key rows';
      const { broken, grantsEnded } = await breakGlass(working);
      expect([broken.length, grantsEnded]).toEqual([1, listsGone]);
      await asNewOfficer(working, async (officer) => {
        expect(officer.compartments.size).toBeGreaterThan(3);
        const { findings } = await checkVault(officer, unwatched);
        expect(findings.map(({ part }) => part)).toContain(`compartment ${broken[0]}`);
        // The office goes on.
        addNote(officer, folders.beta, 'verder');
        grantFolder(officer, { id: folders.beta, kind: 'client' }, working.idOf('Lea'), {
          rights: 'read',
          endsAt: null,
        });
        await disableUser(officer, 'Wim');
      });
      await asUser(office, 'Lea', (lea) => expect(lea.compartments.has(folders.beta)).toBe(true));
      await expect(office.open('Wim')).rejects.toMatchObject({ code: 'sign-in-failed' });
    },
  );
});
