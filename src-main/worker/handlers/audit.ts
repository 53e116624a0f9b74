import { resolve } from 'node:path';
import type { auditCalls } from '../../contract/audit.ts';
import { exportAudit } from '../../core/audit/export-audit.ts';
import { listAudit } from '../../core/audit/list-audit.ts';
import { verifyWholeLog } from '../../core/audit/verify-whole-log.ts';
import type { Handlers } from '../handler.ts';

export const auditHandlers: Handlers<typeof auditCalls> = {
  auditList: async ({ vault, job }, filter) => await listAudit(vault, filter, job),
  auditVerify: async ({ vault, job }) => {
    const verdict = await verifyWholeLog(vault, job);
    return { ...verdict, findings: [...verdict.findings] };
  },
  auditExport: async ({ vault, job }, { outPath }) => ({ rows: await exportAudit(vault, resolve(outPath), job) }),
};
