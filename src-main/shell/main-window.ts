import type { BrowserWindow, Rectangle, WebContents } from 'electron';
import { eventChannel } from '../contract/window/channels.ts';
import { type WindowEvent, WindowEventSchema } from '../contract/window/events.ts';
import { pageAddress } from './security/app-protocol.ts';

interface WindowFrame extends Rectangle {
  readonly maximised: boolean;
}

export interface MainWindowParts {
  /** Makes a window that is not shown yet. */
  readonly make: () => BrowserWindow;
  readonly onFrameChanged: (frame: WindowFrame) => void;
  /** The page's process ended by itself. */
  readonly onPageGone: () => void;
  readonly onClosed: () => void;
  /** Empties what the session of the pages may have kept. */
  readonly clearStorage: () => Promise<void>;
}

/** The one window. Its page is replaced, process and all, when the program locks. */
export class MainWindow {
  readonly #parts: MainWindowParts;
  #window: BrowserWindow | null = null;

  constructor(parts: MainWindowParts) {
    this.#parts = parts;
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** The page that is there now; null while there is none. */
  get contents(): WebContents | null {
    return this.#window?.webContents ?? null;
  }

  async open(): Promise<void> {
    await this.#open((window) => window.show());
  }

  async #open(appear: (window: BrowserWindow) => void): Promise<void> {
    const window = this.#parts.make();
    this.#window = window;
    this.#listen(window);
    window.once('ready-to-show', () => appear(window));
    // The one place that loads an address: loading is not a navigation that a guard would see (S37).
    // SECURITY: S46 there is no development server, and nothing in the environment names another address
    await window.loadURL(pageAddress);
  }

  /** Throws the page away with its process and its memory, and shows an empty one in the same place. */
  // SECURITY: S43
  async replace(): Promise<void> {
    const old = this.#window;
    this.#window = null;
    let appear = (window: BrowserWindow) => window.show();
    if (old !== null) {
      appear = appearanceOf(old);
      const frame = frameOf(old);
      old.webContents.forcefullyCrashRenderer();
      old.destroy();
      this.#parts.onFrameChanged(frame);
    }
    await this.#parts.clearStorage();
    await this.#open(appear);
  }

  /** Tells the page something; nothing when there is none at this moment. */
  tell(event: WindowEvent): void {
    this.contents?.send(eventChannel, WindowEventSchema.parse(event));
  }

  show(): void {
    if (this.#window === null) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  toggleFullScreen(): void {
    this.#window?.setFullScreen(!this.#window.isFullScreen());
  }

  zoom(change: 'in' | 'out' | 'reset'): void {
    const contents = this.contents;
    const step = { in: 0.5, out: -0.5 };
    contents?.setZoomLevel(change === 'reset' ? 0 : contents.getZoomLevel() + step[change]);
  }

  #listen(window: BrowserWindow): void {
    // A window that is being replaced has nothing more to say.
    const isCurrent = () => this.#window === window;
    const remember = () => {
      if (isCurrent()) this.#parts.onFrameChanged(frameOf(window));
    };
    window.on('resized', remember);
    window.on('moved', remember);
    window.on('maximize', remember);
    window.on('unmaximize', remember);
    window.on('close', remember);
    window.on('closed', () => {
      if (!isCurrent()) return;
      this.#window = null;
      this.#parts.onClosed();
    });
    // SECURITY: S45
    window.webContents.on('render-process-gone', () => {
      if (isCurrent()) this.#parts.onPageGone();
    });
  }
}

/** Where a window is when it is neither maximised nor minimised. */
function frameOf(window: BrowserWindow): WindowFrame {
  return { ...window.getNormalBounds(), maximised: window.isMaximized() };
}

/** How the next window appears: as this one is, for a lock must not come before what somebody is typing elsewhere. */
function appearanceOf(window: BrowserWindow): (next: BrowserWindow) => void {
  if (window.isMinimized()) return (next) => next.minimize();
  if (window.isFocused()) return (next) => next.show();
  return (next) => next.showInactive();
}
