import type { WireError } from '../wire.ts';
import type { WindowCallName, WindowInput, WindowOutput } from './calls.ts';
import type { WindowEvent } from './events.ts';

/** What comes back from a call that failed: an error crosses as a value, for an exception loses its fields on the way. */
export interface WindowFailure {
  readonly ok: false;
  readonly error: WireError;
}

/** What comes back from a call. */
export type WindowAnswer<Value> = { readonly ok: true; readonly value: Value } | WindowFailure;

/** What the preload puts on `window.app`: one function for each call, and nothing that takes a channel's name. */
export interface WindowBridge {
  readonly calls: {
    /** @param job a name for this call, for its progress and for `cancelJob`. */
    readonly [Name in WindowCallName]: (
      input: WindowInput<Name>,
      job?: string,
    ) => Promise<WindowAnswer<WindowOutput<Name>>>;
  };
  /** @returns what ends the listening. */
  readonly onEvent: (listener: (event: WindowEvent) => void) => () => void;
  /** Dropped files, as something that `addOffer` takes; null when none of them lies on a disk. */
  readonly offerDrop: (files: readonly File[]) => Promise<string | null>;
}
