import type { CallInput, CallOutput } from '../../contract/calls.ts';
import { VaultError } from '../../contract/errors.ts';
import { fill, type Messages } from '../../contract/messages/index.ts';
import { type CommandContext, command, type OptionsOf } from '../command.ts';
import type { Formats } from '../formats.ts';
import { table } from '../table.ts';
import { signInOptions, targetGiven, targetOptions, withAcceptedKey, withHostKey } from '../target-options.ts';

const nameArgument = { label: 'NAME' } as const;
const setOptions = {
  'target-user': { label: 'NAME' },
  ...signInOptions,
  'accept-medium': { flag: true },
} as const;

/** Where the backups of this computer go. */
export const backupTargetCommands = [
  command(
    'backup target add',
    { positionals: { name: nameArgument }, options: targetOptions },
    async (context, { name }, options) => {
      const given = await targetGiven(context, options);
      const { credentials } = given;
      const added = await withHostKey(context, given, (place) =>
        context.call('backupTargetAdd', { name, place, credentials }),
      );
      const { texts, formats } = context;
      return {
        json: added,
        lines: [fill(texts.backups['target-added'], added), ...spaceLine(added, texts, formats)],
        remarks: remarksOn(added, texts),
      };
    },
  ),
  command('backup target list', {}, async ({ call, texts, width }) => {
    const targets = await call('backupTargetList', {});
    const { columns, results } = texts;
    const lines = table(
      [{ heading: columns.name, long: true }, { heading: columns.place, long: true }, { heading: columns.id }],
      targets.map(({ name, place, id }) => [name, place, id]),
      width,
    );
    return { json: targets, lines: lines.length > 0 ? lines : [results.none] };
  }),
  command(
    'backup target test',
    { positionals: { target: nameArgument } },
    async ({ call, texts, formats }, { target }) => {
      const tried = await call('backupTargetTest', { target });
      return {
        json: tried,
        lines: [fill(texts.backups['target-works'], tried), ...spaceLine(tried, texts, formats)],
        remarks: remarksOn(tried, texts),
      };
    },
  ),
  command(
    'backup target set',
    {
      positionals: { target: nameArgument },
      options: setOptions,
    },
    async (context, { target }, options) => {
      const changes = await changesGiven(context, options);
      const change = async (hostKey: CallInput<'backupTargetSet'>['hostKey']) =>
        await context.call('backupTargetSet', { target, ...changes, hostKey });
      const expected = options['host-key'] ?? null;
      const accepting = async () =>
        await withAcceptedKey(context, expected, (accepted) => change(accepted ?? 'unseen'));
      const { texts, formats } = context;
      const set =
        expected === null
          ? await change(null).catch((error) => (isKeyChanged(error) && context.canAsk() ? accepting() : fail(error)))
          : await accepting();
      return {
        json: set,
        lines: [fill(texts.backups['target-set'], set), ...spaceLine(set, texts, formats)],
        remarks: remarksOn(set, texts),
      };
    },
  ),
  command('backup target remove', { positionals: { target: nameArgument } }, async ({ call, texts }, { target }) => {
    const removed = await call('backupTargetRemove', { target });
    return { json: removed, lines: [fill(texts.backups['target-removed'], removed)] };
  }),
];

type Changes = Omit<CallInput<'backupTargetSet'>, 'target' | 'hostKey'>;

/** What was given in files; the password is asked for where nothing was. */
async function changesGiven(
  { secretFrom, secretTextFrom, secretAsked, textFrom, texts }: CommandContext,
  options: OptionsOf<typeof setOptions>,
): Promise<Changes> {
  const { certificate, 'target-user': user = null, ...files } = options;
  const [passwordFile, keyFile] = [files['target-password-file'], files['key-file']];
  const keyPasswordFile = files['key-password-file'];
  const isNothingGiven = Object.values(options).every((value) => value === undefined || value === false);
  return {
    user,
    password:
      passwordFile !== undefined
        ? await secretFrom(passwordFile, 'target-password-file')
        : isNothingGiven
          ? await secretAsked(texts.prompts['target-password'])
          : null,
    privateKey: keyFile === undefined ? null : await secretTextFrom(keyFile, 'key-file'),
    keyPassphrase: keyPasswordFile === undefined ? null : await secretFrom(keyPasswordFile, 'key-password-file'),
    certificate: certificate === undefined ? null : await textFrom(certificate, '--certificate'),
    acceptMedium: options['accept-medium'],
  };
}

function isKeyChanged(error: unknown): boolean {
  return error instanceof VaultError && error.code === 'target-host-key-changed';
}

function fail(error: unknown): never {
  throw error;
}

type Tried = CallOutput<'backupTargetAdd'>;

function spaceLine({ space }: Tried, { backups }: Messages, formats: Formats): string[] {
  if (space === null) return [];
  const [free, total] = [formats.size(space.freeBytes), formats.size(space.totalBytes)];
  return [fill(backups['target-space'], { free, total })];
}

/** What a target does otherwise than would be best. */
function remarksOn({ abilities }: Tried, { backups }: Messages): string[] {
  const remarks: [boolean, string][] = [
    [abilities.removes === 'refused', backups['removes-refused']],
    [abilities.removes === 'hidden', backups['removes-hidden']],
    [abilities.createsOnce === 'checked', backups['creates-checked']],
    [!abilities.readsRanges, backups['reads-whole']],
    [!abilities.syncs, backups['syncs-not']],
  ];
  return remarks.flatMap(([applies, remark]) => (applies ? [remark] : []));
}
