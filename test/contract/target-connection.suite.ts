import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeFileSystem } from '../../src-main/adapters/file-system/node-file-system.ts';
import { openTarget } from '../../src-main/adapters/targets/open-target.ts';
import { usualTimeLimits } from '../../src-main/adapters/targets/time-limits.ts';
import type { Target } from '../../src-main/core/ports/target.ts';
import { type CuttingProxy, openCuttingProxy } from '../support/servers/cutting-proxy.ts';
import { freePort } from '../support/servers/server-process.ts';
import { leftOvers, type TestServer } from '../support/servers/test-server.ts';
import { listAll, longContent, readAll, textOf } from '../support/target-content.ts';

/** What goes wrong with the connection to a target that is a server. After `describeTarget`'s, for the server is killed. */
export function describeConnection(given: () => TestServer): void {
  let server: TestServer;
  let proxy: CuttingProxy;
  let target: Target;
  const still = new AbortController().signal;
  const impatient = { connectMs: 1500, silenceMs: 500 };
  const unreachable = { code: 'target-unreachable' };

  const openThrough = (port: number, limits = usualTimeLimits, credentials = server.credentials): Target =>
    openTarget(server.settings(port), credentials, new NodeFileSystem(), limits);

  beforeAll(async () => {
    server = given();
    proxy = await openCuttingProxy(server.port);
    target = openThrough(proxy.port);
    await target.create('kept/before', longContent(2 * 1024 ** 2), still);
  });
  afterAll(async () => {
    await target?.close();
    await proxy?.[Symbol.asyncDispose]();
  });

  describe('when the connection fails', () => {
    it('says that nobody answers where no server is', async () => {
      const nobody = openThrough(await freePort());
      await expect(nobody.size('kept/before', still)).rejects.toMatchObject(unreachable);
      await expect(listAll(nobody, '', still)).rejects.toMatchObject(unreachable);
      await nobody.close();
    });

    it('says that wrong credentials are refused, without telling them', async () => {
      const wrong = openThrough(server.port, usualTimeLimits, server.wrongCredentials ?? server.credentials);
      for (const work of [
        () => wrong.size('kept/before', still),
        () => wrong.create('kept/new', textOf('new'), still),
        () => wrong.probe(still),
      ]) {
        const error = await work().catch((cause: unknown) => cause);
        expect(error).toMatchObject({ code: 'target-refused', details: { reason: 'sign-in' } });
        const told = `${JSON.stringify(error)} ${String(error)} ${error instanceof Error ? error.stack : ''}`;
        expect(told).not.toMatch(/wrong\b|PRIVATE KEY|Basic |Signature=|127\.0\.0\.1/);
        expect(error).not.toHaveProperty('cause');
      }
      await wrong.close();
    });

    it('takes no answer that breaks off for the file', async () => {
      for (const cut of [100, 5000, 1_000_000]) {
        proxy.cutAfter(cut);
        await expect(readAll(target, 'kept/before', still), `cut after ${cut}`).rejects.toMatchObject({
          code: expect.stringMatching(/^target-(unreachable|damaged)$/),
        });
        proxy.mend();
      }
      expect(await readAll(target, 'kept/before', still)).toHaveLength(2 * 1024 ** 2);
    });

    it('does not wait for ever for a server that has fallen silent', async () => {
      const hasty = openThrough(proxy.port, impatient);
      for (const silent of [0, 1_000_000]) {
        proxy.fallSilentAfter(silent);
        await expect(readAll(hasty, 'kept/before', still)).rejects.toMatchObject(unreachable);
        proxy.mend();
      }
      await hasty.close();
    });

    it('reads no more of a file than a server takes that has stopped taking, and does not wait for ever', async () => {
      const hasty = openThrough(proxy.port, impatient);
      let read = 0;
      const content = longContent(64 * 1024 ** 2, (sent) => {
        read = sent;
        if (sent === 1024 ** 2) proxy.stopTaking();
      });
      await expect(hasty.create('kept/stopped', content, still)).rejects.toMatchObject(unreachable);
      expect(read).toBeLessThan(32 * 1024 ** 2);
      await hasty.close();
      proxy.mend();
      const next = openThrough(proxy.port);
      expect(await next.size('kept/stopped', still)).toBeNull();
      await next.close();
    });

    it('leaves nothing open when it is closed while it connects, or when nobody waits for that any more', async () => {
      await using own = await openCuttingProxy(server.port);
      for (const leaves of ['closing', 'cancelling']) {
        own.hold();
        const leaving = new AbortController();
        const left = openThrough(own.port);
        const asked = left.size('kept/before', leaving.signal).catch((error: unknown) => error);
        await expect.poll(() => own.connections()).toBe(1);
        if (leaves === 'closing') await left.close();
        else leaving.abort();
        own.release();
        expect(await asked).toMatchObject(leaves === 'closing' ? unreachable : { code: 'cancelled' });
        await left.close();
        await expect.poll(() => own.connections()).toBe(0);
      }
    });

    it('has nothing half there when the server is killed in the middle of it, and connects again', async () => {
      const content = longContent(8 * 1024 ** 2, async (sent) => {
        if (sent === 4 * 1024 ** 2) await server.kill();
      });
      await expect(target.create('kept/killed', content, still)).rejects.toMatchObject(unreachable);
      await expect(target.size('kept/killed', still)).rejects.toMatchObject(unreachable);
      await server.start();
      expect(await target.size('kept/killed', still)).toBeNull();
      expect((await listAll(target, 'kept', still)).map(({ name }) => name)).not.toContain('kept/killed');
      expect(await target.create('kept/killed', longContent(8 * 1024 ** 2), still)).toBe('created');
      expect(await readAll(target, 'kept/killed', still)).toHaveLength(8 * 1024 ** 2);
      // What it could not clean up, since the server was gone, is found later.
      const left = leftOvers(server, 'kept').length;
      expect(await target.removeUnfinished('kept', Date.now() + 60_000, still)).toBe(left);
      expect(leftOvers(server, 'kept')).toEqual([]);
    });
  });
}
