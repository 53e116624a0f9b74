import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from 'electron';
import { strict } from './strict.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The program: its life, its places, its name. */
class HostApp extends EventEmitter {
  readonly isPackaged = false;
  readonly #paths = new Map<string, string>([
    ['home', homedir()],
    ['documents', documentsFolder()],
    ['temp', tmpdir()],
  ]);
  /** Ends the browser; set by what started it. */
  endBrowser: () => Promise<void> = async () => undefined;
  startBrowser: () => Promise<void> = async () => undefined;
  hasBrowser: () => boolean = () => false;

  /** What the shell tells Chromium to be started with. */
  readonly appendedSwitches: string[] = [];
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value: string): void => {
      this.appendedSwitches.push(`--${name}=${value}`);
    },
    hasSwitch: (name: string) => process.argv.some((given) => given === `--${name}` || given.startsWith(`--${name}=`)),
  });

  async whenReady(): Promise<void> {
    await this.startBrowser();
  }

  enableSandbox(): void {
    // The renderers of Chromium are sandboxed unless it runs as root.
    return;
  }

  /** @returns true: two of these hosts do not know of each other. */
  requestSingleInstanceLock(): boolean {
    return true;
  }

  getPath(name: Parameters<App['getPath']>[0]): string {
    const found = this.#paths.get(name);
    if (found === undefined) throw new Error(`app.getPath('${name}') is not there outside Electron`);
    return found;
  }

  setPath(name: string, value: string): void {
    this.#paths.set(name, value);
  }

  getVersion(): string {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return version;
  }

  getLocale(): string {
    return (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || 'nl')
      .replace(/[.@].*$/, '')
      .replace('_', '-');
  }

  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    const end = () => {
      this.emit('quit');
      process.exit(code);
    };
    // At once when there is nothing to wait for, as in Electron.
    if (this.hasBrowser()) void this.endBrowser().finally(end);
    else end();
  }
}

function documentsFolder(): string {
  return path.join(homedir(), 'Documents');
}

export const app: HostApp = new HostApp();
