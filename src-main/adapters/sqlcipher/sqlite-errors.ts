import Driver from 'better-sqlite3-multiple-ciphers';
import { type ErrorCode, VaultError } from '../../contract/errors.ts';

/** Primary result codes; extended ones (`SQLITE_BUSY_RECOVERY`) follow the primary one that they begin with. */
const codesBySqliteCode: Readonly<Record<string, ErrorCode>> = {
  SQLITE_BUSY: 'vault-in-use',
  SQLITE_CORRUPT: 'integrity-violated',
  SQLITE_NOTADB: 'integrity-violated',
  // ENOSPC arrives as this one, from the unix and the Windows layer alike.
  SQLITE_FULL: 'disk-full',
  SQLITE_READONLY: 'folder-read-only',
  SQLITE_PERM: 'folder-read-only',
  // The file is known to exist by then: either it or the log beside it may not be written.
  SQLITE_CANTOPEN: 'folder-read-only',
};

/** The file at fault, as shown to the user. */
export type FilePart = 'vault.db' | 'lock';

/**
 * What the driver threw, as a VaultError without a cause. The driver's own text is kept only where it cannot contain a
 * bound parameter (an FTS5 syntax error, for one, quotes what was searched for): while `preparing`, when nothing is
 * bound yet, and for constraints, which name tables and columns.
 */
export function translateSqliteError(error: unknown, part: FilePart, stage: 'preparing' | 'running'): VaultError {
  if (error instanceof VaultError) return error;
  if (error instanceof Driver.SqliteError) {
    const primary = error.code.split('_', 2).join('_');
    const code = codesBySqliteCode[primary] ?? 'internal';
    const mayQuote = stage === 'preparing' || primary === 'SQLITE_CONSTRAINT';
    const message = `${part}: ${error.code}${mayQuote ? `: ${error.message}` : ''}`;
    return new VaultError(code, message, code === 'internal' ? {} : { details: { part } });
  }
  // Misuse of the driver (wrong number of parameters, a write during `iterate`): its text names no value.
  const reason = error instanceof TypeError || error instanceof RangeError ? error.message : 'unknown error';
  return new VaultError('internal', `${part}: ${reason}`);
}
