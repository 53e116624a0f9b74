import { fill, type Messages } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

export const auditCommands = [
  command('audit list', { options: { limit: { label: 'N' } } }, async ({ call, texts, formats }, _, { limit }) => {
    const entries = await call('auditList', limit === undefined ? {} : { limit: wholeNumber(limit) });
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
        factsText(facts, names),
      ]),
    );
    return { json: entries, lines: lines.length > 0 ? lines : [results.none] };
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

function factsText(facts: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? (names[value] ?? value) : JSON.stringify(value)}`)
    .join(' ');
}
