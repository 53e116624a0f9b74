import { VaultError } from '../../contract/errors.ts';
import type { TargetOutcome } from '../../core/backup/targets/each-target.ts';
import type { KnownTarget } from '../../core/backup/targets/kept-settings.ts';

interface Named {
  id: string;
  name: string;
}

export function named({ id, name }: KnownTarget): Named {
  return { id, name };
}

/** What a target came to; where something went wrong with it that, and `nothing` for the rest. */
export function shownOutcome<Outcome, Shown extends object, Nothing extends object>(
  { target, outcome }: TargetOutcome<Outcome>,
  show: (outcome: Outcome) => Shown,
  nothing: Nothing,
): { target: Named } & ((Shown & { error: null }) | (Nothing & { error: Pick<VaultError, 'code' | 'details'> })) {
  if (!(outcome instanceof VaultError)) return { target: named(target), ...show(outcome), error: null };
  const { code, details } = outcome;
  return { target: named(target), ...nothing, error: { code, details } };
}
