import { parseArgs } from 'node:util';
import type { Command, Option, ParsedValues } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Options that every command takes. */
export const globalOptions = {
  vault: { label: 'DIR' },
  user: { label: 'NAME' },
  'password-file': { label: 'FILE' },
  code: { label: 'CODE' },
  json: { flag: true },
  lang: { values: ['nl', 'en'] },
  help: { flag: true },
} as const satisfies Readonly<Record<string, Option>>;

export interface GlobalValues {
  readonly vault: string | undefined;
  readonly user: string | undefined;
  readonly passwordFile: string | undefined;
  readonly code: string | undefined;
}

/** `command` is null when only help was asked for, of the commands that begin with `words`. */
export type Parsed =
  | { readonly command: Command; readonly values: ParsedValues; readonly global: GlobalValues }
  | { readonly command: null; readonly words: string };

/** @throws UsageError. */
export function parseArguments(args: readonly string[], commands: readonly Command[]): Parsed {
  const { values, positionals } = parse(args, commands);
  const command = commands.find(({ words }) => startsWith(positionals, words.split(' ')));
  if (positionals[0] === 'help' && !command) return { command: null, words: positionals.slice(1).join(' ') };
  if (values.help === true) return { command: null, words: command?.words ?? positionals.join(' ') };
  if (!command) {
    if (positionals.length === 0) throw new UsageError('no-command');
    const given = positionals.slice(0, 2).join(' ');
    const isGroup = commands.some(({ words }) => words.startsWith(`${given} `));
    throw new UsageError(isGroup ? 'group-alone' : 'unknown-command', { command: given });
  }
  const options: Record<string, string | boolean | undefined> = {};
  for (const [name, value] of Object.entries(values)) {
    const option = command.options[name];
    const known = option ?? optionNamed(globalOptions, name);
    if (!known) throw new UsageError('unknown-option', { option: `--${name}` });
    if (known.values && typeof value === 'string' && !known.values.includes(value)) {
      throw new UsageError('wrong-value', { option: name, values: known.values.join(', ') });
    }
    if (option) options[name] = value;
  }
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && options[name] === undefined) throw new UsageError('option-missing', { option: name });
    if (option.flag) options[name] = options[name] === true;
  }
  return {
    command,
    values: { positionals: named(command, positionals.slice(command.words.split(' ').length)), options },
    global: {
      vault: text(values.vault),
      user: text(values.user),
      passwordFile: text(values['password-file']),
      code: text(values.code),
    },
  };
}

/** The command that these arguments seem to mean, whatever else is wrong with them. */
export function meantBy(args: readonly string[], commands: readonly Command[]): Command | undefined {
  const options = optionTypes(commands);
  const { positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  return commands.find(({ words }) => startsWith(positionals, words.split(' ')));
}

function optionTypes(commands: readonly Command[]): Record<string, { type: 'string' | 'boolean' }> {
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const table of [globalOptions, ...commands.map((command) => command.options)]) {
    for (const [name, option] of Object.entries<Option>(table)) {
      options[name] = { type: option.flag ? 'boolean' : 'string' };
    }
  }
  return options;
}

function parse(args: readonly string[], commands: readonly Command[]) {
  const options = optionTypes(commands);
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageErrorOf(error, options);
  }
}

function usageErrorOf(error: unknown, options: Readonly<Record<string, { type: string }>>): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const option = /'([^']*--?[\w-]+)[^']*'/.exec(error.message)?.[1]?.replace(/^.*(?=--)/, '') ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new UsageError('unknown-option', { option });
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error;
  const isFlag = options[option.slice(2)]?.type === 'boolean';
  return new UsageError(isFlag ? 'option-with-value' : 'option-without-value', { option });
}

function named(command: Command, given: readonly string[]): ParsedValues['positionals'] {
  const result: Record<string, string | readonly string[]> = {};
  const rest = [...given];
  for (const [name, { label, many }] of Object.entries(command.positionals)) {
    const first = rest.shift();
    if (first === undefined) throw new UsageError('argument-missing', { argument: label });
    result[name] = many ? [first, ...rest.splice(0)] : first;
  }
  const [tooMany] = rest;
  if (tooMany !== undefined) throw new UsageError('too-many-arguments', { argument: tooMany });
  return result;
}

function startsWith(given: readonly string[], words: readonly string[]): boolean {
  return words.every((word, index) => given[index] === word);
}

function optionNamed(options: Readonly<Record<string, Option>>, name: string): Option | undefined {
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
