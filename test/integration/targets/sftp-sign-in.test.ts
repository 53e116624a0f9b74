import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SftpTarget } from '../../../src-main/adapters/targets/sftp/sftp-target.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import type { TargetCredentialsOf, TargetSettingsOf } from '../../../src-main/contract/targets.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openSshd, type Sshd, type SshdOptions } from '../../support/servers/sshd.ts';
import { listAll, textOf } from '../../support/target-content.ts';
import { describeWithTools } from '../../support/tools.ts';

const still = new AbortController().signal;
const diskBytes = 2 ** 24;

/** What listing gives; the target is closed afterwards. */
async function tryListing(
  server: Sshd,
  change: Partial<TargetSettingsOf<'sftp'>>,
  credentials: TargetCredentialsOf<'sftp'>,
) {
  const settings = server.settings();
  if (settings.kind !== 'sftp') throw new Error('this is no SFTP server');
  const target = new SftpTarget({ ...settings, ...change }, credentials, usualTimeLimits);
  try {
    return await listAll(target, '', still);
  } finally {
    await target.close();
  }
}

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'signing in to an SFTP server', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    describe('that wants the key and the password', () => {
      let server: Sshd;
      beforeAll(async () => {
        server = await openSshd({ signIn: 'publickey,password', diskBytes });
      });
      afterAll(() => server?.[Symbol.asyncDispose]());
      const refused = { code: 'target-refused', details: { reason: 'sign-in' } };

      it('takes both, and not one without the other', async () => {
        const { credentials } = server;
        expect(await tryListing(server, {}, credentials)).toEqual([]);
        await expect(tryListing(server, {}, { ...credentials, password: null })).rejects.toMatchObject(refused);
        await expect(tryListing(server, {}, { ...credentials, privateKey: null })).rejects.toMatchObject(refused);
        await expect(tryListing(server, {}, { ...credentials, privateKey: 'no key at all' })).rejects.toMatchObject(
          refused,
        );
      });

      it('sends nothing to a server that nobody has accepted, and shows its key', async () => {
        const settings = server.settings();
        const hostKey = settings.kind === 'sftp' ? settings.hostKey : null;
        const unknown = tryListing(server, { hostKey: null }, server.credentials);
        const details = { fingerprint: hostKey?.fingerprint, hostKeyType: 'ssh-ed25519' };
        await expect(unknown).rejects.toMatchObject({ code: 'target-host-key-unknown', details });
      });

      it('refuses a server with another key, also in the middle of work', async () => {
        const settings = server.settings();
        if (settings.kind !== 'sftp') throw new Error('this is no SFTP server');
        const target = new SftpTarget(settings, server.credentials, usualTimeLimits);
        await target.create('a', textOf('a'), still);
        await server.kill();
        server.changeHostKey();
        await server.start();
        const changed = { code: 'target-host-key-changed' };
        await expect(target.create('b', textOf('b'), still)).rejects.toMatchObject(changed);
        // Of a kind that the server has no key of, it says the same.
        const known = { type: 'ssh-rsa', fingerprint: `SHA256:${'A'.repeat(43)}` };
        await expect(tryListing(server, { hostKey: known }, server.credentials)).rejects.toMatchObject(changed);
        await target.close();
      });
    });

    it('says when the account may not write', async () => {
      await using server = await openSshd({ signIn: 'password', diskBytes });
      const settings = server.settings();
      if (settings.kind !== 'sftp' || server.disk === null) throw new Error('this is no SFTP server');
      chmodSync(server.disk.path, 0o555);
      const target = new SftpTarget(settings, server.credentials, usualTimeLimits);
      const refused = { code: 'target-refused', details: { reason: 'permission' } };
      await expect(target.create('a', textOf('a'), still)).rejects.toMatchObject(refused);
      await target.close();
    });

    const others: [string, SshdOptions][] = [
      ['the key alone', { signIn: 'publickey', diskBytes }],
      ['the password alone', { signIn: 'password', diskBytes }],
    ];
    it.each(others)('works with %s', async (_name, options) => {
      await using server = await openSshd(options);
      expect(await tryListing(server, {}, server.credentials)).toEqual([]);
      const wrong = server.wrongCredentials;
      if (wrong?.kind !== 'sftp') throw new Error('there are no wrong credentials');
      await expect(tryListing(server, {}, wrong)).rejects.toMatchObject({ code: 'target-refused' });
    });

    it.each([['Ciphers aes256-cbc'], ['KexAlgorithms diffie-hellman-group14-sha1'], ['MACs hmac-sha1']])(
      'does not speak to a server that only knows %s',
      async (line) => {
        const config = line.startsWith('MACs') ? [line, 'Ciphers aes256-ctr'] : [line];
        await using server = await openSshd({ signIn: 'password', diskBytes, config });
        const told = { code: 'target-damaged', details: { reason: 'old-encryption' } };
        await expect(tryListing(server, {}, server.credentials)).rejects.toMatchObject(told);
      },
    );
  });
});
