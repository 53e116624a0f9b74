import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from '../find-chromium.mjs';
import { CdpPipe } from './cdp-pipe.ts';
import { toBrowser } from './origin.ts';

/** What a page is reached by. */
export interface PageTarget {
  readonly targetId: string;
  readonly sessionId: string;
  readonly close: () => Promise<void>;
}

/** Told to Chromium when it starts, for all pages. */
export const webRtcPolicy = 'disable_non_proxied_udp';

const switches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  '--disable-extensions',
  '--password-store=basic',
  `--webrtc-ip-handling-policy=${webRtcPolicy}`,
];

/** What Chromium would offer beside the page: to translate it, and to keep its passwords. */
const preferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
};

interface BrowserOptions {
  readonly headed: boolean;
  readonly port: boolean;
  readonly more: readonly string[];
}

/** Whether windows can be shown. */
export const hasDisplay: boolean =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** One Chromium process with a profile of its own, which goes with it. */
export class Browser {
  readonly pipe: CdpPipe;
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #stderr: string[] = [];

  private constructor(child: ChildProcess, profile: string) {
    this.#child = child;
    this.#profile = profile;
    this.pipe = new CdpPipe(child);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#stderr.push(text));
  }

  /** @param port whether it listens for a test as well. @param more switches of the shell's own. */
  static async start({ headed, port, more }: BrowserOptions): Promise<Browser> {
    const program = findChromium();
    if (program === null) throw new Error('no Chromium or Chrome was found');
    const profile = mkdtempSync(path.join(tmpdir(), 'kluis-chromium-'));
    mkdirSync(path.join(profile, 'Default'));
    writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences));
    const given = [
      ...switches,
      ...more,
      `--user-data-dir=${profile}`,
      '--remote-debugging-pipe',
      ...(port ? ['--remote-debugging-port=0'] : []),
      // A window without tabs and address; of our own address, for that of another site would be shown above it.
      ...(headed ? [`--app=${toBrowser('app://ui/')}`, '--window-size=1280,900'] : ['--headless', 'about:blank']),
      // Chromium refuses to run as root with its sandbox on.
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ];
    const child = spawn(program, given, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
    const browser = new Browser(child, profile);
    child.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
    await Promise.race([browser.pipe.send('Browser.getVersion', undefined), failsWith(child)]);
    return browser;
  }

  get child(): ChildProcess {
    return this.#child;
  }

  /** Where a test connects; waits until Chromium has said so. */
  async address(): Promise<string> {
    for (;;) {
      const found = /DevTools listening on (\S+)/.exec(this.#stderr.join(''))?.[1];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** A page in memory of its own, so that closing it leaves nothing of it. */
  async openPage(width: number, height: number): Promise<PageTarget> {
    const { browserContextId } = await this.pipe.send('Target.createBrowserContext', { disposeOnDetach: true });
    const made = { url: 'about:blank', browserContextId, width, height };
    const { targetId } = await this.pipe.send('Target.createTarget', made);
    await this.pipe.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId });
    const close = async () => {
      await this.pipe.send('Target.disposeBrowserContext', { browserContextId });
    };
    return await this.#attach(targetId, close);
  }

  /** The page of the window that a headed Chromium opens with; it ends with its window. */
  async firstPage(): Promise<PageTarget> {
    const { targetInfos } = await this.pipe.send('Target.getTargets', undefined);
    const page = targetInfos.find(({ type }) => type === 'page');
    if (page === undefined) throw new Error('Chromium opened no window');
    await this.pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' });
    return await this.#attach(page.targetId, async () => await this.close());
  }

  /** Ends Chromium, and removes its profile. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.pipe.send('Browser.close', undefined).catch(() => undefined);
    const force = setTimeout(() => this.#child.kill('SIGKILL'), 3_000);
    await exited;
    clearTimeout(force);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #attach(targetId: string, close: () => Promise<void>): Promise<PageTarget> {
    const { sessionId } = await this.pipe.send('Target.attachToTarget', { targetId, flatten: true });
    return { targetId, sessionId, close };
  }
}

async function failsWith(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`Chromium ended at once, with ${String(code)}`);
}
