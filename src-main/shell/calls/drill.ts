import path from 'node:path';
import type { RestoreSource } from '../../contract/restore.ts';
import type { WindowInput } from '../../contract/window/calls.ts';
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
  /** Places where backups lie, with what signs in there. */
  readonly sources: Handles<RestoreSource>;
}

/** The restore test of the vault that is open. */
export function drillCalls({
  vault,
  dialogs,
  texts,
  recoveryKeys,
  reports,
  sources,
}: DrillParts): SomeCalls<'drillMoments' | 'drillChooseReport' | 'drillRun'> {
  const sourceOf = (from: WindowInput<'drillMoments'>['from']): RestoreSource => {
    const { folder } = vault.requireSignedIn();
    if (from.by === 'place') return kept(sources, from.source, 'source');
    return { by: 'name', vault: folder, target: from.target };
  };
  return {
    drillMoments: async ({ from }, job) =>
      await vault.ask('restoreList', { source: sourceOf(from), kitText: null }, job),
    drillChooseReport: async () => {
      const day = new Date().toLocaleDateString('sv-SE');
      const file = await dialogs.saveAs('saveDrillReport', `${texts().drillReportFileName} ${day}.docx`);
      return file === null ? null : { handle: reports.put(file), name: path.basename(file) };
    },
    drillRun: async ({ from, key, report, ...wanted }, job) => {
      const asked = {
        ...wanted,
        source: sourceOf(from),
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
