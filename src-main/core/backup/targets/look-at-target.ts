import { VaultError } from '../../../contract/errors.ts';
import type { Job } from '../../job.ts';
import type { Target } from '../../ports/target.ts';
import type { VaultHere } from '../sources/vault-here.ts';
import { type KnownTarget, memoryOf } from './kept-settings.ts';
import { keepTraits, readTraits } from './target-traits.ts';

/**
 * Keeps how much room a target has, after a run; and what it does, where nobody knows that any more. What cannot be told now is
 * told after the next run: no reason for this one to fail.
 */
export async function lookAtTarget(
  here: Pick<VaultHere, 'env' | 'id'>,
  { id }: Pick<KnownTarget, 'id'>,
  target: Target,
  { signal }: Job,
): Promise<void> {
  const { files, clock } = here.env;
  const memory = memoryOf(here, id);
  const space = await unlessItFails(target.space(signal));
  const isKnown = (await readTraits(files, memory)).abilities !== null;
  const abilities = isKnown ? undefined : await unlessItFails(target.probe(signal));
  await keepTraits(
    files,
    memory,
    { ...(space !== undefined && { space }), ...(abilities && { abilities }) },
    clock.now(),
  );
}

async function unlessItFails<Seen>(looking: Promise<Seen>): Promise<Seen | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
