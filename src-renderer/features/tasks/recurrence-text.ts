import type { Say } from '../../i18n/texts.ts';
import type { Recurrence } from './task.ts';
import type { tasksNl } from './texts.nl.ts';

/** The longest month that every year has. */
const daysOfFebruary = 28;
const utc = { timeZone: 'UTC' } as const;

/**
 * When a task comes back, in words: "elke 2 weken op vrijdag".
 * @param due the day from which it is counted, `YYYY-MM-DD`.
 */
export function recurrenceText(
  { every, count, anchorDay }: Recurrence,
  due: string,
  language: string,
  say: Say<typeof tasksNl>,
): string {
  const locale = language === 'en' ? 'en-GB' : 'nl-NL';
  const day = new Date(`${due}T00:00:00Z`);
  if (every === 'day') return say('everyDay', { count });
  if (every === 'week') {
    return say('everyWeek', {
      count,
      weekday: new Intl.DateTimeFormat(locale, { ...utc, weekday: 'long' }).format(day),
    });
  }
  if (every === 'month') {
    const text = say('everyMonth', { count, day: ordinal(anchorDay, language) });
    return anchorDay > daysOfFebruary ? say('orLastDay', { repeat: text }) : text;
  }
  // The anchor is the day that is aimed at: in a year without 29 February the due day lies one earlier.
  const month = new Intl.DateTimeFormat(locale, { ...utc, month: 'long' }).format(day);
  const text = say('everyYear', { count, date: `${anchorDay} ${month}` });
  return day.getUTCMonth() === 1 && anchorDay > daysOfFebruary ? say('orLastDay', { repeat: text }) : text;
}

const englishEndings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const englishRules = new Intl.PluralRules('en', { type: 'ordinal' });

function ordinal(day: number, language: string): string {
  return language === 'en' ? `${day}${englishEndings[englishRules.select(day)] ?? 'th'}` : `${day}e`;
}
