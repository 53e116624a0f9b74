import { afterAll, beforeAll } from 'vitest';
import { migrate } from '../../src-main/adapters/sqlcipher/migrate.ts';
import { migrations } from '../../src-main/adapters/sqlcipher/migrations/index.ts';
import { openDatabase } from '../../src-main/adapters/sqlcipher/open-database.ts';
import type { Database } from '../../src-main/core/ports/database.ts';
import { openTempFolder } from './temp-folder.ts';

/** An empty database with the tables of a vault, for all tests of a file. */
export function sharedDatabase(): () => Database {
  let close = (): void => undefined;
  let open = (): Database => {
    throw new Error('there is a database only while tests run');
  };
  beforeAll(() => {
    const folder = openTempFolder();
    const db = openDatabase(folder.file('vault.db'), Buffer.alloc(48, 3), { create: true });
    migrate(db, migrations);
    open = () => db;
    close = () => {
      db.close();
      folder[Symbol.dispose]();
    };
  });
  afterAll(() => close());
  return () => open();
}
