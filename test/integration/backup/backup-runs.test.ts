import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import type { BackupRun } from '../../../src-main/core/backup/runs/run-backup.ts';
import { tellRuns } from '../../../src-main/core/backup/runs/run-notes.ts';
import { runLocked, runOpen, type TargetRun } from '../../../src-main/core/backup/runs/run-targets.ts';
import { addTarget, removeTarget } from '../../../src-main/core/backup/targets/change-targets.ts';
import { knownStatus } from '../../../src-main/core/backup/targets/known-status.ts';
import { holdingMemory } from '../../../src-main/core/backup/targets/reach-target.ts';
import { listBackups, rebuildIndexes, verifyTargets } from '../../../src-main/core/backup/verify/inspect-targets.ts';
import { importDocuments } from '../../../src-main/core/documents/import-documents.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { checkRecovery } from '../../../src-main/core/recovery/check-recovery.ts';
import { rememberedHead, rememberHead } from '../../../src-main/core/vault/computer.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { openElsewhere } from '../../fault/vault-process.ts';
import { addFolderTarget, folderTarget, notBackedUp, restoreTo } from '../../support/backup-office.ts';
import { copyOffice, createOffice, folderFor, type Office, ownPassword } from '../../support/office.ts';
import { seededRandom } from '../../support/seed.ts';
import { openTempFolder, type TempFolder, tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';
import { treeDigest } from '../../support/tree-digest.ts';

const dayMs = 86_400_000;

let home: TempFolder;
let shared: Office;

/** Of an office with two documents in a folder, one of which is an object of its own on a target. */
beforeAll(async () => {
  home = openTempFolder();
  shared = await createOffice({ Iris: 'it-admin', Wim: 'employee' }, home);
  await shared.asOfficer(async (officer) => {
    await folderFor(officer, 'Jansen', { Wim: 'write' });
    await addDocuments(officer, 1);
  });
});
afterAll(() => home[Symbol.dispose]());

const freshOffice = () => copyOffice(shared);

async function addDocuments(vault: OpenVault, round: number): Promise<void> {
  using from = openTempFolder();
  for (const size of [20, 1_200_000]) {
    writeFileSync(from.file(`${round} ${size}.bin`), seededRandom(round * size).bytes(size));
  }
  await importDocuments(vault, 'Jansen', [from.path], unwatched);
}

function madeBy(runs: readonly TargetRun[], name: string): BackupRun {
  const outcome = runs.find(({ target }) => target.name === name)?.outcome;
  if (!outcome || outcome instanceof VaultError) throw new Error(`no run to ${name}: ${outcome?.code}`);
  return outcome;
}

const errorOf = (runs: readonly TargetRun[], name: string) =>
  runs.flatMap(({ target, outcome }) =>
    target.name === name && outcome instanceof VaultError ? [outcome.code] : [],
  )[0];

async function findingsAt(office: Pick<Office, 'env' | 'folder'>) {
  const wanted = { reference: null, reads: 'all' } as const;
  const [inspected] = await verifyTargets(office.env, office.folder, wanted, unwatched);
  if (!inspected || inspected.outcome instanceof VaultError) throw new Error('nothing was seen');
  return inspected.outcome.findings;
}

/** Files of a target, by their names from the writer's folder, of one kind. */
function filesOf(target: string, kind: string): { name: string; path: string }[] {
  return readdirSync(target, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes(`/${kind}/`) && /[0-9a-f]{64}$/.test(name))
    .map((name) => ({ name: name.slice(name.indexOf(`${kind}/`)), path: `${target}/${name}` }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The newest snapshot of a folder that is a target, restored. */
async function restored({ kit }: Office, path: string): Promise<string> {
  const to = tempFolder().file('restored');
  const target = await folderTarget(path);
  expect(await restoreTo(to, target, kit)).toBe(true);
  await target.close();
  return to;
}

describe('a backup by somebody who may open no folder', () => {
  test('has every document, and is told in the log', async () => {
    const office = freshOffice();
    const target = await office.as('Iris', async (iris) => {
      expect(iris.compartments.size).toBeLessThan(3);
      const path = await addFolderTarget(iris, 'NAS');
      const runs = await runOpen(iris, null, unwatched);
      expect(madeBy(runs, 'NAS')).toMatchObject({ isNew: true, snapshot: { inventory: { payloads: 2 } } });
      expect(await tellRuns(iris)).toBe(1);
      return path;
    });
    expect(await findingsAt(office)).toEqual([]);
    const to = await restored(office, target);
    expect(await checkRecovery(office.env, to, office.kit, unwatched)).toMatchObject({ findings: [] });
    const told = await office.asOfficer((officer) => listAudit(officer, { limit: 50 }, unwatched));
    const backups = told.filter(({ name }) => /^backup-(made|target)/.test(name));
    expect(backups.map(({ name, actor, facts }) => [name, actor?.name, facts.targetName])).toEqual([
      ['backup-made', 'Iris', 'NAS'],
      ['backup-target-added', 'Iris', 'NAS'],
    ]);
  });

  test('is nothing for an employee to arrange', async () => {
    const office = freshOffice();
    await office.as('Wim', async (wim) => {
      await expect(addFolderTarget(wim, 'NAS')).rejects.toMatchObject({ code: 'not-authorised' });
      await expect(removeTarget(wim, 'NAS')).rejects.toMatchObject({ code: 'not-authorised' });
    });
  });
});

describe('several targets', () => {
  test('wait for none that is gone, and it catches up when it is back', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      const [gone] = [await addFolderTarget(iris, 'stick'), await addFolderTarget(iris, 'NAS')];
      renameSync(gone, `${gone}.away`);
      const runs = await runOpen(iris, null, unwatched);
      expect(errorOf(runs, 'stick')).toBe('target-unreachable');
      expect(madeBy(runs, 'NAS').snapshot.number).toBe(1);
      const [stick, nas] = await knownStatus(office.env, office.folder);
      expect(stick).toMatchObject({
        goodAt: null,
        failed: { inARow: 1, code: 'target-unreachable' },
        alerts: ['never'],
      });
      expect(nas).toMatchObject({ snapshot: 1, failed: null, alerts: [] });
      renameSync(`${gone}.away`, gone);
      const again = await runOpen(iris, 'STICK', unwatched);
      expect(again.map(({ target }) => target.name)).toEqual(['stick']);
      expect(madeBy(again, 'stick').snapshot.number).toBe(1);
      // Another stick at the same place is not the one that was added.
      writeFileSync(`${gone}/.dossierkluis-target`, `${'0'.repeat(32)}\n`);
      expect(errorOf(await runOpen(iris, 'stick', unwatched), 'stick')).toBe('target-unreachable');
    });
  });

  test('are called by names of their own, lie outside the vault, and are forgotten when they are removed', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      await addFolderTarget(iris, 'NAS');
      await expect(addFolderTarget(iris, ' nas ')).rejects.toMatchObject({ code: 'name-taken' });
      const inside = `${office.folder}/backups`;
      mkdirSync(inside);
      const place = { kind: 'folder', path: inside } as const;
      const refused = addTarget(iris, { name: 'in', place, credentials: { kind: 'folder' } }, unwatched);
      await expect(refused).rejects.toMatchObject({ code: 'invalid-input', details: { reason: 'target-in-vault' } });
      await expect(runOpen(iris, 'stick', unwatched)).rejects.toMatchObject({ details: { reason: 'target' } });
      await removeTarget(iris, 'NAS');
      await expect(runOpen(iris, null, unwatched)).rejects.toMatchObject({ details: { reason: 'any-target' } });
    });
    const left = readdirSync(`${office.configFolder}/backup`, { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.includes('/'))).toEqual([expect.stringMatching(/settings\.json$/)]);
  });

  test('are not written to by two programs at once', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      await addFolderTarget(iris, 'NAS');
      const first = madeBy(await runOpen(iris, null, unwatched), 'NAS');
      const { id } = (await knownStatus(office.env, office.folder))[0] ?? { id: '' };
      const during = await holdingMemory(iris, id, () => runOpen(iris, null, unwatched));
      expect(during.map(({ outcome }) => outcome)).toEqual([
        expect.objectContaining({ code: 'vault-in-use', details: { reason: 'backup-running' } }),
      ]);
      expect(madeBy(await runOpen(iris, null, unwatched), 'NAS').snapshot).toEqual(first.snapshot);
    });
  });

  test('are left as they are by a run that is cancelled', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      await addFolderTarget(iris, 'NAS');
      const cancelling = new AbortController();
      const job = { signal: cancelling.signal, report: () => cancelling.abort() };
      await expect(runOpen(iris, null, job)).rejects.toMatchObject({ code: 'cancelled' });
      expect(await knownStatus(office.env, office.folder)).toMatchObject([{ goodAt: null, failed: null }]);
      expect(madeBy(await runOpen(iris, null, unwatched), 'NAS').snapshot.inventory.payloads).toBe(2);
    });
    expect(await findingsAt(office)).toEqual([]);
  });
});

describe('while nobody is signed in', () => {
  test('the vault is backed up as it lies there, and after the program was killed too', async () => {
    const office = freshOffice();
    const target = await office.as('Iris', async (iris) => {
      const path = await addFolderTarget(iris, 'NAS');
      await runOpen(iris, null, unwatched);
      return path;
    });
    await office.asOfficer((officer) => addDocuments(officer, 2));
    const locked = madeBy(await runLocked(office.env, office.folder, null, unwatched), 'NAS');
    expect(locked.snapshot).toMatchObject({ state: 'locked', inventory: { payloads: 4 } });
    expect(locked.snapshot.audit?.position).toBeGreaterThan(10);
    expect(madeBy(await runLocked(office.env, office.folder, null, unwatched), 'NAS').isNew).toBe(false);
    expect(treeDigest(await restored(office, target))).toEqual(treeDigest(office.folder, notBackedUp));

    const program = openElsewhere('wait', office, { name: 'Iris', password: ownPassword });
    expect(await program.answer).toMatchObject({ code: 'open' });
    await expect(runLocked(office.env, office.folder, null, unwatched)).rejects.toMatchObject({ code: 'vault-in-use' });
    expect(await knownStatus(office.env, office.folder)).toMatchObject([{ failed: null }]);
    await program.kill();
    const crashed = madeBy(await runLocked(office.env, office.folder, null, unwatched), 'NAS');
    expect(crashed.snapshot.state).toBe('after-crash');
    expect(await findingsAt(office)).toEqual([]);
    const to = await restored(office, target);
    expect(existsSync(`${to}/vault.db-wal`)).toBe(true);
    expect(await checkRecovery(office.env, to, office.kit, unwatched)).toMatchObject({ findings: [] });
  });

  test('nothing is sealed to a recipient of before, nor sent where another computer says', async () => {
    const office = freshOffice();
    const vault = await office.as('Iris', async (iris) => {
      await addFolderTarget(iris, 'NAS');
      await runOpen(iris, null, unwatched);
      return iris.id;
    });
    const keychain = await office.env.machine.keychainOf(vault);
    const remembered = keychain && (await rememberedHead(keychain, vault));
    if (!keychain || !remembered) throw new Error('nothing is remembered');
    await rememberHead(keychain, vault, { ...remembered, recipients: (remembered.recipients ?? 0) + 1 });
    const run = () => runLocked(office.env, office.folder, null, unwatched);
    await expect(run()).rejects.toMatchObject({ code: 'vault-read-only' });
    await rememberHead(keychain, vault, remembered);
    expect(madeBy(await run(), 'NAS').snapshot.number).toBe(1);
    const settings = `${office.env.backupFolder(vault)}/settings.json`;
    const text = readFileSync(settings, 'utf8');
    const statement = JSON.parse(text);
    const payload = JSON.parse(Buffer.from(statement.payload, 'base64').toString('utf8'));
    payload.targets[0].settings.path = tempFolder().path;
    const altered = { ...statement, payload: Buffer.from(JSON.stringify(payload), 'utf8').toString('base64') };
    writeFileSync(settings, JSON.stringify(altered));
    await expect(run()).rejects.toMatchObject({ code: 'integrity-violated', details: { part: 'backup-settings' } });
  });

  test('a computer that the Privacy Officer has not confirmed makes none', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      iris.db.run("DELETE FROM meta WHERE key = 'backup-writers'");
      await addFolderTarget(iris, 'NAS');
      const refused = { code: 'not-authorised', details: { reason: 'computer-not-confirmed' } };
      await expect(runOpen(iris, null, unwatched)).rejects.toMatchObject(refused);
    });
    const refused = { code: 'not-authorised', details: { reason: 'computer-not-confirmed' } };
    await expect(runLocked(office.env, office.folder, null, unwatched)).rejects.toMatchObject(refused);
    // She does so by signing in.
    await office.asOfficer(async (officer) => {
      expect(madeBy(await runOpen(officer, null, unwatched), 'NAS').snapshot.number).toBe(1);
    });
    expect(madeBy(await runLocked(office.env, office.folder, null, unwatched), 'NAS').snapshot.number).toBe(1);
  });
});

describe('what this computer remembers', () => {
  test('may be lost altogether: the target is added again, and its chain goes on', async () => {
    const office = freshOffice();
    await office.as('Iris', async (iris) => {
      const path = await addFolderTarget(iris, 'NAS');
      await runOpen(iris, null, unwatched);
      rmSync(`${office.configFolder}/backup`, { recursive: true });
      await expect(runOpen(iris, null, unwatched)).rejects.toMatchObject({ details: { reason: 'any-target' } });
      await addFolderTarget(iris, 'NAS', path);
      expect(await rebuildIndexes(office.env, office.folder, null, unwatched)).toMatchObject([
        { outcome: { before: null, now: 1 } },
      ]);
      expect(madeBy(await runOpen(iris, null, unwatched), 'NAS')).toMatchObject({ snapshot: { number: 2 } });
    });
    expect(await findingsAt(office)).toEqual([]);
    const [listed] = await listBackups(office.env, office.folder, 'NAS', unwatched);
    expect(listed?.outcome).toMatchObject({ snapshots: [{ number: 1 }, { number: 2 }], findings: [] });
  });

  test('tells of an end that is gone: the vault is backed up behind the gap, which stays to be found', async () => {
    const office = freshOffice();
    const target = await office.as('Iris', async (iris) => {
      const path = await addFolderTarget(iris, 'NAS');
      for (const round of [1, 2, 3]) {
        if (round > 1) await tellRuns(iris);
        office.clock.advance(dayMs);
        await runOpen(iris, null, unwatched);
      }
      return path;
    });
    const [, second, third] = filesOf(target, 'snapshots');
    for (const gone of [second, third]) if (gone) rmSync(gone.path);
    const problems = async () => (await findingsAt(office)).map(({ problem }) => problem);
    expect(await problems()).toContain('cut-off');
    await office.as('Iris', async (iris) => {
      expect(madeBy(await runOpen(iris, null, unwatched), 'NAS')).toMatchObject({
        lostItsEnd: true,
        snapshot: { number: 4 },
      });
      expect(madeBy(await runOpen(iris, null, unwatched), 'NAS').lostItsEnd).toBe(false);
      await tellRuns(iris);
    });
    expect(await problems()).toContain('missing');
    const told = await office.asOfficer((officer) => listAudit(officer, { limit: 50 }, unwatched));
    expect(told.filter(({ name }) => name === 'backups-lost')).toHaveLength(1);
  });

  test('of a target that was put back altogether is believed until somebody says otherwise', async () => {
    const office = freshOffice();
    const target = await office.as('Iris', async (iris) => {
      const path = await addFolderTarget(iris, 'NAS');
      await runOpen(iris, null, unwatched);
      return path;
    });
    const [first] = filesOf(target, 'snapshots');
    await office.as('Iris', async (iris) => {
      await runOpen(iris, null, unwatched);
    });
    for (const { path, name } of filesOf(target, 'snapshots')) if (name !== first?.name) rmSync(path);
    for (const { path } of filesOf(target, 'heartbeats')) rmSync(path);
    expect((await findingsAt(office)).map(({ problem }) => problem)).toEqual(['backups-rolled-back']);
    expect(await rebuildIndexes(office.env, office.folder, null, unwatched)).toMatchObject([
      { outcome: { before: 2, now: 1 } },
    ]);
    expect(await findingsAt(office)).toEqual([]);
  });
});

test('a file of a name that a run needs, but not of its length, is told, by a run and by a verification', async () => {
  const office = freshOffice();
  await office.as('Iris', async (iris) => {
    const target = await addFolderTarget(iris, 'NAS');
    const cancelling = new AbortController();
    const job = { signal: cancelling.signal, report: () => cancelling.abort() };
    await expect(runOpen(iris, null, job)).rejects.toMatchObject({ code: 'cancelled' });
    const sent = [...filesOf(target, 'objects'), ...filesOf(target, 'packs')];
    expect(sent.length).toBeGreaterThan(0);
    for (const { path } of sent) writeFileSync(path, 'cut short');
    // As after a kill, which leaves no note of what was sent.
    const [{ id } = { id: '' }] = await knownStatus(office.env, office.folder);
    const memory = `${office.env.backupFolder(iris.id)}/${id}`;
    for (const name of readdirSync(memory)) if (name.startsWith('sent-')) rmSync(`${memory}/${name}`);
    const [run] = await runOpen(iris, null, unwatched);
    const named = expect.stringMatching(/^writers\/[0-9a-f]{32}\/(objects|packs)\//);
    expect(run?.outcome).toMatchObject({ code: 'target-damaged', details: { reason: 'file-altered', part: named } });
    for (const { path } of sent) rmSync(path);
    expect(madeBy(await runOpen(iris, null, unwatched), 'NAS').isNew).toBe(true);
    for (const { path } of sent) if (existsSync(path)) writeFileSync(path, 'cut short');
    const findings = await findingsAt(office);
    expect(findings.map(({ part }) => part.split('/').slice(2).join('/')).sort()).toEqual(
      sent.map(({ name }) => name).sort(),
    );
  });
});

test('the log is told of the first good run of a day and of each way to fail, and not of each run', async () => {
  const office = freshOffice();
  // Noon, or the day might end meanwhile.
  office.clock.advance(1.5 * dayMs - (office.clock.now() % dayMs));
  await office.as('Iris', async (iris) => {
    const target = await addFolderTarget(iris, 'NAS');
    const told: number[] = [];
    const runAndTell = async () => {
      await runOpen(iris, null, unwatched);
      told.push(await tellRuns(iris));
    };
    for (let time = 0; time < 3; time += 1) await runAndTell();
    renameSync(target, `${target}.away`);
    for (let time = 0; time < 3; time += 1) await runAndTell();
    renameSync(`${target}.away`, target);
    await runAndTell();
    office.clock.advance(dayMs);
    await runAndTell();
    expect(told).toEqual([1, 0, 0, 1, 0, 0, 0, 1]);
  });
  // Of a run while nobody was signed in the next sign-in tells.
  office.clock.advance(dayMs);
  await runLocked(office.env, office.folder, null, unwatched);
  const [last] = await office.asOfficer((officer) =>
    listAudit(officer, { limit: 1, without: ['signed-in'] }, unwatched),
  );
  expect(last).toMatchObject({ name: 'backup-made', actor: { name: officerName }, facts: { targetName: 'NAS' } });
});
