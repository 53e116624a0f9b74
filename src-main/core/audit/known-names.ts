import { idBytes } from '../crypto/bytes.ts';
import { idOf } from '../ports/row.ts';
import { DocumentBodySchema, FolderBodySchema } from '../records/bodies.ts';
import { openRow } from '../records/open-row.ts';
import { RequestBodySchema } from '../requests/request-body.ts';
import { TaskBodySchema } from '../tasks/task-body.ts';
import { unlessViolated } from '../unless-violated.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** The names of ids, as far as the signed-in user can open what they name and as they are now. */
export class KnownNames {
  readonly #vault: OpenVault;
  readonly #names = new Map<string, string | null>();

  constructor(vault: OpenVault) {
    this.#vault = vault;
    for (const { id, name } of [...vault.directory.users, ...vault.directory.computers]) this.#names.set(id, name);
    for (const { id, members } of vault.compartments.values()) {
      if (members.folder === undefined) continue;
      const name = this.nameOf(members.folder);
      this.#names.set(id, name);
      if (members.archive) this.#names.set(members.archive.compartment, name);
    }
  }

  /** @returns null for what is gone, unknown, or not hers to know. */
  nameOf(id: string): string | null {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    // What is damaged has no name here; saying that it is damaged is the task of `check`.
    const name = unlessViolated(() => this.#nameOfRecord(id));
    this.#names.set(id, name);
    return name;
  }

  #nameOfRecord(id: string): string | null {
    const row = this.#vault.db.get('SELECT * FROM records WHERE id = ?', idBytes(id));
    const compartment = row ? this.#vault.compartments.get(idOf(row, 'compartment')) : undefined;
    if (!row || !compartment) return null;
    const { record } = openRow(this.#vault, compartment, 'records', row);
    if (record.type === 'document') return DocumentBodySchema.safeParse(record.body).data?.name ?? null;
    if (record.type === 'folder') return FolderBodySchema.safeParse(record.body).data?.name ?? null;
    if (record.type === 'task') return TaskBodySchema.safeParse(record.body).data?.title ?? null;
    if (record.type === 'request') return RequestBodySchema.safeParse(record.body).data?.what ?? null;
    return null;
  }
}
