import { describe, it } from 'vitest';
import { dose } from '../support/dose.ts';
import { killDuring, shareOffice } from './kill-vault.ts';
import type { OperationName } from './office-operations.ts';

shareOffice();

// So often killed, and once more before: the first round of each shows how long the work takes, and that it does what
// it should. These are 300 in the long suite.
describe('SIGKILL at a random instant loses nothing that was reported, and leaves nothing half-done', () => {
  it.each<OperationName>(['import', 'seal', 'revoke', 'disable', 'own password', 'passphrase'])(
    'during: %s',
    async (name) => await killDuring(name, dose(2, 50)),
  );
}, 1_200_000);
