/** A day of the calendar, `YYYY-MM-DD`. */
export type Day = string;

const dayMs = 24 * 60 * 60 * 1000;
const lastYear = 9999;
// Its Swedish form is the one that days are kept in.
const dayInAmsterdam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day that it is in the office. @param at ms UTC. */
export function amsterdamDay(at: number): Day {
  return dayInAmsterdam.format(at);
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The day so many days later, or null when that is after 31-12-9999. */
export function dayAfter(day: Day, days: number): Day | null {
  return dayOf(Date.parse(day) + days * dayMs);
}

/**
 * The day so many months later.
 * @param anchorDay the day of the month aimed at, of which a shorter month takes its last.
 * @returns null when that is after 31-12-9999.
 */
export function dayMonthsLater(day: Day, months: number, anchorDay: number): Day | null {
  const from = new Date(day);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(anchorDay, daysInMonth)));
}

function dayOf(at: number): Day | null {
  const date = new Date(at);
  return date.getUTCFullYear() > lastYear ? null : date.toISOString().slice(0, 10);
}
