import { fill, type Messages } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import type { Formats } from '../formats.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

/** Entries shown unless another number is asked for. */
const usualEntries = 1000;

export const auditCommands = [
  command('audit list', { options: { limit: { label: 'N' } } }, async ({ call, texts, formats }, _, { limit }) => {
    const most = limit === undefined ? usualEntries : wholeNumber(limit);
    const entries = await call('auditList', { limit: most });
    const { columns, auditProblems, results } = texts;
    const lines = table(
      [
        { heading: columns.entry, right: true },
        { heading: columns.time },
        { heading: columns.by },
        { heading: columns.action },
        { heading: columns.about },
        { heading: columns.facts },
      ],
      entries.map(({ position, at, actor, name, subject, facts, names, problem }) => [
        String(position),
        formats.time(at),
        actor?.name ?? '',
        problem === null ? actionText(texts, name) : `${actionText(texts, name)} (${auditProblems[problem]})`,
        subject?.name ?? '',
        factsText(facts, names, formats),
      ]),
    );
    return {
      json: entries,
      lines: lines.length > 0 ? lines : [results.none],
      remarks: entries.length < most ? [] : [fill(results['most-entries'], { count: formats.count(most) })],
    };
  }),
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

/** What was done, in words; an action of a newer version by its own name. */
function actionText(texts: Messages, action: string): string {
  const known: Readonly<Record<string, string>> = texts.actions;
  return known[action] ?? action;
}

const longestList = 3;

/** The facts of an entry on one line: ids by their names, times as times, hashes and long lists cut short. */
function factsText(
  facts: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
  formats: Formats,
): string {
  const written = (value: unknown): string => {
    if (typeof value === 'string')
      return names[value] ?? (/^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 8)}…` : value);
    if (!Array.isArray(value)) return JSON.stringify(value);
    const more = value.length > longestList ? ` +${value.length - longestList}` : '';
    return `[${value.slice(0, longestList).map(written).join(', ')}${more}]`;
  };
  return Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => {
      const isTime = name.endsWith('At') && typeof value === 'number';
      return `${name}=${isTime ? formats.time(value) : written(value)}`;
    })
    .join(' ');
}
