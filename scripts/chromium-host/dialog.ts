import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { OpenDialogOptions, OpenDialogReturnValue, SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import { hasDisplay } from './browser.ts';
import { strict } from './strict.ts';

/** What a test answers to the next dialogs, in their order; an empty answer cancels. */
const answers: (readonly string[])[] = [];

export function answerNextDialog(paths: readonly string[]): void {
  answers.push(paths);
}

export const dialog = strict('dialog', {
  showOpenDialog: async (_window: unknown, options: OpenDialogOptions): Promise<OpenDialogReturnValue> => {
    const isFolder = options.properties?.includes('openDirectory') ?? false;
    const isMany = options.properties?.includes('multiSelections') ?? false;
    const filePaths = await ask([
      ...(isFolder ? ['--directory'] : []),
      ...(isMany ? ['--multiple', '--separator=\n'] : []),
      ...common(options.title, options.defaultPath),
    ]);
    return { canceled: filePaths.length === 0, filePaths: [...filePaths] };
  },
  showSaveDialog: async (_window: unknown, options: SaveDialogOptions): Promise<SaveDialogReturnValue> => {
    const [filePath = ''] = await ask(['--save', ...common(options.title, options.defaultPath)]);
    return { canceled: filePath === '', filePath };
  },
  showErrorBox: (title: string, content: string): void => {
    process.stderr.write(`${title}: ${content}\n`);
  },
});

const common = (title = '', place = '') => [`--title=${title}`, ...(place === '' ? [] : [`--filename=${place}`])];

/** Asks the test that waits, or the user by the desktop's own dialog. @returns nothing when it was cancelled. */
async function ask(given: readonly string[]): Promise<readonly string[]> {
  const answer = answers.shift();
  if (answer !== undefined) return answer;
  const zenity = programInPath('zenity');
  if (!hasDisplay || zenity === null) {
    process.stderr.write('No dialog can be shown here: install zenity, or use Electron.\n');
    return [];
  }
  return await new Promise((resolve) => {
    const child = spawn(zenity, ['--file-selection', ...given], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', () => resolve([]));
    child.on('close', () => resolve(text.split('\n').filter((line) => line !== '')));
  });
}

function programInPath(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((candidate) => existsSync(candidate)) ?? null;
}
