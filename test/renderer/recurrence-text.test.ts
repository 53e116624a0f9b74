import { describe, expect, test } from 'vitest';
import { recurrenceText } from '../../src-renderer/features/tasks/recurrence-text.ts';
import type { Recurrence } from '../../src-renderer/features/tasks/task.ts';
import { taskTexts } from '../../src-renderer/features/tasks/texts.ts';
import { sayIn } from '../support/say.ts';

const inBoth = (recurrence: Recurrence, due: string) =>
  (['nl', 'en'] as const).map((language) => recurrenceText(recurrence, due, language, sayIn(taskTexts, language)));

describe('when a task comes back, in words', () => {
  test('names the weekday, and leaves out a count of one', () => {
    const friday = '2026-11-20';
    expect(inBoth({ every: 'week', count: 2, anchorDay: 20 }, friday)).toEqual([
      'elke 2 weken op vrijdag',
      'every 2 weeks on Friday',
    ]);
    expect(inBoth({ every: 'week', count: 1, anchorDay: 20 }, friday)).toEqual([
      'elke week op vrijdag',
      'every week on Friday',
    ]);
    expect(inBoth({ every: 'day', count: 1, anchorDay: 20 }, friday)).toEqual(['elke dag', 'every day']);
    expect(inBoth({ every: 'day', count: 10, anchorDay: 20 }, friday)).toEqual(['elke 10 dagen', 'every 10 days']);
  });

  test('names the day of the month that is aimed at, also when a short month pulled it forward', () => {
    expect(inBoth({ every: 'month', count: 3, anchorDay: 15 }, '2026-12-15')).toEqual([
      'elke 3 maanden op de 15e',
      'every 3 months on the 15th',
    ]);
    expect(inBoth({ every: 'month', count: 1, anchorDay: 31 }, '2027-02-28')).toEqual([
      'elke maand op de 31e (of de laatste dag)',
      'every month on the 31st (or the last day)',
    ]);
    expect(inBoth({ every: 'month', count: 1, anchorDay: 22 }, '2026-12-22')[1]).toBe('every month on the 22nd');
    expect(inBoth({ every: 'month', count: 1, anchorDay: 12 }, '2026-12-12')[1]).toBe('every month on the 12th');
  });

  test('names the date of a year, and what happens to 29 February', () => {
    expect(inBoth({ every: 'year', count: 1, anchorDay: 1 }, '2027-04-01')).toEqual([
      'elk jaar op 1 april',
      'every year on 1 April',
    ]);
    expect(inBoth({ every: 'year', count: 5, anchorDay: 29 }, '2028-02-29')).toEqual([
      'elke 5 jaar op 29 februari (of de laatste dag)',
      'every 5 years on 29 February (or the last day)',
    ]);
  });
});
