import type { Language } from '../contract/messages/index.ts';

/** How numbers, sizes and times are written in a language; times in the time zone of the computer. */
export interface Formats {
  readonly language: Language;
  /** 1000-based, one decimal below 10. */
  size(bytes: number): string;
  time(ms: number): string;
  /** The day alone. */
  day(ms: number): string;
  count(value: number): string;
  /** How long something is over, in whole minutes, hours or days. */
  ago(ms: number): string;
  /** For sorting by name: numbers by value, accents and case apart only where all else is equal. */
  compare(a: string, b: string): number;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatsOf(language: Language): Formats {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const collator = new Intl.Collator(locale, { numeric: true });
  return {
    language,
    size: (bytes) => {
      let value = bytes;
      let unit = 0;
      // 999.5 of a unit would be written as 1,000 of it.
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit += 1;
      }
      const number = unit === 0 || value >= 9.95 ? whole : oneDecimal;
      return `${number.format(value)} ${units[unit]}`;
    },
    time: (ms) => {
      const [day, month, year, clock] = partsOf(ms);
      return language === 'nl' ? `${day}-${month}-${year} ${clock}` : `${year}-${month}-${day} ${clock}`;
    },
    day: (ms) => {
      const [day, month, year] = partsOf(ms);
      return language === 'nl' ? `${day}-${month}-${year}` : `${year}-${month}-${day}`;
    },
    count: (value) => whole.format(value),
    ago: (ms) => {
      const minutes = Math.floor(ms / 60_000);
      if (minutes < 60) return relative.format(-minutes, 'minute');
      return minutes < 48 * 60
        ? relative.format(-Math.floor(minutes / 60), 'hour')
        : relative.format(-Math.floor(minutes / (24 * 60)), 'day');
    },
    compare: (a, b) => collator.compare(a, b),
  };
}

function partsOf(ms: number): [day: string, month: string, year: string, clock: string] {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return [two(date.getDate()), two(date.getMonth() + 1), String(date.getFullYear()), clock];
}
