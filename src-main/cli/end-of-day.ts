import { UsageError } from './usage-error.ts';

/** A day, as `2027-12-31`, to its end in the time zone of the computer, in ms UTC. @throws UsageError. */
export function endOfDay(value: string): number {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) throw new UsageError('not-a-date', { value });
  const start = new Date(year, month - 1, day);
  // 31 February would be some day in March.
  if (start.getMonth() !== month - 1 || start.getDate() !== day) throw new UsageError('not-a-date', { value });
  return new Date(year, month - 1, day + 1).getTime();
}
