import { describe, it } from 'vitest';
import { chosen } from '../support/chosen.ts';
import { dose } from '../support/dose.ts';
import { seededRandom, seedOfThisRun } from '../support/seed.ts';
import { killDuring, shareOffice } from './kill-vault.ts';
import type { OperationName } from './office-operations.ts';

const work: readonly OperationName[] = [
  'import',
  'seal',
  'revoke',
  'disable',
  'own password',
  'passphrase',
  'new keys',
];

shareOffice();

// So often killed, and once more before: the first round of each shows how long the work takes, and that it does what
// it should. These are 350 in the long suite.
describe('SIGKILL at a random instant loses nothing that was reported, and leaves nothing half-done', () => {
  it.each(chosen(work, dose(3, work.length), seededRandom(seedOfThisRun())))(
    'during: %s',
    async (name) => await killDuring(name, dose(1, 50)),
  );
}, 1_200_000);
