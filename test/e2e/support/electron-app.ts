import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { sessionName } from '../../../src-main/shell/security/session-policy.ts';
import type { RawAnswer } from './raw-call.ts';
import type { Run, RunOptions } from './start-app.ts';

/** The program on Electron itself. */
export async function startInElectron(
  program: string,
  { main, environment, arguments: given }: RunOptions,
): Promise<Run> {
  const definite = Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const isRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    executablePath: program,
    args: [...(isRoot ? ['--no-sandbox'] : []), main, ...given],
    env: Object.fromEntries(definite),
  });
  const output: string[] = [];
  app
    .process()
    .stdout?.setEncoding('utf8')
    .on('data', (text: string) => output.push(text));
  app
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => output.push(text));
  const version = await app.evaluate(() => process.versions.electron ?? '');
  await prepareWindows(app);
  return {
    platform: `Electron ${version}`,
    pages: () => app.windows(),
    output: () => output.join(''),
    answerDialog: async (paths) =>
      await app.evaluate(
        ({ dialog }, answer) => {
          const { showOpenDialog, showSaveDialog } = dialog;
          const answerOnce = async () => {
            Object.assign(dialog, { showOpenDialog, showSaveDialog });
            return { canceled: answer.length === 0, filePaths: answer, filePath: answer[0] ?? '' };
          };
          Object.assign(dialog, { showOpenDialog: answerOnce, showSaveDialog: answerOnce });
        },
        [...paths],
      ),
    fire: async (event) => await app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event),
    clipboard: async () => await app.evaluate(async ({ clipboard }) => await clipboard.readText()),
    rendererPids: async () =>
      await app.evaluate(({ app: electron }) =>
        electron.getAppMetrics().flatMap(({ type, pid }) => (type === 'Tab' ? [pid] : [])),
      ),
    rawCall: async (page, channel, given) => {
      await addProbe(app);
      await page.reload();
      return await probe(page, channel, given);
    },
    rawCallFromElsewhere: async (_page, channel, given) => {
      await addProbe(app);
      const opened = app.waitForEvent('window');
      await app.evaluate(({ BrowserWindow, session }, name) => {
        const other = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition(name) } });
        return other.loadURL('app://ui/');
      }, sessionName);
      const page = await opened;
      const answer = await probe(page, channel, given);
      await page.close();
      return answer;
    },
    end: async () => await app.close(),
  };
}

/** Windows have the size that every screen must fit in, as on the host, and no system asks for a printer, for nobody would answer. */
async function prepareWindows(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    const prepare = (window: Electron.BrowserWindow) => {
      window.setContentSize(1024, 700);
      window.webContents.print = (_options, done) => done?.(false, 'cancelled');
    };
    for (const window of BrowserWindow.getAllWindows()) prepare(window);
    electron.on('browser-window-created', (_event, window) => prepare(window));
  });
}

/** Pages of the window's session that load from now on have `probe.cjs` beside their preload. */
async function addProbe(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ session }, [name, filePath]) => {
      const pages = session.fromPartition(name ?? '');
      const isThere = pages.getPreloadScripts().some((script) => script.filePath === filePath);
      if (!isThere) pages.registerPreloadScript({ type: 'frame', filePath: filePath ?? '' });
    },
    [sessionName, path.join(import.meta.dirname, 'probe.cjs')],
  );
}

async function probe(page: Page, channel: string, given: readonly unknown[]): Promise<RawAnswer> {
  return await page.evaluate(async ([wanted, handed]) => await Reflect.get(window, 'probe').invoke(wanted, handed), [
    channel,
    given,
  ] as const);
}
