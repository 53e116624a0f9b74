import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import { WebdavTarget } from '../../../src-main/adapters/targets/webdav/webdav-target.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { type Apache, openApache } from '../../support/servers/apache.ts';
import { readAll, textOf } from '../../support/target-content.ts';
import { describeWithTools } from '../../support/tools.ts';

const still = new AbortController().signal;

describeWithTools(['apache2', 'openssl'], 'a WebDAV server over TLS', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    let server: Apache;
    beforeAll(async () => {
      server = await openApache(2 ** 24);
    });
    afterAll(() => server?.[Symbol.asyncDispose]());

    const openAt = (host: string, certificate: string | null): WebdavTarget => {
      const { credentials } = server;
      if (credentials.kind !== 'webdav') throw new Error('these are for another kind');
      const address = `https://${host}:${server.tlsPort}/dav/tls`;
      return new WebdavTarget({ kind: 'webdav', address, user: 'kluis', certificate }, credentials, usualTimeLimits);
    };

    it('is trusted with the certificate that was given along, and with no other name', async () => {
      const target = openAt('127.0.0.1', server.certificate);
      await target.create('a', textOf('over TLS'), still);
      expect(String(await readAll(target, 'a', still))).toBe('over TLS');
      const elsewhere = openAt('localhost', server.certificate);
      await expect(elsewhere.size('a', still)).rejects.toMatchObject({ code: 'target-certificate-refused' });
      await target.close();
      await elsewhere.close();
    });

    it('is refused when nobody has signed its certificate, whatever the environment says', async () => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      onTestFinished(() => {
        vi.unstubAllEnvs();
      });
      const none = '-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n';
      for (const certificate of [null, none]) {
        const target = openAt('127.0.0.1', certificate);
        const refused = { code: 'target-certificate-refused' };
        await expect(target.create('b', textOf('b'), still)).rejects.toMatchObject(refused);
        await target.close();
      }
    });
  });
});
