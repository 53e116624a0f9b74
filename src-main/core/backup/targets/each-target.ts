import { VaultError } from '../../../contract/errors.ts';
import { checkCancelled, type Job } from '../../job.ts';
import type { KnownTarget } from './kept-settings.ts';

/** What became of one target. */
export interface TargetOutcome<Outcome> {
  readonly target: KnownTarget;
  readonly outcome: Outcome | VaultError;
}

/**
 * Works with one target after the other: what goes wrong with one keeps the others from nothing.
 * @param endsAll which errors say nothing of one target, beside `cancelled`. @throws VaultError those.
 */
export async function eachTarget<Outcome>(
  targets: readonly KnownTarget[],
  job: Job,
  work: (target: KnownTarget) => Promise<Outcome>,
  endsAll: (error: VaultError) => boolean = () => false,
): Promise<readonly TargetOutcome<Outcome>[]> {
  const done: TargetOutcome<Outcome>[] = [];
  for (const target of targets) {
    checkCancelled(job);
    try {
      done.push({ target, outcome: await work(target) });
    } catch (error) {
      if (!(error instanceof VaultError) || error.code === 'cancelled' || endsAll(error)) throw error;
      done.push({ target, outcome: error });
    }
  }
  return done;
}
