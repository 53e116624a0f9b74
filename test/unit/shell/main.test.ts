import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

/** Runs the entry of the program on an Electron that writes down what it is asked, in that order. */
async function start({ isFirst = true, isPackaged = true, given = '', config = tempFolder().file('config') } = {}) {
  const asked: unknown[] = [];
  const note =
    (name: string, answer?: unknown) =>
    (...given: unknown[]) => {
      asked.push([name, ...given]);
      return answer;
    };
  const app = {
    isPackaged,
    commandLine: { hasSwitch: (name: string) => name === given, appendSwitch: note('switch') },
    enableSandbox: note('sandbox'),
    exit: note('exit'),
    on: note('on'),
    setPath: note('path'),
    getLocale: () => 'nl-NL',
    requestSingleInstanceLock: note('only one', isFirst),
    whenReady: async () => undefined,
  };
  vi.stubEnv('KLUIS_CONFIG_DIR', config);
  vi.doMock('electron', () => ({
    app,
    dialog: { showErrorBox: note('box') },
    protocol: { registerSchemesAsPrivileged: note('schemes') },
  }));
  vi.doMock('../../../src-main/shell/program.ts', () => ({
    startProgram: async (...[folder]: unknown[]) => void note('start')(folder),
  }));
  vi.resetModules();
  await import('../../../src-main/shell/main.ts');
  const names = asked.map((one) => (Array.isArray(one) ? one[0] : one));
  return { asked, names, config };
}

describe('the entry of the program', () => {
  afterEach(() => {
    vi.doUnmock('electron');
    vi.doUnmock('../../../src-main/shell/program.ts');
    vi.unstubAllEnvs();
  });

  it('turns the sandbox of every page on before anything else, and starts last of all', async () => {
    const { names } = await start();
    expect(names).toEqual(['sandbox', 'schemes', 'switch', 'path', 'path', 'path', 'only one', 'start']);
  });

  it('ends before anything else when it is installed and started with a switch that opens it to others', async () => {
    const given = 'remote-debugging-port';
    expect((await start({ given })).asked[0]).toEqual(['exit', 1]);
    expect((await start({ given, isPackaged: false })).names).not.toContain('exit');
  });

  it('lets Chromium look up no name and reach no address, whoever asks', async () => {
    const { asked } = await start();
    expect(asked).toContainEqual(['switch', 'host-resolver-rules', 'MAP * ~NOTFOUND']);
  });

  it('keeps what Chromium writes, crash dumps too, in the settings of this account, apart from any vault', async () => {
    const { asked, config } = await start();
    expect(asked).toEqual(
      expect.arrayContaining([
        ['path', 'userData', `${config}/chromium`],
        ['path', 'sessionData', `${config}/chromium`],
        ['path', 'crashDumps', `${config}/chromium/crashes`],
        ['start', config],
      ]),
    );
    expect(existsSync(`${config}/chromium`)).toBe(true);
  });

  it('ends at once when the program runs already, and starts nothing', async () => {
    const { asked, names } = await start({ isFirst: false });
    expect(asked.at(-1)).toEqual(['exit', 0]);
    expect(names).not.toContain('start');
  });

  it('takes the folder of a demonstration away when it ends, however far it came', async () => {
    const folder = tempFolder();
    vi.stubEnv('TMPDIR', folder.path);
    process.argv.push('--demo');
    const { asked } = await start().finally(() => process.argv.pop());
    const isEnd = (one: unknown): one is [string, string, () => void] =>
      Array.isArray(one) && one[0] === 'on' && one[1] === 'quit';
    const shown = () => readdirSync(folder.path).filter((name) => name.startsWith('dossierkluis-demo-'));
    expect(shown()).toHaveLength(1);
    asked.find(isEnd)?.[2]();
    expect(shown()).toEqual([]);
  });

  it('says what is wrong, in a box of the system, where its settings cannot be written', async () => {
    const folder = tempFolder();
    writeFileSync(folder.file('taken'), '');
    const { asked } = await start({ config: folder.file('taken') });
    expect(asked).toContainEqual(['box', 'Dossierkluis', expect.stringContaining(folder.file('taken'))]);
    expect(asked).toContainEqual(['exit', 1]);
  });
});
