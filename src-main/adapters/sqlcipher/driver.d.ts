/**
 * The part of the driver that is used. Its own types cannot be found through the `exports` of its package.json
 * (13.0.3), and are of version 11 and full of `any`.
 */
declare module 'better-sqlite3-multiple-ciphers' {
  type SqlValue = string | number | Uint8Array | null;
  type SqlRow = Record<string, SqlValue>;

  class Driver {
    readonly open: boolean;
    readonly inTransaction: boolean;
    constructor(path: string, options: { fileMustExist: boolean; timeout: number });
    prepare(sql: string): Driver.Statement;
    exec(sql: string): this;
    pragma(source: string, options: { simple: true }): SqlValue;
    pragma(source: string): SqlRow[];
    /** @returns an SQLite result code, 0 when the key was taken (which does not mean that it fits). */
    key(key: Buffer): number;
    /** Every page sealed anew under another key. @returns as `key`. */
    rekey(key: Buffer): number;
    /** Lifts SQLite's defensive mode, which takes no `journal_mode=OFF`. */
    unsafeMode(unsafe: boolean): this;
    close(): this;
  }

  // biome-ignore lint/style/noNamespace: the shape of a CommonJS module that exports a class with members.
  namespace Driver {
    type BoundValue = string | number | bigint | Uint8Array | null;

    interface Statement {
      all(...parameters: BoundValue[]): SqlRow[];
      get(...parameters: BoundValue[]): SqlRow | undefined;
      iterate(...parameters: BoundValue[]): IterableIterator<SqlRow>;
      run(...parameters: BoundValue[]): { changes: number };
    }

    class SqliteError extends Error {
      /** Name of the extended result code, such as `SQLITE_IOERR_FSYNC`. */
      readonly code: string;
    }
  }

  export = Driver;
}
