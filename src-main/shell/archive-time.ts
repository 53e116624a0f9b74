/** Tells the page when the time of an opened archive is over; the worker closes it by its own clock. */
export class ArchiveTime {
  readonly #onClosed: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
  }

  /** @param until in ms UTC. */
  opened(until: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#onClosed();
    }, until - Date.now()).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
