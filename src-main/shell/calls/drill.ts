import path from 'node:path';
import type { Dialogs } from '../dialogs.ts';
import type { Handles } from '../handles.ts';
import type { ShellTexts } from '../texts.ts';
import type { VaultHost } from '../vault-host.ts';
import type { SomeCalls } from './answered.ts';
import { kept } from './kept.ts';

export interface DrillParts {
  readonly vault: VaultHost;
  readonly dialogs: Dialogs;
  readonly texts: () => ShellTexts;
  readonly recoveryKeys: Handles<string>;
  /** Where reports go. */
  readonly reports: Handles<string>;
}

/** The restore test of the vault that is open, from a target of this computer. */
export function drillCalls({
  vault,
  dialogs,
  texts,
  recoveryKeys,
  reports,
}: DrillParts): SomeCalls<'drillChooseReport' | 'drillRun'> {
  return {
    drillChooseReport: async () => {
      const day = new Date().toLocaleDateString('sv-SE');
      const file = await dialogs.saveAs('saveDrillReport', `${texts().drillReportFileName} ${day}.docx`);
      return file === null ? null : { handle: reports.put(file), name: path.basename(file) };
    },
    drillRun: async ({ target, key, report, ...wanted }, job) => {
      const asked = {
        ...wanted,
        source: { by: 'name', vault: vault.requireSignedIn().folder, target } as const,
        kitText: kept(recoveryKeys, key, 'recovery key'),
        outPath: kept(reports, report, 'report'),
        // Of a file that is there already the dialog has asked.
        overwrite: true,
      };
      const { report: written, ...result } = await vault.call('drillRun', asked, job);
      const names = { file: path.basename(written.file), signature: path.basename(written.signature) };
      return { ...result, report: names };
    },
  };
}
