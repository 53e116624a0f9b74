import type { Finding } from '../../contract/check.ts';
import type { Messages } from '../../contract/messages/index.ts';
import { table } from '../table.ts';

/** What a check found, one line each. */
export function findingLines(findings: readonly Finding[], { columns, problems }: Messages): string[] {
  return table(
    [{ heading: columns.problem }, { heading: columns.part }, { heading: columns.about }, { heading: columns.what }],
    findings.map(({ part, problem, what, about }) => [problems[problem], part, about?.name ?? '', what]),
  );
}

/** A write that was broken off and a file that does not belong there are told of, and violate nothing. */
export function exitCodeOf(findings: readonly Finding[]): number {
  return findings.every(({ problem }) => problem === 'unfinished-write' || problem === 'unknown-file') ? 0 : 5;
}
