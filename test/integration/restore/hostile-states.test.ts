import { cpSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { grantFolder } from '../../../src-main/core/access/folder-access.ts';
import { snapshotName } from '../../../src-main/core/backup/repository/names.ts';
import { type Snapshot, SnapshotSchema, signSnapshot } from '../../../src-main/core/backup/repository/statements.ts';
import { sha256 } from '../../../src-main/core/crypto/binding.ts';
import type { SigningKey } from '../../../src-main/core/crypto/signing.ts';
import { parseStatement, statementBytes, unverifiedPayload } from '../../../src-main/core/crypto/statement.ts';
import { destroyFolder } from '../../../src-main/core/folders/destroy-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { disableUser } from '../../../src-main/core/people/disable-user.ts';
import { parseKit } from '../../../src-main/core/recovery/kit.ts';
import { examineRestore } from '../../../src-main/core/restore/examine-restore.ts';
import { finishRestore } from '../../../src-main/core/restore/finish-restore.ts';
import { type LaterState, mergedStates } from '../../../src-main/core/restore/later-state.ts';
import { makeTicket } from '../../../src-main/core/restore/make-ticket.ts';
import { newestState } from '../../../src-main/core/restore/newest-state.ts';
import { makeRestoreRequest } from '../../../src-main/core/restore/restore-request.ts';
import { restoreVault } from '../../../src-main/core/restore/restore-vault.ts';
import { vaultPaths } from '../../../src-main/core/vault/open-vault.ts';
import { readRestoredMark } from '../../../src-main/core/vault/restored-mark.ts';
import { blankComputer, wantedByKit, writerFolderOf } from '../../support/backed-up.ts';
import { dayMs, hourMs } from '../../support/backup-chain.ts';
import { addDocuments, backup, folderTarget } from '../../support/backup-office.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const freshOffice = sharedOffice({ Wim: 'employee', Rik: 'employee' });
const newPassphrase = 'Kelvu-porat-simen-hadok-4';

/** A backup of before and one of after: a client erased, an employee disabled. With the key that its computer signs with. */
async function twoDays() {
  const office = freshOffice();
  const place = tempFolder();
  const target = await folderTarget(place.file('target'));
  const signing = await office.asOfficer(async (officer): Promise<SigningKey> => {
    await folderFor(officer, 'Jansen', { Wim: 'write' });
    await folderFor(officer, 'De Boer', { Rik: 'read' });
    await addDocuments(officer, 'Jansen', [100], 1);
    await backup(officer, target, place.file('memory'));
    office.clock.advance(dayMs);
    await destroyFolder(officer, 'De Boer', 'asked for');
    await disableUser(officer, 'Wim');
    await backup(officer, target, place.file('memory'));
    const { seed, publicKey } = officer.computer.signing;
    return { seed: Buffer.from(seed), publicKey: Buffer.from(publicKey) };
  });
  const own = writerFolderOf(place.file('target'));
  const env = blankComputer(place, office.clock);
  const restored = place.file('restored');
  const wanted = { ...wantedByKit(office.kit, target, restored), snapshot: '1', acceptFindings: true };
  const finish = async () => {
    const asked = { folder: restored, kitText: office.kit, newPassphrase, keychain: 'file', target } as const;
    return await finishRestore(env, asked, unwatched);
  };
  const known = async () => {
    const mark = await readRestoredMark(env.files, vaultPaths(restored));
    if (mark === null) throw new Error('no mark');
    return await newestState({ env, folder: restored, mark, kit: parseKit(office.kit), target }, unwatched);
  };
  return { office, place, target, signing, own, env, wanted, finish, known };
}

const namesOf = (own: string) => readdirSync(join(own, 'snapshots')).sort();

function snapshotIn(own: string, index: number): Snapshot {
  const name = namesOf(own)[index] ?? '';
  return SnapshotSchema.parse(unverifiedPayload(parseStatement(readFileSync(join(own, 'snapshots', name)), name)));
}

/** What the first snapshot has, signed as the newest by whoever has the key of the computer. */
function plantOlder(own: string, signing: SigningKey, changed: Partial<Snapshot> = {}): void {
  const { kind: _kind, ...first } = snapshotIn(own, 0);
  const last = snapshotIn(own, -1 + namesOf(own).length);
  const previous = namesOf(own).at(-1)?.slice(-64) ?? null;
  const planted = { ...first, number: last.number + 1, at: last.at + hourMs, previous, ...changed };
  const bytes = statementBytes(signSnapshot(planted, signing));
  writeFileSync(join(own, snapshotName(planted.number, sha256(bytes).toString('hex'))), bytes);
}

describe('what has been taken away since a backup is taken away again', () => {
  test('also where the newest backup is an older state, signed as the newest with the key of the computer', async () => {
    const { own, signing, env, wanted, finish, office } = await twoDays();
    plantOlder(own, signing);
    office.clock.advance(2 * hourMs);
    await restoreVault(env, wanted, unwatched);
    expect(await finish()).toMatchObject({
      from: 'backups',
      unread: 0,
      replayed: { erased: 1, disabled: 1 },
    });
  }, 60_000);

  test('and it is told where newer backups are damaged, which may know of it', async () => {
    const { own, env, wanted, finish, known } = await twoDays();
    const { database } = snapshotIn(own, 1);
    const file = join(own, 'database', database.file);
    const bytes = readFileSync(file);
    await restoreVault(env, wanted, unwatched);
    // Cut short, which a target says itself; another byte, which the file says.
    truncateSync(file, bytes.length - 1);
    expect(await known()).toMatchObject({ newest: null, unread: 1 });
    writeFileSync(file, bytes.fill((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1));
    expect(await finish()).toMatchObject({ from: null, unread: 1, replayed: { erased: 0, disabled: 0 } });
  }, 60_000);

  test('and nothing by a vault that was set aside in an older state than the backup', async () => {
    const office = freshOffice();
    const place = tempFolder();
    const target = await folderTarget(place.file('target'));
    const older = place.file('older');
    await office.asOfficer(async (officer) => folderFor(officer, 'Jansen', {}));
    cpSync(office.folder, older, { recursive: true });
    await office.asOfficer(async (officer) => {
      const [folder] = [...officer.compartments.values()].filter(({ members }) => members.purpose === 'folder');
      const wim = office.people.get('Wim') ?? '';
      grantFolder(officer, { id: folder?.id ?? '', kind: 'client' }, wim, { rights: 'write', endsAt: null });
      await backup(officer, target, place.file('memory'));
    });
    // Somebody put last week's vault back, which is why the office restores a backup.
    renameSync(office.folder, place.file('away'));
    renameSync(older, office.folder);
    const wanted = { ...wantedByKit(office.kit, target, office.folder), inPlace: true };
    const { restored } = await restoreVault(office.env, wanted, unwatched);
    expect(restored?.setAside).toMatch(/^vault\.set-aside-/);
    const finish = { folder: office.folder, kitText: office.kit, newPassphrase, target: null };
    expect(await finishRestore(office.env, finish, unwatched)).toMatchObject({
      from: null,
      replayed: { erased: 0, disabled: 0, revoked: 0 },
    });
  }, 60_000);
});

describe('a backup that its computer signed', () => {
  test('is told as an older state than its date, or of a time to come, before anything is written', async () => {
    const { own, signing, wanted, office } = await twoDays();
    const examine = async () => await examineRestore({ ...wanted, snapshot: 'newest' }, office.clock.now(), unwatched);
    expect(await examine()).toMatchObject({ findings: [], isStale: false });
    plantOlder(own, signing);
    const ofThird = { part: expect.stringMatching(/snapshots\/3$/) };
    const rolledBack = { ...ofThird, problem: 'vault-rolled-back' };
    expect(await examine()).toMatchObject({
      findings: [{ ...ofThird, problem: 'clock-went-back' }, rolledBack],
      isStale: true,
    });
    office.clock.advance(2 * hourMs);
    expect(await examine()).toMatchObject({ findings: [rolledBack], isStale: false });
  });

  test('is told so to whoever makes a ticket for it too, by what is in it and by what this computer remembers', async () => {
    const { own, signing, env, target, place, office } = await twoDays();
    const { text, fingerprint } = await makeRestoreRequest(env, 'file');
    const common = { target, request: text, fingerprint, kitText: office.kit, folder: place.file('rebuilt') };
    // One of a locked vault need not know how long its log is: opened, it tells.
    plantOlder(own, signing, { state: 'locked', audit: null });
    office.clock.advance(2 * hourMs);
    const seen = new Map([[own.slice(-32), { number: 9, hash: '0'.repeat(64) }]]);
    const ticketFor = async (snapshot: string, remembered = new Map()) =>
      (await makeTicket(env, { ...common, snapshot, remembered }, unwatched)).findings.map(({ problem }) => problem);
    expect(await ticketFor('2')).toEqual([]);
    expect(await ticketFor('newest')).toEqual(['vault-rolled-back']);
    expect(await ticketFor('2', seen)).toEqual(['backups-rolled-back']);
  }, 60_000);
});

test('of several states the least counts that any of them grants', () => {
  const stateOf = (members: LaterState['folders'][number]['members'], rest: Partial<LaterState>): LaterState => ({
    ...{ kind: 'restore-later', vault: 'v', at: 1, hash: '', officer: 1, struckOff: [] },
    ...{ position: 1, disabled: [], erased: [] },
    folders: [{ id: 'f', members }],
    ...rest,
  });
  const grant = (user: string, rights: 'read' | 'write', endsAt: number | null = null) => ({ user, rights, endsAt });
  const first = stateOf([grant('a', 'write'), grant('b', 'write'), grant('c', 'read', 9)], {
    position: 9,
    erased: ['x'],
    disabled: ['p'],
  });
  const other = stateOf([grant('a', 'read', 5), grant('c', 'write', 4), grant('d', 'write')], {
    erased: ['y', 'x'],
    disabled: ['q'],
    folders: [
      { id: 'f', members: [grant('a', 'read', 5), grant('c', 'write', 4), grant('d', 'write')] },
      { id: 'g', members: [grant('d', 'write')] },
    ],
  });
  expect(mergedStates(first, [other])).toEqual({
    ...first,
    erased: ['x', 'y'],
    disabled: ['p', 'q'],
    folders: [
      { id: 'f', members: [grant('a', 'read', 5), grant('c', 'read', 4)] },
      { id: 'g', members: [grant('d', 'write')] },
    ],
  });
  expect(mergedStates(first, [])).toEqual(first);
});
