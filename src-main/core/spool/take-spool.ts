import { idBytes } from '../crypto/bytes.ts';
import { insertMessage } from '../records/message-rows.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { readMessage } from './read-message.ts';
import { largestMessageBytes, listSpool, type SpoolFile } from './spool-files.ts';

/**
 * Takes what waits in the spool into the inbox, one message at a time: first the row, then the file goes. A file whose
 * message is in the inbox already only goes; what is no message of a computer of the office stays. Only at the Privacy
 * Officer's.
 */
export async function takeSpool(vault: OpenVault): Promise<void> {
  for (const file of await listSpool(vault.env.files, vault.paths.spool)) {
    if (await takeFile(vault, file)) await vault.env.files.remove(file.path);
  }
}

/** @returns whether the message is in the inbox now. */
async function takeFile(vault: OpenVault, { id, path, sizeBytes }: SpoolFile): Promise<boolean> {
  if (sizeBytes > largestMessageBytes) return false;
  const sealed = Buffer.from((await vault.env.files.read(path)) ?? []);
  const known = vault.db.get('SELECT sealed FROM messages WHERE id = ?', idBytes(id));
  if (known) return sealed.equals(Buffer.from(known.sealed instanceof Uint8Array ? known.sealed : []));
  const message = readMessage(vault, id, sealed);
  if (message === null) return false;
  const { compartment } = vault.directory.inbox;
  changeVault(vault, (change) => {
    insertMessage(vault.db, vault.id, change, { id, compartment, epoch: message.epoch, sealed, contents: [] });
    change.tell('message-received', { message: id, computer: message.computer, type: message.type }, id);
  });
  return true;
}
