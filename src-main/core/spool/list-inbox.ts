import { violated } from '../../contract/errors.ts';
import { verifiedMessages } from '../records/message-rows.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { type InboxMessage, readMessage } from './read-message.ts';
import { listSpool, readSpoolFile, type SpoolFile } from './spool-files.ts';

/** One line of what was written for the Privacy Officer. */
export interface ListedMessage {
  readonly id: string;
  readonly name: string;
  readonly place: 'inbox' | 'spool' | 'unreadable';
  readonly computer: string | null;
  readonly computerName: string | null;
  /** ms UTC. */
  readonly at: number;
}

/**
 * Inbox and spool, oldest first.
 * @throws VaultError `not-authorised`, `integrity-violated` for a message that is not what the log says.
 */
export async function listInbox(vault: OpenVault): Promise<ListedMessage[]> {
  requirePrivacyOfficer(vault);
  const { compartment } = vault.directory.inbox;
  const taken = verifiedMessages(vault.db, vault.id, vault.log, compartment).map(({ id, sealed }) => {
    const message = readMessage(vault, id, sealed);
    if (message) return listed(vault, message, 'inbox');
    throw violated(`messages ${id}`, 'a message in the inbox cannot be read');
  });
  const waiting: ListedMessage[] = [];
  for (const file of await listSpool(vault.env.files, vault.paths.spool)) {
    const message = await readWaiting(vault, file);
    waiting.push(message === null ? unreadable(file) : listed(vault, message, 'spool'));
  }
  return [...taken, ...waiting].sort((a, b) => a.at - b.at);
}

async function readWaiting(vault: OpenVault, file: SpoolFile): Promise<InboxMessage | null> {
  const sealed = await readSpoolFile(vault.env.files, file);
  return sealed === null ? null : readMessage(vault, file.id, sealed);
}

function listed(vault: OpenVault, message: InboxMessage, place: 'inbox' | 'spool'): ListedMessage {
  const { id, type, computer, writtenAt } = message;
  const computerName = vault.directory.computers.find((one) => one.id === computer)?.name ?? null;
  return { id, name: type, place, computer, computerName, at: writtenAt };
}

function unreadable({ id, modifiedAtMs }: SpoolFile): ListedMessage {
  const at = Math.round(modifiedAtMs);
  return { id, name: `${id}.age`, place: 'unreadable', computer: null, computerName: null, at };
}
