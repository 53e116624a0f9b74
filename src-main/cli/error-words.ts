import type { ErrorDetails } from '../contract/errors.ts';
import type { Messages } from '../contract/messages/index.ts';
import type { Command, ParsedValues } from './command.ts';

/** How the inputs of calls are called on the command line, where that is otherwise. */
const optionOf: Readonly<Record<string, string>> = {
  request: 'file',
  endsAt: 'until',
  outPath: 'out',
  newPassword: 'new-password-file',
  newPassphrase: 'new-password-file',
  passphrase: 'password-file',
  password: 'password-file',
  oldPassword: 'password-file',
  kitText: 'recovery-key-file',
  recoveryKeyOut: 'recovery-key-out',
  officer: 'po',
};

/** Whose value is a path or a secret's place, and not what was wrong. */
const unshown: ReadonlySet<string> = new Set(['newPassword', 'newPassphrase', 'passphrase', 'password', 'oldPassword']);

/**
 * What the text of an error can say of the command line: `command`, the `label` of the input that it is about, and what was
 * `given` for it, as it was typed; of damaged content the document (`damaged`) that was asked for.
 */
export function errorWords(
  details: ErrorDetails,
  command: Command,
  values: ParsedValues | null,
  { labels, options }: Pick<Messages, 'labels' | 'options'>,
): Readonly<Record<string, string>> {
  const words: Record<string, string> = { command: command.words };
  const [input = '', place] = String(details.input ?? '').split('.');
  const name = optionOf[input] ?? input;
  const positional = command.positionals[name];
  const known: Readonly<Record<string, string>> = labels;
  if (positional) words.label = known[positional.label] ?? positional.label;
  else if (command.options['text-file'] && name === 'text') words.label = '--text-file';
  else if (Object.hasOwn(options, name)) words.label = `--${name}`;
  const all = values?.positionals[name] ?? values?.options[name];
  const given = Array.isArray(all) ? all[Number(place)] : all;
  if (typeof given === 'string' && !unshown.has(input)) words.given = given;
  const document = values?.positionals.document;
  const isContent = typeof details.part === 'string' && details.part.startsWith('objects');
  if (isContent && typeof document === 'string') words.damaged = document;
  return words;
}
