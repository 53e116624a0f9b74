import { resolve } from 'node:path';
import type { TargetPlace, TargetSettings } from '../../../contract/targets.ts';
import type { Environment } from '../../vault/open-vault.ts';

/**
 * What is to be remembered of a place that somebody named.
 * @param ifAbsent of a folder that is no target yet: it becomes one, or is refused.
 * @throws VaultError as every call of a target.
 */
export async function settingsOfPlace(
  env: Pick<Environment, 'targetMarker'>,
  place: TargetPlace,
  ifAbsent: 'make' | 'refuse',
): Promise<TargetSettings> {
  if (place.kind !== 'folder') return place;
  const path = resolve(place.path);
  return { kind: 'folder', path, marker: await env.targetMarker(path, ifAbsent) };
}
