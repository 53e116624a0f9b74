import type { Statement } from '../../crypto/statement.ts';
import { unlessViolated } from '../../unless-violated.ts';
import { chainUntil, type OfficerChain, presentOfficer, readCertificates } from '../../vault/certificates.ts';
import { type Change, changeVault } from '../../vault/change.ts';
import type { DirectoryComputer } from '../../vault/directory.ts';
import { officerStatement, storedStatements, storeStatements } from '../../vault/officer-statements.ts';
import type { OpenVault } from '../../vault/open-vault.ts';
import { type BackupWriter, BackupWriterSchema, signBackupWriter } from '../repository/statements.ts';
import { writerFileBytes } from '../repository/writer-file.ts';

/** In the table `meta`: a statement for each computer that makes backups (docs/formats.md section 15.5). */
export const backupWritersKey = 'backup-writers';

interface StoredWriter {
  readonly writer: BackupWriter;
  readonly statement: Statement;
}

type Vault = Pick<OpenVault, 'db' | 'id' | 'chain'>;

/**
 * Each verified against the Privacy Officer of its position; none in a vault from before there were any.
 * @throws VaultError `integrity-violated` when the row holds anything else.
 */
export function readBackupWriters({ db, id, chain }: Vault): StoredWriter[] {
  const expected = { key: backupWritersKey, kind: 'backup-writer', vault: id, chain };
  return storedStatements(db, backupWritersKey).map((statement) => ({
    writer: officerStatement(statement, expected, BackupWriterSchema),
    statement,
  }));
}

/**
 * The file by which the backups of a computer are vouched for, the same bytes until the Privacy Officer has signed another.
 * @returns null when she has not vouched for it, or for another key of it.
 */
export function writerFileOf(vault: Vault, { id, signing }: Pick<DirectoryComputer, 'id' | 'signing'>): Buffer | null {
  const found = readBackupWriters(vault)
    .filter(({ writer }) => writer.computer === id && writer.signing === signing)
    .sort((a, b) => b.writer.from - a.writer.from)[0];
  if (!found) return null;
  // A chain that goes on behind her would need another's word for the computer.
  const { certificates } = chainUntil(vault.chain, found.writer.from);
  return writerFileBytes(readCertificates(vault.db).slice(0, certificates.length), found.statement);
}

/**
 * Signs what is missing, and drops what is not of an active computer. Belongs inside a change by the Privacy Officer, behind
 * what that does to the directory and the certificates.
 */
export function vouchForComputers({ db, id: vault, chain, user }: OpenVault, change: Change): void {
  const kept = unlessViolated(() => readBackupWriters({ db, id: vault, chain })) ?? [];
  const statements = activeComputers(change).map(({ id: computer, signing }) => {
    const found = kept.find(({ writer }) => isFor(writer, { id: computer, signing }, chain));
    if (found) return found.statement;
    return signBackupWriter({ vault, computer, signing, from: change.position }, user.author.signing);
  });
  storeStatements(db, backupWritersKey, statements);
}

/**
 * Vouches for the computers that nobody has vouched for yet: of a vault from before there were backups, or one to which the
 * Privacy Officer has been certified anew. Only at her sign-in; does nothing when none is missing.
 */
export function vouchForMissingComputers(vault: OpenVault): void {
  const known = unlessViolated(() => readBackupWriters(vault));
  const active = activeComputers(vault);
  const missing = active.filter((computer) => !known?.some(({ writer }) => isFor(writer, computer, vault.chain)));
  const isAltered = known === null;
  if (missing.length === 0 && known?.length === active.length) return;
  changeVault(vault, (change) => {
    vouchForComputers(vault, change);
    if (isAltered) change.tell('backup-writers-replaced', {});
    change.tell('backup-writers-signed', { computers: missing.map(({ id }) => id) });
  });
}

function activeComputers({ directory }: Pick<OpenVault | Change, 'directory'>): DirectoryComputer[] {
  return directory.computers.filter(({ state }) => state === 'active');
}

/** By the Privacy Officer of today: what one before her said is hers to say again. */
function isFor(
  { computer, signing, from }: BackupWriter,
  { id, signing: present }: Pick<DirectoryComputer, 'id' | 'signing'>,
  chain: OfficerChain,
): boolean {
  return computer === id && signing === present && from >= presentOfficer(chain).from;
}
