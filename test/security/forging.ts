import Driver from 'better-sqlite3-multiple-ciphers';
import { applyPragmas, openingPragmas } from '../../src-main/adapters/sqlcipher/pragmas.ts';
import { rowHash } from '../../src-main/core/access/head.ts';
import { appendEntry, type Commit, readLogHead } from '../../src-main/core/audit/log.ts';
import { idBytes } from '../../src-main/core/crypto/bytes.ts';
import type { SigningKey } from '../../src-main/core/crypto/signing.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import { blobOf, idOf, integerOf } from '../../src-main/core/ports/row.ts';
import { sealMessage } from '../../src-main/core/records/sealed-message.ts';
import { openRecord, type RecordPlace, sealRecord, signRecord } from '../../src-main/core/records/sealed-record.ts';
import type { Directory } from '../../src-main/core/vault/directory.ts';
import { type Insider, keyOf, withDatabase } from './insider.ts';

/** A row of `records` as it lies there. */
export interface StoredRecord {
  readonly place: RecordPlace;
  readonly epoch: number;
  readonly sealed: Buffer;
}

/** The first record of a type in a folder, found with a key of it. */
export function findRecord(db: Database, insider: Insider, folder: string, type: string): StoredRecord {
  for (const row of db.all('SELECT * FROM records WHERE compartment = ?', idBytes(folder))) {
    const place: RecordPlace = {
      vault: insider.vault,
      compartment: folder,
      table: 'records',
      id: idOf(row, 'id'),
      version: integerOf(row, 'version'),
    };
    const [epoch, sealed] = [integerOf(row, 'epoch'), blobOf(row, 'sealed')];
    if (openRecord(place, keyOf(insider, folder).recordKey, sealed).type === type) return { place, epoch, sealed };
  }
  throw new Error(`no record of type ${type}`);
}

/** Another body in the place of a record, sealed under its folder's key and signed by whoever. */
export function forgedRecord(
  insider: Insider,
  { place, epoch }: StoredRecord,
  author: { user: string; signing: SigningKey },
  type: string,
  body: unknown,
): { sealed: Buffer; hash: Buffer } {
  const plaintext = signRecord(place, author, type, 2, body);
  const sealed = sealRecord(place, keyOf(insider, place.compartment).recordKey, plaintext);
  const { table, id, version } = place;
  return { sealed, hash: rowHash(insider.vault, { table, id, version, epoch, sealed, content: null }) };
}

/** An entry of the log by somebody who asks no program; its detail is sealed as everybody can. */
export function appendForgedEntry(
  db: Database,
  author: Insider,
  directory: Directory,
  commits: readonly Commit[],
  facts: Readonly<Record<string, unknown>> = { action: 'note-added' },
): number {
  const head = readLogHead(db);
  const position = head.position + 1;
  const id = Buffer.alloc(16);
  id.writeBigUInt64BE(BigInt(position));
  const sealed = sealMessage(
    author.vault,
    directory.audit,
    id,
    { id: author.user, signing: author.signing },
    { type: 'audit', at: position, body: facts },
  );
  db.transaction(() => {
    appendEntry(db, author.vault, head, { at: Date.now(), details: [{ subject: null, sealed }], commits });
  });
  return position;
}

/**
 * Runs `work` on the tables while an index is not there, and puts the index back as it was: then it says what the table
 * said before.
 */
export function behindIndex(folder: string, key: Uint8Array, index: string, work: (db: Database) => void): void {
  const entry = withSchema(folder, key, (driver) => {
    const row = driver.prepare('SELECT * FROM sqlite_schema WHERE name = ?').get(index);
    driver.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(index);
    return Object.values(row ?? {});
  });
  withDatabase(folder, key, work);
  withSchema(folder, key, (driver) => driver.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)').run(...entry));
}

/** With the table that SQLite keeps its schema in open for writing. */
function withSchema<Result>(folder: string, key: Uint8Array, work: (driver: Driver) => Result): Result {
  const driver: Driver & { unsafeMode?(on: boolean): void } = new Driver(`${folder}/vault.db`, {
    fileMustExist: true,
    timeout: 0,
  });
  try {
    applyPragmas(driver, openingPragmas);
    driver.key(Buffer.concat([Buffer.from('raw:'), key]));
    driver.unsafeMode?.(true);
    driver.pragma('writable_schema = ON');
    return work(driver);
  } finally {
    driver.close();
  }
}
