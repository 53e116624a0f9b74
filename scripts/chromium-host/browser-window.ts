import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app.ts';
import { Browser, hasDisplay, type PageTarget } from './browser.ts';
import { onMenuChanged } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { HostWebContents } from './web-contents.ts';

/** The Chromium of all windows where none are shown; where they are, each window has its own. */
let shared: Promise<Browser> | null = null;
const open = new Set<Browser>();

/** Whether a test connects to the browser. */
const port = process.env.KLUIS_HOST_TEST === '1';

async function start(): Promise<Browser> {
  const browser = await Browser.start({ headed: hasDisplay, port, more: app.appendedSwitches });
  open.add(browser);
  browser.child.once('exit', () => open.delete(browser));
  return browser;
}

app.startBrowser = async () => {
  // Where windows are shown, Chromium has one from its start: it is started with the first window.
  if (hasDisplay) return;
  shared = start();
  await shared;
};
app.hasBrowser = () => open.size > 0;
app.endBrowser = async () => {
  await Promise.all([...open].map(async (browser) => await browser.close()));
};

/** The browser that the window is in now. */
export const currentBrowser = async (): Promise<Browser> => await (shared ?? Promise.reject(new Error('not ready')));

/** A window, which is a page where nothing is shown. */
export class BrowserWindow extends EventEmitter {
  readonly webContents: HostWebContents;
  readonly #options: BrowserWindowConstructorOptions;
  #page: PageTarget | null = null;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.#options = options;
    this.webContents = new HostWebContents(options.webPreferences ?? {});
    onMenuChanged(() => this.webContents.showAccelerators());
    nativeTheme.removeAllListeners('updated');
    nativeTheme.on('updated', () => void this.webContents.showColours().catch(() => undefined));
  }

  async loadURL(address: string): Promise<void> {
    shared ??= start();
    const browser = await shared;
    const { width = 1024, height = 700 } = this.#options;
    const page = hasDisplay ? await browser.firstPage() : await browser.openPage(width, height);
    this.#page = page;
    browser.pipe.on('Target.targetDestroyed', null, ({ targetId }) => this.#gone(targetId));
    if (hasDisplay) browser.child.once('exit', () => this.#gone(page.targetId));
    await browser.pipe.send('Target.setDiscoverTargets', { discover: true });
    await this.webContents.attach(browser, page);
    if (!hasDisplay) await this.webContents.setSize(width, height);
    await this.webContents.loadURL(address);
    this.emit('ready-to-show');
  }

  /** At once as far as anybody can tell: the target goes in the background. */
  destroy(): void {
    this.#destroyed = true;
    // A window that is shown takes its Chromium along, so that the next one has another.
    if (hasDisplay) shared = null;
    this.#page?.close().catch(() => undefined);
    this.emit('closed');
  }

  show(): void {
    return;
  }

  showInactive(): void {
    return;
  }

  maximize(): void {
    return;
  }

  minimize(): void {
    return;
  }

  focus(): void {
    return;
  }

  restore(): void {
    return;
  }

  isFocused(): boolean {
    return true;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  isFullScreen(): boolean {
    return false;
  }

  setFullScreen(_on: boolean): void {
    return;
  }

  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 1024, height = 700 } = this.#options;
    return { x, y, width, height };
  }

  /** The user closed it. */
  #gone(targetId: string): void {
    if (this.#destroyed || targetId !== this.#page?.targetId) return;
    this.#destroyed = true;
    this.emit('close');
    this.emit('closed');
  }
}
