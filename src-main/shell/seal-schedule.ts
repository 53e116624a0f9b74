import { randomBytes } from 'node:crypto';
import type { WindowEvent } from '../contract/window/events.ts';
import { failed } from './ipc/answer.ts';

/** In which a sealing can be taken back, for afterwards it cannot. */
export const sealDelayMs = 8_000;

type SealEvent = Extract<WindowEvent, { event: 'seal' }>;

export interface SealWish {
  readonly folder: string;
  readonly documents: string[];
}

export interface SealScheduleParts {
  readonly seal: (wish: SealWish) => Promise<unknown>;
  readonly tell: (event: SealEvent) => void;
}

/** Sealings that wait their eight seconds. */
export class SealSchedule {
  readonly #parts: SealScheduleParts;
  readonly #waiting = new Map<string, { readonly wish: SealWish; readonly timer: NodeJS.Timeout }>();

  constructor(parts: SealScheduleParts) {
    this.#parts = parts;
  }

  /** @returns `at`: when it will be sealed, in ms UTC. */
  schedule(wish: SealWish): { id: string; at: number } {
    const id = randomBytes(16).toString('hex');
    const timer = setTimeout(() => void this.#seal(id), sealDelayMs);
    this.#waiting.set(id, { wish, timer });
    return { id, at: Date.now() + sealDelayMs };
  }

  /** @returns false when it was too late. */
  cancel(id: string): boolean {
    const isWaiting = this.#waiting.has(id);
    this.#drop(id);
    if (isWaiting) this.#parts.tell({ event: 'seal', id, outcome: 'cancelled', error: null });
    return isWaiting;
  }

  /** Seals at once what waits in a folder. */
  async now(folder: string): Promise<void> {
    const due = [...this.#waiting].filter(([, { wish }]) => wish.folder === folder);
    for (const [id] of due) await this.#seal(id);
  }

  /** A lock takes back what was not done yet. */
  dropAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#drop(id);
  }

  async #seal(id: string): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#drop(id);
    try {
      await this.#parts.seal(waiting.wish);
      this.#parts.tell({ event: 'seal', id, outcome: 'sealed', error: null });
    } catch (error) {
      this.#parts.tell({ event: 'seal', id, outcome: 'failed', error: failed(error, []).error });
    }
  }

  #drop(id: string): void {
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#waiting.delete(id);
  }
}
