import { describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openMarkedFolder } from '../../support/servers/marked-folder.ts';
import { openForAll } from '../../support/servers/test-server.ts';

describeWithSmallDisk('a folder', () => {
  describeTarget(
    openForAll(() => openMarkedFolder(suiteDiskBytes)),
    {
      abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: true },
      saysSpace: true,
      names: 3000,
      whenFull: 'target-full',
    },
  );
});
