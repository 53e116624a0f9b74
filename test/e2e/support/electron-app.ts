import { _electron } from 'playwright-core';
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
    end: async () => await app.close(),
  };
}
