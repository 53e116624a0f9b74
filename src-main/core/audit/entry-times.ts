import { timeOf } from '../ports/row.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { brokenAt } from './log.ts';

/** When entries of the log were made; each is looked up once. */
export class EntryTimes {
  readonly #vault: OpenVault;
  readonly #times = new Map<number, number>();

  constructor(vault: OpenVault) {
    this.#vault = vault;
  }

  /** ms UTC. @throws VaultError `integrity-violated` for an entry that is not there. */
  at(position: number): number {
    const known = this.#times.get(position);
    if (known !== undefined) return known;
    const row = this.#vault.db.get('SELECT at FROM audit WHERE position = ?', position);
    if (!row) throw brokenAt(position);
    const time = timeOf(row, 'at');
    this.#times.set(position, time);
    return time;
  }
}
