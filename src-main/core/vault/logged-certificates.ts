import { violated } from '../../contract/errors.ts';
import { commitKinds } from '../audit/log.ts';
import type { LogView } from '../audit/log-view.ts';
import { sha256 } from '../crypto/binding.ts';
import { u64 } from '../crypto/bytes.ts';
import type { Database } from '../ports/database.ts';
import { blobOf, integerOf } from '../ports/row.ts';

/** The body of a `certificate` commit. */
export function certificateCommit(statement: Uint8Array): Buffer {
  return sha256(statement);
}

/**
 * Makes sure that the table holds the certificates that the log names, all of them and no other: a chain that ends early is
 * as good by its signatures as a whole one, and gives a former Privacy Officer's key its say again.
 * @throws VaultError `integrity-violated` part `certificates`.
 */
export function requireLoggedCertificates(db: Pick<Database, 'all'>, log: Pick<LogView, 'commits'>): void {
  const rows = db.all('SELECT number, statement FROM certificates');
  const stored = new Map(
    rows.map((row) => [
      u64(integerOf(row, 'number')).toString('hex'),
      sha256(certificateCommit(blobOf(row, 'statement'))),
    ]),
  );
  const logged = [...log.commits.values()].filter(({ kind }) => kind === commitKinds.certificate);
  const isWhole = logged.every(({ key, bodyHash }) => stored.get(key.toString('hex'))?.equals(bodyHash));
  if (isWhole && logged.length === stored.size) return;
  throw violated('certificates', 'the certificates are not those that the log names');
}
