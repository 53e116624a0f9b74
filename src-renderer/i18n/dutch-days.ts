const timeZone = 'Europe/Amsterdam';
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
const timeFormat = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });

/** The day of the calendar in the Netherlands at a moment, `YYYY-MM-DD`. @param ms UTC. */
export const dutchDay = (ms: number): string => dayFormat.format(ms);

/** How far Dutch time is ahead of UTC at a moment, in ms. */
const ahead = (ms: number): number => Date.parse(`${timeFormat.format(ms).replace(' ', 'T')}Z`) - ms;

/** When a day of the calendar begins in the Netherlands, in ms UTC. @param days how many days later. */
export function dutchMidnight(day: string, days = 0): number {
  const [year, month, date] = day.split('-').map(Number);
  const utc = Date.UTC(year ?? 0, (month ?? 1) - 1, (date ?? 1) + days);
  // The clock changes at night, hours after midnight: the offset of midnight itself is that of the guess.
  return utc - ahead(utc - ahead(utc));
}
