import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commitKinds } from '../../src-main/core/audit/log.ts';
import { bind } from '../../src-main/core/crypto/binding.ts';
import { fromBase64, idBytes, noBytes, u64 } from '../../src-main/core/crypto/bytes.ts';
import { sign, verify } from '../../src-main/core/crypto/signing.ts';
import { StatementSchema } from '../../src-main/core/crypto/statement.ts';
import type { Database, SqlRow } from '../../src-main/core/ports/database.ts';
import { leaveMessage } from '../../src-main/core/spool/leave-message.ts';
import type { Directory } from '../../src-main/core/vault/directory.ts';
import { officerName } from '../support/test-vault.ts';
import { withDatabase } from './insider.ts';
import { asUser, workingOffice } from './office.ts';

const freshOffice = workingOffice();
const signatureBytes = 64;

/** What a stranger knows beforehand: who works here, and the formats. */
interface Stranger {
  readonly vault: string;
  readonly directory: Directory;
  /** Public keys to try on every window, base64. */
  readonly keys: readonly string[];
  /** Public keys to try on every statement: the root's and all that the directory has. */
  readonly everyKey: readonly string[];
}

/**
 * Every place that holds a signature which one of the keys verifies: each window of 64 bytes of each value, as a signature
 * over what follows it, bound to every purpose and place that the formats have for such a row.
 */
function verifiedPlaces(db: Database, stranger: Stranger, tables = tablesOf(db)): Set<string> {
  const found = new Set<string>();
  for (const table of tables) {
    for (const row of db.all(`SELECT * FROM ${table}`)) {
      for (const [column, value] of Object.entries(row)) {
        if (!(value instanceof Uint8Array)) continue;
        const bytes = Buffer.from(value);
        const place = table === 'audit_commits' ? `${table}.${column} of kind ${row.kind}` : `${table}.${column}`;
        if (statementsIn(bytes).some((statement) => isVerified(statement, stranger))) found.add(place);
        if (windowVerifies(bytes, stranger, row, table)) found.add(place);
      }
    }
  }
  return found;
}

function tablesOf(db: Database): string[] {
  return db.all("SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => String(name));
}

function windowVerifies(bytes: Buffer, stranger: Stranger, row: SqlRow, table: string): boolean {
  const keys = stranger.keys.map(fromBase64);
  for (let offset = 0; offset + signatureBytes <= bytes.length; offset += 1) {
    // The second half of a signature is a number below 2^252 and a little: nothing else has to be tried.
    if ((bytes[offset + signatureBytes - 1] ?? 255) > 0x10) continue;
    const signature = bytes.subarray(offset, offset + signatureBytes);
    const messages = bindings(stranger, row, table, bytes, bytes.subarray(offset + signatureBytes));
    if (messages.some((message) => keys.some((key) => verify(key, message, signature)))) return true;
  }
  return false;
}

function bindings({ vault, directory }: Stranger, row: SqlRow, table: string, bytes: Buffer, rest: Buffer): Buffer[] {
  const [id, compartment, version] = [bytesOf(row.id), bytesOf(row.compartment), u64(Number(row.version ?? 0))];
  const position = u64(Number(row.position ?? 0));
  switch (table) {
    case 'records':
    case 'contents':
      return [bind(vault, 'record-author', compartment, Buffer.from(table), id, version, rest)];
    case 'audit_commits':
      return [bind(vault, 'commit-author', position, rest), bind(vault, 'vault-file', position, bytes.subarray(0, 32))];
    case 'audit_details': {
      const message = Buffer.concat([position, u64(Number(row.number))]);
      return [bind(vault, 'message', idBytes(directory.audit.compartment), message, rest)];
    }
    case 'messages':
      return [bind(vault, 'message', compartment, id, rest)];
    case 'tombstones':
      return [bind(vault, 'message', idBytes(directory.audit.compartment), id, rest)];
    case 'keyrings':
      return [bind(vault, 'keyring', rest)];
    case 'compartment_keys':
      return [bind(vault, 'compartment-key', rest)];
    default:
      return [rest];
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Statements anywhere in a JSON text. */
function statementsIn(bytes: Buffer): z.infer<typeof StatementSchema>[] {
  const found: z.infer<typeof StatementSchema>[] = [];
  const visit = (value: unknown) => {
    const statement = StatementSchema.safeParse(value);
    if (statement.success) found.push(statement.data);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  if (bytes[0] === '{'.charCodeAt(0)) visit(parse(bytes.toString('utf8')));
  return found;
}

function isVerified({ payload, signatures }: z.infer<typeof StatementSchema>, { vault, everyKey }: Stranger): boolean {
  const bytes = fromBase64(payload);
  const { kind } = z.looseObject({ kind: z.string() }).parse(parse(bytes.toString('utf8')));
  const message = bind(vault, `statement/${kind}`, bytes);
  return signatures.some(({ signature }) =>
    everyKey.some((key) => verify(fromBase64(key), message, fromBase64(signature))),
  );
}

function bytesOf(value: unknown): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : noBytes;
}

describe('every window of every value, as a signature by the Privacy Officer or by a writer,', () => {
  test('verifies only where the formats say that it is public', async () => {
    const working = freshOffice();
    const { office, idOf } = working;
    await leaveMessage(office.env, office.folder, { type: 'report', content: 'waits' });
    const sam = await working.insider('Sam');
    const wim = await working.insider('Wim');
    const { directory, root } = await asUser(office, 'Sam', ({ directory, root }) => ({ directory, root }));
    const keyOf = (id: string) => directory.users.find((user) => user.id === id)?.keys.at(-1)?.signing ?? '';
    const officer = directory.users.find(({ name }) => name === officerName);
    const stranger: Stranger = {
      vault: sam.vault,
      directory,
      // Of those who wrote what lies in the folders, and of the computers that messages come from.
      keys: [keyOf(officer?.id ?? ''), keyOf(idOf('Wim')), ...directory.computers.map(({ signing }) => signing)],
      everyKey: [
        root,
        ...directory.users.flatMap(({ keys }) => keys.map(({ signing }) => signing)),
        ...directory.computers.map(({ signing }) => signing),
      ],
    };
    withDatabase(office.folder, sam.databaseKey, (db) => {
      expect(verifiedPlaces(db, stranger)).toEqual(
        new Set([
          'certificates.statement',
          'directory.statement',
          'meta.value',
          `audit_commits.body of kind ${commitKinds.vaultFile}`,
          `audit_commits.body of kind ${commitKinds.endorsement}`,
        ]),
      );
      // A message that waits: who left it, and on which computer, stands under the seal.
      const waiting = readdirSync(`${office.folder}/spool`).filter((name) => name.endsWith('.age'));
      expect(waiting).toHaveLength(1);
      for (const name of waiting) {
        const bytes = readFileSync(`${office.folder}/spool/${name}`);
        expect(windowVerifies(bytes, stranger, { id: idBytes(name.slice(0, -4)) }, 'messages')).toBe(false);
        expect(windowVerifies(bytes, stranger, {}, 'spool')).toBe(false);
      }
      const vaultFile = readFileSync(`${office.folder}/vault.json`);
      expect(statementsIn(vaultFile).filter((statement) => isVerified(statement, stranger))).toHaveLength(2);

      // A signature that lay beside what it signs would be found, wherever in a value it is.
      const row = db.get('SELECT * FROM records WHERE compartment = ?', idBytes(working.folders.alfa)) ?? {};
      const json = Buffer.from('{"type":"note"}');
      const place = [bytesOf(row.compartment), Buffer.from('records'), bytesOf(row.id), u64(Number(row.version))];
      const signature = sign(wim.signing, bind(sam.vault, 'record-author', ...place, json));
      const planted = Buffer.concat([Buffer.alloc(37, 7), signature, json]);
      db.run('UPDATE records SET sealed = ? WHERE id = ?', planted, bytesOf(row.id));
      expect(verifiedPlaces(db, stranger, ['records'])).toContain('records.sealed');
    });
  });
});
