import { describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openRcloneSftp } from '../../support/servers/rclone.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['rclone', 'ssh-keygen'], 'an SFTP server: rclone', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    describeTarget(
      openForAll(() => openRcloneSftp(suiteDiskBytes)),
      {
        abilities: { createsOnce: 'checked', readsRanges: true, removes: 'really', locks: false, syncs: false },
        saysSpace: true,
        names: 3000,
        whenFull: null,
      },
    );
  });
});
