/** A value that SQLite stores: text, integer (below 2^53), blob or null. */
export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Record<string, SqlValue>;

/**
 * The one connection to `vault.db`, synchronous on purpose: an `await` inside a transaction would let another call in.
 * Statements are prepared once per SQL text and cached. Parameters are always bound. Rows are not validated here.
 * Errors are VaultErrors: `disk-full`, `folder-read-only`, `vault-in-use` (SQLITE_BUSY), `integrity-violated`
 * (SQLITE_CORRUPT, SQLITE_NOTADB), `internal`.
 */
export interface Database {
  all(sql: string, ...parameters: SqlValue[]): SqlRow[];
  get(sql: string, ...parameters: SqlValue[]): SqlRow | undefined;
  iterate(sql: string, ...parameters: SqlValue[]): IterableIterator<SqlRow>;
  run(sql: string, ...parameters: SqlValue[]): { changes: number };
  /** Runs `work` in one IMMEDIATE transaction: committed durably (synchronous=FULL) when it returns, rolled back when it throws. */
  transaction<T>(work: () => T): T;
  /** Folds the write-ahead log into the file and empties it, so that deleted content is gone from both. */
  checkpoint(): void;
  close(): void;
}
