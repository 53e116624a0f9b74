import { expect, it } from 'vitest';
import { S3Client } from '../../../src-main/adapters/targets/s3/s3-client.ts';
import { S3Target } from '../../../src-main/adapters/targets/s3/s3-target.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import { describeTarget } from '../../contract/target.suite.ts';
import { describeConnection } from '../../contract/target-connection.suite.ts';
import { namesOnAPage, openMoto } from '../../support/servers/moto.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { readAll, textOf } from '../../support/target-content.ts';
import { describeWithTools } from '../../support/tools.ts';

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
