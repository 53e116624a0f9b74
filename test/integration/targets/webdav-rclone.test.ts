import { describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeConnection } from '../../contract/target-connection.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openRclone } from '../../support/servers/rclone.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['rclone'], 'a WebDAV server: rclone', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openRclone(suiteDiskBytes));
    describeTarget(server, {
      abilities: { createsOnce: 'checked', readsRanges: true, removes: 'really', locks: false, syncs: false },
      saysSpace: false,
      names: 3000,
      // It says 405, as to a request that it does not know.
      whenFull: 'target-damaged',
    });
    describeConnection(server);
  });
});
