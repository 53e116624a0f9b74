import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { keyRowsHash } from '../../src-main/core/access/head.ts';
import { holderOf } from '../../src-main/core/access/issue-keyrings.ts';
import { sealKeyrings } from '../../src-main/core/access/keyring.ts';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { verifyLog, writeCheckpoint } from '../../src-main/core/audit/log-view.ts';
import { base64, idBytes, noBytes } from '../../src-main/core/crypto/bytes.ts';
import { signStatement, statementBytes, unverifiedPayload } from '../../src-main/core/crypto/statement.ts';
import { unwatched } from '../../src-main/core/job.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import { integerOf } from '../../src-main/core/ports/row.ts';
import { type RecordPlace, signRecord } from '../../src-main/core/records/sealed-record.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../src-main/core/recovery/recover.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import { acceptRollback } from '../../src-main/core/vault/accept-rollback.ts';
import { readCertificates, verifyOfficerChain } from '../../src-main/core/vault/certificates.ts';
import { certifiedRecipients } from '../../src-main/core/vault/certified-recipients.ts';
import { changeVault, changeVaultWithFile } from '../../src-main/core/vault/change.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { type Directory, directoryCommit, signDirectory, writeDirectory } from '../../src-main/core/vault/directory.ts';
import { compartmentOf, type OpenVault } from '../../src-main/core/vault/open-vault.ts';
import { RecipientsSchema, readVaultFile, type VaultFileContent } from '../../src-main/core/vault/vault-file.ts';
import { otherComputer } from '../support/office.ts';
import { officerName } from '../support/test-vault.ts';
import { appendForgedEntry } from './forging.ts';
import { type Insider, insiderOf, withDatabase } from './insider.ts';
import { asUser, type Person, type WorkingOffice, workingOffice } from './office.ts';
import { refusals } from './refusals.ts';

const freshOffice = workingOffice();
const newPassphrase = 'Nieuwe-lange-zin-hier-88-tulp';
const certificatesRefused = { code: 'integrity-violated', details: { part: 'certificates' } };

/** An office where the Privacy Officer's keys were stolen, wherefore she has new ones by now. */
async function afterTheft(): Promise<{ working: WorkingOffice; stolen: Insider; vaultFileBefore: Buffer }> {
  const working = freshOffice();
  const { office } = working;
  const stolen = await asUser(office, officerName, (officer) => {
    writeCheckpoint(officer.db, officer.id, officer.log, officer.user.author.signing, () => true);
    return insiderOf(officer);
  });
  const vaultFileBefore = readFileSync(`${office.folder}/vault.json`);
  await breakGlass(working);
  return { working, stolen, vaultFileBefore };
}

async function breakGlass({ office: { folder, kit, ...office } }: WorkingOffice, env = office.env) {
  return await recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched);
}

async function asOfficer<Result>({ office }: WorkingOffice, work: (vault: OpenVault) => Result): Promise<Result> {
  const officer = await office.open(officerName, newPassphrase);
  try {
    return await work(officer);
  } finally {
    await closeVault(officer);
  }
}

/** The member list of a folder as the thief wants it, in the place of the present one and committed to. */
function forgeMemberList(vault: OpenVault, folder: string, stolen: Insider): void {
  const { members, listVersion } = compartmentOf(vault, folder);
  const place: RecordPlace = {
    vault: vault.id,
    compartment: folder,
    table: 'records',
    id: folder,
    version: listVersion,
  };
  const wanted = members.members.map((member) =>
    member.user === vault.user.id ? { ...member, rights: 'write' as const } : member,
  );
  const keyRows = base64(keyRowsHash(vault.db, vault.id, folder, members.archive?.compartment ?? null));
  // Signed for a time when the key was in force: only the signer says when that was.
  const author = { ...vault.user.author, user: stolen.user, signing: stolen.signing };
  const body = { ...members, members: wanted, keyRows };
  changeVault(vault, (change) => {
    change.resealRow(place, signRecord(place, author, 'member-list', 5, body, 4096), null);
    change.tell('note-added', { folder });
  });
}

/** A directory and keyrings by the thief's key, in a log whose newest certificate is gone. */
function forgeDirectory(db: Database, ina: Insider, present: Directory, stolen: Insider): void {
  db.run('DELETE FROM certificates WHERE number > 1');
  const [version, accessVersion] = [present.version + 1, present.accessVersion + 1];
  const users = present.users.map((user) =>
    user.id === ina.user ? { ...user, role: 'office-manager' as const } : user,
  );
  const statement = signDirectory({ ...present, version, accessVersion, users }, stolen.signing);
  writeDirectory(db, version, statement);
  const holders = users.filter(({ state }) => state !== 'disabled').map(holderOf);
  const keyrings = holders.map((holder) => ({ holder, grants: [] }));
  for (const [user, sealed] of sealKeyrings(ina.vault, accessVersion, keyrings, stolen.signing)) {
    db.run('UPDATE keyrings SET version = ?, sealed = ? WHERE user = ?', accessVersion, sealed, idBytes(user));
  }
  const body = directoryCommit(version, statementBytes(statement));
  appendForgedEntry(db, ina, present, [{ kind: commitKinds.directory, key: noBytes, body }]);
}

async function withForgedDirectory(
  { office }: WorkingOffice,
  stolen: Insider,
  then: (db: Database, ina: Insider) => void,
): Promise<void> {
  const { ina, directory } = await asUser(office, 'Ina', (vault) => ({
    ina: insiderOf(vault),
    directory: vault.directory,
  }));
  withDatabase(office.folder, ina.databaseKey, (db) => {
    forgeDirectory(db, ina, directory, stolen);
    then(db, ina);
  });
}

describe("with a key that was the Privacy Officer's until she was given new ones,", () => {
  test.each(['Lea', 'Wim'] as const)('%s does not rewrite the member list of a folder', async (name) => {
    const { working, stolen } = await afterTheft();
    const { alfa } = working.folders;
    await asUser(working.office, name, (vault) => forgeMemberList(vault, alfa, stolen));
    for (const reader of ['Wim', 'Lea'] as const) {
      expect(await refusals(working, reader)).toEqual([`compartment ${alfa}`]);
    }
    await asOfficer(working, ({ broken }) => expect([...broken.keys()]).toEqual([alfa]));
  });

  test('nobody gives a member list past who has no keyring: the recovery key', async () => {
    const { working, stolen } = await afterTheft();
    const { office, folders } = working;
    // By somebody who might write there, so that the commit is rightful.
    await asUser(office, 'Wim', (wim) => forgeMemberList(wim, folders.alfa, stolen));
    const { findings } = await checkRecovery(office.env, office.folder, office.kit, unwatched);
    expect(findings.map(({ part }) => part)).toEqual(['member lists']);
    // She gets in all the same, and nobody else into a folder before it is granted again.
    expect(await breakGlass(working)).toMatchObject({ grantsEnded: true, broken: [] });
    await asUser(office, 'Wim', (wim) => expect(wim.compartments.has(folders.alfa)).toBe(false));
  });

  test('nobody issues a keyring, which could name an older member list', async () => {
    const { working, stolen } = await afterTheft();
    const { alfa } = working.folders;
    await asUser(working.office, 'Lea', (lea) => {
      const wim = lea.directory.users.find(({ id }) => id === working.idOf('Wim'));
      if (!wim) throw new Error('no Wim');
      const { keys, listHash } = compartmentOf(lea, alfa);
      const grants = [...keys.values()].map((key) => ({ key, rights: 'write', listHash }) as const);
      const { accessVersion } = lea.directory;
      const forged = sealKeyrings(lea.id, accessVersion, [{ holder: holderOf(wim), grants }], stolen.signing);
      lea.db.run('UPDATE keyrings SET sealed = ? WHERE user = ?', forged.get(wim.id) ?? noBytes, idBytes(wim.id));
    });
    expect(await refusals(working, 'Wim')).toEqual(['keyring']);
    expect(await refusals(working, 'Lea')).toEqual([]);
  });

  test('nobody writes the directory where the newest certificate and the checkpoint are gone', async () => {
    const { working, stolen } = await afterTheft();
    await withForgedDirectory(working, stolen, (db) => db.run('DELETE FROM checkpoints'));
    // Also on a computer that has seen nothing of it yet.
    rmSync(`${working.office.configFolder}/keychain/${stolen.vault}.head`);
    for (const name of ['Sam', 'Wim', 'Ina'] as const) expect(await refusals(working, name)).toEqual(['certificates']);
    const { env, folder, kit } = working.office;
    await expect(breakGlass(working)).rejects.toMatchObject(certificatesRefused);
    await expect(checkRecovery(env, folder, kit, unwatched)).rejects.toMatchObject(certificatesRefused);
  });

  test('nobody leaves the newest certificate out of a checkpoint either, where a computer has seen it', async () => {
    const { working, stolen } = await afterTheft();
    await withForgedDirectory(working, stolen, (db, ina) => {
      db.run('DELETE FROM checkpoints');
      const root = readRoot(working);
      const log = verifyLog(db, ina.vault, verifyOfficerChain(readCertificates(db), ina.vault, root));
      const keep = ({ kind, key }: { kind: number; key: Buffer }) =>
        kind !== commitKinds.certificate || key.readBigUInt64BE() === 1n;
      writeCheckpoint(db, ina.vault, log, stolen.signing, keep);
    });
    for (const name of ['Sam', 'Wim'] as const) expect(await refusals(working, name)).toEqual(['certificates']);
    await expect(breakGlass(working)).rejects.toMatchObject(certificatesRefused);
  });

  test('nobody signs a checkpoint, whatever position it is of', async () => {
    const { working, stolen } = await afterTheft();
    const { office } = working;
    const databaseKey = (await working.insider('Ina')).databaseKey;
    withDatabase(office.folder, databaseKey, (db) => {
      const chain = verifyOfficerChain(readCertificates(db), stolen.vault, readRoot(working));
      const log = verifyLog(db, stolen.vault, chain);
      const present = db.get('SELECT position FROM checkpoints') ?? {};
      expect(integerOf(present, 'position')).toBeLessThan(chain.certificates.at(-1)?.from ?? 0);
      log.head = { position: integerOf(present, 'position'), hash: hashAt(db, integerOf(present, 'position')) };
      // Without the messages that there are: nobody would miss them.
      writeCheckpoint(db, stolen.vault, log, stolen.signing, ({ kind }) => kind !== commitKinds.messageAdded);
    });
    for (const name of ['Sam', 'Wim'] as const) expect(await refusals(working, name)).toEqual(['checkpoint']);
  });

  test('the checkpoint of before counts on, by the new key', async () => {
    const { working } = await afterTheft();
    for (const name of ['Sam', 'Wim'] as const satisfies readonly Person[]) {
      await asUser(working.office, name, ({ log, chain }) => {
        expect(log.tailLength).toBeLessThan(log.head.position);
        expect(chain.certificates).toHaveLength(2);
      });
    }
  });
});

describe('a message that is left without a sign-in', () => {
  const report = { type: 'report', content: { text: 'lost' } };
  const refused = { code: 'vault-read-only' };

  test('is not sealed to the inbox of before, though its vault.json was put back', async () => {
    const { working, vaultFileBefore } = await afterTheft();
    const { env, folder } = working.office;
    const present = readFileSync(`${folder}/vault.json`);
    await expect(leaveMessage(env, folder, report)).resolves.toMatch(/^[0-9a-f]{32}$/);
    writeFileSync(`${folder}/vault.json`, vaultFileBefore);
    await expect(leaveMessage(env, folder, report)).rejects.toMatchObject(refused);
    // The computer knows what it saw also after other sessions.
    writeFileSync(`${folder}/vault.json`, present);
    await asUser(working.office, 'Sam', () => undefined);
    writeFileSync(`${folder}/vault.json`, vaultFileBefore);
    await expect(leaveMessage(env, folder, report)).rejects.toMatchObject(refused);
  });

  test('is not sealed to recipients of before, also where the Privacy Officer has the same key', async () => {
    const working = freshOffice();
    const { env, folder } = working.office;
    const before = readFileSync(`${folder}/vault.json`);
    await asUser(working.office, officerName, async (officer) => {
      const { official, log, user } = officer;
      const later = RecipientsSchema.parse({
        ...certifiedRecipients(official, officer.chain),
        position: log.head.position + 1,
      });
      const recipients = signStatement(later, [user.author.signing]);
      await changeVaultWithFile(officer, { ...official, recipients }, (change) => change.tell('password-changed', {}));
    });
    await expect(leaveMessage(env, folder, report)).resolves.toMatch(/^[0-9a-f]{32}$/);
    writeFileSync(`${folder}/vault.json`, before);
    await expect(leaveMessage(env, folder, report)).rejects.toMatchObject(refused);
  });

  test("is not sealed to an inbox of the thief's, whatever position she certifies it at", async () => {
    const { working, stolen, vaultFileBefore } = await afterTheft();
    const { env, folder } = working.office;
    const before: VaultFileContent = JSON.parse(vaultFileBefore.toString('utf8'));
    const certified = RecipientsSchema.parse(unverifiedPayload(before.recipients));
    const later = RecipientsSchema.parse({ ...certified, position: 1_000_000 });
    const recipients = signStatement(later, [stolen.signing]);
    writeFileSync(`${folder}/vault.json`, JSON.stringify({ ...before, recipients }));
    expect((await readVaultFile(env.files, `${folder}/vault.json`)).content.certificates).toHaveLength(1);
    await expect(leaveMessage(env, folder, report)).rejects.toMatchObject(refused);
  });
});

function readRoot({ office }: WorkingOffice): string {
  const root = /^# root: (\S+)$/m.exec(office.kit)?.[1];
  if (root === undefined) throw new Error('no root in the kit');
  return root;
}

function hashAt(db: Database, position: number): Buffer {
  const hash = db.get('SELECT hash FROM audit WHERE position = ?', position)?.hash;
  if (!(hash instanceof Uint8Array)) throw new Error(`no entry at ${position}`);
  return Buffer.from(hash);
}

test('a passphrase that was stolen does not undo break-glass in a copy of before', async () => {
  const working = freshOffice();
  const { office } = working;
  const before = ['vault.db', 'vault.json', 'recovery.age'].map(
    (name) => [name, readFileSync(`${office.folder}/${name}`)] as const,
  );
  await breakGlass(working, otherComputer(office, 'laptop'));
  // This computer learns of it, and remembers.
  await asOfficer(working, () => undefined);
  for (const [name, bytes] of before) writeFileSync(`${office.folder}/${name}`, bytes);
  await asUser(office, officerName, async (thief) => {
    expect(thief.readOnly).toBe(true);
    await expect(acceptRollback(thief, 'herstel')).rejects.toMatchObject(certificatesRefused);
    expect(thief.readOnly).toBe(true);
  });
  await asUser(office, 'Wim', (wim) => expect(wim.readOnly).toBe(true));
  // By the kit such a copy comes back.
  await breakGlass(working);
  await asOfficer(working, () => undefined);
});
