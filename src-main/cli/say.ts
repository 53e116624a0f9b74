import { errorCodes, type VaultError } from '../contract/errors.ts';
import { errorText, fill, type Messages } from '../contract/messages/index.ts';
import type { Outcome } from './command.ts';
import type { Formats } from './formats.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import type { UsageError } from './usage-error.ts';

/** How results and errors are said: in which language, where, and whether as JSON. */
export interface Speech {
  readonly texts: Messages;
  readonly formats: Formats;
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** @returns the exit code. */
export function sayOutcome({ terminal, json }: Speech, outcome: Outcome): number {
  for (const remark of outcome.remarks ?? []) terminal.err(`${printable(remark)}\n`);
  if (json) terminal.out(`${JSON.stringify(outcome.json, null, 2)}\n`);
  else if (outcome.lines.length > 0) terminal.out(`${outcome.lines.map(printable).join('\n')}\n`);
  return outcome.exitCode ?? 0;
}

/** @param more values for the text alone. @returns the exit code. */
export function sayError(
  speech: Speech,
  { code, details }: VaultError,
  more: Readonly<Record<string, string>> = {},
): number {
  const { texts, formats, terminal, json } = speech;
  const { waitSeconds, reasons } = details;
  // People wait until a time of the clock, not for a number of seconds.
  const time = typeof waitSeconds === 'number' ? { time: formats.clock(Date.now() + waitSeconds * 1000) } : {};
  const known: Readonly<Record<string, string>> = texts.reasons;
  const named = Array.isArray(reasons) ? { reasons: reasons.map((reason: string) => known[reason] ?? reason) } : {};
  const message = errorText(texts, code, { ...details, ...time, ...named, ...more });
  if (json) terminal.out(`${JSON.stringify({ error: { code, message, details } }, null, 2)}\n`);
  terminal.err(`${printable(message)}\n`);
  return errorCodes[code];
}

/** @param usage how it is called right. @returns the exit code. */
export function sayUsageError({ texts, terminal, json }: Speech, error: UsageError, usage: string): number {
  const message = fill(texts.usageProblems[error.problem], error.values);
  const line = fill(texts.usage.usage, { line: usage });
  const details = { problem: error.problem, ...error.values };
  if (json) terminal.out(`${JSON.stringify({ error: { code: 'invalid-input', message, details } }, null, 2)}\n`);
  terminal.err(`${printable(message)}\n${printable(line)}\n${texts.usage.more}\n`);
  return errorCodes['invalid-input'];
}
