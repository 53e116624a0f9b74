import { describeConnection, describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openSshd } from '../../support/servers/sshd.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['sshd', 'ssh-keygen', 'openssl'], 'an SFTP server: OpenSSH', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const open = () => openSshd({ signIn: 'publickey,password', diskBytes: suiteDiskBytes });
    describeTarget(open, {
      abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: true },
      saysSpace: true,
      names: 3000,
      whenFull: 'target-full',
    });
    describeConnection(open);
  });
});
