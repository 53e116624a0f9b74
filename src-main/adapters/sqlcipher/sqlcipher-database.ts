import type Driver from 'better-sqlite3-multiple-ciphers';
import { VaultError } from '../../contract/errors.ts';
import type { Database, SqlRow, SqlValue } from '../../core/ports/database.ts';
import { translateSqliteError } from './sqlite-errors.ts';

/** SQL texts are fixed, but a list of a varying number of placeholders makes many: the oldest statement goes. */
const maxCachedStatements = 512;

type PreparedStatement = Driver.Statement;

/** The `Database` port on an open connection of the driver. */
export class SqlcipherDatabase implements Database {
  readonly #driver: Driver;
  readonly #statements = new Map<string, PreparedStatement>();
  readonly #iterators = new Set<IterableIterator<SqlRow>>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  all(sql: string, ...parameters: SqlValue[]): SqlRow[] {
    const statement = this.#prepared(sql);
    return this.#running(() => statement.all(...bindable(parameters)));
  }

  get(sql: string, ...parameters: SqlValue[]): SqlRow | undefined {
    const statement = this.#prepared(sql);
    return this.#running(() => statement.get(...bindable(parameters)));
  }

  run(sql: string, ...parameters: SqlValue[]): { changes: number } {
    const statement = this.#prepared(sql);
    const { changes } = this.#running(() => statement.run(...bindable(parameters)));
    return { changes };
  }

  /**
   * Starts at the first row asked for and ends when the loop is left. Between two rows the connection can be read, also
   * with the same SQL, but not written: leave the loop first, and never `await` inside it.
   */
  *iterate(sql: string, ...parameters: SqlValue[]): IterableIterator<SqlRow> {
    // A statement of its own: the cached one would refuse every other use until the loop is left.
    const statement = this.#prepare(sql);
    const rows = this.#running(() => statement.iterate(...bindable(parameters)));
    this.#iterators.add(rows);
    try {
      for (;;) {
        const next = this.#running(() => rows.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      this.#iterators.delete(rows);
      rows.return?.();
    }
  }

  transaction<T>(work: () => T): T {
    if (this.#driver.inTransaction) throw new VaultError('internal', 'vault.db: a transaction inside a transaction');
    this.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      if (isThenable(result)) throw new VaultError('internal', 'vault.db: a transaction must not wait for anything');
      this.run('COMMIT');
      return result;
    } catch (error) {
      // After a full disk SQLite has rolled back by itself.
      if (this.#driver.inTransaction) this.#rollback();
      throw error;
    }
  }

  checkpoint(): void {
    const outcome = this.get('PRAGMA wal_checkpoint(TRUNCATE)');
    if (outcome?.busy !== 0) throw new VaultError('vault-in-use', 'vault.db: checkpoint is blocked by a reader');
  }

  /** Idempotent. Loops that are still open end; a transaction in progress is rolled back. */
  close(): void {
    if (!this.#driver.open) return;
    for (const rows of this.#iterators) rows.return?.();
    if (this.#driver.inTransaction) this.#rollback();
    this.#statements.clear();
    this.#running(() => this.#driver.close());
  }

  #rollback(): void {
    // Rolling back needs the connection to itself.
    for (const rows of this.#iterators) rows.return?.();
    this.run('ROLLBACK');
  }

  #prepared(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#prepare(sql);
    const oldest = this.#statements.size < maxCachedStatements ? undefined : this.#statements.keys().next().value;
    if (oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }

  #prepare(sql: string): PreparedStatement {
    try {
      return this.#driver.prepare(sql);
    } catch (error) {
      throw translateSqliteError(error, 'vault.db', 'preparing');
    }
  }

  #running<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translateSqliteError(error, 'vault.db', 'running');
    }
  }
}

/** The driver binds every number as a REAL; as bigints they are the INTEGERs that the port promises. */
function bindable(parameters: readonly SqlValue[]): Driver.BoundValue[] {
  return parameters.map((value) => {
    if (typeof value !== 'number') return value;
    if (!Number.isSafeInteger(value)) throw new VaultError('internal', 'vault.db: a number is not a safe integer');
    return BigInt(value);
  });
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
