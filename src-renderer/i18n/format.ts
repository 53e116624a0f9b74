import { useTranslation } from 'react-i18next';
import { personSortName, sortName } from './sort-name.ts';

const timeZone = 'Europe/Amsterdam';
const kilo = 1000;

/** How dates, numbers and sizes are written; times are in ms UTC and shown in Dutch time. */
export interface Formats {
  /** `20-11-2026 14:05`, for tables. */
  readonly timeInTable: (ms: number) => string;
  /** `20-11-2026`, for tables. */
  readonly dayInTable: (ms: number) => string;
  /** `vr 20 nov, 14:05`, for sentences; of another year than this one with the year. */
  readonly timeInText: (ms: number) => string;
  /** `14:05`. */
  readonly clock: (ms: number) => string;
  /** A day of the calendar given as `YYYY-MM-DD`: `vr 20 nov 2026`. */
  readonly day: (day: string) => string;
  /** How long something takes, roughly: `40 sec`, `3 min`, `2 uur`. */
  readonly duration: (seconds: number) => string;
  readonly number: (value: number) => string;
  /** `1,2 MB`: 1000-based, one decimal below 10. */
  readonly size: (bytes: number) => string;
  /** Names in the order that people expect: case and accents apart, numbers by value. */
  readonly compare: (a: string, b: string) => number;
  /** A copy in the order of lists of people. */
  readonly byPersonName: <Named extends { readonly name: string }>(people: readonly Named[]) => readonly Named[];
  /** A copy in the order of lists of folders. */
  readonly byFolderName: <Named extends { readonly name: string }>(folders: readonly Named[]) => readonly Named[];
}

export function formatsOf(language: string): Formats {
  const locale = language === 'en' ? 'en-GB' : 'nl-NL';
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' });
  const date = new Intl.DateTimeFormat('nl-NL', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
  const dayInText = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  const dayOfAnotherYear = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const year = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' });
  const calendarDay = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const whole = new Intl.NumberFormat(locale);
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const collator = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });
  const sortedBy =
    (key: (name: string) => string) =>
    <Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] =>
      all.toSorted((a, b) => collator.compare(key(a.name), key(b.name)));
  const unit = (name: 'second' | 'minute' | 'hour', value: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  return {
    timeInTable: (ms) => `${date.format(ms)} ${clock.format(ms)}`,
    dayInTable: (ms) => date.format(ms),
    timeInText: (ms) => {
      const day = year.format(ms) === year.format(Date.now()) ? dayInText : dayOfAnotherYear;
      return `${day.format(ms)}, ${clock.format(ms)}`;
    },
    clock: (ms) => clock.format(ms),
    day: (day) => calendarDay.format(new Date(`${day}T00:00:00Z`)),
    duration: (seconds) => {
      if (seconds < 60) return unit('second', Math.max(1, Math.round(seconds)));
      return seconds < 5400 ? unit('minute', Math.round(seconds / 60)) : unit('hour', Math.round(seconds / 3600));
    },
    number: (value) => whole.format(value),
    size: (bytes) => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB'];
      let [value, unit] = [bytes, 0];
      while (value >= kilo && unit < units.length - 1) [value, unit] = [value / kilo, unit + 1];
      return `${value < 10 && unit > 0 ? oneDecimal.format(value) : whole.format(Math.round(value))} ${units[unit]}`;
    },
    compare: (a, b) => collator.compare(a, b),
    byPersonName: sortedBy(personSortName),
    byFolderName: sortedBy(sortName),
  };
}

const known = new Map<string, Formats>();

/** The formats of the language of the moment; the same object as long as it is that language. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const formats = known.get(i18n.language) ?? formatsOf(i18n.language);
  known.set(i18n.language, formats);
  return formats;
}
