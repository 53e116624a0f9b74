import type { Finding } from '../../contract/check.ts';
import type { Messages } from '../../contract/messages/index.ts';
import { table } from '../table.ts';

/** What a check found, one line each. */
export function findingLines(findings: readonly Finding[], { columns, problems, parts }: Messages): string[] {
  const kinds: Readonly<Record<string, string>> = parts;
  return table(
    [{ heading: columns.problem }, { heading: columns.part }, { heading: columns.about }, { heading: columns.what }],
    // What exactly does not fit is told in JSON, for developers: here, what part of the vault it is.
    distinct(findings).map(({ part, problem, about }) => [
      problems[problem],
      part,
      about?.name ?? '',
      kinds[/^[\w.]+/.exec(part)?.[0] ?? ''] ?? '',
    ]),
  );
}

/** Several things that do not fit in one part are one finding for people. */
export function distinct(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(
      findings.map((finding) => [`${finding.part} ${finding.problem} ${finding.about?.name}`, finding]),
    ).values(),
  ];
}

/** A write that was broken off and a file that does not belong there are told of, and violate nothing. */
export function exitCodeOf(findings: readonly Pick<Finding, 'problem'>[]): number {
  return findings.every(({ problem }) => problem === 'unfinished-write' || problem === 'unknown-file') ? 0 : 5;
}
