/** How long before the lock its user is warned. */
const warningMs = 60_000;
/** Until the office's own setting is known. */
export const defaultIdleMinutes = 5;

export interface IdleTimerParts {
  /** @param locksAt in whole ms UTC; null: somebody is there after all. */
  readonly onWarning: (locksAt: number | null) => void;
  readonly onIdle: () => void;
}

/** Locks when nobody has touched a key or the mouse for some minutes; warns a minute before. */
// SECURITY: S43 a timer of our own, for not every desktop tells how long nobody was there
export class IdleTimer {
  readonly #parts: IdleTimerParts;
  #idleMs = defaultIdleMinutes * 60_000;
  #activeAt = 0;
  /** The same moment by the monotonic clock. */
  #activeSince = 0;
  #timer: NodeJS.Timeout | null = null;
  #warned = false;

  constructor(parts: IdleTimerParts) {
    this.#parts = parts;
  }

  start(idleMinutes: number): void {
    this.#idleMs = idleMinutes * 60_000;
    this.#warned = false;
    this.#begin();
  }

  /** The same user goes on with another setting. */
  change(idleMinutes: number): void {
    this.#idleMs = idleMinutes * 60_000;
    if (this.#timer !== null) this.touch();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Somebody is there; too late, when nobody was for so long while timers stood still: the first key after a sleep opens nothing. */
  touch(): void {
    if (this.#timer === null) return;
    if (this.#leftMs <= 0) {
      this.look();
      return;
    }
    if (this.#warned) this.#parts.onWarning(null);
    this.#warned = false;
    this.#begin();
  }

  /** To be called when the computer wakes up, for timers stand still while it sleeps. */
  look(): void {
    if (this.#timer === null) return;
    const left = this.#leftMs;
    if (left <= 0) {
      this.stop();
      this.#parts.onIdle();
    } else if (left <= this.#warnedMs) {
      if (!this.#warned) this.#parts.onWarning(Math.round(Date.now() + left));
      this.#warned = true;
      this.#wait(left);
    } else {
      this.#wait(left - this.#warnedMs);
    }
  }

  /** By whichever clock says less: one stands still while the computer sleeps, the other can be set back. */
  get #leftMs(): number {
    return this.#idleMs - Math.max(Date.now() - this.#activeAt, performance.now() - this.#activeSince);
  }

  /** An office that locks after a minute is warned half a minute before. */
  get #warnedMs(): number {
    return Math.min(warningMs, this.#idleMs / 2);
  }

  #begin(): void {
    this.#activeAt = Date.now();
    this.#activeSince = performance.now();
    this.#wait(this.#idleMs - this.#warnedMs);
  }

  #wait(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), ms);
    this.#timer.unref();
  }
}
