import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, SqlValue } from '../../src-main/core/ports/database.ts';
import { withDatabase } from './insider.ts';

/** What somebody with the database key sees of a vault: every row by its key, every part of every file. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<string, SqlValue>>;

/** Columns that hold a time or a number drawn at random, which says nothing. */
const ignored: ReadonlySet<string> = new Set(['at', 'bucket', 'made_at', 'expires_at']);

export function takeSnapshot(folder: string, key: Uint8Array): Snapshot {
  return new Map([...withDatabase(folder, key, rowsOf), ...filesOf(folder)]);
}

function rowsOf(db: Database): [string, Map<string, SqlValue>][] {
  const tables = db.all("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name));
  return tables.flatMap((table) => {
    const keys = db.all(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`);
    return db.all(`SELECT * FROM ${table}`).map((row): [string, Map<string, SqlValue>] => {
      const id = keys.map(({ name }) => shown(row[String(name)] ?? null)).join(' ');
      const columns = Object.entries(row).filter(([column]) => !ignored.has(column));
      return [`${table} ${id}`, new Map(columns)];
    });
  });
}

function filesOf(folder: string): [string, Map<string, SqlValue>][] {
  const found: [string, Map<string, SqlValue>][] = [];
  const json: Record<string, unknown> = JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8'));
  for (const [part, value] of Object.entries(json)) {
    if (value === null || typeof value !== 'object') continue;
    for (const [name, entry] of Object.entries(value)) {
      found.push([`vault.json ${part} ${name}`, new Map([['value', Buffer.from(JSON.stringify(entry))]])]);
    }
  }
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const path = join(folder, name);
    if (/^(vault\.(db|json)|lock)/.test(name) || !statSync(path).isFile()) continue;
    found.push([name, new Map([['content', readFileSync(path)]])]);
  }
  return found;
}

/**
 * What a comparison of two copies tells: which rows are new, gone or changed, in which columns, to which sizes and numbers.
 * @param names ids that are known to be of people, with what to call them.
 */
export function differences(
  before: Snapshot,
  after: Snapshot,
  names: ReadonlyMap<string, string> = new Map(),
): string[] {
  const found: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, present] = [before.get(key), after.get(key)];
    const named = [...names].reduce((text, [id, name]) => text.replaceAll(id, name), key);
    if (!present) found.push(`${named} is gone`);
    for (const [column, value] of present ?? []) {
      const was = old?.get(column);
      if (was !== undefined && shown(was) === shown(value)) continue;
      const size = value instanceof Uint8Array ? `${value.length} bytes` : shown(value);
      found.push(`${named} ${old ? 'changed' : 'new'}: ${column} ${size}`);
    }
  }
  return found.sort();
}

function shown(value: SqlValue): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);
}
