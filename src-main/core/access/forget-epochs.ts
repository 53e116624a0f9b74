import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { emptyEpochs } from './empty-epochs.ts';
import { issueKeyrings } from './issue-keyrings.ts';

/**
 * Takes the keys of epochs of which nothing is left out of every keyring; their escrow stays. Only at the Privacy
 * Officer's.
 */
export function forgetEmptyEpochs(vault: OpenVault): void {
  const empty = [...vault.compartments.values()].flatMap((compartment) => {
    const epochs = emptyEpochs(vault.db, compartment);
    return epochs.length === 0 ? [] : [{ id: compartment.id, epochs }];
  });
  if (empty.length === 0) return;
  changeVault(vault, (change) => {
    for (const { id, epochs } of empty) change.forgetEpochs(id, epochs);
    issueKeyrings(vault, change);
    change.tell('epochs-forgotten', { compartments: empty.map(({ id }) => id) });
  });
}
