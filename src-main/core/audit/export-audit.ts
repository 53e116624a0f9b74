import { openOutWriter, requireOutPlace } from '../documents/write-out.ts';
import type { Job } from '../job.ts';
import { changeVault } from '../vault/change.ts';
import { type OpenVault, requirePrivacyOfficer } from '../vault/open-vault.ts';
import { csvRecord, csvStart } from './csv.ts';
import { type AuditItem, auditItems } from './list-audit.ts';

const columns = [
  'position',
  'time',
  'actor',
  'actor_id',
  'action',
  'subject',
  'subject_id',
  'facts',
  'names',
  'erased',
  'problem',
];

const blockCharacters = 64 * 1024;

/**
 * The whole log as CSV, oldest first, in a file that is complete or not there. The export itself is the last line, for it is
 * logged before anything is written.
 * @param outPath absolute.
 * @returns how many records, without the heading.
 * @throws VaultError `not-authorised`, `file-exists`, `invalid-input`, `folder-read-only`, `disk-full`, `cancelled`.
 */
export async function exportAudit(vault: OpenVault, outPath: string, job: Job): Promise<number> {
  requirePrivacyOfficer(vault);
  await requireOutPlace(vault, { outPath, overwrite: false });
  const writer = await openOutWriter(vault, { outPath });
  try {
    changeVault(vault, (change) => change.tell('audit-exported', {}));
    let rows = 0;
    let block = csvStart + csvRecord(columns);
    for await (const item of auditItems(vault, 'oldest-first', job)) {
      block += csvRecord(cellsOf(item));
      rows += 1;
      if (block.length < blockCharacters) continue;
      await writer.append(Buffer.from(block, 'utf8'));
      block = '';
    }
    await writer.append(Buffer.from(block, 'utf8'));
    await writer.commit(outPath, { ifExists: 'refuse' });
    return rows;
  } finally {
    await writer.discard();
  }
}

function cellsOf(item: AuditItem): (string | number)[] {
  return [
    item.position,
    new Date(item.at).toISOString(),
    item.actor?.name ?? '',
    item.actor?.id ?? '',
    item.name,
    item.subject?.name ?? '',
    item.subject?.id ?? '',
    JSON.stringify(item.facts),
    JSON.stringify(item.names),
    item.erased ? 'erased' : '',
    item.problem ?? '',
  ];
}
