import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOfDay } from '../../../src-main/cli/end-of-day.ts';
import { formatsOf } from '../../../src-main/cli/formats.ts';
import { languageOf } from '../../../src-main/cli/language.ts';
import { printable } from '../../../src-main/cli/printable.ts';
import { facts, table } from '../../../src-main/cli/table.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Amsterdam';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('numbers, sizes and times', () => {
  const [dutch, english] = [formatsOf('nl'), formatsOf('en')];

  test('sizes are 1000-based, with one decimal below 10', () => {
    const sizes = [0, 999, 1000, 1049, 9_949, 9_950, 99_499, 999_499, 999_500, 5_000_000_000].map(dutch.size);
    expect(sizes).toEqual([
      '0 B',
      '999 B',
      '1,0 kB',
      '1,0 kB',
      '9,9 kB',
      '10 kB',
      '99 kB',
      '999 kB',
      '1,0 MB',
      '5,0 GB',
    ]);
    expect(english.size(1_234_000)).toBe('1.2 MB');
  });

  test('times are those of the computer, also in summer', () => {
    const winter = Date.UTC(2026, 10, 20, 13, 5);
    expect(dutch.time(winter)).toBe('20-11-2026 14:05');
    expect(english.time(winter)).toBe('2026-11-20 14:05');
    expect(dutch.time(Date.UTC(2026, 6, 1, 22, 5))).toBe('02-07-2026 00:05');
  });

  test('names are sorted as people do', () => {
    const names = ['Zoë', 'b10', 'b9', 'Ank', 'ank', 'Ännchen', 'Zoe'];
    expect(names.sort(dutch.compare)).toEqual(['ank', 'Ank', 'Ännchen', 'b9', 'b10', 'Zoe', 'Zoë']);
  });

  test('a last day ends at midnight, also when it has 25 hours', () => {
    expect(new Date(endOfDay('2026-10-25')).toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(new Date(endOfDay('2026-12-31')).toISOString()).toBe('2026-12-31T23:00:00.000Z');
    for (const wrong of ['2026-02-30', '31-12-2026', '2026-13-01', 'tomorrow', '']) {
      expect(() => endOfDay(wrong)).toThrow('not-a-date');
    }
  });
});

describe('tables', () => {
  test('are aligned, whatever the letters', () => {
    const rows = [
      ['Zoë', '1'],
      ['日本', '1.000'],
      ['Ank 👩‍💻', '20'],
    ];
    expect(table([{ heading: 'Naam' }, { heading: 'Aantal', right: true }], rows)).toEqual([
      'Naam    Aantal',
      'Zoë          1',
      '日本     1.000',
      'Ank 👩‍💻      20',
    ]);
    expect(table([{ heading: 'Naam' }], [])).toEqual([]);
    expect(
      facts([
        ['a', '1'],
        ['bcd', '2'],
      ]),
    ).toEqual(['a    1', 'bcd  2']);
  });

  test('a name cannot move the cursor or turn the line around', () => {
    expect(printable('a\u001b[2Jb\u202ecod.exe\r\nc\u009b')).toBe('a\\u{1b}[2Jb\\u{202e}cod.exe\\u{d}\\u{a}c\\u{9b}');
    expect(printable('Zoë ’t Hart 日本 👩‍💻')).toBe('Zoë ’t Hart 日本 👩‍💻');
  });
});

test('the language is the one asked for, else that of the locale', () => {
  expect(languageOf(['--lang', 'nl'], { LANG: 'en_GB.UTF-8' })).toBe('nl');
  expect(languageOf(['--lang=en'], { LANG: 'nl_NL.UTF-8' })).toBe('en');
  expect(languageOf([], { LC_ALL: '', LC_MESSAGES: 'nl_BE.UTF-8', LANG: 'en_GB.UTF-8' })).toBe('nl');
  expect(languageOf([], { LC_ALL: 'C.UTF-8', LANG: 'nl_NL.UTF-8' })).toBe('en');
  expect(languageOf([], {})).toBe('en');
});
