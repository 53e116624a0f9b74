import path from 'node:path';
import type { CallOutput } from '../../contract/calls.ts';
import { errorCodes } from '../../contract/errors.ts';
import { fill } from '../../contract/messages/index.ts';
import { type CommandContext, command } from '../command.ts';
import { sourceOptions, withSource } from '../restore-source.ts';
import { facts } from '../table.ts';
import { findingLines } from './finding-lines.ts';

const required = { required: true } as const;

/** The longer words first, for the shorter begin like them. */
export const drillCommands = [
  command(
    'drill verify',
    {
      positionals: { report: { label: 'REPORT' } },
      options: { signature: { label: 'F' }, 'recovery-key-file': { label: 'F' } },
    },
    async ({ ask, texts, formats, textFrom }, { report }, { signature, ...options }) => {
      const kit = options['recovery-key-file'];
      const kitText = kit === undefined ? null : await textFrom(kit, '--recovery-key-file');
      const verified = await ask('drillVerify', {
        report: path.resolve(report),
        signature: signature === undefined ? null : path.resolve(signature),
        kitText,
      });
      const { signed, problem } = verified;
      const { results } = texts;
      if (signed === null) {
        const line = results[problem === 'report' ? 'drill-report-altered' : 'drill-signature-altered'];
        return { json: verified, lines: [line], exitCode: errorCodes['integrity-violated'] };
      }
      const words = { time: formats.time(signed.at), backup: signed.snapshot.id, position: String(signed.position) };
      return {
        json: verified,
        lines: [
          fill(results['drill-report-signed'], words),
          results[signed.passed ? 'drill-report-passed' : 'drill-report-failed'],
        ],
        remarks: [fill(results['drill-report-log'], { ...words, sha256: verified.sha256 })],
      };
    },
  ),
  command(
    'drill',
    {
      options: {
        'recovery-key-file': { label: 'F', ...required },
        report: { label: 'F', ...required },
        snapshot: { label: 'BACKUP' },
        ...sourceOptions,
      },
    },
    async (context, _, { report, snapshot = 'newest', ...options }) => {
      const { texts, formats, textFrom, target } = context;
      const kitText = await textFrom(options['recovery-key-file'], '--recovery-key-file');
      const outPath = await target(report);
      const { language } = formats;
      const result = await withSource(context, options, (source) =>
        context.call('drillRun', { source, snapshot, kitText, outPath, overwrite: false, language }),
      );
      return {
        json: result,
        lines: () => resultLines(result, context),
        exitCode: result.passed ? 0 : errorCodes['integrity-violated'],
        remarks: result.isStale ? [texts.results['restore-stale']] : [],
      };
    },
  ),
];

function resultLines(result: CallOutput<'drillRun'>, { texts, formats }: CommandContext): string[] {
  const { passed, snapshot, proved, beside, restoreMs, startedAt, endedAt, findings, report } = result;
  const { results, drillFacts } = texts;
  const words = { backup: snapshot.id, time: formats.time(snapshot.at) };
  const seconds = (ms: number) => fill(drillFacts.seconds, { count: formats.count(Math.round(ms / 1000)) });
  return [
    ...findingLines(
      findings.map((finding) => ({ ...finding, about: null })),
      texts,
    ),
    fill(results[passed ? 'drill-passed' : 'drill-failed'], words),
    ...facts([
      ...(proved === null || beside === null
        ? []
        : ([
            [drillFacts.documents, formats.count(proved.documents + proved.archived)],
            [drillFacts.records, formats.count(proved.records)],
            [drillFacts.entries, formats.count(proved.entries)],
            [drillFacts.same, formats.count(beside.documents.same + beside.records.same)],
            [drillFacts.since, formats.count(beside.entriesSince)],
          ] as [string, string][])),
      ...(restoreMs === null ? [] : ([[drillFacts.restore, seconds(restoreMs)]] as [string, string][])),
      [drillFacts.total, seconds(endedAt - startedAt)],
      [drillFacts.report, report.file],
      [drillFacts.signature, report.signature],
    ]),
  ];
}
