import { idBytes } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { integerOf } from '../ports/row.ts';
import type { OpenCompartment } from '../vault/open-vault.ts';

/** Epochs before the present one of which no row is left, so that nobody needs their keys any more. */
export function emptyEpochs(db: Pick<Database, 'all'>, compartment: OpenCompartment): number[] {
  const { id, keys, epoch: present, members } = compartment;
  // What others seal to these without reading it cannot be sealed again, so every epoch is still needed.
  if (keys.size < 2 || members.purpose === 'audit' || members.purpose === 'inbox') return [];
  const used = new Set(
    ['records', 'contents', 'messages'].flatMap((table) =>
      db
        .all(`SELECT DISTINCT epoch FROM ${table} WHERE compartment = ?`, idBytes(id))
        .map((row) => integerOf(row, 'epoch')),
    ),
  );
  return [...keys.keys()].filter((epoch) => epoch !== present && !used.has(epoch));
}
