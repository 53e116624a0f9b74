import { raiseFaultOf } from '../backup/verify/raise-fault.ts';
import { idBytes } from '../crypto/bytes.ts';
import { planDrillOf } from '../drill/drill-task.ts';
import { blobOf } from '../ports/row.ts';
import { insertMessage } from '../records/message-rows.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { type InboxMessage, readMessage } from './read-message.ts';
import { listSpool, readSpoolFile, type SpoolFile } from './spool-files.ts';

/** Full messages of the largest size in one batch are as much as is held in memory. */
const batchFiles = 16;

/**
 * Takes what waits in the spool into the inbox: first the rows, then the files go. A file whose message is in the inbox
 * already only goes; what is no message of a computer of the office, or cannot be read, stays. Only at the Privacy Officer's.
 */
export async function takeSpool(vault: OpenVault): Promise<void> {
  const { files } = vault.env;
  const waiting = await listSpool(files, vault.paths.spool);
  for (let start = 0; start < waiting.length; start += batchFiles) {
    const taken = await takeBatch(vault, waiting.slice(start, start + batchFiles));
    for (const { path } of taken) await files.remove(path, { syncFolder: false });
    if (taken.length > 0) await files.syncFolder(vault.paths.spool);
  }
}

/** @returns the files whose messages are in the inbox now. */
async function takeBatch(vault: OpenVault, waiting: readonly SpoolFile[]): Promise<SpoolFile[]> {
  const taken: SpoolFile[] = [];
  const fresh: { message: InboxMessage; sealed: Buffer }[] = [];
  for (const file of waiting) {
    const bytes = await readSpoolFile(vault.env.files, file);
    if (bytes === null) continue;
    const sealed = Buffer.from(bytes);
    const known = vault.db.get('SELECT sealed FROM messages WHERE id = ?', idBytes(file.id));
    const message = known ? null : readMessage(vault, file.id, sealed);
    if (message) fresh.push({ message, sealed });
    if (message || (known && blobOf(known, 'sealed').equals(sealed))) taken.push(file);
  }
  if (fresh.length > 0) addToInbox(vault, fresh);
  return taken;
}

function addToInbox(vault: OpenVault, messages: readonly { message: InboxMessage; sealed: Buffer }[]): void {
  const { compartment } = vault.directory.inbox;
  changeVault(vault, (change) => {
    const raised = new Set<string>();
    for (const { message, sealed } of messages) {
      const { id, epoch, computer, type } = message;
      insertMessage(vault.db, vault.id, change, { id, compartment, epoch, sealed, contents: [] });
      change.tell('message-received', { message: id, computer, type }, id);
      raiseFaultOf(vault, change, message, raised);
      planDrillOf(vault, change, message, raised);
    }
  });
}
