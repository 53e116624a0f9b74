import { notFound } from '../contract/error-reasons.ts';
import type { VaultHost } from './vault-host.ts';

/** Vaults that are being made: their kit is shown, and they are not there yet. Keys of drafts lie in the worker. */
export class KitDrafts {
  readonly #vault: VaultHost;
  /** The folder of each, by its draft's id. */
  readonly #folders = new Map<string, string>();

  constructor(vault: VaultHost) {
    this.#vault = vault;
  }

  /** There is one at a time: the worker gives another one up. */
  begun(draft: string, folder: string): void {
    this.#folders.clear();
    this.#folders.set(draft, folder);
  }

  /** @throws VaultError `not-found` */
  folderOf(draft: string): string {
    const folder = this.#folders.get(draft);
    if (folder === undefined) throw notFound('draft', 'draft', 'no such draft');
    return folder;
  }

  finished(draft: string): void {
    this.#folders.delete(draft);
  }

  /** Wipes a draft's keys. */
  async abandon(draft: string): Promise<void> {
    this.#folders.delete(draft);
    await this.#vault.ask('createAbandon', { draft });
  }

  /** The page that showed them has gone. */
  abandonAll(): void {
    // A worker that cannot wipe them has ended, and they with it.
    for (const draft of [...this.#folders.keys()]) this.abandon(draft).catch(() => undefined);
  }
}
