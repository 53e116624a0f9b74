import type { Messages } from '../contract/messages/index.ts';
import { fill } from '../contract/messages/index.ts';
import type { Command, Option } from './command.ts';
import { globalOptions } from './parse-arguments.ts';
import { facts } from './table.ts';

/** What stands for arguments and values in a language; English by default. */
type Labels = Readonly<Record<string, string>>;

/** `kluis folder grant FOLDER USER --rights read|write [--until DATE]` */
export function usageOf({ words, positionals, options }: Command, labels: Labels = {}): string {
  const taken = Object.values(positionals).map(({ label, many }) => `${labels[label] ?? label}${many ? '…' : ''}`);
  const given = Object.entries(options).map(([name, option]) =>
    option.required ? written(name, option, labels) : `[${written(name, option, labels)}]`,
  );
  return ['kluis', words, ...taken, ...given].join(' ');
}

/** Help for the commands that begin with these words; for none, or all, the whole list. */
export function helpFor(words: string, commands: readonly Command[], texts: Messages): string[] {
  const wanted = commands.filter((command) => command.words === words || command.words.startsWith(`${words} `));
  const only = wanted.find((command) => command.words === words) ?? wanted[0];
  if (words === '' || !only) return [texts.usage.title, '', ...overview(commands, texts)];
  if (only.words !== words && wanted.length > 1) return overview(wanted, texts);
  return [
    texts.commands[only.words],
    '',
    fill(texts.usage.usage, { line: usageOf(only, texts.labels) }),
    '',
    ...explained(only, texts),
    ...section(texts.usage.options, only.options, texts),
    ...section(texts.usage.everywhere, globalOptions, texts),
  ];
}

/** The commands that begin like these words; every command where none does. */
export function commandList(words: string, commands: readonly Command[], texts: Messages): string[] {
  const [group = ''] = words.split(' ');
  const alike = commands.filter((command) => command.words === group || command.words.startsWith(`${group} `));
  const list = alike.length > 0 ? alike : commands;
  return [
    texts.usage.commands,
    ...facts(list.map((command): [string, string] => [`  ${command.words}`, texts.commands[command.words]])),
  ];
}

/** What the arguments stand for, where that is not plain. */
function explained({ positionals }: Command, { labels, operands: meanings, usage }: Messages): string[] {
  const [words, known]: [Labels, Labels] = [labels, meanings];
  const list = Object.values(positionals).flatMap(({ label }): [string, string][] => {
    const meaning = known[label];
    return meaning === undefined ? [] : [[`  ${words[label] ?? label}`, meaning]];
  });
  return list.length === 0 ? [] : [usage.arguments, ...facts(list), ''];
}

function overview(commands: readonly Command[], texts: Messages): string[] {
  return [
    fill(texts.usage.usage, { line: `kluis ${texts.usage.command} …` }),
    '',
    ...commandList('', commands, texts),
    '',
    ...section(texts.usage.everywhere, globalOptions, texts),
    texts.usage.version,
    texts.usage.more,
  ];
}

function section(heading: string, options: Readonly<Record<string, Option>>, texts: Messages): string[] {
  const list = Object.entries(options).map(([name, option]): [string, string] => [
    `  ${written(name, option, texts.labels)}`,
    optionText(name, texts),
  ]);
  return list.length === 0 ? [] : [heading, ...facts(list), ''];
}

function optionText(name: string, texts: Messages): string {
  const known: Readonly<Record<string, string>> = texts.options;
  return known[name] ?? '';
}

function written(name: string, { flag, values, label = '' }: Option, labels: Labels): string {
  return flag ? `--${name}` : `--${name} ${values?.join('|') ?? labels[label] ?? label}`;
}
