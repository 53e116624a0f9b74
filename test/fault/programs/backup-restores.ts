// Restores the newest snapshot of an office: node backup-restores.ts <base> <folder that the vault is to be in>. In place where that is
// the office's own. Says `working` when it begins and `done` when it is reported as restored.
import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { unwatched } from '../../../src-main/core/job.ts';
import { restoreVault } from '../../../src-main/core/restore/restore-vault.ts';
import { wantedByKit } from '../../support/backed-up.ts';
import { folderTarget } from '../../support/backup-office.ts';
import { environmentOf, officeAt } from '../trial-office.ts';

const [, , base = '', folder = ''] = process.argv;
const office = officeAt(base);
const target = await folderTarget(path.join(base, 'target'));
const wanted = { ...wantedByKit(readFileSync(office.kit, 'utf8'), target, folder), inPlace: folder === office.vault };
writeSync(1, 'working\n');
const { restored } = await restoreVault(environmentOf(office), wanted, unwatched);
if (restored === null) throw new Error('nothing was restored');
writeSync(1, 'done\n');
