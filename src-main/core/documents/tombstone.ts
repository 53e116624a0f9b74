import { commitKinds } from '../audit/log.ts';
import { sha256 } from '../crypto/binding.ts';
import { idBytes, newId } from '../crypto/bytes.ts';
import { sealMessage } from '../records/sealed-message.ts';
import type { Change } from '../vault/change.ts';
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
