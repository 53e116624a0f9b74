import { basename, dirname } from 'node:path';
import { VaultError } from '../../contract/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Database } from '../../core/ports/database.ts';
import type { FileSystem } from '../../core/ports/file-system.ts';
import { type Migration, migrate, schemaVersions } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { requireSchema } from './require-schema.ts';
import { requireWholeLog } from './require-whole-log.ts';
import { verifyPages } from './verify-pages.ts';

const copyBlockBytes = 4 * 1024 * 1024;

export interface MigrationSetting {
  readonly migrations: readonly Migration[];
  readonly fileSystem: Pick<FileSystem, 'openReader' | 'openWriter'>;
  readonly clock: Clock;
}

/**
 * Opens a database (see `openDatabase`) at the schema of this program. When steps are pending, a copy is made first:
 * `vault.db.before-<wanted version>-<UTC date>`, beside it; an earlier one of the same day is replaced. A file without
 * any table is not copied. The file is copied while it is closed, so whoever calls holds the vault's lock.
 *
 * @throws VaultError as `requireWholeLog`, `openDatabase`, `migrate` and `requireSchema`; the file then has the version that it had.
 */
export async function openMigratedDatabase(
  path: string,
  key: Uint8Array,
  setting: MigrationSetting,
): Promise<Database> {
  requireWholeLog(path);
  let db = openDatabase(path, key);
  try {
    const { current, wanted } = schemaVersions(db, setting.migrations);
    if (current < wanted && !isEmpty(db)) {
      // A number that was set back would have the steps run on tables that are there already.
      const taken = setting.migrations.filter(({ id }) => id <= current);
      requireSchema(db, taken);
      // Closing does this too, but would not say that it failed and left part of the content in the log.
      db.checkpoint();
      // The POSIX trap: copying opens and closes the file, which is harmless only while SQLite has it closed.
      db.close();
      const copyPath = `${path}.before-${wanted}-${utcDate(setting.clock.now())}`;
      await copyFile(setting.fileSystem, path, copyPath);
      await requireIntact(setting.fileSystem, copyPath, key);
      db = openDatabase(path, key);
    }
    migrate(db, setting.migrations);
    requireSchema(db, setting.migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a database that has the schema of this program already, and changes nothing.
 * @throws VaultError as `openMigratedDatabase`; `vault-from-older-program` when steps are pending.
 */
export function openPresentDatabase(path: string, key: Uint8Array, migrations: readonly Migration[]): Database {
  requireWholeLog(path);
  const db = openDatabase(path, key);
  try {
    const { current, wanted } = schemaVersions(db, migrations);
    if (current < wanted) {
      throw new VaultError('vault-from-older-program', `vault.db: version ${current}, wanted ${wanted}`, {
        details: { current, wanted },
      });
    }
    requireSchema(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isEmpty(db: Database): boolean {
  return db.get('SELECT 1 FROM sqlite_schema LIMIT 1') === undefined;
}

function utcDate(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

async function copyFile(files: MigrationSetting['fileSystem'], from: string, to: string): Promise<void> {
  const reader = await files.openReader(from);
  try {
    const writer = await files.openWriter(dirname(to));
    try {
      const buffer = Buffer.allocUnsafe(copyBlockBytes);
      let position = 0;
      for (let read = -1; read !== 0; position += read) {
        read = await reader.readAt(buffer, position);
        await writer.append(buffer.subarray(0, read));
      }
      await writer.commit(to);
    } finally {
      await writer.discard();
    }
  } finally {
    await reader.close();
  }
}

/** A copy that cannot be read is worse than none, and a damaged file must not be migrated. */
async function requireIntact(files: MigrationSetting['fileSystem'], copyPath: string, key: Uint8Array): Promise<void> {
  const reader = await files.openReader(copyPath);
  try {
    const { badPages } = await verifyPages(reader, key);
    if (badPages.length === 0) return;
    throw new VaultError('integrity-violated', `${basename(copyPath)}: page ${badPages[0]} is damaged`, {
      details: { part: 'vault.db', badPages: badPages.length },
    });
  } finally {
    await reader.close();
  }
}
