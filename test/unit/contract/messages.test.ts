import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../src-main/cli/commands/index.ts';
import { globalOptions } from '../../../src-main/cli/parse-arguments.ts';
import { errorCodes } from '../../../src-main/contract/errors.ts';
import { errorText, fill, languages } from '../../../src-main/contract/messages/index.ts';

/** Words that are the same in both languages, on purpose. */
const sameInBoth = [
  'Privacy Officer',
  'Computer',
  'Computers',
  'Database',
  'Id',
  'computer',
  'computers',
  'document',
  'code',
  'CODE',
  'COMPUTER',
  '"{name}": {message}',
];

function textsOf(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${at}/${key}`));
}

const dutch = new Map(textsOf(languages.nl));
const english = new Map(textsOf(languages.en));
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('texts in both languages', () => {
  test('are for the same things', () => {
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
    expect(dutch.size).toBeGreaterThan(200);
  });

  test('differ, are not empty, and name the same values', () => {
    const wrong = [...english].filter(([at, text]) => {
      const other = dutch.get(at)?.trim() ?? '';
      const same = text === other && !sameInBoth.includes(text);
      return text.trim() === '' || other === '' || same || `${placeholders(text)}` !== `${placeholders(other)}`;
    });
    expect(wrong).toEqual([]);
  });

  test('tell of every error, also without any details', () => {
    for (const { errors } of Object.values(languages)) {
      expect(Object.keys(errors).sort()).toEqual(Object.keys(errorCodes).sort());
      for (const texts of Object.values(errors)) {
        expect(placeholders(texts.at(-1) ?? '')).toEqual([]);
        expect(texts.at(-1)).toMatch(/[^.]\.$/);
      }
    }
  });

  test('every command and every option has one, and there are no others', () => {
    const options = commands.flatMap((command) => Object.keys(command.options));
    for (const texts of Object.values(languages)) {
      expect(Object.keys(texts.commands).sort()).toEqual(commands.map(({ words }) => words).sort());
      expect(Object.keys(texts.options).sort()).toEqual(
        [...new Set([...Object.keys(globalOptions), ...options])].sort(),
      );
    }
  });

  test('every action of the log has one', () => {
    const core = path.join(import.meta.dirname, '../../../src-main/core');
    const actions = readdirSync(core, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(path.join(core, name), 'utf8').matchAll(
          /(?:\.tell\(\s*|rewrite\(vault, given, |\{ action: )'([\w-]+)'/g,
        ),
      ])
      .map(([, action]) => action ?? '');
    expect(actions.length).toBeGreaterThan(5);
    expect(Object.keys(languages.en.actions).sort()).toEqual([...new Set(actions)].sort());
  });
});

describe('an error text', () => {
  test('says the most for which there are details', () => {
    const { en } = languages;
    expect(errorText(en, 'vault-in-use', { computer: 'BALIE-2' })).toContain('open on BALIE-2');
    expect(errorText(en, 'vault-in-use', {})).toContain('open elsewhere');
    expect(errorText(en, 'invalid-input', { reason: 'ambiguous', candidates: ['a1', 'b2'] })).toContain('a1, b2');
  });

  test('takes a value as it is, whatever it looks like', () => {
    expect(fill('{name} and {size}', { name: '{size}', size: 3 })).toBe('{size} and 3');
    expect(fill('{toString}', {})).toBe('{toString}');
  });
});
