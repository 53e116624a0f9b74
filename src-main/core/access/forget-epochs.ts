import { idBytes } from '../crypto/bytes.ts';
import { integerOf } from '../ports/row.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenCompartment, OpenVault } from '../vault/open-vault.ts';
import { issueKeyrings } from './issue-keyrings.ts';

/**
 * Takes the keys of epochs of which nothing is left out of every keyring; their escrow stays. Only at the Privacy
 * Officer's.
 */
export function forgetEmptyEpochs(vault: OpenVault): void {
  const empty = [...vault.compartments.values()].flatMap((compartment) => {
    const epochs = emptyEpochs(vault, compartment);
    return epochs.length === 0 ? [] : [{ id: compartment.id, epochs }];
  });
  if (empty.length === 0) return;
  changeVault(vault, (change) => {
    for (const { id, epochs } of empty) change.forgetEpochs(id, epochs);
    issueKeyrings(vault, change);
    change.tell('epochs-forgotten', { compartments: empty.map(({ id }) => id) });
  });
}

function emptyEpochs(vault: OpenVault, { id, keys, epoch: present, members }: OpenCompartment): number[] {
  // What others seal to these without reading it cannot be sealed again, so every epoch is still needed.
  if (keys.size < 2 || members.purpose === 'audit' || members.purpose === 'inbox') return [];
  const used = new Set(
    ['records', 'contents', 'messages'].flatMap((table) =>
      vault.db
        .all(`SELECT DISTINCT epoch FROM ${table} WHERE compartment = ?`, idBytes(id))
        .map((row) => integerOf(row, 'epoch')),
    ),
  );
  return [...keys.keys()].filter((epoch) => epoch !== present && !used.has(epoch));
}
