import type { CallInput } from '../contract/calls.ts';
import type { CommandContext, OptionsOf } from './command.ts';
import { targetGiven, targetOptions, withHostKey } from './target-options.ts';

/** The options that say where the backups lie: a place, or a target of this computer by its name. */
export const sourceOptions = { target: { label: 'NAME' }, ...targetOptions } as const;

type Source = CallInput<'restoreList'>['source'];

/** Calls with where the backups lie, once more when a server's key was accepted. @throws UsageError, and what `call` throws. */
export async function withSource<Result>(
  context: CommandContext,
  options: OptionsOf<typeof sourceOptions>,
  call: (source: Source) => Promise<Result>,
): Promise<Result> {
  const { target } = options;
  if (target !== undefined) return await call({ by: 'name', vault: context.vault, target });
  const given = await targetGiven(context, options);
  const { credentials } = given;
  return await withHostKey(context, given, (place) => call({ by: 'place', place, credentials }));
}
