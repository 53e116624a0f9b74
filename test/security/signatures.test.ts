import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src-main/contract/check.ts';
import { blindedCommitId } from '../../src-main/core/access/compartment-key.ts';
import { listArchive } from '../../src-main/core/archive/list-archive.ts';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { writeCheckpoint } from '../../src-main/core/audit/log-view.ts';
import { checkVault } from '../../src-main/core/check/check-vault.ts';
import { approveComputer } from '../../src-main/core/computers/approve-computer.ts';
import {
  computerFingerprint,
  formatComputerRequest,
  parseComputerRequest,
} from '../../src-main/core/computers/computer-request.ts';
import { generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { bind } from '../../src-main/core/crypto/binding.ts';
import { base64, fromBase64, idBytes, newId, noBytes, u64 } from '../../src-main/core/crypto/bytes.ts';
import { seal, unseal } from '../../src-main/core/crypto/sealing.ts';
import { newSigningKey, type SigningKey, sign } from '../../src-main/core/crypto/signing.ts';
import {
  type Statement,
  signStatement,
  statementBytes,
  unverifiedPayload,
} from '../../src-main/core/crypto/statement.ts';
import { bury } from '../../src-main/core/documents/tombstone.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { addUser } from '../../src-main/core/people/add-user.ts';
import { endorse } from '../../src-main/core/people/endorsements.ts';
import { blobOf } from '../../src-main/core/ports/row.ts';
import { insertMessage } from '../../src-main/core/records/message-rows.ts';
import { sealMessage } from '../../src-main/core/records/sealed-message.ts';
import { checkRecovery } from '../../src-main/core/recovery/check-recovery.ts';
import { recover } from '../../src-main/core/recovery/recover.ts';
import { sealRecoveryFile, sealRootFile } from '../../src-main/core/recovery/recovery-files.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import { listInbox } from '../../src-main/core/spool/list-inbox.ts';
import { changeVault, changeVaultWithFile } from '../../src-main/core/vault/change.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { newComputer } from '../../src-main/core/vault/computer.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { compartmentOf, type OpenVault, presentKeyOf } from '../../src-main/core/vault/open-vault.ts';
import { firstPassword } from '../support/office.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { appendForgedEntry } from './forging.ts';
import { insiderOf, withDatabase, writingAs } from './insider.ts';
import { asUser, type WorkingOffice, workingOffice } from './office.ts';
import { refusals } from './refusals.ts';

const freshOffice = workingOffice();

async function findingsOf({ office }: WorkingOffice): Promise<readonly Finding[]> {
  return await asUser(office, officerName, async (vault) => (await checkVault(vault, unwatched)).findings);
}

/** The same statement, signed by another under the name of the one who did. */
function signedBy(statement: Statement, forger: SigningKey): Statement {
  const bytes = fromBase64(statement.payload);
  const { kind, vault } = unverifiedPayload(statement) as { kind: string; vault: string };
  const signature = base64(sign(forger, bind(vault, `statement/${kind}`, bytes)));
  return { payload: statement.payload, signatures: statement.signatures.map(({ key }) => ({ key, signature })) };
}

function statementOf(bytes: Buffer): Statement {
  return JSON.parse(bytes.toString('utf8')) as Statement;
}

describe('what others signed is not made by anybody else:', () => {
  const stored: readonly [string, string][] = [
    ['directory', 'directory'],
    ['certificates', 'privacy-officer'],
  ];
  test.each(stored)('a row of %s', async (table, part) => {
    const working = freshOffice();
    const wim = await working.insider('Wim');
    withDatabase(working.office.folder, wim.databaseKey, (db) => {
      const row = db.get(`SELECT statement FROM ${table}`);
      const forged = signedBy(statementOf(row ? blobOf(row, 'statement') : noBytes), wim.signing);
      db.run(`UPDATE ${table} SET statement = ?`, statementBytes(forged));
    });
    for (const name of ['Sam', officerName] as const) expect(await refusals(working, name)).toEqual([part]);
  });

  test('a certificate for another Privacy Officer', async () => {
    const working = freshOffice();
    // Even by the key that is Privacy Officer now: only the root certifies.
    await asUser(working.office, officerName, (officer) => {
      const [present] = officer.chain.certificates;
      if (!present) throw new Error('no certificate');
      const next = { ...present, user: working.idOf('Wim'), from: present.from + 1 };
      const statement = signStatement(next, [officer.user.author.signing]);
      officer.db.run('INSERT INTO certificates (number, statement) VALUES (2, ?)', statementBytes(statement));
    });
    for (const name of ['Sam', 'Wim'] as const) expect(await refusals(working, name)).toEqual(['privacy-officer']);
  });

  test('a checkpoint', async () => {
    const working = freshOffice();
    await asUser(working.office, 'Wim', (wim) => {
      writeCheckpoint(wim.db, wim.id, wim.log, wim.user.author.signing, () => true);
    });
    for (const name of ['Sam', officerName] as const) expect(await refusals(working, name)).toEqual(['checkpoint']);
  });

  test('a commit, with the signature of another one', async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    await asUser(working.office, 'Lea', (lea) => {
      const compartment = compartmentOf(lea, alfa);
      const key = presentKeyOf(compartment);
      const last = lea.log.commits.get(`1:${blindedCommitId(key, compartment.version).toString('latin1')}`);
      const row = lea.db.get('SELECT body FROM audit_commits WHERE key = ?', blindedCommitId(key, compartment.version));
      const binding = (position: number) => bind(lea.id, 'commit', u64(position));
      const opened = unseal(key.recordKey, binding(last?.position ?? 0), row ? blobOf(row, 'body') : noBytes, 'commit');
      const json: { v: number } = JSON.parse(opened.subarray(64).toString('utf8'));
      const forged = Buffer.from(JSON.stringify({ ...json, v: json.v + 1 }));
      const position = lea.log.head.position + 1;
      const body = seal(key.recordKey, binding(position), Buffer.concat([opened.subarray(0, 64), forged]));
      lea.db.run('UPDATE compartments SET version = version + 1 WHERE id = ?', idBytes(alfa));
      const commit = { kind: commitKinds.compartment, key: blindedCommitId(key, compartment.version + 1), body };
      expect(appendForgedEntry(lea.db, insiderOf(lea), lea.directory, [commit])).toBe(position);
    });
    for (const name of ['Wim', officerName] as const) {
      expect(await refusals(working, name)).toEqual([expect.stringMatching(/^audit log \d+$/)]);
    }
  });

  test('a detail of the log', async () => {
    const working = freshOffice();
    const positions: number[] = [];
    await asUser(working.office, 'Sam', (sam) => {
      const forgers = [
        { user: working.idOf('Wim'), signing: sam.user.author.signing },
        { user: working.idOf('Wim'), signing: newSigningKey() },
        { user: newId(), signing: newSigningKey() },
        {
          user: sam.directory.users.find(({ name }) => name === officerName)?.id ?? '',
          signing: sam.user.author.signing,
        },
        // Of one who has left.
        working.loot.Dora,
      ];
      for (const forger of forgers) {
        changeVault(writingAs(sam, forger), (change) => {
          change.tell('document-exported', {});
          positions.push(change.position);
        });
      }
    });
    const parts = (await findingsOf(working)).map(({ part, what }) => [part, what]);
    expect(parts).toEqual(positions.map((position) => [`audit log ${position}`, 'detail-author-unknown']));
  });

  test('a message to the Privacy Officer', async () => {
    const working = freshOffice();
    const { office } = working;
    const forged: string[] = [];
    const real = await asUser(office, 'Sam', async (sam) => {
      const { computer, directory } = sam;
      for (const [id, signing] of [
        [computer.id, sam.user.author.signing],
        [computer.id, newSigningKey()],
        [newId(), newSigningKey()],
        [sam.user.id, sam.user.author.signing],
      ] as const) {
        const name = newId();
        const body = { writtenAt: 1, content: 'forged' };
        const author = { id, signing };
        const sealed = sealMessage(sam.id, directory.inbox, idBytes(name), author, { type: 'report', at: 0, body });
        writeFileSync(`${office.folder}/spool/${name}.age`, sealed);
        forged.push(name);
      }
      return await leaveMessage(sam.env, office.folder, { type: 'report', content: 'real' });
    });
    const listed = await asUser(office, officerName, async (officer) => await listInbox(officer));
    expect(new Set(listed.filter(({ place }) => place === 'unreadable').map(({ id }) => id))).toEqual(new Set(forged));
    expect(listed.find(({ id }) => id === real)).toMatchObject({ place: 'inbox' });
  });

  test('an archived document', async () => {
    const working = freshOffice();
    const { alfa } = working.folders;
    const forged: string[] = [];
    await asUser(working.office, 'Lea', (lea) => {
      const mailbox = compartmentOf(lea, alfa).members.archive;
      if (mailbox === null) throw new Error('no archive');
      for (const user of [working.idOf('Wim'), lea.user.id]) {
        const id = newId();
        changeVault(lea, (change) => {
          const body = { folder: alfa, name: 'forged', versions: [], sealedAt: change.at };
          const author = { id: user, signing: lea.user.author.signing };
          const message = { type: 'archived-document', at: change.position, body };
          const sealed = sealMessage(lea.id, mailbox, idBytes(id), author, message);
          const { compartment, epoch } = mailbox;
          insertMessage(lea.db, lea.id, change, { id, compartment, epoch, sealed, contents: [] });
          change.tell('document-sealed', { folder: alfa, document: id }, id);
        });
        forged.push(id);
      }
    });
    const { broken, documents } = await asUser(working.office, officerName, async (officer) =>
      listArchive(officer, { folder: null, password: officerPassphrase }),
    );
    expect(new Set(broken.map(({ id }) => id))).toEqual(new Set(forged));
    expect(documents).toHaveLength(1);
  });

  test('a tombstone', async () => {
    const working = freshOffice();
    const { gamma } = working.folders;
    let erased = 0;
    await asUser(working.office, 'Sam', (sam) => {
      const officer = sam.directory.users.find(({ name }) => name === officerName)?.id ?? '';
      erased = sam.db.all(
        'SELECT 1 FROM audit_details WHERE subject = ? AND sealed IS NOT NULL',
        idBytes(gamma),
      ).length;
      changeVault(sam, (change) => {
        bury(writingAs(sam, { user: officer, signing: sam.user.author.signing }), change, {
          documents: [],
          objects: [],
          compartments: [gamma],
        });
        change.tell('document-erased', {});
      });
    });
    expect(erased).toBeGreaterThan(0);
    const altered = (await findingsOf(working)).filter(({ what }) => what === 'detail-altered');
    expect(altered.length).toBeGreaterThanOrEqual(erased);
  });

  test('the addresses in vault.json that messages go to', async () => {
    const working = freshOffice();
    const { office } = working;
    await asUser(office, 'Wim', async (wim) => {
      const recipients = signedBy(wim.official.recipients, wim.user.author.signing);
      await changeVaultWithFile(wim, { ...wim.official, recipients }, (change) => change.tell('password-changed', {}));
    });
    await expect(leaveMessage(office.env, office.folder, { type: 'report', content: 1 })).rejects.toMatchObject({
      code: 'integrity-violated',
      details: { part: 'recipients' },
    });
    expect((await findingsOf(working)).map(({ part }) => part)).toContain('recipients');
  });

  test('an endorsement, before its user has activated her account', async () => {
    const working = freshOffice();
    const { office } = working;
    await office.asOfficer((officer) =>
      addUser(officer, { name: 'Nora', role: 'employee', newPassword: firstPassword }),
    );
    let nora = '';
    await asUser(office, 'Sam', (sam) => {
      const account = sam.directory.users.find(({ name }) => name === 'Nora');
      nora = account?.id ?? '';
      const provisional = account?.keys[0]?.signing ?? '';
      const fresh = { signing: newSigningKey(), identity: generateX25519Identity() };
      const own = endorse(sam.id, nora, fresh, sam.user.author.signing);
      const forged = { ...own, signatures: own.signatures.map(({ signature }) => ({ key: provisional, signature })) };
      changeVault(sam, (change) => {
        change.commit(commitKinds.endorsement, fromBase64(provisional), statementBytes(forged));
        change.tell('user-activated', { user: nora });
      });
    });
    const session = await openSession(office.env, office.folder, { name: officerName, password: officerPassphrase });
    try {
      expect(session.unfinished).toEqual([]);
      expect(session.vault.directory.users.find(({ id }) => id === nora)).toMatchObject({ state: 'provisional' });
    } finally {
      await closeVault(session.vault);
    }
  });

  test('the files that only the kit opens, though anybody can seal to it', async () => {
    for (const part of ['root.age', 'recovery.age'] as const) {
      const working = freshOffice();
      const { env, folder, kit } = working.office;
      const { databaseKey, officeSecret, vault } = await working.insider('Ina');
      const { recovery } = await asUser(working.office, 'Ina', ({ directory }) => directory);
      const forged =
        part === 'root.age'
          ? await sealRootFile(vault, newSigningKey(), recovery)
          : await sealRecoveryFile(vault, { databaseKeys: [databaseKey], officeSecret: Buffer.alloc(32, 1) }, recovery);
      writeFileSync(`${folder}/${part}`, forged);
      expect(officeSecret).toHaveLength(32);
      const named = { code: 'integrity-violated', details: { part } };
      const newPassphrase = 'Nieuwe-lange-zin-hier-88';
      await expect(
        recover(env, { folder, kitText: kit, newPassphrase, keychain: 'file' }, unwatched),
      ).rejects.toMatchObject(named);
      await expect(checkRecovery(env, folder, kit, unwatched)).rejects.toMatchObject(named);
      expect((await findingsOf(working)).map((finding) => finding.part)).toEqual([part]);
    }
  });

  test('a request of a computer', async () => {
    const working = freshOffice();
    await asUser(working.office, officerName, async (officer: OpenVault) => {
      const computer = newComputer('Ina / thuis', null);
      const request = formatComputerRequest(officer.id, computer, 1);
      const forged = JSON.stringify(signedBy(JSON.parse(request), newSigningKey()));
      const elsewhere = formatComputerRequest(newId(), computer, 1);
      expect(parseComputerRequest(request, officer.id)).toMatchObject({ computer: computer.id });
      for (const text of [forged, elsewhere]) {
        expect(() => parseComputerRequest(text, officer.id)).toThrowError(/request/);
        const { signing, recipient } = parseComputerRequest(request, officer.id);
        const shown = computerFingerprint(officer.id, { signing, recipient });
        await expect(approveComputer(officer, text, shown)).rejects.toMatchObject({ code: 'invalid-input' });
      }
      await expect(approveComputer(officer, request, 'AAAA-BBBB')).rejects.toMatchObject({ code: 'invalid-input' });
    });
  });
});
