import type { CompartmentKey } from '../access/compartment-key.ts';
import { idBytes } from '../crypto/bytes.ts';
import { openMessage } from '../records/sealed-message.ts';
import { unlessViolated } from '../unless-violated.ts';
import { compartmentOf, type OpenVault } from '../vault/open-vault.ts';
import { SpoolBodySchema } from './spool-files.ts';

/** A message as the Privacy Officer reads it. */
export interface InboxMessage {
  readonly id: string;
  readonly type: string;
  readonly computer: string;
  /** ms UTC, by the clock of the computer that wrote it. */
  readonly writtenAt: number;
  readonly content: unknown;
  /** Of the inbox key that it is sealed to. */
  readonly epoch: number;
}

/**
 * Opens a message to the inbox and checks that a computer of the office wrote it.
 * @returns null when it is none: not sealed to the inbox, altered, or by a computer that the directory does not know.
 */
export function readMessage(vault: OpenVault, id: string, sealed: Uint8Array): InboxMessage | null {
  const inbox = compartmentOf(vault, vault.directory.inbox.compartment);
  // The newest first: a spool is seldom older than a change of keys.
  for (const key of [...inbox.keys.values()].sort((a, b) => b.epoch - a.epoch)) {
    const message = readWith(vault, id, sealed, key);
    if (message !== null) return message;
  }
  return null;
}

function readWith(vault: OpenVault, id: string, sealed: Uint8Array, key: CompartmentKey): InboxMessage | null {
  // Anybody can put a file into the spool: one that is no message is a finding, not the end of the work.
  const message = unlessViolated(() =>
    openMessage(vault.id, key.compartment, idBytes(id), sealed, [key.identity], `spool ${id}`),
  );
  if (message === null) return null;
  const known = vault.directory.computers.some((one) => one.id === message.author && one.signing === message.key);
  const body = SpoolBodySchema.safeParse(message.body);
  if (!known || !body.success) return null;
  const { writtenAt, content } = body.data;
  return { id, type: message.type, computer: message.author, writtenAt, content, epoch: key.epoch };
}
