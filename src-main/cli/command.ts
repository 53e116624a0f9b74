import type { CallInput, CallOutput, SessionCallName, SessionlessCallName } from '../contract/calls.ts';
import type { Messages } from '../contract/messages/index.ts';
import type { Formats } from './formats.ts';

/** What a command takes besides its options, in this order; `many` takes the rest and comes last. */
export interface Positional {
  readonly label: string;
  readonly many?: true;
}

/** `values`: one of these. `flag`: given or not. */
export interface Option {
  readonly label?: string;
  readonly required?: true;
  readonly values?: readonly string[];
  readonly flag?: true;
}

export type PositionalsOf<P> = {
  readonly [Name in keyof P]: P[Name] extends { many: true } ? readonly string[] : string;
};

type ValueOf<O> = O extends { flag: true } ? boolean : O extends { values: readonly (infer V)[] } ? V : string;
export type OptionsOf<O> = {
  readonly [Name in keyof O]: O[Name] extends { required: true } | { flag: true }
    ? ValueOf<O[Name]>
    : ValueOf<O[Name]> | undefined;
};

/** What a command gives back: one JSON document, and lines for people. */
export interface Outcome {
  readonly json: unknown;
  /** A function where making them is not to keep the JSON from coming. */
  readonly lines: readonly string[] | (() => readonly string[]);
  /** For standard error: what people should know besides. */
  readonly remarks?: readonly string[];
  /** 0 unless the command found what it looks for, as `check` does. */
  readonly exitCode?: number;
}

/** What a command works with. */
export interface CommandContext {
  readonly texts: Messages;
  readonly formats: Formats;
  /** Columns of the terminal that results are shown on; null where they go elsewhere. */
  readonly width: number | null;
  /** Whether the Privacy Officer is signed in. */
  toOfficer(): boolean;
  /** The vault's folder. @throws UsageError when none was given. */
  readonly vault: string;
  /** The user's name. @throws UsageError when none was given. */
  user(): string;
  /** A call of the signed-in user; the first one signs in. */
  call<Name extends SessionCallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** A call that needs nobody signed in. */
  ask<Name extends SessionlessCallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  /** What can be checked of a vault that refused the sign-in; null when none was tried. */
  checkRefused(): Promise<CallOutput<'checkRefused'> | null>;
  /** Whether `--user` was given, or a user and a password file in the environment: then more is told, after a sign-in. */
  canSignIn(): boolean;
  /** The user's own password: read from its file, or asked, each time anew. */
  password(): Promise<string>;
  /** The user's own password once more, after the sign-in: `question` says what for. */
  passwordAgain(question: string): Promise<string>;
  /** The first line of the password file, null when none was given. */
  passwordFromFile(): Promise<string | null>;
  /** The first line of another password file. @param of the option that names it: by default that of a new password. */
  secretFrom(file: string, of?: string): Promise<string>;
  /** A secret of several lines, of the option that names its file. */
  secretTextFrom(file: string, of: string): Promise<string>;
  /** A secret typed on the terminal. @throws UsageError without one. */
  secretAsked(question: string): Promise<string>;
  /** A text file in UTF-8, of the option or argument that names it. */
  textFrom(file: string, of: string): Promise<string>;
  /** The absolute path for a file to be written. @throws UsageError when there is no such folder. */
  target(file: string): Promise<string>;
  /** Whether there is a terminal to ask on. */
  canAsk(): boolean;
  /** Asks a question on the terminal. @throws UsageError without one. */
  question(text: string): Promise<string>;
}

export interface Command {
  readonly words: CommandWords;
  readonly positionals: Readonly<Record<string, Positional>>;
  readonly options: Readonly<Record<string, Option>>;
  readonly run: (context: CommandContext, values: ParsedValues) => Promise<Outcome>;
}

/** The words that call a command, joined by spaces; each has its texts in both languages. */
export type CommandWords = keyof Messages['commands'];

/** What the parser made of the arguments, by the command's own table. */
export interface ParsedValues {
  readonly positionals: Readonly<Record<string, string | readonly string[]>>;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command: what it takes, and what it does with it. */
export function command<
  const Positionals extends Readonly<Record<string, Positional>>,
  const Options extends Readonly<Record<string, Option>>,
>(
  words: CommandWords,
  takes: { positionals?: Positionals; options?: Options },
  run: (
    context: CommandContext,
    positionals: PositionalsOf<Positionals>,
    options: OptionsOf<Options>,
  ) => Promise<Outcome>,
): Command {
  return {
    words,
    positionals: takes.positionals ?? {},
    options: takes.options ?? {},
    // The parser gave every value by this very table, which the types say again.
    run: (context, values) =>
      run(context, values.positionals as PositionalsOf<Positionals>, values.options as OptionsOf<Options>),
  };
}
