import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import type { Keychain } from '../../../src-main/core/ports/keychain.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { Environment, OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { folderFor, type Office, otherComputer, readNote, sharedOffice, writeNote } from '../../support/office.ts';
import { officerName, officerPassphrase } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

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

async function recoverWith(in_: Office, env: Environment, keychain?: 'os' | 'file') {
  return await recover(env, { folder: in_.folder, kitText: in_.kit, newPassphrase, keychain }, unwatched);
}

/** A computer whose keychain of one kind does not answer when `fails` says so. */
function withKeychain({ env }: Office, failing: Keychain['kind'], fails: (writing: boolean) => boolean): Environment {
  const answering = (keychain: Keychain): Keychain => {
    if (keychain.kind !== failing) return keychain;
    const attempt = async <Value>(writing: boolean, work: () => Promise<Value>): Promise<Value> => {
      if (fails(writing)) throw new VaultError('keychain-missing', 'it does not answer');
      return await work();
    };
    return {
      kind: keychain.kind,
      read: (name) => attempt(false, () => keychain.read(name)),
      write: (name, secret) => attempt(true, () => keychain.write(name, secret)),
      remove: (name) => attempt(true, () => keychain.remove(name)),
    };
  };
  const { machine } = env;
  const keychainOf = async (vault: string) => {
    const known = await machine.keychainOf(vault);
    return known && answering(known);
  };
  const keychainOfKind = (kind: Keychain['kind']) => answering(machine.keychainOfKind(kind));
  return { ...env, machine: { ...machine, keychainOf, keychainOfKind } };
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
    expect(recovered.pending).toEqual([]);
    await expect(openAs(here, officerName, officerPassphrase)).rejects.toMatchObject({ code: 'sign-in-failed' });
    const officer = await openAs(here, officerName, newPassphrase);
    expect(officer.broken.size).toBe(0);
    expect(officer.directory.pending).toEqual([]);
    expect(readNote(officer, folder, note)).toBe('telefonisch gesproken');
    expect((await checkVault(officer, unwatched)).findings).toEqual([]);
    expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
    await closeVault(officer);
  });

  test('succeeds where the record of failed sign-ins was altered, and where it cannot be written', async () => {
    for (const alter of [
      (path: string) => writeFileSync(path, '{"days":{},"slots":{},"x":1}'),
      (path: string) => {
        rmSync(path, { force: true });
        mkdirSync(path);
      },
    ]) {
      const here = office();
      const path = join(here.folder, 'spool', 'sign-in.json');
      alter(path);
      expect((await recoverAt(here)).officer.name).toBe(officerName);
      rmSync(path, { recursive: true });
      await closeVault(await openAs(here, officerName, newPassphrase));
    }
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

  test('asks the keychain that is to have the keys before anything has changed', async () => {
    const here = office();
    const before = treeDigest(here.folder, ['lock']);
    await expect(
      recoverWith(
        here,
        withKeychain(here, 'os', () => true),
        'os',
      ),
    ).rejects.toMatchObject({
      code: 'keychain-missing',
    });
    expect(treeDigest(here.folder, ['lock'])).toEqual(before);
    await here.asOfficer(({ directory }) => expect(directory.computers.length).toBe(1));
    // Nobody says which: the one that this computer has for the vault.
    await recoverWith(here, here.env);
    await closeVault(await openAs(here, officerName, newPassphrase));
  });

  test('goes on with the keys of before where the keychain fails behind the transaction, and says so', async () => {
    const here = office();
    let writes = 0;
    const fails = (writing: boolean) => writing && ++writes > 1;
    const { unfinished, computer } = await recoverWith(here, withKeychain(here, 'file', fails));
    expect(unfinished).toEqual(['computer-keys']);
    const officer = await openAs(here, officerName, newPassphrase);
    const states = officer.directory.computers.map(({ id, state }) => [id === computer.id, state]);
    expect(states).toEqual([
      [true, 'active'],
      [false, 'struck-off'],
    ]);
    await closeVault(officer);
  });

  test.each([
    ['is gone', (spool: string) => rmSync(spool, { recursive: true })],
    [
      'has a record of sign-ins that cannot be read',
      (spool: string) => writeFileSync(join(spool, 'sign-in.json'), '{'),
    ],
  ])('does everything when the spool %s', async (_, damage) => {
    const here = office();
    damage(join(here.folder, 'spool'));
    await recoverAt(here);
    mkdirSync(join(here.folder, 'spool'), { recursive: true });
    rmSync(join(here.folder, 'spool', 'sign-in.json'), { force: true });
    await closeVault(await openAs(here, officerName, newPassphrase));
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
