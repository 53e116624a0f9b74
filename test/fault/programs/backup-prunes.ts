// Goes on with the backups of an office whose days go by, and prunes them, again and again: node backup-prunes.ts <base> <seed>. Says
// `done <snapshot as JSON>` of each that was reported as made, and `pruning` and `pruned` around what it removes.
import { writeSync } from 'node:fs';
import { seededRandom } from '../../support/seed.ts';
import { BackupDays, hourMs } from '../backup-days.ts';
import { asPerson, officeAt, people } from '../trial-office.ts';

const [, , base = '', seed = ''] = process.argv;
const office = officeAt(base);
const random = seededRandom(Number(seed));
const days = await BackupDays.at(office);
await asPerson(days.env, office, people.officer, async ({ vault }) => {
  for (;;) {
    for (let times = 0; times < 2; times += 1) {
      days.wait(6 * hourMs);
      const made = await days.backUp(vault, random.below(2 ** 30));
      writeSync(1, `done ${JSON.stringify(made)}\n`);
    }
    for (let times = 0; times < 2; times += 1) {
      days.wait(6 * hourMs);
      writeSync(1, 'pruning\n');
      await days.prune(vault);
      writeSync(1, 'pruned\n');
    }
  }
});
