const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
const fromDaysOnHours = 48;

/** How old something is, as it is said and typed over: in days, below two days in hours; never 0. */
export interface Age {
  readonly unit: 'days' | 'hours';
  readonly count: number;
}

export function ageOf(at: number, now: number): Age {
  const hours = Math.max(1, Math.round((now - at) / hourMs));
  if (hours < fromDaysOnHours) return { unit: 'hours', count: hours };
  return { unit: 'days', count: Math.floor((now - at) / dayMs) };
}

/** Whether an age was typed over, with its unit or without. @param said as it stands on the screen. */
export function isTypedAge(typed: string, { count }: Age, said: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();
  return bare(typed) === bare(said) || bare(typed) === String(count);
}
