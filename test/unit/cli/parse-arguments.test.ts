import { describe, expect, test } from 'vitest';
import { commands } from '../../../src-main/cli/commands/index.ts';
import { meantBy, parseArguments } from '../../../src-main/cli/parse-arguments.ts';
import { UsageError } from '../../../src-main/cli/usage-error.ts';

function problemOf(...args: string[]): unknown {
  try {
    parseArguments(args, commands);
    return 'none';
  } catch (error) {
    return error instanceof UsageError ? { problem: error.problem, ...error.values } : error;
  }
}

describe('arguments of a command', () => {
  test('options may stand before, between and after its words', () => {
    const parsed = parseArguments(
      ['--vault', '/v', 'folder', '--rights=write', 'grant', 'Jansen', '--user', 'Petra', 'Ank', '--json'],
      commands,
    );
    expect(parsed).toMatchObject({
      command: { words: 'folder grant' },
      values: { positionals: { folder: 'Jansen', user: 'Ank' }, options: { rights: 'write' } },
      global: { vault: '/v', user: 'Petra', passwordFile: undefined },
    });
  });

  test('a name may be a word of a command, and behind -- it may look like an option', () => {
    expect(parseArguments(['folder', 'create', 'list'], commands)).toMatchObject({
      command: { words: 'folder create' },
      values: { positionals: { name: 'list' } },
    });
    expect(parseArguments(['folder', 'create', '--', '--json'], commands)).toMatchObject({
      values: { positionals: { name: '--json' } },
    });
  });

  test('the last one may be many, and there is at least one', () => {
    expect(parseArguments(['doc', 'add', 'Jansen', 'a', 'b', 'c'], commands)).toMatchObject({
      values: { positionals: { folder: 'Jansen', paths: ['a', 'b', 'c'] } },
    });
    expect(problemOf('doc', 'add', 'Jansen')).toEqual({ problem: 'argument-missing', argument: 'PATH' });
  });

  test('a flag is given or not', () => {
    expect(parseArguments(['doc', 'list', 'Jansen'], commands)).toMatchObject({ values: { options: { bin: false } } });
    expect(parseArguments(['doc', 'list', 'Jansen', '--bin'], commands)).toMatchObject({
      values: { options: { bin: true } },
    });
  });

  test.each([
    [['folder', 'fly'], { problem: 'unknown-command', command: 'folder fly' }],
    [['folder'], { problem: 'group-alone', command: 'folder' }],
    [[], { problem: 'no-command' }],
    [['folder', 'list', '--kind', 'client'], { problem: 'unknown-option', option: '--kind' }],
    [['folder', 'list', '--nonsense'], { problem: 'unknown-option', option: '--nonsense' }],
    [['folder', 'list', '--vault'], { problem: 'option-without-value', option: '--vault' }],
    [['folder', 'list', '--vault', '--json'], { problem: 'option-without-value', option: '--vault' }],
    [['folder', 'list', '--json=1'], { problem: 'option-with-value', option: '--json' }],
    [['folder', 'list', '--lang', 'fr'], { problem: 'wrong-value', option: 'lang', values: 'nl, en' }],
    [['folder', 'create', 'a', 'b'], { problem: 'too-many-arguments', argument: 'b' }],
    [['folder', 'grant', 'a', 'b'], { problem: 'option-missing', option: 'rights' }],
    [['user', 'add', 'Ank', '--role', 'privacy-officer', '--new-password-file', 'f'], { problem: 'wrong-value' }],
    [['-x'], { problem: 'unknown-option', option: '-x' }],
  ])('%j is refused', (args, expected) => {
    expect(problemOf(...args)).toMatchObject(expected);
  });

  test('help is asked of one command, of a group, or of all', () => {
    expect(parseArguments(['folder', 'grant', '--help'], commands)).toEqual({ command: null, words: 'folder grant' });
    expect(parseArguments(['--help', 'folder'], commands)).toEqual({ command: null, words: 'folder' });
    expect(parseArguments(['--help'], commands)).toEqual({ command: null, words: '' });
  });

  test('an option has one meaning: it takes a value everywhere or nowhere', () => {
    const kinds = new Map<string, Set<boolean>>();
    for (const { options } of commands) {
      for (const [name, option] of Object.entries(options)) {
        kinds.set(name, (kinds.get(name) ?? new Set()).add(option.flag === true));
      }
    }
    expect([...kinds].filter(([, found]) => found.size > 1)).toEqual([]);
  });
});

test.each([
  [['recovery', 'check'], 'recovery check'],
  [['--vault', 'check', 'recovery', 'check', '--recovery-key-file', 'none'], 'recovery check'],
  [['check', '--nonsense'], 'check'],
  [['--lang', 'fr', 'doc', 'get', 'archive', 'list'], 'doc get'],
  [['nonsense'], undefined],
])('what was meant by %j is told for its usage: %s', (args, words) => {
  expect(meantBy(args, commands)?.words).toBe(words);
});
