import { fill, type Messages } from '../../contract/messages/index.ts';
import type { Formats } from '../formats.ts';

/** How far the sealing again is that a change of access brings along. */
export function resealedLine(
  { results }: Messages,
  formats: Formats,
  { rows, complete }: { rows: number; complete: boolean },
): string {
  return fill(complete ? results.resealed : results['reseal-pending'], { rows: formats.count(rows) });
}
