import { sha256 } from '../crypto/binding.ts';
import { readCertificates } from '../vault/certificates.ts';
import { changeVault } from '../vault/change.ts';
import type { OpenVault } from '../vault/open-vault.ts';
import { signatureFileBytes } from './drill-statement.ts';
import { closeDrillTask, closeMissedDrills } from './drill-task.ts';
import type { DrillFacts } from './run-drill.ts';

export interface DrillReport {
  readonly file: Uint8Array;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
  readonly signature: Buffer;
}

/** The report with the Privacy Officer's signature. */
export function signedReport(
  vault: OpenVault,
  { passed, snapshot, endedAt }: Pick<DrillFacts, 'passed' | 'snapshot' | 'endedAt'>,
  file: Uint8Array,
): DrillReport {
  const { id, db, log, user } = vault;
  const { computer, number, hash } = snapshot;
  const hashOfFile = sha256(file).toString('hex');
  const said = {
    vault: id,
    user: user.id,
    at: endedAt,
    from: log.head.position,
    file: hashOfFile,
    passed,
    snapshot: { computer, number, hash },
  };
  return { file, sha256: hashOfFile, signature: signatureFileBytes(readCertificates(db), said, user.author.signing) };
}

/** Tells the log of a drill and of its report; one that passed has done the task. */
export function recordDrill(vault: OpenVault, facts: DrillFacts, report: DrillReport): void {
  const { passed, snapshot, proved, startedAt, endedAt, findings } = facts;
  changeVault(vault, (change) => {
    const told = {
      computer: snapshot.computer,
      backup: snapshot.number,
      report: report.sha256,
      documents: (proved?.documents ?? 0) + (proved?.archived ?? 0),
      findings: findings.length,
      seconds: Math.round((endedAt - startedAt) / 1000),
    };
    if (passed) change.tell('drill-passed', told);
    else change.tell('drill-failed', told);
    if (passed) closeDrillTask(vault, change);
  });
  if (passed) closeMissedDrills(vault);
}
