import { z } from 'zod';
import { violated } from '../../contract/errors.ts';
import { parseJson, type Statement, StatementSchema, unverifiedPayload, verifyStatement } from '../crypto/statement.ts';
import type { Database } from '../ports/database.ts';
import { blobOf } from '../ports/row.ts';
import { chainUntil, type OfficerChain } from './certificates.ts';

const StoredSchema = z.array(StatementSchema).max(10_000);

/**
 * Statements by the Privacy Officer that lie as a JSON array under a key of the table `meta`; none where there is no such row.
 * @throws VaultError `integrity-violated` when the row holds anything else.
 */
export function storedStatements(db: Pick<Database, 'get'>, key: string): Statement[] {
  const row = db.get('SELECT value FROM meta WHERE key = ?', key);
  if (!row) return [];
  const parsed = StoredSchema.safeParse(parseJson(blobOf(row, 'value')));
  if (!parsed.success) throw violated(partOf(key), 'not the statements that belong there');
  return parsed.data;
}

export function storeStatements(db: Pick<Database, 'run'>, key: string, statements: readonly Statement[]): void {
  const bytes = Buffer.from(JSON.stringify(statements), 'utf8');
  db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, bytes);
}

/**
 * A stored statement, verified against the Privacy Officer of the position that it is `from`.
 * @throws VaultError `integrity-violated`.
 */
export function officerStatement<Payload>(
  statement: Statement,
  {
    key,
    kind,
    vault,
    chain,
  }: { readonly key: string; readonly kind: string; readonly vault: string; readonly chain: OfficerChain },
  schema: z.ZodType<Payload & { readonly from: number }>,
): Payload & { readonly from: number } {
  const claim = schema.safeParse(unverifiedPayload(statement));
  const officer = chainUntil(chain, claim.data?.from ?? 0).certificates.at(-1);
  if (!officer) throw violated(partOf(key), 'of a time before there was a Privacy Officer');
  try {
    return verifyStatement(statement, { kind, vault, signers: [officer.signing] }, schema);
  } catch (error) {
    throw violated(partOf(key), 'not signed by the Privacy Officer of then', error);
  }
}

function partOf(key: string): string {
  return `vault.db meta ${key}`;
}
