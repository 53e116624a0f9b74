import type { BrowserWindow } from 'electron';
import type { SettingsFile } from './settings-file.ts';

type CapturedWindow = Pick<BrowserWindow, 'setContentProtection'>;

export interface ScreenCaptureParts {
  readonly settings: SettingsFile;
  /** Whether the system keeps a window out of pictures of the screen: Windows and macOS do. */
  readonly canHide: boolean;
  /** The window that is there now. */
  readonly window: () => CapturedWindow | null;
}

/** Whether pictures of the screen, and screens that are shared, leave the window out, as its user chose on this account of this computer. */
// SECURITY: S44 it stops no camera
export class ScreenCapture {
  readonly #parts: ScreenCaptureParts;

  constructor(parts: ScreenCaptureParts) {
    this.#parts = parts;
  }

  get state(): { readonly hidden: boolean; readonly canHide: boolean } {
    const { settings, canHide } = this.#parts;
    return { hidden: canHide && settings.current.hiddenFromCapture, canHide };
  }

  hide(hidden: boolean): void {
    const { settings, window } = this.#parts;
    settings.change({ hiddenFromCapture: hidden });
    const now = window();
    if (now !== null) this.applyTo(now);
  }

  /** To be called for every window that is made, before it is shown. */
  applyTo(window: CapturedWindow): void {
    if (this.#parts.canHide) window.setContentProtection(this.state.hidden);
  }
}
