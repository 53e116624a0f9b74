import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { S3Client } from '../../../src-main/adapters/targets/s3/s3-client.ts';
import { S3Target } from '../../../src-main/adapters/targets/s3/s3-target.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import { describeTarget } from '../../contract/target.suite.ts';
import { describeConnection } from '../../contract/target-connection.suite.ts';
import { namesOnAPage, openMoto } from '../../support/servers/moto.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { listAll, readAll, textOf } from '../../support/target-content.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { describeWithTools, tool } from '../../support/tools.ts';

const still = new AbortController().signal;

describeWithTools(['moto_server'], 'an S3 server: moto', () => {
  const server = openForAll(openMoto);
  describeTarget(server, {
    abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: false },
    saysSpace: false,
    names: namesOnAPage * 2.5,
    whenFull: null,
  });

  it('with object lock keeps what is locked, and its probe says so', async () => {
    const settings = server().settingsWithLock();
    const target = new S3Target(settings, server().credentials, usualTimeLimits);
    expect(await target.probe(still)).toMatchObject({ locks: true, removes: 'hidden' });
    const lockedUntil = Date.now() + 86_400_000;
    await target.create('locked', { ...textOf('locked'), lockedUntil }, still);
    await target.create('free', textOf('free'), still);

    // Asked of the server as any client would.
    const client = new S3Client(settings, server().credentials, usualTimeLimits);
    const look = async (name: string) => {
      const answer = await client.ask({ method: 'HEAD', key: `our/vault/${name}` }, still);
      answer.drop();
      return answer.headers;
    };
    const locked = await look('locked');
    expect(locked['x-amz-object-lock-mode']).toBe('GOVERNANCE');
    expect(Date.parse(String(locked['x-amz-object-lock-retain-until-date']))).toBeGreaterThan(lockedUntil - 2000);
    expect((await look('free'))['x-amz-object-lock-mode']).toBeUndefined();
    const version = String(locked['x-amz-version-id']);
    const query = { versionId: version };
    const removal = await client.ask({ method: 'DELETE', key: 'our/vault/locked', query }, still);
    removal.drop();
    // Amazon says 403, moto 400.
    expect([400, 403]).toContain(removal.status);
    const kept = await client.ask({ method: 'HEAD', key: 'our/vault/locked', query }, still);
    kept.drop();
    expect(kept.status).toBe(200);
    expect(String(await readAll(target, 'locked', still))).toBe('locked');
    client.close();
    expect(await target.remove('free', still)).toBe('hidden');
    await target.close();
  });

  it('that is not there is told from a file that is not', async () => {
    const settings = { ...server().settings(), bucket: 'no-such-bucket' };
    const target = new S3Target(settings, server().credentials, usualTimeLimits);
    const missing = { code: 'target-unreachable', details: { reason: 'place-missing' } };
    await expect(target.size('a', still)).rejects.toMatchObject(missing);
    await expect(target.create('a', textOf('a'), still)).rejects.toMatchObject(missing);
    await expect(readAll(target, 'a', still)).rejects.toMatchObject(missing);
    await expect(target.probe(still)).rejects.toMatchObject(missing);
    await target.close();
  });

  describeConnection(server);
});

describeWithTools(['moto_server', 'restic'], 'an S3 server that restic uses too', () => {
  const server = openForAll(openMoto);

  it('has both side by side in one bucket, and neither sees or spoils what the other has', async () => {
    const home = tempFolder();
    mkdirSync(home.file('source'));
    writeFileSync(home.file('source/letter'), 'of another program');
    const { address, bucket, accessKeyId, region } = server().settings();
    const restic = (...args: string[]) => {
      const { status, stderr } = spawnSync(tool('restic'), ['--cache-dir', home.file('cache'), ...args], {
        env: {
          HOME: home.path,
          RESTIC_REPOSITORY: `s3:${address}/${bucket}/restic`,
          RESTIC_PASSWORD: 'restic',
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: server().credentials.secretAccessKey,
          AWS_DEFAULT_REGION: region,
        },
        encoding: 'utf8',
      });
      expect({ args, status, stderr }).toMatchObject({ status: 0 });
    };
    const target = new S3Target(server().settings(), server().credentials, usualTimeLimits);
    await target.create('vaults/first', textOf('ours'), still);
    restic('init');
    restic('backup', home.file('source'));
    expect(await listAll(target, '', still)).toEqual([{ kind: 'folder', name: 'vaults' }]);
    expect(await target.create('vaults/first', textOf('another'), still)).toBe('exists');
    expect(await target.probe(still)).toMatchObject({ createsOnce: 'atomic', removes: 'really' });
    await target.remove('vaults/first', still);
    restic('check', '--read-data');
    restic('restore', 'latest', '--target', home.file('back'));
    expect(readFileSync(home.file(`back${home.file('source/letter')}`), 'utf8')).toBe('of another program');
    await target.close();
  });
});
