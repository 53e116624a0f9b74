import { commitKinds } from '../audit/log.ts';
import { seenCommit } from '../audit/log-view.ts';
import { sha256 } from '../crypto/binding.ts';
import { idBytes } from '../crypto/bytes.ts';
import { blobOf, idOf } from '../ports/row.ts';
import { messageRowOf, requireLogged } from '../records/message-rows.ts';
import { readMessage } from '../spool/read-message.ts';
import { isPrivacyOfficer, type OpenVault } from '../vault/open-vault.ts';
import type { Findings } from './findings.ts';
import type { Progress } from './progress.ts';

/**
 * Messages and tombstones against the log, which every user can do; those of the inbox are opened where the signed-in user
 * can. @returns how many messages.
 */
export async function checkMessages(vault: OpenVault, findings: Findings, progress: Progress): Promise<number> {
  const { db, directory } = vault;
  const canOpenInbox = isPrivacyOfficer(vault) && vault.compartments.has(directory.inbox.compartment);
  const ids = db.all('SELECT id FROM messages').map((row) => idOf(row, 'id'));
  for (const id of ids) {
    findings.attempt(`messages ${id}`, () => {
      const row = db.get('SELECT * FROM messages WHERE id = ?', idBytes(id));
      if (!row) return;
      const message = messageRowOf(db, row);
      requireLogged(vault.id, vault.log, message);
      if (!canOpenInbox || message.compartment !== directory.inbox.compartment) return;
      if (readMessage(vault, id, message.sealed) === null) {
        findings.add(`messages ${id}`, 'altered', 'not by a computer of this office');
      }
    });
    await progress.step();
  }
  const there = new Set(ids);
  for (const { kind, key } of vault.log.commits.values()) {
    const id = key.toString('hex');
    if (kind === commitKinds.messageAdded && !there.has(id)) {
      findings.add(`messages ${id}`, 'missing', 'the log has it, and not that it was removed');
    }
  }
  checkStrayContents(vault, findings, there);
  findings.attempt('tombstones', () => checkTombstones(vault, findings));
  return ids.length;
}

function checkStrayContents({ db }: OpenVault, findings: Findings, messages: ReadonlySet<string>): void {
  for (const row of db.all('SELECT DISTINCT message FROM message_contents')) {
    const id = idOf(row, 'message');
    if (!messages.has(id)) findings.add(`message_contents ${id}`, 'superfluous', 'of a message that is not there');
  }
}

function checkTombstones({ db, log }: OpenVault, findings: Findings): void {
  const there = new Set<string>();
  for (const row of db.all('SELECT id, sealed FROM tombstones')) {
    const id = idOf(row, 'id');
    there.add(id);
    const seen = seenCommit(log, commitKinds.tombstone, idBytes(id));
    if (!seen?.bodyHash.equals(sha256(sha256(blobOf(row, 'sealed'))))) {
      findings.add(`tombstones ${id}`, 'altered', 'not what the log says');
    }
  }
  for (const { kind, key } of log.commits.values()) {
    const id = key.toString('hex');
    if (kind === commitKinds.tombstone && !there.has(id)) findings.add(`tombstones ${id}`, 'missing', 'the log has it');
  }
}
