import { violated } from '../../contract/errors.ts';
import { commitKinds } from '../audit/log.ts';
import { type LogView, seenCommit } from '../audit/log-view.ts';
import { bind, sha256 } from '../crypto/binding.ts';
import { idBytes, noBytes, u64 } from '../crypto/bytes.ts';
import type { Database, SqlRow } from '../ports/database.ts';
import { blobOf, idOf, integerOf } from '../ports/row.ts';
import type { Change } from '../vault/change.ts';

/** A sealed message with the documents that belong to it (docs/formats.md section 6). */
export interface MessageRow {
  readonly id: string;
  readonly compartment: string;
  /** Of the compartment's key that it is sealed to. */
  readonly epoch: number;
  readonly sealed: Buffer;
  readonly contents: readonly { readonly header: Buffer; readonly object: Buffer }[];
}

/** Adds a message in a change; its commit makes that it cannot be altered or removed unnoticed. */
export function insertMessage(db: Database, vault: string, change: Change, message: MessageRow): void {
  const id = idBytes(message.id);
  db.run(
    'INSERT INTO messages (id, compartment, epoch, position, sealed) VALUES (?, ?, ?, ?, ?)',
    id,
    idBytes(message.compartment),
    message.epoch,
    change.position,
    message.sealed,
  );
  for (const [number, { header, object }] of message.contents.entries()) {
    db.run(
      'INSERT INTO message_contents (message, number, header, object) VALUES (?, ?, ?, ?)',
      id,
      number,
      header,
      object,
    );
  }
  change.commit(commitKinds.messageAdded, id, messageRowHash(vault, message));
}

/** Removes a message with its documents in a change, and tells the log so. */
export function removeMessage(db: Database, change: Change, id: string): void {
  db.run('DELETE FROM message_contents WHERE message = ?', idBytes(id));
  db.run('DELETE FROM messages WHERE id = ?', idBytes(id));
  change.commit(commitKinds.messageRemoved, idBytes(id), noBytes);
}

/**
 * The messages of a compartment in the order in which they came, each as the log has it.
 * @throws VaultError `integrity-violated` part `messages <id>` for one that was altered or that the log does not know.
 */
export function verifiedMessages(db: Database, vault: string, log: LogView, compartment: string): MessageRow[] {
  const rows = db.all('SELECT * FROM messages WHERE compartment = ? ORDER BY position, id', idBytes(compartment));
  return rows.map((row) => {
    const message = messageRowOf(db, row);
    requireLogged(vault, log, message);
    return message;
  });
}

/**
 * Where the log has a message.
 * @throws VaultError `integrity-violated` part `messages <id>` for one that was altered or that the log does not know.
 */
export function requireLogged(vault: string, log: LogView, message: MessageRow): number {
  const seen = seenCommit(log, commitKinds.messageAdded, idBytes(message.id));
  if (seen?.bodyHash.equals(sha256(messageRowHash(vault, message)))) return seen.position;
  throw violated(`messages ${message.id}`, 'a message is not what the log says');
}

function messageRowHash(vault: string, { id, compartment, epoch, sealed, contents }: MessageRow): Buffer {
  const files = contents.flatMap(({ header, object }) => [header, object]);
  return sha256(bind(vault, 'message-row', idBytes(id), idBytes(compartment), u64(epoch), sealed, ...files));
}

/** A row of `messages` with what belongs to it. */
export function messageRowOf(db: Database, row: SqlRow): MessageRow {
  const id = idOf(row, 'id');
  const contents = db
    .all('SELECT header, object FROM message_contents WHERE message = ? ORDER BY number', idBytes(id))
    .map((content) => ({ header: blobOf(content, 'header'), object: blobOf(content, 'object') }));
  const [compartment, epoch, sealed] = [idOf(row, 'compartment'), integerOf(row, 'epoch'), blobOf(row, 'sealed')];
  return { id, compartment, epoch, sealed, contents };
}
