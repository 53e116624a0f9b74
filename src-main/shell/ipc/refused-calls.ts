export type Refusal = 'shape' | 'channel' | 'frame';

/** Calls that were not what this window makes, counted since the program started. */
export class RefusedCalls {
  readonly #counts: Record<Refusal, number> = { shape: 0, channel: 0, frame: 0 };

  count(refusal: Refusal): void {
    this.#counts[refusal] += 1;
  }

  get counts(): Readonly<Record<Refusal, number>> {
    return { ...this.#counts };
  }
}
