import { commitKinds } from '../audit/log.ts';
import { sha256 } from '../crypto/binding.ts';
import { idBytes, newId } from '../crypto/bytes.ts';
import { sealMessage } from '../records/sealed-message.ts';
import type { Change } from '../vault/change.ts';
import { registeredCopies } from '../vault/copies.ts';
import type { OpenVault } from '../vault/open-vault.ts';

/** What is gone for good. Ids only: a tombstone stays when everything else about them is forgotten. */
export interface Erased {
  /** Documents and archived documents. */
  readonly documents: readonly string[];
  readonly objects: readonly Buffer[];
  readonly compartments: readonly string[];
}

/**
 * Takes what the log tells of the erased out of it, the chain of hashes excepted, and says in a tombstone why it is not
 * there (docs/formats.md sections 7.7 and 7.8). Belongs to the change that removes the rows.
 */
export function bury(vault: OpenVault, change: Change, { documents, objects, compartments }: Erased): void {
  const { db, id: vaultId, user } = vault;
  for (const subject of [...documents, ...compartments]) {
    db.run('UPDATE audit_details SET sealed = NULL WHERE subject = ?', idBytes(subject));
  }
  const id = newId();
  const body = {
    documents,
    objects: objects.map((object) => object.toString('hex')),
    compartments,
    erasedAt: change.at,
  };
  const author = { id: user.id, signing: user.author.signing };
  const message = { type: 'tombstone', at: change.position, body };
  const sealed = sealMessage(vaultId, change.directory.audit, idBytes(id), author, message);
  db.run('INSERT INTO tombstones (id, position, sealed) VALUES (?, ?, ?)', idBytes(id), change.position, sealed);
  change.commit(commitKinds.tombstone, idBytes(id), sha256(sealed));
}

/** How much earlier a file system may date a file than the clock says: by its ticks, FAT by two seconds. In ms. */
const fileTimeErrorMs = 2_000;

/**
 * Removes the copies of the database that are young enough to hold what came in at `since` (ms UTC).
 * @returns their names, for `forgetCopies` in the change that follows.
 */
export async function removeCopiesSince(vault: OpenVault, since: number): Promise<string[]> {
  const registered = await registeredCopies(vault);
  const copies = registered
    .filter(({ madeAt }) => madeAt === null || madeAt + fileTimeErrorMs >= since)
    .map(({ name }) => name);
  for (const name of copies) await vault.env.files.remove(`${vault.paths.folder}/${name}`);
  return copies;
}

export function forgetCopies(vault: OpenVault, copies: readonly string[]): void {
  for (const name of copies) vault.db.run('DELETE FROM copies WHERE name = ?', name);
}
