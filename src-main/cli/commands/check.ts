import type { CallOutput } from '../../contract/calls.ts';
import { isViolation, VaultError } from '../../contract/errors.ts';
import { fill, type Messages } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import type { Formats } from '../formats.ts';
import { PartDone } from '../part-done.ts';
import { facts } from '../table.ts';
import { distinct, exitCodeOf, findingLines } from './finding-lines.ts';

export const checkCommands = [
  command('status', {}, async ({ ask, call, canSignIn, vault, texts, formats }) => {
    // Before the sign-in: while this command has the vault open itself, it would be told so.
    const outside = await ask('status', { vault });
    const linesWith = (inside: CallOutput<'statusDetailed'> | null) => [
      ...facts([
        ...outsideFacts(outside, vault, texts, formats),
        ...(inside ? insideFacts(inside, texts, formats) : []),
      ]),
      ...outside.warnings.map(({ warning, detail }) => fill(texts.statusWarnings[warning], { detail: detail ?? '' })),
    ];
    try {
      const inside = canSignIn() ? await call('statusDetailed', {}) : null;
      const exitCode = inside && inside.broken.length > 0 ? 5 : 0;
      return { json: { ...outside, signedIn: inside }, lines: linesWith(inside), exitCode };
    } catch (error) {
      // Whoever cannot sign in needs most of all what can be told without.
      if (error instanceof VaultError) throw new PartDone(error, { ...outside, signedIn: null }, linesWith(null));
      throw error;
    }
  }),
  command('check', {}, async ({ call, checkRefused, texts, formats, toOfficer }) => {
    try {
      const report = await call('check', {});
      const count = formats.count(distinct(report.findings).length);
      const { results } = texts;
      const isOlder = report.findings.some(({ problem }) => problem === 'vault-rolled-back');
      const toDo = isOlder ? 'check-found-older' : 'check-found-officer';
      const last =
        report.findings.length === 0
          ? results['check-clean']
          : fill(results[toOfficer() ? toDo : 'check-found'], { count });
      return {
        json: report,
        lines: [...reportLines(report, texts, formats), last],
        exitCode: exitCodeOf(report.findings),
      };
    } catch (error) {
      // A damage that keeps everybody out is when the check is wanted most: it goes as far as it can.
      if (!isViolation(error)) throw error;
      const report = await checkRefused();
      if (report === null) throw error;
      throw new PartDone(error, report, reportLines(report, texts, formats));
    }
  }),
];

function reportLines({ findings, checked }: CallOutput<'check'>, texts: Messages, formats: Formats): string[] {
  const { statusFacts, statusValues } = texts;
  const { objectBytes, ...numbers } = checked;
  const counts = Object.entries(numbers).map(([name, count]) => [name, formats.count(count)]);
  const words = fill(statusValues.checked, { ...Object.fromEntries(counts), size: formats.size(objectBytes) });
  return [...findingLines(findings, texts), ...facts([[statusFacts.checked, words]])];
}

type Facts = (readonly [name: string, value: string])[];

function outsideFacts(status: CallOutput<'status'>, vault: string, texts: Messages, formats: Formats): Facts {
  const { statusFacts: names, statusValues: values, keychains } = texts;
  const { sizes, holder, inUse } = status;
  const open = holder
    ? fill(values['open-by'], { ...holder, since: formats.time(holder.since) })
    : inUse === null
      ? values.unknown
      : inUse
        ? values.yes
        : values.no;
  return [
    [names.vault, vault],
    [names.format, String(status.format)],
    [names.program, status.programVersion],
    [names.open, open],
    [names.keychain, status.keychain === null ? values.none : keychains[status.keychain]],
    [names.database, formats.size(sizes.databaseBytes)],
    [names.documents, countAndSize(values.objects, sizes.objects, sizes.objectBytes, formats)],
    [names.spool, countAndSize(values.files, sizes.spool, sizes.spoolBytes, formats)],
  ];
}

function insideFacts(status: CallOutput<'statusDetailed'>, texts: Messages, formats: Formats): Facts {
  const { statusFacts: names, statusValues: values, roles, pending, results } = texts;
  const { counts, log } = status;
  const toDo = [
    ...status.pending.map((ceremony) => pending[ceremony]),
    ...(status.toReseal.length > 0 ? [fill(values.reseal, { rows: rowsOf(status, formats) })] : []),
    ...(status.unswept ? [values.sweep] : []),
  ];
  return [
    [names.office, status.office],
    [names.user, `${status.user.name} (${roles[status.user.role]})`],
    ...status.people.map(({ role, provisional, active, disabled }, index): [string, string] => [
      index === 0 ? names.people : '',
      fill(values.people, { count: provisional + active + disabled, role: roles[role], provisional, active, disabled }),
    ]),
    [names.computers, formats.count(status.computers)],
    [names.compartments, fill(values.keys, counts)],
    [names.records, fill(values.records, counts)],
    [
      names.log,
      fill(log.checkpoint === null || log.checkpoint === 0 ? values.log : values['log-signed'], {
        position: formats.count(log.position),
        checkpoint: formats.count(log.checkpoint ?? 0),
      }),
    ],
    [names.pending, toDo.length === 0 ? results['nothing-pending'] : toDo.join('; ')],
    ...(status.broken.length === 0 ? [] : [[names.damaged, formats.count(status.broken.length)] as const]),
    ...status.copies.map(({ name, expiresAt }, index): [string, string] => [
      index === 0 ? names.copies : '',
      fill(values.copy, { name, until: formats.time(expiresAt) }),
    ]),
  ];
}

function rowsOf({ toReseal }: CallOutput<'statusDetailed'>, formats: Formats): string {
  return formats.count(toReseal.reduce((sum, { rows }) => sum + rows, 0));
}

function countAndSize(text: string, count: number, bytes: number, formats: Formats): string {
  return fill(text, { count: formats.count(count), size: formats.size(bytes) });
}
