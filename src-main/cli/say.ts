import { errorCodes, type VaultError } from '../contract/errors.ts';
import { errorText, fill, type Messages } from '../contract/messages/index.ts';
import type { Outcome } from './command.ts';
import type { Formats } from './formats.ts';
import type { PartDone } from './part-done.ts';
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
  else sayLines(terminal, linesOf(outcome));
  return outcome.exitCode ?? 0;
}

export function linesOf({ lines }: Outcome): readonly string[] {
  return typeof lines === 'function' ? lines() : lines;
}

function sayLines(terminal: Terminal, lines: readonly string[]): void {
  if (lines.length > 0) terminal.out(`${lines.map(printable).join('\n')}\n`);
}

/** What is said besides an error. */
export interface ErrorBesides {
  /** Values for the text alone. */
  readonly more?: Readonly<Record<string, string>>;
  /** Whether the Privacy Officer is signed in. */
  readonly toOfficer?: boolean;
  /** What was done before it. */
  readonly done?: PartDone | null;
}

/** @returns the exit code. */
export function sayError(
  speech: Speech,
  { code, details }: VaultError,
  { more = {}, toOfficer = false, done = null }: ErrorBesides = {},
): number {
  const { texts, terminal, json } = speech;
  const { waitSeconds, reasons } = details;
  const wait = typeof waitSeconds === 'number' ? { wait: waitText(waitSeconds, texts) } : {};
  const known: Readonly<Record<string, string>> = texts.reasons;
  const named = Array.isArray(reasons) ? { reasons: reasons.map((reason: string) => known[reason] ?? reason) } : {};
  const message = errorText(texts, code, { ...details, ...wait, ...named, ...more }, toOfficer);
  if (json) terminal.out(`${JSON.stringify({ ...done?.json, error: { code, message, details } }, null, 2)}\n`);
  else if (done) terminal.out(`${done.lines.map(printable).join('\n')}\n`);
  terminal.err(`${printable(message)}\n`);
  return errorCodes[code];
}

function waitText(seconds: number, { waits }: Messages): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return seconds === 1 ? waits.second : fill(waits.seconds, { count: seconds });
  return minutes === 1 ? waits.minute : fill(waits.minutes, { count: minutes });
}

/** @param usage how it is called right, in lines. @returns the exit code. */
export function sayUsageError({ texts, terminal, json }: Speech, error: UsageError, usage: readonly string[]): number {
  const labels: Readonly<Record<string, string>> = texts.labels;
  const { argument = '' } = error.values;
  const label = error.problem === 'argument-missing' ? { argument: labels[argument] ?? argument } : {};
  const message = fill(texts.usageProblems[error.problem], { ...error.values, ...label });
  const details = { problem: error.problem, ...error.values };
  if (json) terminal.out(`${JSON.stringify({ error: { code: 'invalid-input', message, details } }, null, 2)}\n`);
  terminal.err(`${[message, ...usage].map(printable).join('\n')}\n`);
  return errorCodes['invalid-input'];
}
