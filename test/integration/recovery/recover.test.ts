import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { Environment, OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, type Office, otherComputer, readNote, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';

const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
const office = sharedOffice({ Els: 'employee', Ivo: 'it-admin' });

/** A folder of Els's with a note by her. */
async function withFolder(in_: Office): Promise<{ folder: string; note: string }> {
  const folder = await in_.asOfficer((officer) => folderFor(officer, 'Familie Jansen', { Els: 'write' }));
  const els = await in_.open('Els');
  const note = writeNote(els, folder, 'telefonisch gesproken');
  await closeVault(els);
  return { folder, note };
}

async function recoverAt(in_: Office, env: Environment = in_.env) {
  const wanted = { folder: in_.folder, kitText: in_.kit, newPassphrase, keychain: 'file' } as const;
  return await recover(env, wanted, unwatched);
}

async function openAs(in_: Office, name: string, password: string, env = in_.env): Promise<OpenVault> {
  return (await openSession(env, in_.folder, { name, password })).vault;
}

describe('break-glass', () => {
  test('gives the Privacy Officer a new passphrase, and ends the old one', async () => {
    const here = office();
    const { folder, note } = await withFolder(here);
    const recovered = await recoverAt(here);
    expect(recovered.officer.name).toBe(officerName);
    expect(recovered.pending).toEqual(['rotate-database-key', 'rotate-office-secret']);
    await expect(openAs(here, officerName, officerPassphrase)).rejects.toMatchObject({ code: 'sign-in-failed' });
    const officer = await openAs(here, officerName, newPassphrase);
    expect(officer.broken.size).toBe(0);
    expect(officer.directory.pending).toEqual(['rotate-database-key', 'rotate-office-secret']);
    expect(readNote(officer, folder, note)).toBe('telefonisch gesproken');
    expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
    await closeVault(officer);
  });

  test('leaves everybody else her password, her grants and what she wrote', async () => {
    const here = office();
    const { folder, note } = await withFolder(here);
    await recoverAt(here);
    const els = await here.open('Els');
    expect(readNote(els, folder, note)).toBe('telefonisch gesproken');
    writeNote(els, folder, 'nog een');
    expect((await checkVault(els, unwatched)).findings).toEqual([]);
    await closeVault(els);
  });

  test('re-keys everything: what is sealed again has only the new keys, and the kit still opens it all', async () => {
    const here = office();
    const { folder } = await withFolder(here);
    const before = await here.asOfficer(
      ({ compartments }) => new Map([...compartments].map(([id, c]) => [id, c.epoch])),
    );
    await recoverAt(here);
    const officer = await openAs(here, officerName, newPassphrase);
    for (const [id, epoch] of before) expect(officer.compartments.get(id)?.epoch).toBe(epoch + 1);
    expect([...(officer.compartments.get(folder)?.keys.keys() ?? [])]).toEqual([(before.get(folder) ?? 0) + 1]);
    await closeVault(officer);
    const { findings, checked } = await checkRecovery(here.env, here.folder, here.kit, unwatched);
    expect(findings).toEqual([]);
    expect(checked.keys).toBeGreaterThan(before.size * 2);
  });

  test('works on a computer that the vault never saw', async () => {
    const here = office();
    await withFolder(here);
    const elsewhere = otherComputer(here, 'nieuwe laptop');
    const { computer } = await recoverAt(here, elsewhere);
    expect(computer.name).toBe('nieuwe laptop');
    const officer = await openAs(here, officerName, newPassphrase, elsewhere);
    expect(officer.directory.computers.map(({ state }) => state)).toEqual(['active', 'active']);
    await closeVault(officer);
    // The old one still has its place: nothing says that it was lost.
    const els = await here.open('Els');
    await closeVault(els);
  });

  test('replaces the keys of a computer that had a place', async () => {
    const here = office();
    const { computer } = await recoverAt(here);
    const officer = await openAs(here, officerName, newPassphrase);
    const states = officer.directory.computers.map(({ id, state }) => [id === computer.id, state]);
    expect(states).toEqual([
      [false, 'struck-off'],
      [true, 'active'],
    ]);
    expect(Object.keys(officer.official.computers)).toEqual([computer.id]);
    await closeVault(officer);
  });

  test.each([
    ['gone', (path: string) => rmSync(path)],
    [
      'without slots',
      (path: string) => writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), slots: {} })),
    ],
    ['no JSON any more', (path: string) => writeFileSync(path, '{')],
  ])('works with vault.json %s', async (_, damage) => {
    const here = office();
    damage(join(here.folder, 'vault.json'));
    await recoverAt(here, otherComputer(here, 'nieuwe laptop'));
    const els = await here.open('Els');
    expect((await checkVault(els, unwatched)).findings).toEqual([]);
    await closeVault(els);
  });

  test('can be done again and again, on the same computer and on others', async () => {
    const here = office();
    const { folder, note } = await withFolder(here);
    const elsewhere = otherComputer(here, 'nieuwe laptop');
    for (const env of [here.env, elsewhere, here.env]) await recoverAt(here, env);
    const officer = await openAs(here, officerName, newPassphrase, elsewhere);
    expect(readNote(officer, folder, note)).toBe('telefonisch gesproken');
    expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    await closeVault(officer);
    expect((await checkRecovery(here.env, here.folder, here.kit, unwatched)).findings).toEqual([]);
  });

  test('is refused with the kit of another vault, while somebody works, and with a weak passphrase', async () => {
    const here = office();
    const other = office();
    const wanted = { folder: here.folder, newPassphrase, keychain: 'file' } as const;
    const foreign = other.kit.replace(/# vault: \S+/, `# vault: ${'0123456789abcdef'.repeat(2)}`);
    await expect(recover(here.env, { ...wanted, kitText: foreign }, unwatched)).rejects.toMatchObject({
      code: 'recovery-key-wrong-vault',
    });
    const weak = { ...wanted, kitText: here.kit, newPassphrase: 'Welkom01' };
    await expect(recover(here.env, weak, unwatched)).rejects.toMatchObject({ code: 'password-too-weak' });
    const els = await here.open('Els');
    await expect(recoverAt(here)).rejects.toMatchObject({ code: 'vault-in-use' });
    await closeVault(els);
    expect(readdirSync(here.folder)).not.toContain('lock.info');
    await here.asOfficer((officer) => expect(officer.directory.pending).toEqual([]));
  });

  test('does not hide that the vault is older than this computer remembers', async () => {
    const here = office();
    const younger = office();
    await withFolder(here);
    // The computer remembers what `here` became, and finds the files of before.
    for (const name of ['vault.db', 'vault.json']) {
      writeFileSync(join(here.folder, name), readFileSync(join(younger.folder, name)));
    }
    await recoverAt(here);
    const officer = await openAs(here, officerName, newPassphrase);
    expect(officer.readOnly).toBe(true);
    await closeVault(officer);
  });

  test('is in the log, with what it wrote', async () => {
    const here = office();
    const { computer, officer: who } = await recoverAt(here);
    const officer = await openAs(here, officerName, newPassphrase);
    const items = await listAudit(officer, { limit: 1000 }, unwatched);
    const told = items.find(({ name }) => name === 'recovered');
    expect(told).toMatchObject({
      actor: { id: who.id },
      facts: { officer: who.id, computer: computer.id },
      problem: null,
    });
    await closeVault(officer);
  });
});
