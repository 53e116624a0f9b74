import { notFound } from '../../contract/error-reasons.ts';
import type { Handles } from '../handles.ts';

/** What a handle stands for. @throws VaultError `not-found` for one that means nothing any more. */
export function kept<Thing>(things: Handles<Thing>, handle: string, what: string): Thing {
  const thing = things.get(handle);
  if (thing === undefined) throw notFound('forgotten', what, `no such ${what} (any more)`);
  return thing;
}
