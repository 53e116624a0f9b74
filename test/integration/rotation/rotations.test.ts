import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src-main/adapters/sqlcipher/open-database.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { verifyWholeLog } from '../../../src-main/core/audit/verify-whole-log.ts';
import { captureOpenVault } from '../../../src-main/core/backup/sources/capture.ts';
import { checkVault } from '../../../src-main/core/check/check-vault.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import { type Job, unwatched } from '../../../src-main/core/job.ts';
import { activateUser } from '../../../src-main/core/people/activate-user.ts';
import { addUser } from '../../../src-main/core/people/add-user.ts';
import { changePassword } from '../../../src-main/core/people/change-password.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../../src-main/core/recovery/recover.ts';
import { rotateKeys } from '../../../src-main/core/rotation/rotations.ts';
import { changeVaultWithFile } from '../../../src-main/core/vault/change.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { alteredCost, alteredSlotPart } from '../../../src-main/core/vault/slots.ts';
import { allOf } from '../../support/byte-streams.ts';
import { codeOf } from '../../support/error-code.ts';
import {
  firstPassword,
  folderFor,
  type Office,
  ownPassword,
  readNote,
  sharedOffice,
  writeNote,
} from '../../support/office.ts';
import { officerName } from '../../support/test-vault.ts';

const office = sharedOffice({ Els: 'employee', Ivo: 'it-admin' });

/** The secrets of a session, copied before they are wiped. */
const secretsOf = ({ databaseKeyInUse, officeSecret }: OpenVault) => ({
  databaseKey: Buffer.from(databaseKeyInUse),
  officeSecret: Buffer.from(officeSecret),
});

/** What is not as it should be behind a rotation that has ended, as everybody would find it. */
async function wrongWith(here: Office): Promise<unknown> {
  const kit = await checkRecovery(here.env, here.folder, here.kit, unwatched);
  const inside = await here.asOfficer(async (officer) => ({
    pending: officer.directory.pending,
    nextRecovery: officer.directory.files.nextRecovery,
    keys: officer.databaseKeys.length,
    check: (await checkVault(officer, unwatched)).findings,
    log: (await verifyWholeLog(officer, unwatched)).findings,
  }));
  return { kit: kit.findings, ...inside };
}
const nothing = { kit: [], pending: [], nextRecovery: undefined, keys: 1, check: [], log: [] };

describe('new keys for the database and the office', () => {
  test('are had by everybody and the kit, and nothing opens with the former ones', async () => {
    const here = office();
    const folder = await here.asOfficer((officer) => folderFor(officer, 'Jansen', { Els: 'write' }));
    const note = await here.as('Els', (els) => writeNote(els, folder, 'telefonisch gesproken'));
    const former = await here.asOfficer(async (officer) => {
      const before = secretsOf(officer);
      expect(await rotateKeys(officer, unwatched)).toEqual({ people: 3, computers: 1 });
      const after = secretsOf(officer);
      expect(after.databaseKey.equals(before.databaseKey)).toBe(false);
      expect(after.officeSecret.equals(before.officeSecret)).toBe(false);
      // The session goes on.
      writeNote(officer, folder, 'na de wissel');
      return before;
    });
    expect(await wrongWith(here)).toEqual(nothing);
    const els = await here.open('Els');
    expect(readNote(els, folder, note)).toBe('telefonisch gesproken');
    const { official, id } = els;
    await closeVault(els);
    await closeVault(await here.open('Ivo'));

    expect(() => openDatabase(join(here.folder, 'vault.db'), former.databaseKey)).toThrow(/vault\.db/);
    const context = { vault: id, officeSecret: former.officeSecret, cost: official.kdf };
    expect(alteredSlotPart(context, official.slots)).toBe(alteredCost);
    expect(existsSync(join(here.folder, 'recovery.age.next'))).toBe(false);
  });

  test('are told to the log, by the Privacy Officer', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      const from = officer.log.head.position;
      await rotateKeys(officer, unwatched);
      const entries = (await listAudit(officer, { limit: 50 }, unwatched))
        .filter(({ position }) => position > from)
        .reverse();
      const [database, secret] = [{ rotation: 'rotate-database-key' }, { rotation: 'rotate-office-secret' }];
      expect(entries.map(({ name, facts }) => (facts.rotation ? [name, { rotation: facts.rotation }] : name))).toEqual([
        'rotation-planned',
        ['rotation-begun', database],
        ['rotation-continued', database],
        ['rotation-continued', database],
        ['rotation-ended', database],
        ['rotation-begun', secret],
        ['rotation-ended', secret],
        ...Array(4).fill('slot-resealed'),
        'recovery-file-renewed',
      ]);
      expect(entries.every(({ actor }) => actor?.name === officerName)).toBe(true);
    });
  });

  test('can be renewed as often as one likes, also by another password between', async () => {
    const here = office();
    const changed = 'Regenjas-48-Tulpveld';
    for (const password of [ownPassword, changed]) {
      await here.asOfficer((officer) => rotateKeys(officer, unwatched));
      const els = await here.open('Els', password);
      if (password !== changed) await changePassword(els, ownPassword, changed);
      await closeVault(els);
    }
    await here.asOfficer((officer) => rotateKeys(officer, unwatched));
    await closeVault(await here.open('Els', changed));
    expect(await wrongWith(here)).toEqual(nothing);
  });

  test('are had by accounts that are not activated or not confirmed, which go on from there', async () => {
    const here = office();
    await here.asOfficer(async (officer) => {
      for (const name of ['Nora', 'Otto'])
        await addUser(officer, { name, role: 'employee', newPassword: firstPassword });
    });
    const activate = (name: string) =>
      activateUser(here.env, here.folder, { name, password: firstPassword, newPassword: ownPassword });
    await here.asOfficer(async (officer) => {
      await rotateKeys(officer, unwatched);
    });
    await activate('Nora');
    const { vault: uncertified } = await openSession(here.env, here.folder, { name: 'Nora', password: ownPassword });
    expect(uncertified.user.uncertified).toBe(true);
    await closeVault(uncertified);
    await here.asOfficer((officer) => rotateKeys(officer, unwatched));
    await activate('Otto');
    await here.asOfficer(() => undefined);
    for (const name of ['Nora', 'Otto']) await closeVault(await here.open(name));
    expect(await wrongWith(here)).toEqual(nothing);
  });

  test('keep a name waiting that was guessed at before', async () => {
    const here = office();
    const officer = await here.open(officerName);
    await closeVault(officer);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(here.open('Els', 'wrong')).rejects.toMatchObject({ code: 'sign-in-failed' });
    }
    await expect(here.open('Els')).rejects.toMatchObject({ code: 'sign-in-locked-out' });
    await here.asOfficer((vault) => rotateKeys(vault, unwatched));
    await expect(here.open('Els')).rejects.toMatchObject({ code: 'sign-in-locked-out' });
    here.clock.advance(31_000);
    await closeVault(await here.open('Els'));
  });

  test('take the copies of the database with them that nobody could open any more', async () => {
    const here = office();
    const copy = join(here.folder, 'vault.db.before-2-2027-01-04');
    writeFileSync(copy, 'a copy');
    await here.asOfficer(async (officer) => {
      expect(existsSync(copy)).toBe(true);
      await rotateKeys(officer, unwatched);
      expect(officer.db.all('SELECT name FROM copies')).toEqual([]);
    });
    expect(existsSync(copy)).toBe(false);
    expect(await wrongWith(here)).toEqual(nothing);
  });

  test.each(['missing', 'damaged'])('make a recovery.age anew that is %s', async (how) => {
    const here = office();
    const path = join(here.folder, 'recovery.age');
    if (how === 'missing') rmSync(path);
    else writeFileSync(path, readFileSync(path).fill(7, 1000));
    await expect(checkRecovery(here.env, here.folder, here.kit, unwatched)).rejects.toMatchObject({
      code: 'integrity-violated',
    });
    await here.asOfficer((officer) => rotateKeys(officer, unwatched));
    expect(await wrongWith(here)).toEqual(nothing);
  });

  test('do not make a slot pass for its user’s that she did not write', async () => {
    const here = office();
    // Whose first password's keys go at this sign-in.
    for (const name of ['Ivo', 'Els']) await closeVault(await here.open(name));
    const older = await here.as('Els', ({ official }) => official.slots);
    await here.as('Els', (els) => changePassword(els, ownPassword, 'Regenjas-48-Tulpveld'));
    // Who signs in can put an older content back, under which an old password opens.
    await here.as('Ivo', (ivo) =>
      changeVaultWithFile(ivo, { ...ivo.official, slots: older }, (change) => change.tell('trial', {})),
    );
    const altered = async () =>
      await here.asOfficer(async (officer) => (await checkVault(officer, unwatched)).findings.map(({ what }) => what));
    expect(await altered()).toEqual(['not the slot that its user wrote last']);
    await here.asOfficer((officer) => rotateKeys(officer, unwatched));
    expect(await altered()).toEqual(['not the slot that its user wrote last']);
  });

  test('are the Privacy Officer’s to renew, and can be left alone until they are begun', async () => {
    const here = office();
    await here.as('Ivo', async (ivo) => {
      await expect(rotateKeys(ivo, unwatched)).rejects.toMatchObject({ code: 'not-authorised' });
    });
    await here.asOfficer(async (officer) => {
      const before = officer.log.head.position;
      const cancelled: Job = { signal: AbortSignal.abort(), report: () => undefined };
      await expect(rotateKeys(officer, cancelled)).rejects.toMatchObject({ code: 'cancelled' });
      expect(officer.log.head.position).toBe(before);
    });
    expect(await wrongWith(here)).toEqual(nothing);
  });

  test('report how far they are', async () => {
    const here = office();
    const seen: number[] = [];
    await here.asOfficer(async (officer) => {
      await rotateKeys(officer, { ...unwatched, report: (done) => seen.push(done) });
      const pages = Number(officer.db.get('PRAGMA page_count')?.page_count);
      expect(seen.at(-1)).toBeGreaterThanOrEqual(3 * (pages - 10));
    });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});

describe('a rotation that cannot be done', () => {
  /** Nothing can be written where the next recovery.age belongs. */
  const inTheWay = (here: Office) => join(here.folder, 'recovery.age.next');

  test('leaves a vault that everybody opens, is told at each sign-in, and goes on when nothing is in the way', async () => {
    const here = office();
    mkdirSync(inTheWay(here));
    await here.asOfficer(async (officer) => {
      expect(codeOf(await rotateKeys(officer, unwatched).catch((error: unknown) => error))).toBe('internal');
    });
    const steps = async (name: string) => {
      const password = name === officerName ? undefined : ownPassword;
      const opened = await openSession(here.env, here.folder, {
        name,
        password: password ?? 'Bakur-lemis-torav-pidon-7',
      });
      await closeVault(opened.vault);
      return opened.unfinished.map(({ step }) => step);
    };
    expect(await steps('Els')).toEqual(['finish-rotation']);
    expect(await steps(officerName)).toEqual(['finish-rotation', 'rotate-keys']);
    rmSync(inTheWay(here), { recursive: true });
    expect(await steps('Els')).toEqual([]);
    expect(await steps(officerName)).toEqual([]);
    expect(await wrongWith(here)).toEqual(nothing);
  });

  test('stands in the way of no emergency access, which leaves it to the next sign-in', async () => {
    const here = office();
    mkdirSync(inTheWay(here));
    const newPassphrase = 'Zonnebloem-krant-fietspad-93-lantaarn';
    const wanted = { folder: here.folder, kitText: here.kit, newPassphrase, keychain: 'file' } as const;
    const { pending } = await recover(here.env, wanted, unwatched);
    expect(pending).toEqual(['rotate-database-key', 'rotate-office-secret']);
    rmSync(inTheWay(here), { recursive: true });
    const credentials = { name: officerName, password: newPassphrase };
    const { vault, unfinished } = await openSession(here.env, here.folder, credentials);
    expect([unfinished, vault.directory.pending]).toEqual([[], []]);
    await closeVault(vault);
    expect((await checkRecovery(here.env, here.folder, here.kit, unwatched)).findings).toEqual([]);
  });
});

test('what is captured for a backup while keys are rotated begins anew, and is of one key in the end', async () => {
  const here = office();
  const officer = await here.open(officerName);
  let attempts = 0;
  const captured = await captureOpenVault(officer, async ({ database, files }) => {
    attempts += 1;
    const start = Buffer.alloc(16);
    await database.readAt(start, 0);
    if (attempts === 1) await rotateKeys(officer, unwatched);
    await database.readAt(Buffer.alloc(4096), 4096);
    const names: Record<string, Buffer> = {};
    for (const { name, bytes } of files) names[name] = await allOf(bytes());
    return { start, names };
  });
  expect(attempts).toBe(2);
  expect(captured.start).toEqual(officer.databaseKeyInUse.subarray(32));
  expect(sha256(captured.names['recovery.age'] ?? randomBytes(1)).toString('hex')).toBe(
    officer.directory.files.recovery,
  );
  expect(JSON.parse(String(captured.names['vault.json']))).toEqual(officer.official);
  await closeVault(officer);
});
