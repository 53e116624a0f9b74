import type { TargetRange } from '../../../core/ports/target.ts';
import type { SeenAbilities } from '../probed-target.ts';
import { damaged, notThere } from '../target-errors.ts';
import type { HttpAnswer } from './http-client.ts';
import { statusError } from './http-error.ts';

/** The header that asks for a range. An empty one cannot be asked for. */
export const rangeHeader = (range: TargetRange | null): Record<string, string> =>
  range === null || range.length === 0 ? {} : { range: `bytes=${range.offset}-${range.offset + range.length - 1}` };

/**
 * What was asked for, of an answer to GET. A server that gives the whole file instead of the range is read up to its
 * end.
 *
 * @throws VaultError `not-found`, `target-damaged` when it is not exactly what was asked for.
 */
export async function* readRange(
  answer: HttpAnswer,
  range: TargetRange | null,
  seen: SeenAbilities,
): AsyncGenerator<Uint8Array> {
  try {
    if (answer.status === 404) throw notThere();
    if (answer.status === 416) throw damaged('the file is shorter than it should be');
    if (answer.status !== 200 && answer.status !== 206) throw statusError(answer.status);
    yield* cut(answer, placeIn(answer, range, seen));
  } finally {
    answer.drop();
  }
}

/** How much of the answer's body to pass over, and how much to take; null: to its end. */
interface Place {
  readonly skip: number;
  readonly take: number | null;
  /** Whether more may come than is taken. */
  readonly goesOn: boolean;
}

function placeIn({ status, headers }: HttpAnswer, range: TargetRange | null, seen: SeenAbilities): Place {
  if (range === null) {
    if (status === 206) throw damaged('a part came in place of a file');
    const announced = headers['content-length'];
    return { skip: 0, take: announced === undefined ? null : Number(announced), goesOn: false };
  }
  if (status === 200) {
    if (range.length > 0) seen.readsRanges = false;
    return { skip: range.offset, take: range.length, goesOn: true };
  }
  const told = /^bytes (\d+)-(\d+)\//.exec(headers['content-range'] ?? '');
  const isAsked = Number(told?.[1]) === range.offset && Number(told?.[2]) === range.offset + range.length - 1;
  if (!isAsked) throw damaged('another range came than was asked for');
  return { skip: 0, take: range.length, goesOn: false };
}

async function* cut(answer: HttpAnswer, { skip, take, goesOn }: Place): AsyncGenerator<Uint8Array> {
  let toSkip = skip;
  let left = take ?? Number.POSITIVE_INFINITY;
  for await (const piece of answer.pieces) {
    const skipped = Math.min(toSkip, piece.length);
    toSkip -= skipped;
    const wanted = piece.subarray(skipped, Math.min(piece.length, skipped + left));
    left -= wanted.length;
    if (!goesOn && skipped + wanted.length < piece.length) throw damaged('more came than the range');
    if (wanted.length > 0) yield wanted;
    // Else to the very end, after which the connection serves again.
    if (left === 0 && toSkip === 0 && goesOn) break;
  }
  if (toSkip > 0 || (take !== null && left > 0)) throw damaged('the file is shorter than it should be');
}
