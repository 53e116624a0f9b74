import { VaultError } from '../../contract/errors.ts';
import { idBytes, newId } from '../crypto/bytes.ts';
import { sealMessage } from '../records/sealed-message.ts';
import { recipientsFromRoot } from '../vault/certified-recipients.ts';
import { readComputer, rememberedHead, wipeComputer } from '../vault/computer.ts';
import { type Environment, vaultPaths } from '../vault/open-vault.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import {
  largestMessageBytes,
  largestSpoolBytes,
  listSpool,
  mostMessages,
  SpoolBodySchema,
  spoolPath,
} from './spool-files.ts';

export interface SpoolMessage {
  /** What it is: up to 40 characters. */
  readonly type: string;
  readonly content: unknown;
}

/**
 * Leaves a message for the Privacy Officer without anybody being signed in: sealed to the inbox that she certified, signed
 * by this computer. Nobody needs the vault's lock for it.
 * @returns its id.
 * @throws VaultError `vault-not-found`; `keychain-entry-missing` where nobody has signed in yet; `integrity-violated`;
 * `vault-read-only` when `vault.json` is older than this computer remembers;
 * `invalid-input` for more than 1 MiB; `spool-full`: then it was not kept.
 */
export async function leaveMessage(env: Environment, folder: string, message: SpoolMessage): Promise<string> {
  const paths = vaultPaths(folder);
  const { content } = await readVaultFile(env.files, paths.vaultFile);
  const keychain = await env.machine.keychainOf(content.vault);
  if (keychain === null) throw new VaultError('keychain-entry-missing', 'this account has no keychain for the vault');
  const computer = await readComputer(keychain, content.vault);
  try {
    const id = newId();
    const body = SpoolBodySchema.parse({ writtenAt: env.clock.now(), content: message.content });
    const author = { id: computer.id, signing: computer.signing };
    const { inbox } = recipientsFromRoot(content, computer, await rememberedHead(keychain, content.vault));
    const sealed = sealMessage(content.vault, inbox, idBytes(id), author, { type: message.type, at: 0, body });
    await requireRoom(env, paths.spool, sealed.length);
    // A copy of the vault may have dropped it when it was empty.
    await env.files.makeFolder(paths.spool);
    await env.files.create(spoolPath(paths.spool, id), sealed);
    return id;
  } finally {
    wipeComputer(computer);
  }
}

async function requireRoom(env: Environment, spool: string, sizeBytes: number): Promise<void> {
  if (sizeBytes > largestMessageBytes) {
    throw new VaultError('invalid-input', 'the message is too large', {
      details: { input: 'message', limitBytes: largestMessageBytes },
    });
  }
  const waiting = await listSpool(env.files, spool);
  const total = waiting.reduce((sum, file) => sum + file.sizeBytes, sizeBytes);
  if (waiting.length >= mostMessages || total > largestSpoolBytes) {
    throw new VaultError('spool-full', 'too much waits for the Privacy Officer', {
      details: { files: waiting.length, limitFiles: mostMessages, limitBytes: largestSpoolBytes },
    });
  }
}
