import { describeConnection, describeTarget } from '../../contract/target.suite.ts';
import { dose } from '../../support/dose.ts';
import { openMoto } from '../../support/servers/moto.ts';
import { describeWithTools } from '../../support/tools.ts';

describeWithTools(['moto_server'], 'an S3 server: moto', () => {
  describeTarget(openMoto, {
    abilities: { createsOnce: 'atomic', readsRanges: true, removes: 'really', locks: false, syncs: false },
    saysSpace: false,
    names: dose(1100, 3000),
    whenFull: null,
  });
  describeConnection(openMoto);
});
