import { expect, test } from 'vitest';
import { openTarget } from '../../../src-main/adapters/targets/open-target.ts';
import { S3Client } from '../../../src-main/adapters/targets/s3/s3-client.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import { pruneTargets } from '../../../src-main/core/backup/prune/prune-targets.ts';
import { runOpen } from '../../../src-main/core/backup/runs/run-targets.ts';
import { addTarget, listTargets } from '../../../src-main/core/backup/targets/change-targets.ts';
import { listed } from '../../../src-main/core/backup/verify/read-repository.ts';
import { createFolder } from '../../../src-main/core/folders/create-folder.ts';
import { unwatched } from '../../../src-main/core/job.ts';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { dayMs } from '../../support/backup-chain.ts';
import { addDocuments } from '../../support/backup-office.ts';
import { openMoto } from '../../support/servers/moto.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { createTestVault } from '../../support/test-vault.ts';
import { describeWithTools } from '../../support/tools.ts';

/** A clock of a server has seconds. */
const secondMs = 1000;

describeWithTools(['moto_server'], 'a bucket with object lock', () => {
  const server = openForAll(openMoto);

  test('has every file of a backup locked for as long as one is kept, and anew long before that ends', async () => {
    const { officer, clock } = await createTestVault();
    const { oldestDays } = await officer.env.retentionRules();
    await createFolder(officer, { name: 'Jansen', kind: 'client' });
    await addDocuments(officer, 'Jansen', [10, 1_100_000], 1);
    const [settings, credentials] = [server().settingsWithLock(), server().credentials];
    await addTarget(officer, { name: 'bucket', place: settings, credentials }, unwatched);
    const begun = clock.now();
    const [run] = await runOpen(officer, null, unwatched);
    expect(run?.outcome).toMatchObject({ isNew: true });

    const target = openTarget(settings, credentials, officer.env.files);
    const own = `dossierkluis-1/${officer.id}/writers/${officer.computer.id}`;
    const names: string[] = [];
    for (const kind of ['database', 'sealed', 'inventories', 'objects', 'packs', 'writer', 'snapshots', 'heartbeats']) {
      const found = await listed({ target, signal: unwatched.signal }, own, kind);
      expect({ kind, found: found.length }).not.toEqual({ kind, found: 0 });
      names.push(...found.map(({ name }) => name));
    }
    await target.close();
    const client = new S3Client(settings, credentials, usualTimeLimits);
    const earliestEnd = async () => {
      const ends = names.map(async (name) => {
        const key = `${settings.prefix}/${own}/${name}`;
        const answer = await client.ask({ method: 'HEAD', key }, unwatched.signal);
        answer.drop();
        expect({ name, mode: answer.headers['x-amz-object-lock-mode'] }).toEqual({ name, mode: 'GOVERNANCE' });
        return Date.parse(String(answer.headers['x-amz-object-lock-retain-until-date']));
      });
      return Math.min(...(await Promise.all(ends)));
    };
    expect(await earliestEnd()).toBeGreaterThanOrEqual(begun + oldestDays * dayMs - secondMs);

    clock.advance(15 * dayMs);
    const later = clock.now();
    const [pruned] = await pruneTargets(officer, { reference: null, isPreview: false }, unwatched);
    // The server has another day: nothing goes, and what is there is kept all the same.
    expect(pruned?.outcome).toMatchObject({ doClocksAgree: false });
    expect(await earliestEnd()).toBeGreaterThanOrEqual(later + oldestDays * dayMs - secondMs);
    client.close();
    await closeVault(officer);
  });

  test('is asked for in vain where there is none: the place is not added', async () => {
    const { officer } = await createTestVault();
    const place = { ...server().settings(), lock: 'governance' } as const;
    const adding = addTarget(officer, { name: 'bucket', place, credentials: server().credentials }, unwatched);
    await expect(adding).rejects.toMatchObject({ code: 'invalid-input', details: { reason: 'no-object-lock' } });
    expect(await listTargets(officer)).toEqual([]);
    await closeVault(officer);
  });
});
