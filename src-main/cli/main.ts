import path from 'node:path';
import type { CallOutput } from '../contract/calls.ts';
import { VaultError } from '../contract/errors.ts';
import { errorText, fill, languages } from '../contract/messages/index.ts';
import { programVersion } from '../contract/program-version.ts';
import type { Command, CommandContext, Outcome, ParsedValues } from './command.ts';
import { commandContext } from './command-context.ts';
import { commands } from './commands/index.ts';
import { errorWords } from './error-words.ts';
import { formatsOf } from './formats.ts';
import { commandList, helpFor, usageOf } from './help.ts';
import { languageOf } from './language.ts';
import { type GlobalValues, meantBy, parseArguments } from './parse-arguments.ts';
import { PartDone } from './part-done.ts';
import { printable } from './printable.ts';
import { progressLine } from './progress-line.ts';
import { type Speech, sayError, sayOutcome, sayUsageError } from './say.ts';
import { signInLines } from './sign-in-lines.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { VaultSession } from './vault-session.ts';

/** What the command line is given of the outside. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborts at Ctrl+C. */
  readonly signal: AbortSignal;
}

/** Runs one command. @returns its exit code. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal, environment } = surroundings;
  const language = languageOf(args, environment);
  const speech: Speech = {
    texts: languages[language],
    formats: formatsOf(language),
    terminal,
    json: args.includes('--json'),
  };
  if (asksVersion(args)) {
    terminal.out(speech.json ? `${JSON.stringify({ version: programVersion }, null, 2)}\n` : `${programVersion}\n`);
    return 0;
  }
  let typed: ParsedValues | null = null;
  let toOfficer = false;
  try {
    const parsed = parseArguments(args, commands);
    if (parsed.command === null) {
      const help = helpFor(parsed.words, commands, speech.texts).join('\n');
      terminal.out(speech.json ? `${JSON.stringify({ help }, null, 2)}\n` : `${help}\n`);
      return 0;
    }
    const { command, values } = parsed;
    typed = values;
    const outcome = await inSession(parsed.global, speech, surroundings, {
      onRole: (role) => {
        toOfficer = role === 'privacy-officer';
      },
      run: (context) => command.run(context, values),
    });
    return sayOutcome(speech, outcome);
  } catch (thrown) {
    const done = thrown instanceof PartDone ? thrown : null;
    const error = done?.failure ?? thrown;
    const meant = meantBy(args, commands);
    if (error instanceof UsageError) return sayUsageError(speech, error, usageFor(meant, error, speech));
    if (error instanceof VaultError) {
      const words = meant ? errorWords(error.details, meant, typed, speech.texts) : {};
      return sayError(speech, error, { more: { ...words, ...insteadOf(meant) }, toOfficer, done });
    }
    const details = { type: error instanceof Error ? error.constructor.name : typeof error, at: 'kluis' };
    return sayError(speech, new VaultError('internal', 'not foreseen', { details }));
  }
}

function asksVersion(args: readonly string[]): boolean {
  const others = args.filter((argument, index) => {
    return argument !== '--json' && !argument.startsWith('--lang') && args[index - 1] !== '--lang';
  });
  return others.length === 1 && others[0] === '--version';
}

/** How the command is called right that was meant; the commands there are when it was none. */
function usageFor(meant: Command | undefined, { values }: UsageError, { texts }: Speech): string[] {
  if (meant) return [fill(texts.usage.usage, { line: usageOf(meant, texts.labels) }), texts.usage.more];
  return [...commandList(values.command ?? '', commands, texts), '', texts.usage.more, texts.usage.list];
}

/** What can be said besides of an error: a command that takes another keychain can be repeated with that. */
function insteadOf(meant: Command | undefined): Readonly<Record<string, string>> {
  return meant?.options.keychain ? { instead: '--keychain file' } : {};
}

async function inSession(
  global: GlobalValues,
  speech: Speech,
  { terminal, environment, signal }: Surroundings,
  {
    onRole,
    run,
  }: {
    onRole: (role: CallOutput<'signIn'>['role']) => void;
    run: (context: CommandContext) => Promise<Outcome>;
  },
): Promise<Outcome> {
  const { texts, formats } = speech;
  const given = {
    vault: global.vault || environment.KLUIS_VAULT || null,
    user: global.user || environment.KLUIS_USER || null,
    passwordFile: global.passwordFile || environment.KLUIS_PASSWORD_FILE || null,
    signsIn: global.user !== undefined,
  };
  const vault = given.vault === null ? null : path.resolve(given.vault);
  const session = new VaultSession({
    vault: () => context.vault,
    user: () => context.user(),
    password: () => context.password(),
    code: global.code ?? null,
    askCode: terminal.interactive ? () => terminal.ask(texts.prompts.code, false) : null,
    onSignedIn: (signedIn) => {
      onRole(signedIn.role);
      for (const line of signInLines(texts, signedIn)) terminal.err(`${printable(line)}\n`);
    },
    onProgress: progressLine(terminal, formats, texts.results.busy),
    signal,
  });
  const context = commandContext({ ...given, vault }, speech, session);
  try {
    return await run(context);
  } finally {
    terminal.progress(null);
    const failure = await session.end();
    if (failure) {
      const message = errorText(texts, failure.code, failure.details);
      terminal.err(`${printable(fill(texts.results['sign-out-failed'], { message }))}\n`);
    }
  }
}
