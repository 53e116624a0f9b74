// Adds documents to the office of a test and backs it up, again and again: node backup-runs.ts <base> <runs> <seed>. Says
// `done <number> <digests as JSON>` of each snapshot, once it was reported as made.
import { writeSync } from 'node:fs';
import path from 'node:path';
import { addDocuments, backup, folderTarget, notBackedUp } from '../../support/backup-office.ts';
import { seededRandom } from '../../support/seed.ts';
import { treeDigest } from '../../support/tree-digest.ts';
import { asPerson, environmentOf, folders, officeAt, people } from '../trial-office.ts';

const [, , base = '', runs = '', seed = ''] = process.argv;
const office = officeAt(base);
const random = seededRandom(Number(seed));
const target = await folderTarget(path.join(base, 'target'));
await asPerson(environmentOf(office), office, people.officer, async ({ vault }) => {
  for (let run = 1; run <= Number(runs); run += 1) {
    const sizes = [1_000_000 + random.below(100_000), random.below(1000), random.below(100_000)];
    await addDocuments(vault, folders.few, sizes, random.below(2 ** 30));
    if (run === 1) writeSync(1, 'working\n');
    const { snapshot } = await backup(vault, target, path.join(base, 'memory'));
    const digest = treeDigest(office.vault, notBackedUp);
    writeSync(1, `done ${snapshot.number} ${JSON.stringify(digest)}\n`);
  }
});
