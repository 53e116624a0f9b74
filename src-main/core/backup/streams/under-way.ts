/** Work that is begun and not waited for, at most so much at once. */
export class UnderWay {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when the work has begun. @throws what other work has failed with; this one is not begun then. */
  async begin(work: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#most) await Promise.race(this.#running);
    this.requireNoFailure();
    const running = work()
      .catch((error: unknown) => {
        this.#failures.push(error);
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing is under way any more, whatever became of it. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** @throws the first error. */
  requireNoFailure(): void {
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}
