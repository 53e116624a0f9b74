import { describe, expect, test } from 'vitest';
import { isBaseBetter, nextDatabaseOn } from '../../../../src-main/core/backup/runs/base-due.ts';

const at = (text: string) => Date.parse(text);
const base = { number: 10, at: at('2026-03-02T09:00:00Z') };
const chain = { base, last: { number: 14, at: at('2026-03-04T09:00:00Z') } };

describe('what the next database stands on', () => {
  test.each([
    ['2026-03-04T09:01:00Z', 14, 'the one before, on the same day'],
    ['2026-03-04T23:59:59Z', 14, 'until the day ends, by UTC'],
    ['2026-03-05T00:00:00Z', 10, 'the base, for the first of a day'],
    ['2026-03-09T08:59:59Z', 10, 'the base, as long as it is younger than seven days'],
    ['2026-03-09T09:00:00Z', null, 'nothing, after seven days'],
    ['2026-03-03T12:00:00Z', 10, 'the base, when the clock was set back a day'],
    ['2026-02-20T12:00:00Z', null, 'nothing, when the base is of a future more than seven days away'],
  ])('at %s: %s, which is %s', (now, expected, _why) => {
    expect(nextDatabaseOn(chain, at(now))).toBe(expected);
  });

  test('the first database of all stands on nothing', () => {
    expect(nextDatabaseOn(null, at('2026-03-04T09:01:00Z'))).toBeNull();
  });
});

test('a first delta of a day with more than 30 % of the pages becomes a base; another one does not', () => {
  expect(isBaseBetter(chain, 10, { pages: 1000, changed: 300 })).toBe(false);
  expect(isBaseBetter(chain, 10, { pages: 1000, changed: 301 })).toBe(true);
  expect(isBaseBetter(chain, 14, { pages: 1000, changed: 1000 })).toBe(false);
});
