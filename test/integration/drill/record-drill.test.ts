import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listAudit } from '../../../src-main/core/audit/list-audit.ts';
import { addTarget } from '../../../src-main/core/backup/targets/change-targets.ts';
import { approveComputer } from '../../../src-main/core/computers/approve-computer.ts';
import { requestComputer } from '../../../src-main/core/computers/request-computer.ts';
import { verifiedReport } from '../../../src-main/core/drill/drill-statement.ts';
import { planDrills } from '../../../src-main/core/drill/drill-task.ts';
import { recordDrill, signedReport } from '../../../src-main/core/drill/record-drill.ts';
import type { DrillFacts } from '../../../src-main/core/drill/run-drill.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { listInbox } from '../../../src-main/core/spool/list-inbox.ts';
import { cancelTask } from '../../../src-main/core/tasks/close-task.ts';
import { listTasks } from '../../../src-main/core/tasks/list-tasks.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { openSession } from '../../../src-main/core/vault/open-session.ts';
import type { OpenVault } from '../../../src-main/core/vault/open-vault.ts';
import { addFolderTarget } from '../../support/backup-office.ts';
import { otherComputer, ownPassword, sharedOffice } from '../../support/office.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { officerName } from '../../support/test-vault.ts';

const freshOffice = sharedOffice({ Iris: 'it-admin' });
const dayMs = 86_400_000;

/** What came of a drill that nobody made. */
function factsOf(vault: OpenVault, passed: boolean): DrillFacts {
  const at = vault.env.clock.now();
  const hash = 'ab'.repeat(32);
  return {
    passed,
    startedAt: at - 5000,
    endedAt: at,
    snapshot: { id: '00000000-7', computer: '0'.repeat(32), number: 7, at: at - 60_000, hash, documents: 3, bytes: 30 },
    isStale: false,
    repository: { snapshots: 7, files: 9, bytes: 90 },
    restoreMs: 2000,
    proved: null,
    beside: null,
    findings: passed ? [] : [{ part: 'vault', problem: 'altered', what: 'spoilt', about: null }],
  };
}

async function withTarget() {
  const office = freshOffice();
  await office.asOfficer((officer) => addFolderTarget(officer, 'stick'));
  return office;
}

const drills = (vault: OpenVault, state: 'open' | 'closed' = 'open') =>
  listTasks(vault, { scope: 'mine', state }).filter(({ source }) => source.kind === 'drill');

function record(vault: OpenVault, passed: boolean): void {
  const facts = factsOf(vault, passed);
  recordDrill(vault, facts, signedReport(vault, facts, Buffer.from('a report')));
}

describe('the task of a drill', () => {
  test('is there once this computer makes backups, comes back each quarter, and is done by a drill that passed', async () => {
    const bare = freshOffice();
    await bare.asOfficer((officer) => expect(drills(officer)).toEqual([]));
    const office = await withTarget();
    const officer = await office.open(officerName);
    expect(drills(officer)).toMatchObject([
      { title: 'drill', standing: 'coming', recurrence: { every: 'month', count: 3 }, ownerName: officerName },
    ]);
    await planDrills(officer);
    const [first, ...others] = drills(officer);
    expect(others).toEqual([]);

    record(officer, false);
    expect(drills(officer)).toEqual([first]);
    record(officer, true);
    const [next] = drills(officer);
    expect(next).toMatchObject({ standing: 'later', source: { kind: 'drill' } });
    expect(drills(officer, 'closed')).toMatchObject([{ id: first?.id, state: 'done', doneByName: officerName }]);
    // One more than is asked does not count for the quarter to come.
    record(officer, true);
    expect(drills(officer)).toEqual([next]);
    await closeVault(officer);
    office.clock.advance(400 * dayMs);
    await office.asOfficer((later) => {
      expect(drills(later)).toMatchObject([{ id: next?.id, standing: 'overdue' }]);
      record(later, true);
      expect(drills(later)).toMatchObject([{ standing: 'later' }]);
    });
  });

  test('is there too when another computer makes backups and hers makes none, and not again once she cancelled it', async () => {
    const office = freshOffice();
    const laptop = otherComputer(office, 'laptop');
    const { request, fingerprint } = await requestComputer(laptop, office.folder, 'file');
    const id = await office.asOfficer(async (officer) => {
      await approveComputer(officer, request, fingerprint);
      return officer.id;
    });
    const asIris = async (work: (iris: OpenVault) => unknown) => {
      const { vault } = await openSession(laptop, office.folder, { name: 'Iris', password: ownPassword });
      await work(vault);
      await closeVault(vault);
    };
    const place = { kind: 'folder', path: tempFolder().path } as const;
    await asIris((iris) => addTarget(iris, { name: 'stick', place, credentials: { kind: 'folder' } }, unwatched));
    for (let session = 0; session < 2; session += 1) await asIris(() => undefined);
    await office.asOfficer(async (officer) => {
      const [task, ...others] = drills(officer);
      expect([task, others]).toMatchObject([{ title: 'drill', standing: 'coming', ownerName: officerName }, []]);
      // Told once.
      expect((await listInbox(officer)).map(({ name }) => name)).toEqual(['backups-made']);
      await cancelTask(officer, task?.id ?? '', 'we test otherwise');
    });
    rmSync(`${laptop.backupFolder(id)}/told-made`);
    await asIris(() => undefined);
    await office.asOfficer(async (officer) => {
      expect(await listInbox(officer)).toHaveLength(2);
      expect(drills(officer)).toEqual([]);
    });
  });

  test('is not made again for who cancelled it', async () => {
    const office = await withTarget();
    await office.asOfficer((officer) => cancelTask(officer, drills(officer)[0]?.id ?? '', 'we test otherwise'));
    await office.asOfficer((officer) => expect(drills(officer)).toEqual([]));
  });
});

test('the log has the result with the hash of the report, which the signature names', async () => {
  const office = freshOffice();
  await office.asOfficer(async (officer) => {
    const facts = factsOf(officer, false);
    const report = signedReport(officer, facts, Buffer.from('a report'));
    recordDrill(officer, facts, report);
    const { position } = officer.log.head;
    const [entry] = await listAudit(officer, { limit: 1 }, unwatched);
    expect(entry).toMatchObject({
      name: 'drill-failed',
      position,
      facts: { backup: 7, report: report.sha256, findings: 1, seconds: 5 },
    });
    const root = { vault: officer.id, root: officer.root };
    const said = verifiedReport(report.file, report.signature, root);
    expect(said).toMatchObject({ passed: false, file: report.sha256, from: position - 1, user: officer.user.id });
    const refused = (file: Uint8Array, signature: Uint8Array, of = root) => {
      try {
        verifiedReport(file, signature, of);
        return null;
      } catch (error) {
        return (error as { details: { part: string } }).details.part;
      }
    };
    expect(refused(Buffer.from('a reporT'), report.signature)).toBe('drill-report');
    const text = report.signature.toString('utf8');
    const parsed = JSON.parse(text);
    const forged = Buffer.from(parsed.report.payload, 'base64')
      .toString('utf8')
      .replace('"passed":false', '"passed":true');
    parsed.report.payload = Buffer.from(forged).toString('base64');
    expect(refused(report.file, Buffer.from(JSON.stringify(parsed)))).toBe('drill-signature');
    expect(refused(report.file, report.signature, { ...root, root: Buffer.alloc(32, 7).toString('base64') })).toBe(
      'privacy-officer',
    );
    expect(refused(report.file, Buffer.from('nothing'))).toBe('drill-signature');
  });
});
