import type { Messages } from '../contract/messages/index.ts';
import { fill } from '../contract/messages/index.ts';
import type { Command, Option } from './command.ts';
import { globalOptions } from './parse-arguments.ts';
import { facts } from './table.ts';

/** `kluis folder grant FOLDER USER --rights read|write [--until DATE]` */
export function usageOf({ words, positionals, options }: Command): string {
  const taken = Object.values(positionals).map(({ label, many }) => (many ? `${label}…` : label));
  const given = Object.entries(options).map(([name, option]) =>
    option.required ? written(name, option) : `[${written(name, option)}]`,
  );
  return ['kluis', words, ...taken, ...given].join(' ');
}

/** Help for the commands that begin with these words; for none, or all, the whole list. */
export function helpFor(words: string, commands: readonly Command[], texts: Messages): string[] {
  const wanted = commands.filter((command) => command.words === words || command.words.startsWith(`${words} `));
  const [only] = wanted;
  if (words === '' || !only) return [texts.usage.title, '', ...overview(commands, texts)];
  if (wanted.length > 1) return overview(wanted, texts);
  return [
    texts.commands[only.words],
    '',
    fill(texts.usage.usage, { line: usageOf(only) }),
    '',
    ...section(texts.usage.options, only.options, texts),
    ...section(texts.usage.everywhere, globalOptions, texts),
  ];
}

function overview(commands: readonly Command[], texts: Messages): string[] {
  const list = commands.map((command): [string, string] => [`  ${command.words}`, texts.commands[command.words]]);
  return [
    fill(texts.usage.usage, { line: `kluis ${texts.usage.command} …` }),
    '',
    texts.usage.commands,
    ...facts(list),
    '',
    ...section(texts.usage.everywhere, globalOptions, texts),
    '',
    texts.usage.more,
  ];
}

function section(heading: string, options: Readonly<Record<string, Option>>, texts: Messages): string[] {
  const list = Object.entries(options).map(([name, option]): [string, string] => [
    `  ${written(name, option)}`,
    optionText(name, texts),
  ]);
  return list.length === 0 ? [] : [heading, ...facts(list)];
}

function optionText(name: string, texts: Messages): string {
  const known: Readonly<Record<string, string>> = texts.options;
  return known[name] ?? '';
}

function written(name: string, { flag, values, label }: Option): string {
  return flag ? `--${name}` : `--${name} ${values?.join('|') ?? label ?? ''}`;
}
