import type { Migration } from '../../src-main/adapters/sqlcipher/migrate.ts';
import { migrations } from '../../src-main/adapters/sqlcipher/migrations/index.ts';
import { openMigratedDatabase, openPresentDatabase } from '../../src-main/adapters/sqlcipher/open-migrated-database.ts';
import { withPagesToVerify } from '../../src-main/adapters/sqlcipher/open-vault-database.ts';
import type { Environment } from '../../src-main/core/vault/open-vault.ts';

/** The schema after `anotherMigration`. */
export const laterSchema = (migrations.at(-1)?.id ?? 0) + 1;

/** Rewrites much, so that a crash in the middle has something to be in the middle of; `check` finds nothing odd in it. */
const anotherMigration: Migration = {
  id: laterSchema,
  name: 'rewrite the records',
  up: (db) => {
    db.run('CREATE TABLE records_again AS SELECT * FROM records');
    db.run('DELETE FROM records');
    db.run('INSERT INTO records SELECT * FROM records_again');
    db.run('DROP TABLE records_again');
  },
};

/** As a later version of the program, whose schema has one step more. */
export function withAnotherMigration(env: Environment): Environment {
  const { files: fileSystem, clock } = env;
  const setting = { migrations: [...migrations, anotherMigration], fileSystem, clock };
  return {
    ...env,
    store: {
      ...env.store,
      open: async (path, key) => withPagesToVerify(await openMigratedDatabase(path, key, setting), path, key),
      openPresent: async (path, key) =>
        withPagesToVerify(openPresentDatabase(path, key, setting.migrations), path, key),
    },
  };
}
