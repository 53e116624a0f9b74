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
  /** Absolute; null when none was given. */
  readonly vault: string | null;
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
  const secretFile = async (file: string, of: string) => {
    const read = await readSecretFile(file, `--${of}`);
    if (read.open && !warned.has(file)) {
      warned.add(file);
      terminal.err(`${printable(fill(texts.results['password-file-open'], { of: `--${of}`, file }))}\n`);
    }
    return read;
  };
  const secretFrom = async (file: string, of: string) => (await secretFile(file, of)).line;
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
    get vault() {
      if (given.vault === null) throw new UsageError('no-vault');
      return given.vault;
    },
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
    secretFrom: (file, of = 'new-password-file') => secretFrom(file, of),
    secretTextFrom: async (file, of) => (await secretFile(file, of)).text,
    secretAsked: async (question) => {
      if (!terminal.interactive) throw new UsageError('no-terminal-for-target');
      return await terminal.ask(question, true);
    },
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
    canAsk: () => terminal.interactive,
    question: async (text) => {
      if (!terminal.interactive) throw new UsageError('no-terminal-for-fingerprint');
      return await terminal.ask(printable(text), false);
    },
  };
}
