import type { CallOutput } from '../../contract/calls.ts';
import { errorCodes } from '../../contract/errors.ts';
import { errorText, fill, type Messages } from '../../contract/messages/index.ts';
import { command } from '../command.ts';
import type { Formats } from '../formats.ts';
import { table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';

export const pruneCommands = [
  command(
    'backup prune',
    { options: { target: { label: 'NAME' }, preview: { flag: true } } },
    async ({ call, texts, formats, toOfficer, width }, _, { target, preview }) => {
      const { targets } = await call('backupPrune', { preview, ...(target === undefined ? {} : { target }) });
      return {
        json: { targets },
        lines: targets.flatMap(({ target: { name }, pruned, error }) => {
          if (error) {
            const message = errorText(texts, error.code, error.details, toOfficer());
            return [fill(texts.backups.unseen, { name, message })];
          }
          if (!pruned) return [];
          const shown = preview ? snapshotLines(pruned, texts, formats, width) : [];
          return [...shown, ...summaryLines(name, pruned, preview, texts, formats)];
        }),
        remarks: targets.flatMap(({ target: { name }, pruned }) =>
          pruned ? remarksOn(name, pruned, texts, formats) : [],
        ),
        exitCode: exitCodeOf(targets),
      };
    },
  ),
  command(
    'backup acknowledge',
    { options: { target: { label: 'NAME', required: true }, 'up-to': { label: 'N', required: true } } },
    async ({ call, texts, formats }, _, options) => {
      const wanted = { target: options.target, upTo: wholeNumber(options['up-to']) };
      const { target, upTo, faults } = await call('backupAcknowledge', wanted);
      const { backups } = texts;
      return {
        json: { target, upTo, faults },
        lines: [fill(backups.acknowledged, { name: target.name, number: formats.count(upTo) })],
        remarks: faults.length === 0 ? [] : [backups['still-faults'], ...faultLines(faults, texts, formats)],
        exitCode: faults.length === 0 ? 0 : errorCodes['integrity-violated'],
      };
    },
  ),
];

type PrunedTarget = CallOutput<'backupPrune'>['targets'][number];
type Pruned = NonNullable<PrunedTarget['pruned']>;

function snapshotLines({ snapshots }: Pruned, texts: Messages, formats: Formats, width: number | null): string[] {
  const { columns, backups } = texts;
  return table(
    [
      { heading: columns.backup, right: true },
      { heading: columns.time },
      { heading: columns.state },
      { heading: columns.kept },
    ],
    snapshots.map(({ number, at, state, because }) => [
      formats.count(number),
      formats.time(at),
      backups[state],
      because === null ? backups['kept-no'] : backups[`kept-${because}`],
    ]),
    width,
  );
}

function summaryLines(
  name: string,
  { listed, waiting, removed }: Pruned,
  isPreview: boolean,
  { backups }: Messages,
  formats: Formats,
): string[] {
  const words = {
    name,
    removed: formats.count(removed.files),
    removedSize: formats.size(removed.bytes),
    listed: formats.count(listed.files),
    listedSize: formats.size(listed.bytes),
  };
  const { files, bytes, until } = waiting;
  return [
    fill(isPreview ? backups['prune-preview'] : backups.pruned, words),
    ...(until === null
      ? []
      : [
          fill(backups['prune-waiting'], {
            name,
            count: formats.count(files),
            size: formats.size(bytes),
            time: formats.time(until),
          }),
        ]),
  ];
}

function remarksOn(name: string, pruned: Pruned, texts: Messages, formats: Formats): string[] {
  const { faults, upTo, clocks, hidden, refused } = pruned;
  const apartMs = Math.abs(clocks.computer - clocks.target);
  const { backups } = texts;
  return [
    ...(faults.length > 0
      ? [
          fill(backups.faults, { name }),
          ...faultLines(faults, texts, formats),
          fill(backups['faults-acknowledge'], { name, number: String(upTo) }),
        ]
      : []),
    ...(clocks.agree
      ? []
      : [fill(backups['clocks-differ'], { name, minutes: formats.count(Math.round(apartMs / 60_000)) })]),
    ...(refused > 0 ? [fill(backups['prune-refused'], { name, count: formats.count(refused) })] : []),
    ...(hidden > 0 ? [fill(backups['prune-hidden'], { name })] : []),
  ];
}

function faultLines(faults: Pruned['faults'], { backups }: Messages, formats: Formats): string[] {
  return faults.map(({ kind, first, last }) => {
    const numbers = first === last ? formats.count(first) : `${formats.count(first)}-${formats.count(last)}`;
    return `  ${fill(backups[`fault-${kind}`], { numbers })}`;
  });
}

/** What is wrong with backups weighs more than a target that could not be asked. */
function exitCodeOf(targets: readonly PrunedTarget[]): number {
  if (targets.some(({ pruned }) => pruned !== null && pruned.faults.length > 0))
    return errorCodes['integrity-violated'];
  const failed = targets.find(({ error }) => error !== null)?.error;
  if (failed) return errorCodes[failed.code];
  return targets.some(({ pruned }) => pruned !== null && !pruned.clocks.agree) ? errorCodes['target-refused'] : 0;
}
