import type { WindowCallName } from '../../contract/window/calls.ts';

export type Refusal = 'shape' | 'channel' | 'frame';

/** What was called: a name that the program has, or that it has none of that name. */
export type RefusedName = WindowCallName | 'offer' | 'activity' | 'unknown';

/** Calls that were not what this window makes: counted since the program started, and each one told. */
export class RefusedCalls {
  readonly #counts: Record<Refusal, number> = { shape: 0, channel: 0, frame: 0 };
  readonly #tell: (refusal: Refusal, name: RefusedName) => void;

  constructor(tell: (refusal: Refusal, name: RefusedName) => void) {
    this.#tell = tell;
  }

  note(refusal: Refusal, name: RefusedName): void {
    this.#counts[refusal] += 1;
    this.#tell(refusal, name);
  }

  get counts(): Readonly<Record<Refusal, number>> {
    return { ...this.#counts };
  }
}
