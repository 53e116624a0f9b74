import { spawn } from 'node:child_process';
import type { OpenDialogOptions, OpenDialogReturnValue, SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import { findInPath } from '../find-chromium.mjs';
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

/**
 * Asks the test that waits, or the user by the desktop's own dialog. @returns nothing when it was cancelled.
 * @throws Error where no dialog can be shown, for that is no choice of the user.
 */
async function ask(given: readonly string[]): Promise<readonly string[]> {
  const answer = answers.shift();
  if (answer !== undefined) return answer;
  const zenity = findInPath(['zenity']);
  if (!hasDisplay || zenity === null) {
    const missing = hasDisplay
      ? 'zenity is missing (on Debian or Ubuntu: sudo apt-get install zenity)'
      : 'there is no display';
    process.stderr.write(`No dialog can be shown: ${missing}.\n`);
    throw new Error(`no dialog can be shown: ${missing}`);
  }
  return await new Promise((resolve, reject) => {
    const child = spawn(zenity, ['--file-selection', ...given], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      // 1: the user cancelled; anything else, and nobody was asked.
      if (code === 0 || code === 1) resolve(text.split('\n').filter((line) => line !== ''));
      else reject(new Error(`no dialog can be shown: zenity ended with ${String(code)}`));
    });
  });
}
