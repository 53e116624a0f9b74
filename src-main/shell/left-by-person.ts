import type { WindowInput } from '../contract/window/calls.ts';

/** How somebody left the window. */
export interface Left {
  /** Null when she had not opened anything yet. */
  readonly route: string | null;
  readonly widths: WindowInput<'rememberWidths'>['widths'];
}

const nothing: Left = { route: null, widths: {} };

/**
 * How each person left the window, for when she comes back after a lock, and for nobody else: both may hold what the page
 * wants. In memory only: it says what somebody worked on.
 */
export class LeftByPerson {
  readonly #left = new Map<string, Left>();

  remember(folder: string, user: string, part: Partial<Left>): void {
    this.#left.set(`${user} ${folder}`, { ...this.of(folder, user), ...part });
  }

  of(folder: string, user: string): Left {
    return this.#left.get(`${user} ${folder}`) ?? nothing;
  }
}
