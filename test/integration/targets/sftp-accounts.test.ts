import { readdirSync } from 'node:fs';
import { Client, type SFTPWrapper } from 'ssh2';
import { expect, it, onTestFinished, vi } from 'vitest';
import { SftpTarget } from '../../../src-main/adapters/targets/sftp/sftp-target.ts';
import { usualTimeLimits } from '../../../src-main/adapters/targets/time-limits.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openSshd, type Sshd } from '../../support/servers/sshd.ts';
import { readAll, textOf } from '../../support/target-content.ts';
import { describeWithTools } from '../../support/tools.ts';

const still = new AbortController().signal;

async function openRefusing(...refuses: string[]): Promise<Sshd> {
  return await openSshd({ signIn: 'publickey', diskBytes: 2 ** 24, refuses });
}

function openAt(server: Sshd): SftpTarget {
  const settings = server.settings();
  if (settings.kind !== 'sftp') throw new Error('this is no SFTP server');
  return new SftpTarget(settings, server.credentials, usualTimeLimits);
}

/** Answers for the server as OpenSSH does on a disk with FAT, of which few computers let a test make one. */
function refuseHardLinks(): void {
  const openSftp: (this: Client, done: (error: Error | undefined, sftp: SFTPWrapper) => void) => Client =
    Client.prototype.sftp;
  const spy = vi.spyOn(Client.prototype, 'sftp').mockImplementation(function (this: Client, done) {
    if (typeof done !== 'function') throw new Error('called otherwise than expected');
    return openSftp.call(this, (error, sftp) => {
      const permissionDenied = Object.assign(new Error('Permission denied'), { code: 3 });
      vi.spyOn(sftp, 'ext_openssh_hardlink').mockImplementation((_from, _to, told) => told(permissionDenied));
      done(error, sftp);
    });
  });
  onTestFinished(() => spy.mockRestore());
}

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'an SFTP server', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    it.each(['does not know them', 'has a disk without them'])(
      'that makes no hard links, since it %s, keeps names too, and its probe says that two could meet',
      async (why) => {
        await using server = await openRefusing(...(why === 'does not know them' ? ['hardlink'] : []));
        if (why === 'has a disk without them') refuseHardLinks();
        const target = openAt(server);
        expect(await target.create('a', textOf('first'), still)).toBe('created');
        expect(await target.create('a', textOf('second'), still)).toBe('exists');
        expect(await target.createUnchecked('a', textOf('third'), still)).toBe('exists');
        expect(String(await readAll(target, 'a', still))).toBe('first');
        expect(await target.probe(still)).toMatchObject({ createsOnce: 'checked', removes: 'really' });
        expect(readdirSync(server.folder ?? '')).toEqual(['a']);
        await target.close();
      },
    );

    it('that lets nothing be removed is written to all the same, and its probe says so', async () => {
      await using server = await openRefusing('remove', 'rename', 'posix-rename');
      const target = openAt(server);
      expect(await target.create('a', textOf('first'), still)).toBe('created');
      expect(await target.create('a', textOf('second'), still)).toBe('exists');
      expect(await target.probe(still)).toMatchObject({ createsOnce: 'atomic', removes: 'refused' });
      const refused = { code: 'target-refused', details: { reason: 'permission' } };
      await expect(target.remove('a', still)).rejects.toMatchObject(refused);
      expect(String(await readAll(target, 'a', still))).toBe('first');
      await target.close();
    });

    it('that loses what speaks SFTP, and not the connection, is connected to again', async () => {
      await using server = await openRefusing();
      const target = openAt(server);
      await target.create('a', textOf('first'), still);
      server.endSftp();
      const sizeOrCode = () => target.size('a', still).catch(({ code }: { code: string }) => code);
      const said = await sizeOrCode();
      expect([5, 'target-unreachable']).toContain(said);
      await expect.poll(sizeOrCode).toBe(5);
      await target.close();
    });
  });
});
