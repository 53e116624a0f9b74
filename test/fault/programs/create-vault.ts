// Creates a vault as the command line does, but for the cost of its passwords: node create-vault.ts <base>.
import { writeSync } from 'node:fs';
import { closeVault } from '../../../src-main/core/vault/close-vault.ts';
import { createVault } from '../../../src-main/core/vault/create-vault.ts';
import { environmentOf, newVaultIn, officeAt } from '../trial-office.ts';

const [, , base = ''] = process.argv;
const office = officeAt(base);
const env = environmentOf(office);
writeSync(1, 'working\n');
await closeVault(await createVault(env, newVaultIn(office, env)));
writeSync(1, 'done created\n');
