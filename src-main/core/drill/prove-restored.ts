import { verifyWholeLog } from '../audit/verify-whole-log.ts';
import { checkKeyringRows } from '../check/check-access.ts';
import { checkDatabase } from '../check/check-database.ts';
import { checkRows } from '../check/check-rows.ts';
import type { Findings } from '../check/findings.ts';
import { Progress } from '../check/progress.ts';
import type { Job } from '../job.ts';
import { integerOf } from '../ports/row.ts';
import { reportOn } from '../recovery/check-recovery.ts';
import type { KitAccess } from '../recovery/open-by-kit.ts';
import type { ReadByKit } from '../recovery/read-by-kit.ts';

/** How much of a restored vault was gone through, but for the contents of documents. */
export interface ProvedVault {
  /** Of the database. */
  readonly pages: number;
  /** Names, notes, tasks and everything else that is small, with each version of a document. */
  readonly records: number;
  /** Keys that the recovery key opened. */
  readonly keys: number;
  /** Who may what: of a folder, a register, an exchange. */
  readonly accessLists: number;
  /** Accounts that are in use. */
  readonly people: number;
  /** Of the log. */
  readonly entries: number;
}

/**
 * Whether a restored vault is whole as one: the recovery key opens every key, every row is by somebody who might write it, the
 * access lists are those of its directory, the log is a chain from its first entry. Changes nothing.
 * @throws VaultError `cancelled`.
 */
export async function proveRestored(
  access: KitAccess,
  { vault }: ReadByKit,
  findings: Findings,
  { signal }: Job,
): Promise<ProvedVault> {
  const job: Job = { signal, report: () => undefined };
  const { checked, findings: byKit } = await reportOn(access, job);
  for (const { part, problem, what } of byKit) findings.add(part, problem, what);
  for (const [id, { error }] of vault.broken) findings.add(`compartment ${id}`, 'altered', error.message);
  const progress = new Progress(job, 0);
  const pages = integerOf(vault.db.get('PRAGMA page_count') ?? {}, 'page_count');
  const pagesChecked = await checkDatabase(vault, findings, progress, pages);
  checkKeyringRows(vault, findings);
  const rows = await findings.attemptAsync('rows', () => checkRows(vault, findings, progress));
  const log = await findings.attemptAsync('audit log', () => verifyWholeLog(vault, job));
  for (const { part, problem } of log?.findings ?? []) {
    // It takes no changes: for this computer that is no older state than it remembers.
    if (problem !== 'vault-rolled-back') findings.add(part, 'altered', problem);
  }
  return {
    pages: pagesChecked,
    records: (rows?.records ?? 0) + (rows?.versions ?? 0),
    keys: checked.keys,
    accessLists: vault.compartments.size,
    people: vault.directory.users.filter(({ state }) => state !== 'disabled').length,
    entries: log?.entries ?? 0,
  };
}
