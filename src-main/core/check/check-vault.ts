import type { Finding } from '../../contract/check.ts';
import { verifyWholeLog } from '../audit/verify-whole-log.ts';
import type { Job } from '../job.ts';
import { integerOf } from '../ports/row.ts';
import { countRows } from '../records/count-rows.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { checkAccess } from './check-access.ts';
import { checkDatabase } from './check-database.ts';
import { checkFiles } from './check-files.ts';
import { checkKeys } from './check-keys.ts';
import { checkMessages } from './check-messages.ts';
import { checkObjects, type ObjectCounts } from './check-objects.ts';
import { checkPersonal } from './check-personal.ts';
import { checkRows, type RowCounts } from './check-rows.ts';
import { checkSlots } from './check-slots.ts';
import { checkSpool } from './check-spool.ts';
import { Findings } from './findings.ts';
import { Progress } from './progress.ts';

export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly checked: RowCounts &
    ObjectCounts & {
      readonly pages: number;
      readonly entries: number;
      readonly compartments: number;
      readonly closed: number;
      readonly messages: number;
    };
}

/**
 * The whole vault, as far as the signed-in user has keys of it and beyond that as far as it goes without. Repairs nothing and
 * goes on after what it finds.
 * @throws VaultError `cancelled`, and what says nothing of the vault (`internal`).
 */
export async function checkVault(vault: OpenVault, job: Job): Promise<CheckReport> {
  const findings = new Findings();
  const count = (table: string) => findings.attempt('vault.db', () => countRows(vault.db, table)) ?? 0;
  const pages = integerOf(vault.db.get('PRAGMA page_count') ?? {}, 'page_count');
  const entries = vault.log.head.position;
  const objects = count('contents') + count('message_contents');
  const rows = count('records') + count('contents') + count('messages');
  const progress = new Progress(job, pages + entries + rows + objects);

  if (vault.readOnly) {
    findings.add(
      'vault',
      'vault-rolled-back',
      'older than this computer remembers, or gone on elsewhere from an older copy',
    );
  }
  // Each part by itself: a damaged page ends the part that reads it, and not the check.
  await findings.attemptAsync('files', () => checkFiles(vault, findings, progress));
  const pagesChecked = await checkDatabase(vault, findings, progress, pages);
  findings.attempt('access', () => checkAccess(vault, findings));
  findings.attempt('vault.json slots', () => checkSlots(vault, findings));
  findings.attempt('compartment keys', () => checkKeys(vault, findings));
  findings.attempt('personal', () => checkPersonal(vault, findings));
  const log = await findings.attemptAsync('audit log', () => verifyWholeLog(vault, progress.part(entries)));
  for (const { part, problem } of log?.findings ?? []) {
    // Of the whole vault, and told above also when the log cannot be read.
    if (problem !== 'vault-rolled-back') findings.add(part, 'altered', problem);
  }
  // Signatures take this thread and objects take the disk and others: side by side.
  const sideBySide = [
    findings.attemptAsync('rows', () => checkRows(vault, findings, progress)),
    findings.attemptAsync('messages', () => checkMessages(vault, findings, progress)),
    findings.attemptAsync('objects', () => checkObjects(vault, findings, progress)),
  ] as const;
  // When one of them fails, the others end before the check does.
  await Promise.allSettled(sideBySide);
  const [rowCounts, messages, objectCounts] = await Promise.all(sideBySide);
  await findings.attemptAsync('spool', () => checkSpool(vault, findings));

  const compartments = count('compartments');
  const closed = compartments - vault.compartments.size - vault.broken.size;
  return {
    findings: findings.all,
    checked: {
      pages: pagesChecked,
      entries: log?.entries ?? 0,
      compartments,
      closed: Math.max(0, closed),
      messages: messages ?? 0,
      ...(rowCounts ?? { records: 0, versions: 0 }),
      ...(objectCounts ?? { objects: 0, objectBytes: 0 }),
    },
  };
}
