import { describe, expect, test } from 'vitest';
import { grantFolder } from '../../src-main/core/access/folder-access.ts';
import { rowHash } from '../../src-main/core/access/head.ts';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { verifyWholeLog } from '../../src-main/core/audit/verify-whole-log.ts';
import { formatX25519Recipient, generateX25519Identity } from '../../src-main/core/crypto/age/x25519-identity.ts';
import { base64, fromBase64, idBytes } from '../../src-main/core/crypto/bytes.ts';
import { newSigningKey, type SigningKey, signingKeyOf } from '../../src-main/core/crypto/signing.ts';
import { signStatement, statementBytes } from '../../src-main/core/crypto/statement.ts';
import { addNote, listNotes } from '../../src-main/core/folders/notes.ts';
import { unwatched } from '../../src-main/core/job.ts';
import { activateUser } from '../../src-main/core/people/activate-user.ts';
import { addUser } from '../../src-main/core/people/add-user.ts';
import { listUsers } from '../../src-main/core/people/list-users.ts';
import { resetUser } from '../../src-main/core/people/reset-user.ts';
import { sealRecord, signRecord } from '../../src-main/core/records/sealed-record.ts';
import type { Endorsement } from '../../src-main/core/vault/certificates.ts';
import { changeVault } from '../../src-main/core/vault/change.ts';
import { closeVault } from '../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../src-main/core/vault/open-session.ts';
import { type OpenVault, presentKeyOf } from '../../src-main/core/vault/open-vault.ts';
import { signIn } from '../../src-main/core/vault/sign-in.ts';
import { firstPassword, ownPassword } from '../support/office.ts';
import { officerName, officerPassphrase } from '../support/test-vault.ts';
import { asUser, type WorkingOffice, workingOffice } from './office.ts';
import { refusals } from './refusals.ts';

const freshOffice = workingOffice();

/** Nora, who has not been here yet and may write in Alfa; her first password is known to others. */
async function withNora({ office, folders }: WorkingOffice): Promise<{ nora: string; grantedAt: number }> {
  return await office.asOfficer(async (officer) => {
    const { id } = await addUser(officer, { name: 'Nora', role: 'employee', newPassword: firstPassword });
    grantFolder(officer, { id: folders.alfa, kind: 'client' }, id, { rights: 'write', endsAt: null });
    return { nora: id, grantedAt: officer.log.head.position };
  });
}

/** What opens to the first password, before she comes; nothing is written by it. */
async function provisionalKeyOf({ office }: WorkingOffice): Promise<SigningKey> {
  const { vault, secrets } = await signIn(office.env, office.folder, { name: 'Nora', password: firstPassword });
  const key = signingKeyOf(fromBase64(secrets.signingSeed));
  await closeVault(vault);
  return key;
}

async function activate({ office }: WorkingOffice, name = 'Nora'): Promise<void> {
  await activateUser(office.env, office.folder, { name, password: firstPassword, newPassword: ownPassword });
}

/** A note of Wim's folder that names another author and is signed with her key, said to be of an earlier time. */
function noteOfAnother(wim: OpenVault, folder: string, author: { user: string; signing: SigningKey }, at: number) {
  return changeVault(wim, (change) => {
    const body = { text: 'betaald', createdAt: change.at };
    const id = change.insertRecord(folder, 'note', body);
    const { epoch, recordKey } = presentKeyOf(change.compartment(folder));
    const place = { vault: wim.id, compartment: folder, table: 'records', id, version: 1 } as const;
    const sealed = sealRecord(place, recordKey, signRecord(place, author, 'note', at, body));
    const hash = rowHash(wim.id, { table: 'records', id, version: 1, epoch, sealed, content: null });
    wim.db.run('UPDATE records SET sealed = ?, hash = ? WHERE id = ?', sealed, hash, idBytes(id));
    change.tell('note-added', { folder, note: id }, folder);
    return id;
  });
}

describe('with the key that the first password of somebody opens, nobody writes in her name:', () => {
  const stages: readonly [string, (working: WorkingOffice) => Promise<unknown>][] = [
    ['before she has come', async () => undefined],
    ['when her own key is not certified yet', (working) => activate(working)],
    [
      'when it is',
      async (working) => {
        await activate(working);
        await working.office.asOfficer(() => undefined);
        await closeVault(await working.office.open('Nora'));
      },
    ],
    [
      'when she never came, and got another first password',
      ({ office }) => office.asOfficer((officer) => resetUser(officer, 'Nora', 'Tweede-Keer-4712')),
    ],
  ];
  test.each(stages)('%s', async (_, come) => {
    const working = freshOffice();
    const { alfa } = working.folders;
    const { nora, grantedAt } = await withNora(working);
    const signing = await provisionalKeyOf(working);
    await come(working);
    const id = await asUser(working.office, 'Wim', (wim) =>
      noteOfAnother(wim, alfa, { user: nora, signing }, grantedAt),
    );
    for (const name of ['Lea', officerName] as const) expect(await refusals(working, name)).toContain(`records ${id}`);
  });

  test('and with the one that it endorsed nobody does for the time before, nor where she may only read', async () => {
    const working = freshOffice();
    const { office, folders } = working;
    const { nora, grantedAt } = await withNora(working);
    await office.asOfficer((officer) =>
      grantFolder(officer, { id: folders.beta, kind: 'client' }, nora, { rights: 'read', endsAt: null }),
    );
    await activate(working);
    const uncertified = await office.open('Nora');
    const author = { user: nora, signing: signingKeyOf(Buffer.from(uncertified.user.author.signing.seed)) };
    await closeVault(uncertified);
    const [early, unentitled] = await asUser(office, 'Wim', (wim) => [
      noteOfAnother(wim, folders.alfa, author, grantedAt),
      noteOfAnother(wim, folders.beta, author, wim.log.head.position),
    ]);
    for (const certified of [false, true]) {
      if (certified) await office.asOfficer(() => undefined);
      expect(await refusals(working, 'Lea')).toEqual([`records ${early}`]);
      const all = await refusals(working, 'Wim');
      expect(all.toSorted()).toEqual([`records ${early}`, `records ${unentitled}`].toSorted());
    }
  });

  test('and what she writes herself before her key is certified stays hers', async () => {
    const working = freshOffice();
    const { office, folders } = working;
    const { nora } = await withNora(working);
    await activate(working);
    const uncertified = await office.open('Nora');
    const { id } = addNote(uncertified, folders.alfa, 'van mijzelf');
    await closeVault(uncertified);
    const authorSeenBy = async (name: 'Lea' | typeof officerName) =>
      await asUser(
        office,
        name,
        async (vault) => (await listNotes(vault, folders.alfa)).find((note) => note.id === id)?.author,
      );
    expect(await authorSeenBy('Lea')).toBe(nora);
    expect(await authorSeenBy(officerName)).toBe(nora);
    expect(await authorSeenBy('Lea')).toBe(nora);
    await office.asOfficer(async (officer) => {
      expect((await verifyWholeLog(officer, unwatched)).findings).toEqual([]);
    });
  });
});

/** Appends an entry with an endorsement by Nora's provisional key, as anybody with the database key can. @returns where. */
async function endorseFor(
  { office }: WorkingOffice,
  body: (vault: OpenVault, provisional: string) => Uint8Array,
): Promise<number> {
  return await asUser(office, 'Ina', (ina) => {
    const provisional = ina.directory.users.find(({ name }) => name === 'Nora')?.keys[0]?.signing ?? '';
    changeVault(ina, (change) => {
      change.commit(commitKinds.endorsement, fromBase64(provisional), body(ina, provisional));
      change.tell('user-activated', {});
    });
    return ina.log.head.position;
  });
}

function endorsementBytes(
  vault: OpenVault,
  user: string,
  recipient: string,
  signer: SigningKey,
  named?: string,
): Buffer {
  const signing = base64(newSigningKey().publicKey);
  const endorsement: Endorsement = { kind: 'endorsement', vault: vault.id, user, signing, recipient };
  const statement = signStatement(endorsement, [signer]);
  const signatures = statement.signatures.map(({ key, signature }) => ({ key: named ?? key, signature }));
  return statementBytes({ ...statement, signatures });
}

const someRecipient = () => formatX25519Recipient(generateX25519Identity().recipient);

describe('an endorsement that does not hold keeps nobody waiting:', () => {
  const cases: readonly [
    string,
    (vault: OpenVault, nora: string, kept: SigningKey, provisional: string) => Uint8Array,
    string[],
  ][] = [
    ['bytes that are nothing', () => Buffer.from('nothing'), ['commit-altered']],
    [
      'a signature by another under her key',
      (vault, nora, _, provisional) =>
        endorsementBytes(vault, nora, someRecipient(), vault.user.author.signing, provisional),
      ['commit-altered'],
    ],
    [
      'an address that is none, by who knew her first password',
      (vault, nora, kept) => endorsementBytes(vault, nora, `age1${'q'.repeat(58)}`, kept),
      ['commit-altered'],
    ],
    [
      'an address that everybody could open, by who knew her first password',
      (vault, nora, kept) => endorsementBytes(vault, nora, formatX25519Recipient(Buffer.alloc(32)), kept),
      ['commit-altered'],
    ],
    [
      'in the name of another, by who knew her first password',
      (vault, _, kept) => endorsementBytes(vault, vault.user.id, someRecipient(), kept),
      ['commit-altered', 'second-endorsement'],
    ],
  ];
  test.each(cases)('%s', async (_, forged, problems) => {
    const working = freshOffice();
    const { office } = working;
    const { nora } = await withNora(working);
    await office.asOfficer((officer) =>
      addUser(officer, { name: 'Olga', role: 'employee', newPassword: firstPassword }),
    );
    const kept = await provisionalKeyOf(working);
    const position = await endorseFor(working, (vault, provisional) => forged(vault, nora, kept, provisional));
    const stateOf = (vault: OpenVault, name: string) => listUsers(vault).find((user) => user.name === name)?.state;
    await asUser(office, 'Sam', (sam) => expect(stateOf(sam, 'Nora')).toBe('provisional'));
    await activate(working, 'Olga');
    await activate(working);
    await asUser(office, 'Sam', (sam) => {
      expect(stateOf(sam, 'Nora')).toBe('activated');
      expect(sam.log.secondEndorsements).toHaveLength(problems.includes('second-endorsement') ? 1 : 0);
    });
    const session = await openSession(office.env, office.folder, { name: officerName, password: officerPassphrase });
    try {
      // What is wrong with the log keeps her from signing a checkpoint over it, and from nothing else.
      expect(session.unfinished.filter(({ step }) => step !== 'write-due-checkpoint')).toEqual([]);
      for (const name of ['Nora', 'Olga']) expect(stateOf(session.vault, name)).toBe('active');
      const { findings } = await verifyWholeLog(session.vault, unwatched);
      expect(findings.map(({ problem }) => problem).sort()).toEqual(problems);
      expect(findings.find(({ problem }) => problem === 'commit-altered')?.position).toBe(position);
    } finally {
      await closeVault(session.vault);
    }
    await closeVault(await office.open('Nora'));
  });
});
