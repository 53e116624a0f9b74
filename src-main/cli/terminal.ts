import { VaultError } from '../contract/errors.ts';
import { printable } from './printable.ts';

/** Where the command line reads and writes. Standard output carries results alone; everything else is on standard error. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Columns, where standard output is a terminal. */
  readonly width: number | null;
  /** True when questions can be asked. */
  readonly interactive: boolean;
  /** One line typed in answer; hidden: nothing of it is shown. @throws VaultError `cancelled` at Ctrl+C or Ctrl+D. */
  ask(question: string, hidden: boolean): Promise<string>;
  /** The line that tells of progress, in place of the one before; null removes it. */
  progress(line: string | null): void;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  // Whoever reads our output may stop reading: that is no error.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    out: (text) => {
      clear();
      stdout.write(text);
    },
    err: (text) => {
      clear();
      stderr.write(text);
    },
    width: stdout.isTTY === true ? stdout.columns : null,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    ask: async (question, hidden) => {
      clear();
      return await typedLine(printable(question), hidden);
    },
    progress: (line) => {
      if (!stderr.isTTY) return;
      clear();
      if (line === null) return;
      stderr.write(line.slice(0, Math.max(0, (stderr.columns ?? 80) - 1)));
      shown = true;
    },
  };
}

/**
 * Raw mode: the terminal shows nothing by itself, and Ctrl+C arrives as a character. It begins before the question is
 * shown: what is typed at once would be echoed otherwise, and Ctrl+C end nothing.
 */
async function typedLine(question: string, hidden: boolean): Promise<string> {
  const { stdin, stderr } = process;
  let line: string[] = [];
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  stderr.write(question);
  try {
    return await new Promise((resolve, reject) => {
      const cancel = () => reject(new VaultError('cancelled', 'cancelled at a question'));
      stdin.once('end', cancel);
      stdin.on('data', (typed: string) => {
        for (const character of typed) {
          if (character === '\r' || character === '\n') resolve(line.join(''));
          else if (character === '\u0003' || (character === '\u0004' && line.length === 0)) cancel();
          else if (character === '\u007f' || character === '\b') {
            if (line.pop() !== undefined && !hidden) stderr.write('\b \b');
          } else if (character === '\u0015') line = [];
          else if (character >= ' ') {
            line.push(character);
            if (!hidden) stderr.write(character);
          }
        }
      });
    });
  } finally {
    stdin.removeAllListeners('data');
    stdin.removeAllListeners('end');
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
