import type { CallOutput } from '../../contract/calls.ts';
import { errorCodes } from '../../contract/errors.ts';
import { errorText, fill, type Messages } from '../../contract/messages/index.ts';
import { type CommandContext, command } from '../command.ts';
import type { Formats } from '../formats.ts';
import { table } from '../table.ts';
import { backupStatusCommand } from './backup-status.ts';
import { exitCodeOf, findingLines } from './finding-lines.ts';

const targetOption = { target: { label: 'NAME' } } as const;

export const backupCommands = [
  command(
    'backup run',
    { options: { ...targetOption, locked: { flag: true } } },
    async ({ ask, call, vault, texts, formats, toOfficer }, _, { target, locked }) => {
      const { runs } = locked
        ? await ask('backupRunLocked', { vault, ...ofTarget(target) })
        : await runSignedIn(call, ofTarget(target));
      return {
        json: { runs },
        lines: runs.map((run) => runLine(run, texts, formats, toOfficer())),
        remarks: runs.flatMap((run) => remarksOn(run, texts, formats)),
        exitCode: exitCodeOfRuns(runs),
      };
    },
  ),
  backupStatusCommand,
  command(
    'backup list',
    { options: targetOption },
    async ({ ask, vault, texts, formats, toOfficer, width }, _, options) => {
      const { targets } = await ask('backupList', { vault, ...ofTarget(options.target) });
      const { columns, backups, results } = texts;
      const lines = table(
        [
          { heading: columns.name, long: true },
          { heading: columns.backup, right: true },
          { heading: columns.time },
          { heading: columns.state },
          { heading: columns.documents, right: true },
          { heading: columns.size, right: true },
          { heading: columns.computer },
        ],
        targets.flatMap(({ target: { name }, snapshots }) =>
          snapshots.map(({ number, at, state, payloads, bytes, computer }) => [
            name,
            formats.count(number),
            formats.time(at),
            backups[state],
            formats.count(payloads),
            formats.size(bytes),
            computer,
          ]),
        ),
        width,
      );
      return {
        json: { targets },
        lines: lines.length > 0 ? lines : [results.none],
        remarks: targets.flatMap(({ target: { name }, findings, error }) => [
          ...(error
            ? [fill(backups.unseen, { name, message: errorText(texts, error.code, error.details, toOfficer()) })]
            : []),
          ...(findings.length > 0
            ? [fill(backups['verify-found'], { name, count: formats.count(findings.length) })]
            : []),
        ]),
        exitCode: exitCodeOfTargets(targets),
      };
    },
  ),
  command(
    'backup verify',
    { options: { ...targetOption, sample: { flag: true } } },
    async ({ ask, vault, texts, formats, toOfficer }, _, { target, sample }) => {
      const { targets } = await ask('backupVerify', { vault, sample, ...ofTarget(target) });
      return {
        json: { targets },
        lines: targets.flatMap((one) => verifiedLines(one, texts, formats, toOfficer())),
        exitCode: exitCodeOfTargets(targets),
      };
    },
  ),
  command(
    'backup rebuild-index',
    { options: targetOption },
    async ({ ask, vault, texts, formats, toOfficer }, _, options) => {
      const { targets } = await ask('backupRebuildIndex', { vault, ...ofTarget(options.target) });
      const { backups } = texts;
      const number = (value: number | null) => (value === null ? backups.nothing : formats.count(value));
      return {
        json: { targets },
        lines: targets.map(({ target: { name }, before, now, error }) =>
          error
            ? fill(backups.unseen, { name, message: errorText(texts, error.code, error.details, toOfficer()) })
            : fill(backups['index-rebuilt'], { name, before: number(before), now: number(now) }),
        ),
        exitCode: exitCodeOfTargets(targets.map((one) => ({ ...one, findings: [] }))),
      };
    },
  ),
];

type Run = CallOutput<'backupRun'>['runs'][number];
type Verified = CallOutput<'backupVerify'>['targets'][number];
type TargetError = NonNullable<Run['error']>;

function ofTarget(target: string | undefined): { readonly target?: string } {
  return target === undefined ? {} : { target };
}

/** What went wrong goes into the log as well. */
async function runSignedIn(
  call: CommandContext['call'],
  input: { readonly target?: string },
): Promise<CallOutput<'backupRun'>> {
  const done = await call('backupRun', input);
  await call('backupTell', {});
  return done;
}

function runLine(run: Run, texts: Messages, formats: Formats, toOfficer: boolean): string {
  const { target, outcome, snapshot, error } = run;
  const { backups } = texts;
  const { name } = target;
  if (error) return fill(backups.failed, { name, message: errorText(texts, error.code, error.details, toOfficer) });
  const words = {
    name,
    number: formats.count(snapshot?.number ?? 0),
    time: formats.time(snapshot?.at ?? 0),
    documents: formats.count(snapshot?.payloads ?? 0),
    size: formats.size(snapshot?.bytes ?? 0),
  };
  return fill(outcome === 'made' ? backups.made : backups.unchanged, words);
}

function remarksOn({ target: { name }, damaged, lostItsEnd }: Run, { backups }: Messages, formats: Formats): string[] {
  return [
    ...(damaged.length > 0 ? [fill(backups['made-without'], { name, count: formats.count(damaged.length) })] : []),
    ...(lostItsEnd ? [fill(backups.lost, { name })] : []),
  ];
}

/** Of several errors that of the first target; damage where there is none. */
function exitCodeOfRuns(runs: readonly Run[]): number {
  const failed = firstError(runs);
  if (failed) return errorCodes[failed.code];
  return runs.some(({ damaged, lostItsEnd }) => damaged.length > 0 || lostItsEnd) ? 5 : 0;
}

/** What was found weighs more than a target that could not be asked. */
function exitCodeOfTargets(
  targets: readonly { readonly findings: Parameters<typeof exitCodeOf>[0]; readonly error: TargetError | null }[],
): number {
  const found = exitCodeOf(targets.flatMap(({ findings }) => findings));
  const failed = firstError(targets);
  return found === 0 && failed ? errorCodes[failed.code] : found;
}

function firstError(all: readonly { readonly error: TargetError | null }[]): TargetError | null {
  return all.find(({ error }) => error !== null)?.error ?? null;
}

function verifiedLines(
  { target: { name }, findings, writers, error }: Verified,
  texts: Messages,
  formats: Formats,
  toOfficer: boolean,
): string[] {
  const { backups } = texts;
  if (error) return [fill(backups.unseen, { name, message: errorText(texts, error.code, error.details, toOfficer) })];
  const sum = (amount: (writer: Verified['writers'][number]) => number) =>
    writers.reduce((total, writer) => total + amount(writer), 0);
  const words = {
    name,
    count: formats.count(findings.length),
    snapshots: formats.count(sum(({ snapshots }) => snapshots)),
    files: formats.count(sum(({ files }) => files)),
    read: formats.count(sum(({ read }) => read)),
    size: formats.size(sum(({ bytes }) => bytes)),
  };
  const last = findings.length === 0 ? backups['verified-clean'] : backups['verified-found'];
  const lines = findingLines(
    findings.map((finding) => ({ ...finding, about: null })),
    texts,
  );
  return [...lines, fill(last, words)];
}
