import { notFound } from '../../contract/error-reasons.ts';
import type { TargetCredentials, TargetPlace } from '../../contract/targets.ts';
import type { ChosenTarget } from '../../contract/window/backups.ts';
import type { Handles } from '../handles.ts';

/** What was chosen by dialogs for a target, under its handles. */
export interface ChosenForTargets {
  /** Folders. */
  readonly places: Handles<string>;
  /** Private keys that were read for servers. */
  readonly keys: Handles<string>;
}

/** A target as the window names it, with what its handles stand for. @throws VaultError `not-found`. */
export function targetMeant(
  { place, ...secrets }: ChosenTarget,
  { places, keys }: ChosenForTargets,
): { readonly place: TargetPlace; readonly credentials: TargetCredentials } {
  return { place: placeOf(place, places), credentials: credentialsOf(place.kind, secrets, keys) };
}

function placeOf(place: ChosenTarget['place'], places: Handles<string>): TargetPlace {
  if (place.kind !== 'folder') return place;
  const chosen = places.get(place.handle);
  if (chosen === undefined) throw notFound('target', 'place', 'no such folder was chosen');
  return { kind: 'folder', path: chosen };
}

function credentialsOf(
  kind: TargetPlace['kind'],
  { password, key, keyPassphrase }: Omit<ChosenTarget, 'place'>,
  keys: Handles<string>,
): TargetCredentials {
  if (kind === 'folder') return { kind };
  // One that is missing is refused by the border behind, as any other wrong shape is.
  if (kind === 'webdav') return { kind, password: password ?? '' };
  if (kind === 's3') return { kind, secretAccessKey: password ?? '' };
  const privateKey = key === null ? null : keys.get(key);
  if (privateKey === undefined) throw notFound('target', 'key', 'no such key was read');
  return { kind, password, privateKey, keyPassphrase };
}
