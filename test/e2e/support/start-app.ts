import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type CDPSession, chromium, type Locator, type Page } from 'playwright-core';
import { findElectron } from '../../../scripts/find-electron.mjs';
import { openTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { startInElectron } from './electron-app.ts';
import { type RawAnswer, rawCall, rawCallFromFrame } from './raw-call.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** What the system tells the program of. */
type SystemEvent = 'suspend' | 'resume' | 'lock-screen' | 'shutdown';

/** The desktop application as a user has it, in a window that a test drives. */
export interface StartedApp {
  /** What it runs on: `Electron 45.4.1`, or the host on Chromium. */
  readonly platform: string;
  /** The page that is there now; another one after a lock. */
  readonly page: Page;
  /** A folder of this test's own: settings, and room for vaults and files. */
  readonly folder: TempFolder;
  /** What the program wrote to its console. */
  readonly output: () => string;
  /** What the next dialog of the system answers; nothing: it is cancelled. */
  answerDialog(paths: readonly string[]): Promise<void>;
  fire(event: SystemEvent): Promise<void>;
  /** Drops files and folders on something of the page, as a user does with a mouse. */
  drop(paths: readonly string[], target: Locator): Promise<void>;
  /** What is on the clipboard. */
  clipboard(): Promise<string>;
  /** A session of the DevTools protocol with the page that is there now. */
  devTools(): Promise<CDPSession>;
  /** The processes that pages run in. */
  rendererPids(): Promise<number[]>;
  /** Calls the shell as a page could that had broken out of its bridge: any channel, any arguments. */
  rawCall(channel: string, ...given: unknown[]): Promise<RawAnswer>;
  /** As `rawCall`, from where no call may come: a frame within the page, or on Electron another window. */
  rawCallFromElsewhere(channel: string, ...given: unknown[]): Promise<RawAnswer>;
  /** Waits until the page is another one than `old`, and has loaded. */
  newPage(old: Page): Promise<Page>;
  /** Ends the program and starts it again, with the same settings. */
  restart(): Promise<void>;
  /** Ends the program and removes its folder. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly language?: 'nl' | 'en';
  readonly environment?: NodeJS.ProcessEnv;
  readonly arguments?: readonly string[];
}

/** One run of the program. */
export interface Run {
  readonly platform: string;
  readonly pages: () => Page[];
  readonly output: () => string;
  readonly answerDialog: (paths: readonly string[]) => Promise<void>;
  readonly fire: (event: SystemEvent) => Promise<void>;
  readonly clipboard: () => Promise<string>;
  readonly rendererPids: () => Promise<number[]>;
  readonly rawCall: (page: Page, channel: string, given: readonly unknown[]) => Promise<RawAnswer>;
  readonly rawCallFromElsewhere: (page: Page, channel: string, given: readonly unknown[]) => Promise<RawAnswer>;
  readonly end: () => Promise<void>;
}

export interface RunOptions {
  readonly main: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly arguments: readonly string[];
}

/** Starting takes a second or two, and making the office of the demonstration some fifteen; more on a busy machine. */
const patienceMs = { usual: 60_000, demonstration: 240_000 } as const;

/** Starts the built program (`npm run build`) with settings of its own: on Electron where it is and could start, else on the host. */
export async function startApp(options: StartOptions = {}): Promise<StartedApp> {
  const folder = openTempFolder('kluis-app-');
  mkdirSync(folder.file('config'), { recursive: true });
  const electron = findElectron();
  const start = async (): Promise<Run> => {
    const given: RunOptions = {
      main: path.join(root, 'dist/main.mjs'),
      environment: {
        ...process.env,
        KLUIS_CONFIG_DIR: folder.file('config'),
        LC_ALL: options.language === 'en' ? 'en_GB.UTF-8' : 'nl_NL.UTF-8',
        DBUS_SESSION_BUS_ADDRESS: '',
        XDG_RUNTIME_DIR: folder.path,
        ...options.environment,
      },
      arguments: options.arguments ?? [],
    };
    return electron === null ? await startOnHost(given) : await startInElectron(electron, given);
  };
  let run = await start();
  tellOnce(run.platform);
  const current = () => {
    const page = run.pages().find((one) => isOurs(one) && !one.isClosed());
    if (page === undefined) throw new Error('there is no page at this moment');
    return page;
  };
  const isDemonstration = options.arguments?.includes('--demo') ?? false;
  await waitFor(() => run.pages().some(isOurs), isDemonstration ? patienceMs.demonstration : patienceMs.usual);

  return {
    folder,
    get platform() {
      return run.platform;
    },
    get page() {
      return current();
    },
    output: () => run.output(),
    answerDialog: async (paths) => await run.answerDialog(paths),
    fire: async (event) => await run.fire(event),
    clipboard: async () => await run.clipboard(),
    devTools: async () => await current().context().newCDPSession(current()),
    rendererPids: async () => await run.rendererPids(),
    rawCall: async (channel, ...given) => await run.rawCall(current(), channel, given),
    rawCallFromElsewhere: async (channel, ...given) => await run.rawCallFromElsewhere(current(), channel, given),
    drop: async (paths, target) => await drop(current(), paths, target),
    newPage: async (old) => {
      await waitFor(() => run.pages().some((page) => page !== old && isOurs(page) && !page.isClosed()));
      const page = run.pages().find((one) => one !== old && isOurs(one) && !one.isClosed());
      if (page === undefined) throw new Error('the new page has gone');
      await page.waitForLoadState('load');
      return page;
    },
    restart: async () => {
      await run.end();
      run = await start();
      await waitFor(() => run.pages().some(isOurs));
    },
    close: async () => {
      await run.end();
      folder[Symbol.dispose]();
    },
  };
}

function isOurs(page: Page): boolean {
  return /^(app:\/\/ui|https:\/\/ui\.dossierkluis\.invalid)\//.test(page.url());
}

async function waitFor(condition: () => boolean, limitMs: number = patienceMs.usual): Promise<void> {
  const until = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > until) throw new Error('the window did not come in time');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const told = new Set<string>();

function tellOnce(platform: string): void {
  if (told.has(platform) || process.env.VITEST === undefined) return;
  told.add(platform);
  process.stdout.write(`window tests ran on: ${platform}\n`);
}

/** A drop that the page cannot tell from a real one: files with paths, and trusted. */
async function drop(page: Page, paths: readonly string[], target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error('what files are dropped on is not to be seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const tools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await tools.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await tools.detach();
}

interface Told {
  readonly told: string;
  readonly address?: string;
  readonly clipboard?: string;
}

/** The program on `scripts/chromium-host`. */
async function startOnHost({ main, environment, arguments: given }: RunOptions): Promise<Run> {
  const child = fork(main, [...given], {
    execArgv: ['--import', path.join(root, 'scripts/chromium-host/register.mjs')],
    env: { ...environment, DISPLAY: '', WAYLAND_DISPLAY: '', KLUIS_HOST_TEST: '1' },
    silent: true,
  });
  const output: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const { address = '' } = await heard(child, 'address', () => output.join(''));
  const browser = await chromium.connectOverCDP(address);
  const ask = async (wish: object): Promise<Told> => {
    const answer = heard(child, 'state', () => output.join(''));
    child.send(wish);
    return await answer;
  };
  return {
    platform: `the host on Chromium ${browser.version()}`,
    pages: () => browser.contexts().flatMap((context) => context.pages()),
    output: () => output.join(''),
    answerDialog: async (paths) => void (await ask({ wish: 'dialog', paths })),
    fire: async (event) => void (await ask({ wish: 'power', event })),
    clipboard: async () => (await ask({ wish: 'state' })).clipboard ?? '',
    rendererPids: async () => {
      const tools = await browser.newBrowserCDPSession();
      const { processInfo } = await tools.send('SystemInfo.getProcessInfo');
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    },
    rawCall,
    rawCallFromElsewhere: rawCallFromFrame,
    end: async () => await endHost(child, browser),
  };
}

async function heard(child: ChildProcess, what: string, output: () => string): Promise<Told> {
  return await new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the program ended with ${String(code)}: ${output()}`));
    const listener = (message: unknown) => {
      const heardOf = message as Told;
      if (heardOf.told !== what) return;
      child.off('message', listener);
      child.off('exit', ended);
      resolve(heardOf);
    };
    child.on('message', listener);
    child.once('exit', ended);
  });
}

async function endHost(child: ChildProcess, browser: Browser): Promise<void> {
  const exited = once(child, 'exit');
  if (child.exitCode === null && child.connected) {
    child.send({ wish: 'quit' });
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(force);
  }
  await browser.close().catch(() => undefined);
}
