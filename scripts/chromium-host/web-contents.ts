import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { PrintToPDFOptions, WebPreferences } from 'electron';
import { app } from './app.ts';
import { binding, mainWorldScript, preloadWorld, preloadWorldScript } from './bridge-scripts.ts';
import { type Browser, type PageTarget, webRtcPolicy } from './browser.ts';
import { Frames } from './frames.ts';
import { invoke } from './ipc-main.ts';
import { applicationMenu } from './menu.ts';
import { nativeTheme } from './native-theme.ts';
import { toBrowser } from './origin.ts';
import { denyPermissions } from './permissions.ts';
import { answerRequests, type Navigation } from './requests.ts';
import type { HostSession } from './session.ts';

type FromPreload =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly given: unknown[] }
  | { readonly kind: 'path'; readonly id: number; readonly file: number }
  | { readonly kind: 'accelerator'; readonly item: number };

/** A page as the shell has it, over one target of Chromium. */
export class HostWebContents extends EventEmitter {
  readonly #session: HostSession;
  readonly #preload: string;
  #browser: Browser | null = null;
  #page: PageTarget | null = null;
  #frames: Frames | null = null;
  #zoomLevel = 0;
  #size = { width: 0, height: 0 };
  #loads: (address: string) => void = () => undefined;

  constructor({ session, preload }: WebPreferences) {
    super();
    this.#session = session as unknown as HostSession;
    this.#preload = readFileSync(preload ?? '', 'utf8');
    app.emit('web-contents-created', {}, this);
  }

  setWindowOpenHandler(_handler: (details: { url: string }) => { action: 'deny' | 'allow' }): void {
    return;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    if (policy !== webRtcPolicy) throw new Error(`the WebRTC policy '${policy}' is not there outside Electron`);
  }

  /** Makes the page what Electron's would be, before anything is loaded in it. */
  async attach(browser: Browser, page: PageTarget): Promise<void> {
    this.#browser = browser;
    this.#page = page;
    const { pipe } = browser;
    const { sessionId, targetId } = page;
    const frames = new Frames(browser, sessionId);
    this.#frames = frames;
    frames.mainFrame = targetId;
    pipe.on('Inspector.targetCrashed', sessionId, () => this.emit('render-process-gone', {}, { reason: 'crashed' }));
    pipe.on('Runtime.bindingCalled', sessionId, ({ name, executionContextId, payload }) => {
      if (name === binding) void this.#hear(executionContextId, JSON.parse(payload) as FromPreload);
    });
    const channel = randomBytes(16).toString('hex');
    const preload = preloadWorldScript(channel, this.#preload, applicationMenu().accelerators);
    const ready = [
      pipe.send('Page.enable', undefined, sessionId),
      pipe.send('Runtime.enable', undefined, sessionId),
      pipe.send('DOM.enable', undefined, sessionId),
      pipe.send('Inspector.enable', undefined, sessionId),
      // In this order: what builds the bridge waits before what describes it.
      pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(channel) }, sessionId),
      pipe.send('Runtime.addBinding', { name: binding, executionContextName: preloadWorld }, sessionId),
      pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: preloadWorld }, sessionId),
      denyPermissions(browser, page, this.#session),
      this.#closePopups(browser, sessionId),
      this.showColours(),
    ];
    await Promise.all(ready);
    const mayNavigate = (navigation: Navigation) => this.#mayNavigate(navigation);
    ({ loads: this.#loads } = await answerRequests({
      browser,
      sessionId,
      session: this.#session,
      frames,
      mayNavigate,
    }));
  }

  async loadURL(address: string): Promise<void> {
    const { browser, page } = this.#attached();
    const url = toBrowser(address);
    this.#loads(url);
    const loaded = new Promise<void>((resolve) =>
      browser.pipe.on('Page.loadEventFired', page.sessionId, () => resolve()),
    );
    const { errorText } = await browser.pipe.send('Page.navigate', { url }, page.sessionId);
    if (errorText !== undefined) throw new Error(`${errorText} loading '${address}'`);
    await loaded;
  }

  send(channel: string, ...given: unknown[]): void {
    void this.#evaluate(`__tell(${JSON.stringify(channel)}, ${JSON.stringify(given)})`);
  }

  /** The process of the page goes, and its memory with it. */
  forcefullyCrashRenderer(): void {
    const { browser, page } = this.#attached();
    browser.pipe.send('Page.crash', undefined, page.sessionId).catch(() => undefined);
  }

  async printToPDF({ printBackground = false }: PrintToPDFOptions): Promise<Buffer> {
    const { browser, page } = this.#attached();
    const a4 = { paperWidth: 8.27, paperHeight: 11.69, printBackground, preferCSSPageSize: true };
    const { data } = await browser.pipe.send('Page.printToPDF', a4, page.sessionId);
    return Buffer.from(data, 'base64');
  }

  print(_options: unknown, done: (printed: boolean, reason: string) => void): void {
    done(false, 'there is no printing outside Electron');
  }

  getZoomLevel(): number {
    return this.#zoomLevel;
  }

  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
    this.#showSize().catch(() => undefined);
  }

  /** Gives the page a size that does not hang on a window, for where none is shown. */
  async setSize(width: number, height: number): Promise<void> {
    this.#size = { width, height };
    await this.#showSize();
  }

  /** Tells the page which colours the program chose. */
  async showColours(): Promise<void> {
    const { browser, page } = this.#attached();
    const { themeSource } = nativeTheme;
    const value = themeSource === 'system' ? '' : themeSource;
    const features = [{ name: 'prefers-color-scheme', value }];
    await browser.pipe.send('Emulation.setEmulatedMedia', { features }, page.sessionId);
  }

  showAccelerators(): void {
    void this.#evaluate(`__accelerators = new Map(${JSON.stringify(applicationMenu().accelerators)})`);
  }

  async #showSize(): Promise<void> {
    const { browser, page } = this.#attached();
    const zoom = 1.2 ** this.#zoomLevel;
    const { width, height } = this.#size;
    const metrics = {
      width: Math.round(width / zoom),
      height: Math.round(height / zoom),
      deviceScaleFactor: zoom,
      mobile: false,
    };
    await browser.pipe.send('Emulation.setDeviceMetricsOverride', metrics, page.sessionId);
  }

  async #hear(contextId: number, message: FromPreload): Promise<void> {
    if (message.kind === 'accelerator') {
      applicationMenu().choose(message.item);
      return;
    }
    let error: string | null = null;
    let value: unknown;
    try {
      if (message.kind === 'path') value = await this.#pathOf(contextId, message.file);
      else {
        const senderFrame = this.#frames?.ofContext(contextId) ?? null;
        value = await invoke(message.channel, { sender: this, senderFrame, type: 'frame' }, message.given);
      }
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : 'failed';
    }
    const expression = `__settle(${message.id}, ${JSON.stringify(error)}, ${JSON.stringify(value) ?? 'undefined'})`;
    await this.#evaluate(expression, contextId);
  }

  /** Where a file that was dropped lies; '' when it lies nowhere. */
  async #pathOf(contextId: number, file: number): Promise<string> {
    const { browser, page } = this.#attached();
    const expression = `__file(${file})`;
    const { result } = await browser.pipe.send('Runtime.evaluate', { expression, contextId }, page.sessionId);
    const objectId = result.objectId ?? '';
    const { path } = await browser.pipe.send('DOM.getFileInfo', { objectId }, page.sessionId);
    return path;
  }

  #mayNavigate({ url, isMainFrame }: Navigation): boolean {
    let prevented = false;
    const event = {
      url,
      isMainFrame,
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event);
    return !prevented;
  }

  /** What the replacement of `window.open` does not see, such as a link with a target, is closed before it begins. */
  async #closePopups({ pipe }: Browser, sessionId: string): Promise<void> {
    pipe.on('Target.attachedToTarget', sessionId, ({ targetInfo }) => {
      if (targetInfo.type !== 'page') return;
      pipe.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => undefined);
    });
    await pipe.send(
      'Target.setAutoAttach',
      { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] },
      sessionId,
    );
  }

  async #evaluate(expression: string, contextId = this.#frames?.preloadContext ?? null): Promise<void> {
    if (contextId === null) return;
    const { browser, page } = this.#attached();
    // A page that has gone meanwhile hears nothing, as in Electron.
    await browser.pipe.send('Runtime.evaluate', { expression, contextId }, page.sessionId).catch(() => undefined);
  }

  #attached(): { browser: Browser; page: PageTarget } {
    if (this.#browser === null || this.#page === null) throw new Error('the page is not there yet');
    return { browser: this.#browser, page: this.#page };
  }
}
