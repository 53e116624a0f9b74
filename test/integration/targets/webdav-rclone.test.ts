import { describeConnection, describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openRclone } from '../../support/servers/rclone.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['rclone'], 'a WebDAV server: rclone', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const open = () => openRclone(suiteDiskBytes);
    describeTarget(open, {
      abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: false },
      saysSpace: false,
      names: 3000,
      // It says 405, as to a request that it does not know.
      whenFull: 'target-damaged',
    });
    describeConnection(open);
  });
});
