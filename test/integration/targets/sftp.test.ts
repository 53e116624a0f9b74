import { describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeConnection } from '../../contract/target-connection.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openSshd } from '../../support/servers/sshd.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'an SFTP server: OpenSSH', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openSshd({ signIn: 'publickey,password', diskBytes: suiteDiskBytes }));
    describeTarget(server, {
      abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: true },
      saysSpace: true,
      names: 3000,
      whenFull: 'target-full',
    });
    describeConnection(server);
  });
});
