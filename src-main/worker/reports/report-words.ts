import type { Language } from '../../contract/messages/index.ts';

/** Numbers and times as a report writes them: it is read elsewhere too, so times are those of the Netherlands. */
export interface ReportWords {
  /** With its day and the time zone. */
  moment(ms: number): string;
  /** In the two largest units that say something. */
  duration(ms: number): string;
  count(value: number): string;
  /** 1000-based. */
  size(bytes: number): string;
}

const durations = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

const sizes = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
  ['byte', 1],
] as const;

export function reportWords(language: Language): ReportWords {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB';
  const moments = new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Amsterdam',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return {
    moment: (ms) => moments.format(ms),
    duration: (ms) => {
      let seconds = Math.round(ms / 1000);
      if (seconds === 0) return unitText(locale, 'second', Math.round(ms / 100) / 10, 'long');
      const parts: string[] = [];
      for (const [unit, length] of durations) {
        const value = Math.floor(seconds / length);
        seconds -= value * length;
        if (value > 0 && parts.length < 2) parts.push(unitText(locale, unit, value, 'long'));
      }
      return parts.join(' ');
    },
    count: (value) => whole.format(value),
    size: (bytes) => {
      const [unit, length] = sizes.find(([, least]) => bytes >= least) ?? (['byte', 1] as const);
      return unitText(locale, unit, Math.round((bytes / length) * 10) / 10, 'short');
    },
  };
}

function unitText(locale: string, unit: string, value: number, unitDisplay: 'long' | 'short'): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 }).format(value);
}
