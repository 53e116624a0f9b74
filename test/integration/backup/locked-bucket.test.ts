import { expect, test } from 'vitest';
import { S3Client } from '../../../src-main/adapters/targets/s3/s3-client.ts';
import { S3Target } from '../../../src-main/adapters/targets/s3/s3-target.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import { VaultError } from '../../../src-main/contract/errors.ts';
import { runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { addTarget, listTargets } from '../../../src-main/core/backup/targets/change-targets.ts';
import { listed } from '../../../src-main/core/backup/verify/read-repository.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { dayMs } from '../../support/backup-chain.ts';
import { addDocuments } from '../../support/backup-office.ts';
import { folderFor, sharedOffice } from '../../support/office.ts';
import { openMoto } from '../../support/servers/moto.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { describeWithTools } from '../../support/tools.ts';

const freshOffice = sharedOffice({});
const { signal } = unwatched;

describeWithTools(['moto_server'], 'an S3 server: moto', () => {
  const server = openForAll(openMoto);

  test('has every file of a backup locked for as long as it may be kept, where that is asked for', async () => {
    const office = freshOffice();
    const { credentials } = server();
    const settings = server().settingsWithLock();
    await office.asOfficer(async (officer) => {
      await folderFor(officer, 'Jansen', {});
      await addDocuments(officer, 'Jansen', [10, 1_500_000], 1);
      await addTarget(officer, { name: 'locked', place: settings, credentials }, unwatched);
      const [run] = await runOpen(officer, null, unwatched);
      expect(run?.outcome).not.toBeInstanceOf(VaultError);
      const target = new S3Target(settings, credentials, usualTimeLimits);
      const client = new S3Client(settings, credentials, usualTimeLimits);
      const own = `dossierkluis-1/${officer.id}/writers/${officer.computer.id}`;
      const kinds = ['database', 'sealed', 'inventories', 'objects', 'packs', 'writer', 'snapshots', 'heartbeats'];
      for (const kind of kinds) {
        const files = await listed({ target, signal }, own, kind);
        expect({ kind, files: files.length }).not.toEqual({ kind, files: 0 });
        for (const { name } of files) {
          const key = `${settings.prefix}/${own}/${name}`;
          const answer = await client.ask({ method: 'HEAD', key }, signal);
          answer.drop();
          expect({ kind, mode: answer.headers['x-amz-object-lock-mode'] }).toEqual({ kind, mode: 'GOVERNANCE' });
          const until = Date.parse(String(answer.headers['x-amz-object-lock-retain-until-date']));
          expect(Math.round((until - office.clock.now()) / dayMs)).toBe(65);
        }
      }
      client.close();
      await target.close();
    });
  });

  test('with a bucket that does not lock is no target for what is to be locked', async () => {
    const office = freshOffice();
    const { credentials } = server();
    const place = { ...server().settings(), lock: 'compliance' } as const;
    await office.asOfficer(async (officer) => {
      const adding = addTarget(officer, { name: 'S3', place, credentials }, unwatched);
      await expect(adding).rejects.toMatchObject({
        code: 'invalid-input',
        details: { reason: 'bucket-without-lock', input: 'lock' },
      });
      expect(await listTargets(officer)).toEqual([]);
    });
  });
});
