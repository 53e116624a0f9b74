import type { CallOutput } from '../../contract/calls.ts';
import { errorText, fill } from '../../contract/messages/index.ts';
import { type CommandContext, command } from '../command.ts';
import { table } from '../table.ts';

export const backupStatusCommand = command('backup status', {}, async (context) => {
  const { ask, vault, texts, formats, width } = context;
  const status = await ask('backupStatus', { vault });
  const { targets } = status;
  const { backups, columns } = texts;
  const lines = table(
    [
      { heading: columns.name, long: true },
      { heading: columns.lastGood },
      { heading: columns.age },
      { heading: columns.backup, right: true },
      { heading: columns.verified },
      { heading: columns.free, right: true },
    ],
    targets.map(({ name, goodAt, ageMs, snapshot, verifiedAt, space }) => [
      name,
      goodAt === null ? backups.never : formats.time(goodAt),
      ageMs === null ? '' : formats.ago(ageMs),
      snapshot === null ? '' : formats.count(snapshot),
      verifiedAt === null ? backups.never : formats.time(verifiedAt),
      space === null ? '' : formats.size(space.freeBytes),
    ]),
    width,
  );
  const troubles = targets.flatMap((target) => troublesOf(target, context));
  return {
    json: status,
    lines: lines.length > 0 ? [...lines, ...troubles] : [texts.causes['not-found']['any-target'][0]],
    remarks: doAllLetRemove(targets) ? [backups['all-let-remove']] : [],
  };
});

type Target = CallOutput<'backupStatus'>['targets'][number];
type Failure = NonNullable<Target['failed'] | Target['pruning']['failed']>;

function troublesOf(
  { name, failed, findings, alerts, space, pruning }: Target,
  { texts, formats, toOfficer }: CommandContext,
): string[] {
  const { backups } = texts;
  const wordsOf = ({ at, code, reason }: Failure) => {
    const message = errorText(texts, code, reason === null ? {} : { reason }, toOfficer());
    return { name, time: formats.time(at), message };
  };
  const lines = failed ? [fill(backups['last-failed'], wordsOf(failed))] : [];
  if (findings > 0) lines.push(fill(backups['verify-found'], { name, count: formats.count(findings) }));
  if (space !== null && alerts.includes('nearly-full')) {
    const room = { free: formats.size(space.freeBytes), total: formats.size(space.totalBytes) };
    lines.push(fill(backups['nearly-full'], { name, ...room }));
  }
  if (pruning.failed) lines.push(fill(backups['prune-failed'], wordsOf(pruning.failed)));
  else if (pruning.heldBy) lines.push(fill(backups['prune-held'][pruning.heldBy], { name }));
  return lines;
}

/** Whether nothing would be left once somebody has this computer, as far as the targets were tried. */
function doAllLetRemove(targets: readonly Target[]): boolean {
  return targets.length > 0 && targets.every(({ abilities }) => abilities?.removes === 'really');
}
