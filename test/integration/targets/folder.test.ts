import { describeTarget, suiteDiskBytes } from '../../contract/target.suite.ts';
import { describeWithSmallDisk } from '../../support/full-disk.ts';
import { openMarkedFolder } from '../../support/servers/marked-folder.ts';

describeWithSmallDisk('a folder', () => {
  describeTarget(() => openMarkedFolder(suiteDiskBytes), {
    abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: true },
    saysSpace: true,
    names: 3000,
    whenFull: 'target-full',
  });
});
