import { VaultError, violated } from '../../contract/errors.ts';
import type { Database } from '../../core/ports/database.ts';

/** One step of the schema. It imports nothing from the core: a step must not change when a model does. */
export interface Migration {
  /** The version of the schema after this step: positive, each larger than the one before. */
  readonly id: number;
  readonly name: string;
  /** Runs inside the one transaction of all steps; foreign keys do not act, and are checked when that ends. */
  up(db: Database): void;
}

/** The version of the schema that a file has (0: none yet) and the one that the program wants. */
export interface SchemaVersions {
  readonly current: number;
  readonly wanted: number;
}

/** @throws VaultError `vault-from-newer-program` when the file is ahead of the program. */
export function schemaVersions(db: Database, migrations: readonly Migration[]): SchemaVersions {
  requireAscending(migrations);
  const wanted = migrations.at(-1)?.id ?? 0;
  const current = Number(db.get('PRAGMA user_version')?.user_version);
  if (current > wanted) {
    throw new VaultError('vault-from-newer-program', `vault.db: version ${current}, known up to ${wanted}`, {
      details: { current, wanted },
    });
  }
  return { current, wanted };
}

/**
 * Runs the steps that a file still lacks, all in one transaction: afterwards they are all done and durable, or, after an
 * error or a crash at any instant, none. Running it again does nothing.
 *
 * @throws VaultError `vault-from-newer-program`; `integrity-violated` when the result does not hold together.
 */
export function migrate(db: Database, migrations: readonly Migration[]): SchemaVersions {
  const versions = schemaVersions(db, migrations);
  const pending = migrations.filter(({ id }) => id > versions.current);
  if (pending.length === 0) return versions;
  // A step may rebuild a table that others refer to, which SQLite allows only so; references are checked at the end.
  db.run('PRAGMA foreign_keys=OFF');
  try {
    db.transaction(() => {
      for (const step of pending) step.up(db);
      requireSound(db);
      db.run(`PRAGMA user_version=${versions.wanted}`);
    });
  } finally {
    db.run('PRAGMA foreign_keys=ON');
  }
  return versions;
}

function requireAscending(migrations: readonly Migration[]): void {
  let last = 0;
  for (const { id, name } of migrations) {
    if (!Number.isSafeInteger(id) || id <= last) {
      throw new VaultError('internal', `migration ${id} (${name}) must have a larger id than ${last}`);
    }
    last = id;
  }
}

function requireSound(db: Database): void {
  const dangling = db.all('PRAGMA foreign_key_check').map(({ table }) => String(table));
  if (dangling.length > 0) {
    const tables = [...new Set(dangling)];
    throw unsound(`rows of ${tables.join(', ')} refer to rows that are not there`);
  }
  const [first] = db.all('PRAGMA integrity_check(1)');
  if (first?.integrity_check !== 'ok') throw unsound('integrity_check failed');
}

function unsound(reason: string): VaultError {
  return violated('vault.db', `vault.db after migration: ${reason}`);
}
