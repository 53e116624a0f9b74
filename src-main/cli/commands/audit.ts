import type { CallOutput } from '../../contract/calls.ts';
import { fill, type Messages } from '../../contract/messages/index.ts';
import { auditFacts } from '../audit-facts.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';
import { wordFor } from '../word-for.ts';

/** Entries shown unless another number is asked for. */
const usualEntries = 1000;

export const auditCommands = [
  command(
    'audit list',
    { options: { limit: { label: 'N' }, all: { flag: true } } },
    async ({ call, texts, formats }, _, { limit, all }) => {
      const most = limit === undefined ? usualEntries : wholeNumber(limit);
      const entries = await call('auditList', { limit: most });
      const { columns, results } = texts;
      const shown = all ? entries : entries.filter((entry) => !onlyReseals(entry));
      const lines = () =>
        table(
          [
            { heading: columns.entry, right: true },
            { heading: columns.time },
            { heading: columns.by },
            { heading: columns.action },
            { heading: columns.about },
            { heading: columns.facts },
          ],
          shown.map((entry) => [
            String(entry.position),
            formats.time(entry.at),
            entry.actor?.name ?? '',
            actionText(texts, entry),
            entry.subject?.name ?? '',
            auditFacts(entry, texts, formats),
          ]),
        );
      return {
        json: entries,
        lines: () => (shown.length > 0 ? lines() : [results.none]),
        remarks: [
          ...(entries.length < most ? [] : [fill(results['most-entries'], { count: formats.count(most) })]),
          ...(shown.length === entries.length
            ? []
            : [fill(results['hidden-entries'], { count: formats.count(entries.length - shown.length) })]),
        ],
      };
    },
  ),
  command('audit verify', {}, async ({ call, texts, formats }) => {
    const verified = await call('auditVerify', {});
    const { columns, auditProblems, results } = texts;
    const words = { entries: formats.count(verified.entries), count: formats.count(verified.findings.length) };
    const found = table(
      [{ heading: columns.entry, right: true }, { heading: columns.part }, { heading: columns.problem }],
      verified.findings.map(({ position, part, problem }) => [
        position === null ? '' : String(position),
        part,
        auditProblems[problem],
      ]),
    );
    const whole = verified.findings.length === 0;
    return {
      json: verified,
      lines: whole ? [fill(results['log-whole'], words)] : [...found, fill(results['log-broken'], words)],
      exitCode: whole ? 0 : 5,
    };
  }),
  command(
    'audit export',
    { options: { out: { label: 'F', required: true } } },
    async ({ call, texts, formats, target }, _, { out }) => {
      const file = await target(out);
      const { rows } = await call('auditExport', { outPath: file });
      const line = fill(texts.results['log-exported'], { file, rows: formats.count(rows) });
      return { json: { file, rows }, lines: [line] };
    },
  ),
  command(
    'audit accept',
    { options: { reason: { label: 'TEXT', required: true } } },
    async ({ call, texts }, _, { reason }) => {
      const accepted = await call('acceptRollback', { reason });
      return { json: accepted, lines: [texts.results['rollback-accepted']] };
    },
  ),
];

type Entry = CallOutput<'auditList'>[number];

/** Sealing again goes on by itself after a change of access, which has an entry of its own. */
function onlyReseals({ name, problem }: Entry): boolean {
  return name === 'compartment-resealed' && problem === null;
}

/** What was done, in words; an action of a newer version by its own name. */
function actionText({ actions, auditProblems, facts }: Messages, { name, problem, erased }: Entry): string {
  const known: Readonly<Record<string, string>> = actions;
  const action = erased ? facts.erased : (wordFor(known, name) ?? name);
  return problem === null ? action : `${action} (${auditProblems[problem]})`.trim();
}
