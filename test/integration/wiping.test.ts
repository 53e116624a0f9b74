import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { VaultError } from '../../src-main/contract/errors.ts';
import { endExpiredGrants } from '../../src-main/core/access/end-expired-grants.ts';
import { grantFolder, revokeFolder } from '../../src-main/core/access/folder-access.ts';
import { rekeyFolder } from '../../src-main/core/access/rekey-folder.ts';
import { listArchive } from '../../src-main/core/archive/list-archive.ts';
import { openArchivedDocument } from '../../src-main/core/archive/open-archived-document.ts';
import { returnDocument } from '../../src-main/core/archive/return-document.ts';
import { sealDocuments } from '../../src-main/core/archive/seal-documents.ts';
import { requestComputer } from '../../src-main/core/computers/request-computer.ts';
import { moveDocument } from '../../src-main/core/documents/move-document.ts';
import { readDocument } from '../../src-main/core/documents/read-document.ts';
import { createFolder } from '../../src-main/core/folders/create-folder.ts';
import { type Job, unwatched } from '../../src-main/core/job.ts';
import { activateUser } from '../../src-main/core/people/activate-user.ts';
import { addUser } from '../../src-main/core/people/add-user.ts';
import { makeMissingExchange } from '../../src-main/core/people/begin-exchange.ts';
import { certifyAccounts } from '../../src-main/core/people/certify-accounts.ts';
import { disableUser } from '../../src-main/core/people/disable-user.ts';
import { resetUser } from '../../src-main/core/people/reset-user.ts';
import type { Keychain } from '../../src-main/core/ports/keychain.ts';
import type { VaultDatabase } from '../../src-main/core/ports/store.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { CreationDrafts } from '../../src-main/core/recovery/creation-drafts.ts';
import { recover } from '../../src-main/core/recovery/recover.ts';
import { renewRecoveryCodes, turnOffSecondFactor } from '../../src-main/core/second-factor/change.ts';
import { beginSecondFactor } from '../../src-main/core/second-factor/enrol.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import { outsideStatus } from '../../src-main/core/status/outside-status.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../src-main/core/vault/create-vault.ts';
import { findUser, withUser } from '../../src-main/core/vault/directory.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { compartmentOf, type Environment, type OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { nodeEnvironment } from '../../src-main/worker/node-environment.ts';
import { firstPassword, folderFor, type Office, otherComputer, ownPassword, sharedOffice } from '../support/office.ts';
import { enrol } from '../support/second-factor.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { newVaultIn, officerName, officerPassphrase } from '../support/test-vault.ts';
import { add, cancelledAt, contentOf, objectFiles, withFiles, withoutSmallFiles } from './documents/support.ts';

/** Every secret that the core makes or opens while a test runs, with the line that asked for it. */
const held = vi.hoisted(() => {
  const secrets: { secret: Uint8Array; from: string }[] = [];
  const note = <Of>(of: Of, secretsOf: (of: Of) => readonly Uint8Array[]): Of => {
    const lines = (new Error().stack ?? '').split('\n').filter((line) => line.includes('/core/'));
    const from = lines.map((line) => line.slice(line.lastIndexOf('/core/') + 6, -1)).join(' < ');
    for (const secret of secretsOf(of)) secrets.push({ secret, from });
    return of;
  };
  return { secrets, note, unusable: 'Zeepbel-12-Trapleuning' };
});

vi.mock(import('../../src-main/core/crypto/signing.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    newSigningKey: () => held.note(real.newSigningKey(), ({ seed }) => [seed]),
    signingKeyOf: (raw) => held.note(real.signingKeyOf(raw), ({ seed }) => [seed]),
  };
});
vi.mock(import('../../src-main/core/crypto/sealing.ts'), async (original) => {
  const real = await original();
  return { ...real, deriveKey: (...given) => held.note(real.deriveKey(...given), (key) => [key]) };
});
vi.mock(import('../../src-main/core/crypto/age/x25519-identity.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    generateX25519Identity: () => held.note(real.generateX25519Identity(), ({ secretKey }) => [secretKey]),
    x25519IdentityFromRaw: (raw) => held.note(real.x25519IdentityFromRaw(raw), ({ secretKey }) => [secretKey]),
  };
});
vi.mock(import('../../src-main/core/crypto/age/post-quantum-identity.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    generatePostQuantumIdentity: () => held.note(real.generatePostQuantumIdentity(), ({ seed }) => [seed]),
    parsePostQuantumIdentity: (text) => held.note(real.parsePostQuantumIdentity(text), ({ seed }) => [seed]),
  };
});
vi.mock(import('../../src-main/core/crypto/age/header.ts'), async (original) => {
  const real = await original();
  return { ...real, generateFileKey: () => held.note(real.generateFileKey(), (key) => [key]) };
});
vi.mock(import('../../src-main/core/crypto/password.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    passwordKey: async (...given) => {
      if (given[0] === held.unusable) throw new Error('no key of this password');
      return held.note(await real.passwordKey(...given), (key) => [key]);
    },
  };
});
vi.mock(import('../../src-main/core/second-factor/totp.ts'), async (original) => {
  const real = await original();
  return { ...real, newTotpSecret: () => held.note(real.newTotpSecret(), (secret) => [secret]) };
});
vi.mock(import('../../src-main/core/crypto/bytes.ts'), async (original) => {
  const real = await original();
  const ofFileKeys = /core\/(documents\/(reencrypt|version-content)|access\/rekey)\.ts/;
  return {
    ...real,
    // What is 16 bytes long in a document's record is its file key.
    fromBase64: (text) => {
      const bytes = real.fromBase64(text);
      const isFileKey = bytes.length === 16 && ofFileKeys.test(new Error().stack ?? '');
      return isFileKey ? held.note(bytes, (key) => [key]) : bytes;
    },
  };
});
vi.mock(import('../../src-main/core/vault/database-keys.ts'), async (original) => {
  const real = await original();
  return { ...real, openDatabaseKeys: (...given) => held.note(real.openDatabaseKeys(...given), (keys) => keys) };
});
vi.mock(import('../../src-main/core/vault/computer.ts'), async (original) => {
  const real = await original();
  return { ...real, openOfficeSecret: (...given) => held.note(real.openOfficeSecret(...given), (key) => [key]) };
});
vi.mock(import('../../src-main/core/recovery/recovery-files.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    openRecoveryFile: async (...given) =>
      held.note(await real.openRecoveryFile(...given), ({ databaseKeys, officeSecrets }) => [
        ...officeSecrets,
        ...databaseKeys,
      ]),
    sealRecoveryFile: async (vault, secrets, recovery) =>
      await real.sealRecoveryFile(
        vault,
        held.note(secrets, ({ databaseKeys, officeSecret }) => [officeSecret, ...databaseKeys]),
        recovery,
      ),
  };
});

const freshOffice = sharedOffice({ Anna: 'employee' });
const kit = (office: Office) => ({ folder: office.folder, kitText: office.kit });
const anna = { name: 'Anna', password: ownPassword };

beforeEach(() => {
  held.secrets.length = 0;
});
/** Where the secrets come from that are still there. */
const left = () => held.secrets.filter(({ secret }) => secret.some((byte) => byte !== 0)).map(({ from }) => from);
afterEach(() => {
  expect(held.secrets.length).toBeGreaterThan(0);
  expect(left()).toEqual([]);
});

const stop = () => new VaultError('internal', 'stop');

/** A keychain that is read as before and takes nothing any more; what it is to take is noted. */
const fullKeychain = (keychain: Pick<Keychain, 'read'>): Keychain => ({
  kind: 'file',
  read: async (name) => await keychain.read(name),
  write: (_name, secret) => {
    held.note(secret, (bytes) => [bytes]);
    return Promise.reject(stop());
  },
  remove: async () => undefined,
});

/** The same environment, in which the database fails at a statement that `isFatal` knows. */
function failingAt(env: Environment, isFatal: (sql: string) => boolean): Environment {
  const wrapped = (db: VaultDatabase): VaultDatabase => {
    const unless = <Result>(sql: string, work: () => Result): Result => {
      if (isFatal(sql)) throw stop();
      return work();
    };
    return {
      ...db,
      all: (sql, ...given) => unless(sql, () => db.all(sql, ...given)),
      get: (sql, ...given) => unless(sql, () => db.get(sql, ...given)),
      run: (sql, ...given) => unless(sql, () => db.run(sql, ...given)),
    };
  };
  const { store } = env;
  return {
    ...env,
    store: {
      ...store,
      open: async (path, key) => wrapped(await store.open(path, key)),
      openPresent: async (path, key) => wrapped(await store.openPresent(path, key)),
    },
  };
}

const inNewFolder = () => {
  const home = tempFolder();
  const env = nodeEnvironment({ KLUIS_CONFIG_DIR: home.file('config') }, home.path);
  return { env, wanted: newVaultIn(home.file('vault')) };
};

test('a session leaves no key behind, nor does making the vault', async () => {
  const { env, wanted } = inNewFolder();
  await closeVault(await createVault(env, wanted));
  expect(left()).toEqual([]);
  const { vault } = await signIn(env, wanted.folder, { name: officerName, password: officerPassphrase });
  await closeVault(vault);
});

test('an activation leaves none, nor does a session before the new keys are certified', async () => {
  const office = freshOffice();
  await office.asOfficer((officer) => addUser(officer, { name: 'Nora', role: 'employee', newPassword: firstPassword }));
  expect(left()).toEqual([]);
  const nora = { name: 'Nora', password: firstPassword, newPassword: ownPassword };
  await expect(activateUser(office.env, office.folder, { ...nora, newPassword: 'weak' })).rejects.toThrow();
  expect(left()).toEqual([]);
  const unusable = activateUser(office.env, office.folder, { ...nora, newPassword: held.unusable });
  await expect(unusable).rejects.toThrow('no key');
  expect(left()).toEqual([]);
  await activateUser(office.env, office.folder, nora);
  expect(left()).toEqual([]);
  await closeVault(await office.open('Nora'));
  expect(left()).toEqual([]);
  await office.asOfficer(() => undefined);
});

test('a creation that fails leaves none: without a keychain, without a kit, and at the very end', async () => {
  const { env, wanted } = inNewFolder();
  const chooseKeychain = () => Promise.reject(stop());
  await expect(createVault({ ...env, machine: { ...env.machine, chooseKeychain } }, wanted)).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  await expect(createVault(env, { ...wanted, deliverKit: chooseKeychain })).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  const full = { ...env.machine, keychainOfKind: () => fullKeychain({ read: async () => null }) };
  await expect(createVault({ ...env, machine: full }, wanted)).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  const { files } = env;
  const replace = files.replace.bind(files);
  vi.spyOn(files, 'replace').mockImplementation((path, bytes) =>
    path.endsWith('/lock.info') ? chooseKeychain() : replace(path, bytes),
  );
  await expect(createVault(env, wanted)).rejects.toThrow('stop');
});

test('a vault whose kit is on the screen leaves none when it is given up, and none but the vault when it is made', async () => {
  const { env, wanted } = inNewFolder();
  const drafts = new CreationDrafts();
  await drafts.abandon((await drafts.begin(env, wanted)).draft);
  expect(left()).toEqual([]);
  const { draft, kit: paper } = await drafts.begin(env, wanted);
  const groups = [3, 7].map((number) => ({ number, text: paper.groups[number - 1] ?? '' }));
  await drafts.finish(draft, groups);
});

test('a second factor leaves none: set up, asked again, with a recovery code, refused, and given up halfway', async () => {
  const office = freshOffice();
  const vault = await office.open('Anna');
  const { authenticator, recoveryCodes } = await enrol(vault, ownPassword);
  office.clock.advance(30_000);
  await renewRecoveryCodes(vault, { password: ownPassword, code: authenticator.code() });
  await expect(turnOffSecondFactor(vault, { password: ownPassword, code: '0' })).rejects.toThrow();
  await closeVault(vault);
  expect(left()).toEqual([]);
  office.clock.advance(30_000);
  const again = (code: string | undefined) => openSession(office.env, office.folder, { ...anna, code });
  for (const code of [undefined, '000000', recoveryCodes[0]]) await expect(again(code)).rejects.toThrow();
  expect(left()).toEqual([]);
  const session = (await again(authenticator.code())).vault;
  office.clock.advance(30_000);
  await beginSecondFactor(session, { password: ownPassword, code: authenticator.code() });
  await closeVault(session);
});

test('an account leaves none, made, activated and confirmed', async () => {
  const office = freshOffice();
  await office.asOfficer((officer) =>
    addUser(officer, { name: 'Carla', role: 'employee', newPassword: firstPassword }),
  );
  expect(left()).toEqual([]);
  const credentials = { name: 'Carla', password: firstPassword, newPassword: ownPassword };
  await activateUser(office.env, office.folder, credentials);
  expect(left()).toEqual([]);
  await office.asOfficer(() => undefined);
  expect(left()).toEqual([]);
  await closeVault(await office.open('Carla'));
});

test('a sign-in that fails leaves none: a wrong password, and at every read of the database', async () => {
  const office = freshOffice();
  const wrong = signIn(office.env, office.folder, { name: 'Anna', password: 'wrong' });
  await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' });
  expect(left()).toEqual([]);
  for (const table of ['certificates', 'directory', 'keyrings', 'compartments', 'records']) {
    const env = failingAt(office.env, (sql) => new RegExp(`FROM ${table}\\b`).test(sql));
    await expect(signIn(env, office.folder, anna), table).rejects.toThrow('stop');
    expect(left(), table).toEqual([]);
  }
  const close = () => Promise.reject(stop());
  const env = { ...office.env, store: { ...office.env.store, open: close } };
  await expect(signIn(env, office.folder, anna)).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  // Nor at the very end, when everything is open.
  const { files } = office.env;
  const replace = files.replace.bind(files);
  vi.spyOn(files, 'replace').mockImplementation((path, bytes) =>
    path.endsWith('/lock.info') ? close() : replace(path, bytes),
  );
  await expect(signIn(office.env, office.folder, anna)).rejects.toThrow('stop');
});

test('a session whose database cannot be closed leaves none, and lets the lock go', async () => {
  const office = freshOffice();
  const { vault } = await signIn(office.env, office.folder, anna);
  const { db } = vault;
  const close = () => {
    db.close();
    throw stop();
  };
  await expect(closeVault({ ...vault, db: { ...db, close } })).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  await closeVault(await office.open('Anna'));
});

test('what works from outside leaves none: a message, the status, a sign-in elsewhere and a request for a place', async () => {
  const office = freshOffice();
  await leaveMessage(office.env, office.folder, { type: 'test', content: 'x' });
  await outsideStatus(office.env, office.folder);
  expect(left()).toEqual([]);
  const { vault } = await signIn(office.env, office.folder, anna);
  await outsideStatus(office.env, office.folder);
  await expect(signIn(office.env, office.folder, anna)).rejects.toMatchObject({ code: 'vault-in-use' });
  await closeVault(vault);
  expect(left()).toEqual([]);
  const env = otherComputer(office, 'BALIE-2');
  await requestComputer(env, office.folder, 'file');
  await requestComputer(env, office.folder, 'file');
  await expect(signIn(env, office.folder, anna)).rejects.toMatchObject({ code: 'keychain-entry-missing' });
});

async function withArchive(office: Office): Promise<void> {
  await office.asOfficer(async (officer) => {
    const folder = await folderFor(officer, 'Jansen', { Anna: 'write' });
    await add(officer, 'Jansen', 'letter', 'one');
    await sealDocuments(officer, folder, ['letter'], unwatched);
  });
}

test('the archive leaves none of its keys, also when a document in it cannot be read', async () => {
  const office = freshOffice();
  await withArchive(office);
  held.secrets.length = 0;
  const ask = { folder: null, password: officerPassphrase };
  const officer = await office.open(officerName);
  await listArchive(officer, ask);
  const { db } = officer;
  const all: VaultDatabase['all'] = (sql, ...given) => {
    if (sql.includes('FROM messages')) throw stop();
    return db.all(sql, ...given);
  };
  await expect(listArchive({ ...officer, db: { ...db, all } }, ask)).rejects.toThrow('stop');
  await closeVault(officer);
});

test('the recovery key leaves none: a check, one that is cancelled, and one of another vault', async () => {
  const office = freshOffice();
  await withArchive(office);
  held.secrets.length = 0;
  const { folder, kitText } = kit(office);
  await checkRecovery(office.env, folder, kitText, unwatched);
  expect(left()).toEqual([]);
  for (const enough of [2, 8]) {
    const controller = new AbortController();
    const job = { signal: controller.signal, report: (done: number) => void (done >= enough && controller.abort()) };
    await expect(checkRecovery(office.env, folder, kitText, job)).rejects.toMatchObject({ code: 'cancelled' });
    expect(left(), `after ${enough}`).toEqual([]);
  }
  const env = failingAt(office.env, (sql) => /FROM certificates\b/.test(sql));
  await expect(checkRecovery(env, folder, kitText, unwatched)).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  writeFileSync(`${folder}/root.age`, 'x');
  await expect(checkRecovery(office.env, folder, kitText, unwatched)).rejects.toThrow();
});

test('break-glass leaves none, whether it ends, is cancelled or fails', async () => {
  const office = freshOffice();
  await withArchive(office);
  held.secrets.length = 0;
  const wanted = { ...kit(office), newPassphrase: 'Zonnebloem-krant-fietspad-93-lantaarn', keychain: 'file' } as const;
  await expect(recover(office.env, { ...wanted, newPassphrase: 'weak' }, unwatched)).rejects.toThrow();
  expect(left()).toEqual([]);
  for (const enough of [1, 2]) {
    const controller = new AbortController();
    const job = { signal: controller.signal, report: (done: number) => void (done >= enough && controller.abort()) };
    await expect(recover(office.env, wanted, job)).rejects.toMatchObject({ code: 'cancelled' });
    expect(left(), `after ${enough}`).toEqual([]);
  }
  const { machine } = office.env;
  const keychainOf = async (vault: string) =>
    fullKeychain((await machine.keychainOf(vault)) ?? { read: async () => null });
  await expect(recover({ ...office.env, machine: { ...machine, keychainOf } }, wanted, unwatched)).rejects.toThrow(
    'stop',
  );
  expect(left()).toEqual([]);
  await recover(office.env, wanted, unwatched);
});

test('a move leaves no file key, also when the vault takes no change', async () => {
  const office = freshOffice();
  const officer = await office.open(officerName);
  await folderFor(officer, 'From', {});
  await folderFor(officer, 'To', {});
  await add(officer, 'From', 'letter', 'one');
  held.secrets.length = 0;
  const letter = { folder: 'From', document: 'letter' };
  const refusing = { ...officer, readOnly: true };
  await expect(moveDocument(refusing, letter, 'To', unwatched)).rejects.toMatchObject({ code: 'vault-read-only' });
  expect(left()).toEqual([]);
  await moveDocument(officer, letter, 'To', unwatched);
  expect(left()).toEqual([]);
  await closeVault(officer);
});

test('what reads a document leaves no file key, also when it is cancelled between two versions or an object is gone', async () => {
  const office = freshOffice();
  const officer = await office.open(officerName);
  await folderFor(officer, 'From', {});
  await folderFor(officer, 'To', {});
  for (const content of ['one', 'two', 'three']) await add(officer, 'From', 'letter', content);
  held.secrets.length = 0;
  const letter = { folder: 'From', document: 'letter' };
  expect((await contentOf(officer, 'From', 'letter')).toString()).toBe('three');
  expect(left()).toEqual([]);
  expect((await readDocument(officer, letter, null, unwatched)).version).toBe(3);
  expect(left()).toEqual([]);
  const behindTheFirst = cancelledAt((done) => done >= 'one'.length);
  await expect(moveDocument(officer, letter, 'To', behindTheFirst)).rejects.toMatchObject({ code: 'cancelled' });
  expect(left()).toEqual([]);
  for (const object of objectFiles(officer)) rmSync(`${officer.paths.objects}/${object}`);
  await expect(contentOf(officer, 'From', 'letter')).rejects.toMatchObject({ code: 'integrity-violated' });
  expect(left()).toEqual([]);
  await expect(moveDocument(officer, letter, 'To', unwatched)).rejects.toMatchObject({ code: 'integrity-violated' });
  expect(left()).toEqual([]);
  await closeVault(officer);
});

test('an import leaves no file key: whole or streamed, refused, and when the vault takes no change', async () => {
  const office = freshOffice();
  const officer = await office.open(officerName);
  await folderFor(officer, 'Jansen', {});
  held.secrets.length = 0;
  const { env, db } = officer;
  const streaming = withoutSmallFiles(officer);
  for (const vault of [officer, streaming]) {
    await add(vault, 'Jansen', 'letter', 'one');
    expect(left()).toEqual([]);
    await add(vault, 'Jansen', 'letter', 'another');
    expect(left()).toEqual([]);
    const run: VaultDatabase['run'] = (sql, ...given) => {
      if (sql.includes('INTO contents')) throw stop();
      return db.run(sql, ...given);
    };
    await expect(add({ ...vault, db: { ...db, run } }, 'Jansen', 'other', 'x')).rejects.toThrow('stop');
    expect(left()).toEqual([]);
  }
  const { longestBytes } = env.smallFiles;
  const seal = async () => ({ outcome: 'refused', error: 'file-unreadable' }) as const;
  const refusing = { ...officer, env: { ...env, smallFiles: { longestBytes, seal } } };
  expect(await add(refusing, 'Jansen', 'other', 'x')).toMatchObject({ outcome: 'failed' });
  expect(left()).toEqual([]);
  const withoutRoom = withFiles(streaming, { openWriter: () => Promise.reject(stop()) });
  await expect(add(withoutRoom, 'Jansen', 'other', 'x')).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  await closeVault(officer);
});

test('a change of keys leaves none of those that are replaced, nor of documents that are sealed again', async () => {
  const office = freshOffice();
  const officer = await office.open(officerName);
  const folder = await folderFor(officer, 'Jansen', { Anna: 'write' });
  await add(officer, 'Jansen', 'letter', 'one');
  await revokeFolder(officer, folder, office.people.get('Anna') ?? '', unwatched);
  expect([...(officer.compartments.get(folder)?.keys.keys() ?? [])]).toEqual([1, 2]);
  await closeVault(officer);
  expect(left()).toEqual([]);
  const again = await office.open(officerName);
  expect([...(again.compartments.get(folder)?.keys.keys() ?? [])]).toEqual([2]);
  await closeVault(again);
});

/** What asks for new keys, prepared before the change that puts them in force; and a grant, which asks for none. */
const changesOfKeys: Record<string, (vault: OpenVault, at: { folder: string; anna: string }, job: Job) => unknown> = {
  grantFolder: (vault, { folder, anna: user }) =>
    grantFolder(vault, { id: folder, kind: 'client' }, user, { rights: 'read', endsAt: null }),
  revokeFolder: (vault, { folder, anna: user }, job) => revokeFolder(vault, folder, user, job),
  rekeyFolder: (vault, { folder }, job) => rekeyFolder(vault, folder, 'lost', job),
  createFolder: (vault) => createFolder(vault, { name: 'Bakker', kind: 'client' }),
  addUser: (vault) => addUser(vault, { name: 'Carla', role: 'employee', newPassword: firstPassword }),
  disableUser: (vault, { anna: user }, job) => disableUser(vault, user, job),
  resetUser: (vault, { anna: user }, job) => resetUser(vault, user, firstPassword, job),
  // An exchange that is broken has another made for it.
  'resetUser, her exchange broken': (vault, { anna: user }, job) => {
    const exchange = compartmentOf(vault, findUser(vault.directory, user)?.exchange ?? '');
    const compartments = new Map([...vault.compartments].filter(([id]) => id !== exchange.id));
    const broken = new Map([[exchange.id, { ...exchange, error: stop() }]]);
    return resetUser({ ...vault, compartments, broken }, user, firstPassword, job);
  },
  certifyAccounts,
  endExpiredGrants,
  makeMissingExchange: (vault) => {
    const directory = withUser(vault.directory, vault.user.id, (one) => ({ ...one, exchange: null }));
    return makeMissingExchange({ ...vault, directory });
  },
};

test('a change that fails leaves none of the keys made for it: at its end, refused or cancelled, and where they cannot be sealed', async () => {
  const office = freshOffice();
  const at = { folder: '', anna: office.people.get('Anna') ?? '' };
  await office.asOfficer(async (officer) => {
    at.folder = await folderFor(officer, 'Jansen', {});
    const endsAt = office.clock.now() + 60_000;
    grantFolder(officer, { id: at.folder, kind: 'client' }, at.anna, { rights: 'write', endsAt });
    await addUser(officer, { name: 'Nora', role: 'employee', newPassword: firstPassword });
  });
  await activateUser(office.env, office.folder, { name: 'Nora', password: firstPassword, newPassword: ownPassword });
  office.clock.advance(60_000);
  const credentials = { name: officerName, password: officerPassphrase };
  const { vault: officer } = await signIn(office.env, office.folder, credentials);
  const run: VaultDatabase['run'] = (sql, ...given) => {
    if (sql.includes('INTO audit ')) throw stop();
    return officer.db.run(sql, ...given);
  };
  const unknownKit = { ...officer.directory, recovery: 'age1' };
  const failing: [OpenVault, Job, RegExp][] = [
    [{ ...officer, db: { ...officer.db, run } }, unwatched, /^stop$/],
    [{ ...officer, readOnly: true }, { ...unwatched, signal: AbortSignal.abort() }, /older than|cancelled/],
    [{ ...officer, readOnly: true, directory: unknownKit }, unwatched, /older than|age recipient/],
  ];
  for (const [vault, job, message] of failing) {
    for (const [what, change] of Object.entries(changesOfKeys)) {
      held.secrets.length = 0;
      await expect((async () => change(vault, at, job))(), what).rejects.toThrow(message);
      expect(left(), `${what}: ${message}`).toEqual([]);
    }
  }
  // What does not fail is in force.
  await createFolder(officer, { name: 'Bakker', kind: 'client' });
  await add(officer, 'Bakker', 'letter', 'one');
  expect(await contentOf(officer, 'Bakker', 'letter')).toEqual(Buffer.from('one'));
  await closeVault(officer);
});

test('sealing leaves no file key, nor does returning, also when the vault takes no change', async () => {
  const office = freshOffice();
  const officer = await office.open(officerName);
  const folder = await folderFor(officer, 'Jansen', {});
  for (const content of ['one', 'two']) await add(officer, 'Jansen', 'letter', content);
  held.secrets.length = 0;
  const refusing = { ...officer, readOnly: true };
  const refused = { code: 'vault-read-only' };
  await expect(sealDocuments(refusing, folder, ['letter'], unwatched)).rejects.toMatchObject(refused);
  expect(left()).toEqual([]);
  await sealDocuments(officer, folder, ['letter'], unwatched);
  expect(left()).toEqual([]);
  const request = { folder, document: 'letter', reason: 'asked for', password: officerPassphrase };
  await openArchivedDocument(officer, request, { version: null, outPath: tempFolder().file('out') }, unwatched);
  expect(left()).toEqual([]);
  const run: VaultDatabase['run'] = (sql, ...given) => {
    if (sql.includes('INTO contents')) throw stop();
    return officer.db.run(sql, ...given);
  };
  const failing = { ...officer, db: { ...officer.db, run } };
  await expect(returnDocument(failing, request, unwatched)).rejects.toThrow('stop');
  expect(left()).toEqual([]);
  await returnDocument(officer, request, unwatched);
  expect(left()).toEqual([]);
  await closeVault(officer);
});
