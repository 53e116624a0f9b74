import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { wipeCompartmentKey } from './compartment-key.ts';
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
  const forgotten = empty.flatMap(({ id, epochs }) => {
    const keys = vault.compartments.get(id)?.keys;
    return epochs.flatMap((epoch) => keys?.get(epoch) ?? []);
  });
  changeVault(vault, (change) => {
    for (const { id, epochs } of empty) change.forgetEpochs(id, epochs);
    issueKeyrings(vault, change);
    change.tell('epochs-forgotten', { compartments: empty.map(({ id }) => id) });
  });
  for (const key of forgotten) wipeCompartmentKey(key);
}
