import { describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeConnection } from '../../contract/target-connection.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openApache } from '../../support/servers/apache.ts';
import { openForAll } from '../../support/servers/test-server.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['apache2', 'openssl'], 'a WebDAV server: Apache', () => {
  describeWithSmallDisk('with a disk of its own', () => {
    const server = openForAll(() => openApache(suiteDiskBytes));
    describeTarget(server, {
      abilities: { createsOnce: 'checked', readsRanges: true, removes: 'really', locks: false, syncs: false },
      saysSpace: false,
      names: 3000,
      whenFull: 'target-full',
    });
    describeConnection(server);
  });
});
