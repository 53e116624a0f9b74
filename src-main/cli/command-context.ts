import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fill } from '../contract/messages/index.ts';
import type { CommandContext } from './command.ts';
import { printable } from './printable.ts';
import type { Speech } from './say.ts';
import { readSecretFile, readTextFile } from './secret-file.ts';
import { UsageError } from './usage-error.ts';
import type { VaultSession } from './vault-session.ts';

export interface Given {
  readonly vault: string;
  readonly user: string | null;
  readonly passwordFile: string | null;
  /** True when `--user` was given, and not only KLUIS_USER. */
  readonly signsIn: boolean;
}

export function commandContext(
  given: Given,
  { texts, formats, terminal }: Speech,
  session: Pick<VaultSession, 'call' | 'ask' | 'checkRefused' | 'role' | 'signIn'>,
): CommandContext {
  const user = () => {
    if (given.user === null) throw new UsageError('no-user');
    return given.user;
  };
  const warned = new Set<string>();
  const secretFrom = async (file: string, of: string) => {
    const { line, open } = await readSecretFile(file, `--${of}`);
    if (open && !warned.has(file)) {
      warned.add(file);
      terminal.err(`${printable(fill(texts.results['password-file-open'], { of: `--${of}`, file }))}\n`);
    }
    return line;
  };
  const passwordFromFile = async () =>
    given.passwordFile === null ? null : await secretFrom(given.passwordFile, 'password-file');
  const passwordBy = async (question: string) => {
    const fromFile = await passwordFromFile();
    if (fromFile !== null) return fromFile;
    if (!terminal.interactive) throw new UsageError('no-terminal');
    return await terminal.ask(question, true);
  };
  return {
    texts,
    formats,
    width: terminal.width,
    toOfficer: () => session.role === 'privacy-officer',
    vault: given.vault,
    user,
    call: (name, input) => session.call(name, input),
    ask: (name, input) => session.ask(name, input),
    checkRefused: () => session.checkRefused(),
    canSignIn: () => given.signsIn || (given.user !== null && given.passwordFile !== null),
    passwordFromFile,
    password: async () => await passwordBy(fill(texts.prompts.password, { user: given.user ?? '' })),
    passwordAgain: async (question) => {
      await session.signIn();
      return await passwordBy(question);
    },
    secretFrom: (file) => secretFrom(file, 'new-password-file'),
    textFrom: async (file, of) => (await readTextFile(file, of)).text,
    target: async (file) => {
      const folder = path.dirname(path.resolve(file));
      const isFolder = await stat(folder).then(
        (found) => found.isDirectory(),
        () => false,
      );
      if (!isFolder) throw new UsageError('no-folder', { folder });
      return path.resolve(file);
    },
    question: async (text) => {
      if (!terminal.interactive) throw new UsageError('no-terminal-for-fingerprint');
      return await terminal.ask(printable(text), false);
    },
  };
}
